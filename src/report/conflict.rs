//! What became of a plan that does not hold any more: for each setting what it was planned from,
//! what is wanted and what is there now.

use serde_json::Value;

use super::view::{AccountView, ConflictView};
use super::{Style, Tone, harmless, value};
use crate::words::{Message, Words};

/// Settings that moved whole, the others by name.
pub(crate) fn text(account: &AccountView, words: &Words, style: Style) -> String {
    let saved = account.conflicts.iter().any(|row| row.moved.is_some());
    let head = Message::new(if saved {
        "conflict-head"
    } else {
        "conflict-head-expected"
    });
    let mut lines = vec![words.say(&head.text("account", harmless(&account.account)))];
    for row in &account.conflicts {
        lines.extend(one(row, words, style));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn one(row: &ConflictView, words: &Words, style: Style) -> Vec<String> {
    let place = match (&row.file, row.line) {
        (Some(file), Some(line)) => format!("  {}:{line}", harmless(file)),
        (_, _) => String::new(),
    };
    let place = style.paint(Tone::Faint, &place);
    let path = harmless(&row.path);
    if row.moved == Some(false) {
        return vec![format!(
            "  = {path}: {}{place}",
            words.text("conflict-as-planned")
        )];
    }
    let head = if row.planned {
        path
    } else {
        format!("{path}: {}", words.text("conflict-elsewhere"))
    };
    let mut lines = vec![format!(
        "  {}{place}",
        style.paint(Tone::Refused, &format!("! {head}"))
    )];
    let named = renames(row);
    let mut side = |id, value: &Value| {
        let name = value["name"].as_str().filter(|_| named);
        let name = name.map_or(String::new(), |name| {
            let quoted = Message::new("conflict-name").text("name", harmless(name));
            format!("{} ", words.say(&quoted))
        });
        let value = value::in_words(value, words);
        lines.push(format!("      {} {name}{value}", words.text(id)));
    };
    if row.moved.is_some() && (row.planned || !row.planned_from.is_null()) {
        side("conflict-planned-from", &row.planned_from);
    }
    if row.planned {
        side("conflict-wanted", &row.wanted);
    }
    if row.planned || !row.now.is_null() {
        side("conflict-now", &row.now);
    }
    lines
}

/// Whether a schedule has another name on one of the sides.
fn renames(row: &ConflictView) -> bool {
    let sides = [&row.planned_from, &row.wanted, &row.now];
    let mut names = sides.into_iter().filter_map(|side| side["name"].as_str());
    let first = names.next();
    names.any(|name| Some(name) != first)
}
