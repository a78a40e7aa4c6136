//! A change as the cells of a table.

use serde_json::Value;

use super::super::review::is_unknown_before;
use super::super::text::{name, times};
use super::super::value;
use super::super::view::{AccountView, Action, ChangeView};
use crate::words::Words;

/// The sign and the word for what happens, and both sides.
pub(super) struct Row<'a> {
    pub(super) sign: &'static str,
    pub(super) action: String,
    pub(super) path: &'a str,
    pub(super) before: Side,
    pub(super) after: Side,
    pub(super) place: Option<String>,
}

/// One side of a change.
pub(super) enum Side {
    Nothing,
    /// A word of ours.
    Word(String),
    /// What a file or a portal says.
    Value(String),
}

impl Side {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Nothing => "",
            Self::Word(text) | Self::Value(text) => text,
        }
    }
}

pub(super) fn row<'a>(change: &'a ChangeView, account: &AccountView, words: &Words) -> Row<'a> {
    let (sign, word) = sign(change.action);
    let names = name(&change.before).zip(name(&change.after));
    let renamed = names.is_some_and(|(old, new)| old != new);
    let side = |value: &Value| side(value, renamed, words);
    let (before, after) = match change.action {
        Action::Create => (Side::Nothing, side(&change.after)),
        Action::Delete => (side(&change.before), Side::Nothing),
        Action::Update | Action::Rename => (side(&change.before), side(&change.after)),
    };
    let unknown = change.before.is_null() && is_unknown_before(account, &change.path);
    let before = if unknown {
        Side::Word(words.text("review-unknown-before"))
    } else {
        before
    };
    Row {
        sign,
        action: words.text(word),
        path: &change.path,
        before,
        after,
        place: place(change.file.as_deref(), change.line),
    }
}

pub(super) fn sign(action: Action) -> (&'static str, &'static str) {
    match action {
        Action::Create => ("+", "action-create"),
        Action::Update => ("~", "action-update"),
        Action::Delete => ("-", "action-delete"),
        Action::Rename => (">", "action-rename"),
    }
}

fn side(value: &Value, renamed: bool, words: &Words) -> Side {
    let text = value::in_words(&times(value), words);
    match (value, name(value)) {
        (Value::Null | Value::Bool(_), _) => Side::Word(text),
        (Value::String(said), _) if said.is_empty() => Side::Word(text),
        (_, Some(name)) if renamed => Side::Value(format!("{name}: {text}")),
        (_, _) => Side::Value(text),
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
