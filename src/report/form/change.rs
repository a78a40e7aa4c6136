//! A change as the cells of a table.

use serde_json::Value;

use crate::report::account_sentences::change_sign;
use crate::report::assumptions::is_unknown_before;
use crate::report::setting_json::{name_in, without_name};
use crate::report::setting_value::in_words;
use crate::report::view::{AccountView, ChangeAction, ChangeView};
use crate::words::Words;

/// The cells of a change: the sign and the word for what happens, the setting, and both sides. Each format escapes them by its own rules.
pub(super) struct ChangeRow<'a> {
    pub(super) sign: &'static str,
    pub(super) action: String,
    pub(super) path: &'a str,
    pub(super) before: ChangeSide,
    pub(super) after: ChangeSide,
}

/// One side of a change. Words of the catalogue and values of files are apart, because only values
/// may hold something that a format would obey.
pub(super) enum ChangeSide {
    Nothing,
    /// A word of the catalogue.
    Word(String),
    /// A value of a file or a portal, which a format must not trust.
    Value(String),
}

impl ChangeSide {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Nothing => "",
            Self::Word(text) | Self::Value(text) => text,
        }
    }
}

pub(super) fn row<'a>(
    change: &'a ChangeView,
    account: &AccountView,
    words: &Words,
) -> ChangeRow<'a> {
    let (sign, word) = change_sign(change.action, account.reading);
    ChangeRow {
        sign,
        action: words.text(word),
        path: &change.path,
        before: before(change, account, words),
        after: match change.action {
            ChangeAction::Delete => ChangeSide::Nothing,
            ChangeAction::Create | ChangeAction::Update | ChangeAction::Rename => {
                side(&change.after, is_renamed(change), words)
            }
        },
    }
}

fn before(change: &ChangeView, account: &AccountView, words: &Words) -> ChangeSide {
    if change.before.is_null() && is_unknown_before(account, &change.path) {
        return ChangeSide::Word(words.text("review-unknown-before"));
    }
    match change.action {
        ChangeAction::Create => ChangeSide::Nothing,
        ChangeAction::Delete | ChangeAction::Update | ChangeAction::Rename => {
            side(&change.before, is_renamed(change), words)
        }
    }
}

/// Whether the sides of a change show the name of the schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Renamed {
    Yes,
    No,
}

fn is_renamed(change: &ChangeView) -> Renamed {
    match name_in(&change.before).zip(name_in(&change.after)) {
        Some((old, new)) if old != new => Renamed::Yes,
        Some(_) | None => Renamed::No,
    }
}

fn side(value: &Value, renamed: Renamed, words: &Words) -> ChangeSide {
    let text = in_words(&without_name(value), words);
    match (value, name_in(value), renamed) {
        (Value::Null | Value::Bool(_), _, _) => ChangeSide::Word(text),
        (Value::String(said), _, _) if said.is_empty() => ChangeSide::Word(text),
        (_, Some(name), Renamed::Yes) => ChangeSide::Value(words.labelled(name, &text)),
        (_, Some(_) | None, _) => ChangeSide::Value(text),
    }
}

/// `boreal.yaml:46`.
pub(super) fn place(file: Option<&str>, line: Option<usize>) -> Option<String> {
    let file = file?;
    Some(match line {
        Some(line) => format!("{file}:{line}"),
        None => file.to_owned(),
    })
}
