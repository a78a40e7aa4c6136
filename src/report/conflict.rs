//! A plan that is stale: for each of its settings the value that it was planned from, the wanted
//! one, and the one that the portal has now.

use super::setting_json::name_in;
use super::setting_value::in_words;
use super::view::{AccountView, ConflictView};
use super::{Style, Tone, harmless, place};
use crate::words::{Message, Words};

/// Settings that moved, with all their values; the others, which are still as planned, by name
/// alone. A person has to decide about the former only.
pub(crate) fn text(account: &AccountView, words: &Words, style: Style) -> String {
    let saved = account.conflicts.iter().any(|row| row.moved.is_some());
    let head = Message::new(if saved {
        "conflict-head"
    } else {
        "conflict-head-expected"
    });
    let mut lines = vec![words.say(&head.text("account", harmless(&account.account)))];
    for row in &account.conflicts {
        lines.extend(setting(row, words, style));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn setting(row: &ConflictView, words: &Words, style: Style) -> Vec<String> {
    let place = place::behind(row.file.as_deref(), row.line);
    let place = style.paint(Tone::Faint, &place);
    let path = harmless(&row.path);
    if row.moved == Some(false) {
        let planned = words.text("conflict-as-planned");
        return vec![format!("  = {path}: {planned}{place}")];
    }
    let head = if row.planned {
        format!("! {path}")
    } else {
        format!("! {path}: {}", words.text("conflict-elsewhere"))
    };
    let mut lines = vec![format!("  {}{place}", style.paint(Tone::Refused, &head))];
    // Without a saved plan nothing is known of what it was planned from. Of a setting that the plan
    // leaves alone only the sides that have a value say something.
    let sides = [
        (
            "conflict-planned-from",
            &row.planned_from,
            row.moved.is_some() && (row.planned || !row.planned_from.is_null()),
        ),
        ("conflict-wanted", &row.wanted, row.planned),
        ("conflict-now", &row.now, row.planned || !row.now.is_null()),
    ];
    let renamed = is_renamed(row);
    for (id, value, shown) in sides {
        if shown {
            let name = name_in(value).filter(|_| renamed);
            let name = name.map_or(String::new(), |name| format!("« {} » ", harmless(name)));
            let value = in_words(value, words);
            lines.push(format!("      {} {name}{value}", words.text(id)));
        }
    }
    lines
}

/// Whether the sides give a schedule different names.
fn is_renamed(row: &ConflictView) -> bool {
    let sides = [&row.planned_from, &row.wanted, &row.now];
    let mut names = sides.into_iter().filter_map(name_in);
    let first = names.next();
    names.any(|name| Some(name) != first)
}
