//! A plan that is stale: for each of its settings the value that it was planned from, the wanted
//! one, and the one that the portal has now.

use std::collections::BTreeMap;

use serde_json::Value;

use super::setting_json::{name_in, value_of};
use super::setting_value::in_words;
use super::view::{AccountView, ChangeView, ConflictView};
use super::{Style, Tone, harmless, place};
use crate::diff::settings;
use crate::model::{FieldPath, Observed};
use crate::plan::{Moved, Plan};
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
        let line = words.labelled(&path, &planned);
        return vec![format!("  = {line}{place}")];
    }
    let head = if row.planned {
        format!("! {path}")
    } else {
        let line = words.labelled(&path, &words.text("conflict-elsewhere"));
        format!("! {line}")
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
            let name = name.map_or(String::new(), |name| {
                let quoted = Message::new("conflict-name").text("name", harmless(name));
                format!("{} ", words.say(&quoted))
            });
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

/// Every setting of the plan, and what else moved.
pub(crate) fn moved(plan: &Plan, view: &AccountView, observed: &Observed) -> Vec<ConflictView> {
    let held = settings(&observed.account).into_iter();
    let held: BTreeMap<String, Value> = held
        .map(|(path, setting)| (path.to_string(), value_of(&setting)))
        .collect();
    let planned = view.changes.iter().map(|change| {
        let now = now(change, &held);
        ConflictView {
            path: change.path.clone(),
            planned: true,
            planned_from: change.before.clone(),
            wanted: change.after.clone(),
            moved: Some(now != change.before),
            now,
            file: change.file.clone(),
            line: change.line,
        }
    });
    let mut rows: Vec<_> = planned.collect();
    for moved in plan.base.moved(observed) {
        let listed =
            |row: &ConflictView| row.moved == Some(true) && is_part(&row.path, &moved.path);
        if !rows.iter().any(listed) {
            rows.push(elsewhere(&moved, &held));
        }
    }
    rows
}

/// What the portal has of a setting; a schedule that was to be renamed still has its old name.
fn now(change: &ChangeView, held: &BTreeMap<String, Value>) -> Value {
    let by_name = || {
        let name = change.before.get("name")?;
        let (list, _) = change.path.split_once("[\"")?;
        let mut entries = held.iter().filter(|(path, _)| {
            let entry = path.strip_prefix(list);
            entry.is_some_and(|entry| entry.starts_with("[\""))
        });
        entries.find(|(_, value)| value.get("name") == Some(name))
    };
    let found = held
        .get(&change.path)
        .or_else(|| by_name().map(|(_, value)| value));
    found.cloned().unwrap_or_default()
}

/// Whether a setting is of that part. Hours are parts of their own, and not of `chat`.
fn is_part(setting: &str, part: &FieldPath) -> bool {
    let part = part.to_string();
    let rest = setting.strip_prefix(&part);
    let below = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
    below && (part != "chat" || !setting.starts_with("chat.hours"))
}

fn elsewhere(moved: &Moved, held: &BTreeMap<String, Value>) -> ConflictView {
    let path = moved.path.to_string();
    let text = |text: &Option<String>| text.clone().map_or(Value::Null, Value::from);
    ConflictView {
        planned: false,
        planned_from: text(&moved.planned),
        wanted: Value::Null,
        now: match &moved.now {
            Some(now) => now.clone().into(),
            None => held.get(&path).cloned().unwrap_or_default(),
        },
        moved: Some(true),
        file: None,
        line: None,
        path,
    }
}

/// The settings of a plan whose digest is not the approved one: what it was planned from is not
/// known here.
pub(crate) fn unlike(view: &AccountView) -> Vec<ConflictView> {
    let rows = view.changes.iter().map(|change| ConflictView {
        path: change.path.clone(),
        planned: true,
        planned_from: Value::Null,
        wanted: change.after.clone(),
        now: change.before.clone(),
        moved: None,
        file: change.file.clone(),
        line: change.line,
    });
    rows.collect()
}
