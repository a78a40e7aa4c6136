//! A plan that does not hold any more: what it was planned from, what is wanted, what is there now.

use std::collections::BTreeMap;

use serde_json::Value;

use super::args::{Format, Output};
use super::environment::Environment;
use super::portal::Connection;
use super::{Exit, Failure};
use crate::apply::{Outcome, unsettled};
use crate::contract::ReadPortal;
use crate::diff::settings;
use crate::model::{FieldPath, Observed};
use crate::plan::{Moved, Plan};
use crate::report::view::{AccountView, ChangeView, ConflictView};
use crate::report::{conflict, value_of};
use crate::words::Message;

/// How a plan went; one that was stale before anything was written is told beside what the portal
/// holds now, if it still answers.
pub(super) async fn told(
    done: Result<(Outcome, Exit), Failure>,
    plan: &Plan,
    view: &mut AccountView,
    connection: &Connection,
    (output, environment): (&Output, &Environment),
) -> Result<(Outcome, Exit), Failure> {
    let exit = done
        .as_ref()
        .map_or_else(|failure| failure.exit, |(_, exit)| *exit);
    if exit != Exit::Stale {
        return done;
    }
    let Ok(observed) = connection.http.observe(&plan.account).await else {
        return done;
    };
    if unsettled(plan, &observed).is_empty() {
        return Err(Failure::new(Exit::Stale, Message::new("plan-spent")));
    }
    view.conflicts = conflicts(plan, view, &observed);
    show(view, output, environment);
    done
}

/// The same for a plan that was only reviewed: what it was planned from is not known here.
pub(super) fn tell_unlike(view: &mut AccountView, output: &Output, environment: &Environment) {
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
    view.conflicts = rows.collect();
    show(view, output, environment);
}

fn show(view: &AccountView, output: &Output, environment: &Environment) {
    if output.format == Format::Text && !view.conflicts.is_empty() {
        let (words, style) = (&environment.words, environment.style);
        environment.result(&conflict::text(view, words, style));
    }
}

/// Every setting of the plan, and what else moved.
fn conflicts(plan: &Plan, view: &AccountView, observed: &Observed) -> Vec<ConflictView> {
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
        let told = |row: &ConflictView| row.moved == Some(true) && is_part(&row.path, &moved.path);
        if !rows.iter().any(told) {
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
