//! Named schedules: one block's list, and the merge of two blocks into a language's list.

use std::collections::{BTreeMap, HashMap};

use super::Entry;
use super::civil::{self, Times};
use super::lower::{Form, Lower};
use crate::diagnostic::{Diagnostic, Span};
use crate::document::shape;
use crate::model::{
    FieldPath, Kind, NameKey, Named, Pattern, ScheduleName, is_reserved_weekly_name, name_key,
};
use crate::words::Message;

const NAME: Form = Form {
    code: "invalid-name",
    help: "form-name",
};

/// An entry of a block, with its place.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) entry: Entry,
    key: NameKey,
    /// The first key of the entry.
    pub(super) head: Span,
    /// Its name.
    pub(super) name: Span,
    origin: Origin,
}

/// Where an entry comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// It is written as it is.
    Written,
    /// It is a holiday of a calendar.
    Holiday,
}

impl Placed {
    /// An event that stands for a holiday; its place is the entry that asks for it.
    pub(super) fn holiday(named: Named, place: Span) -> Self {
        Self {
            key: name_key(named.name.as_str()),
            entry: Entry {
                named,
                renamed_from: None,
            },
            head: place,
            name: place,
            origin: Origin::Holiday,
        }
    }
}

/// A list of a block: where its key stands, and what it holds.
#[derive(Debug, Clone)]
pub(super) struct List {
    pub(super) key: Span,
    pub(super) entries: Vec<Placed>,
}

pub(super) fn weekly(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    written: &[shape::WeeklySchedule],
) -> List {
    let mut entries = Vec::new();
    for (at, schedule) in written.iter().enumerate() {
        let path = path.index(at);
        let name = name(
            lower,
            &path,
            &schedule.name,
            schedule.renamed_from.as_deref(),
        );
        let times = Times {
            start: schedule.start_time.as_deref(),
            end: schedule.end_time.as_deref(),
            all_day: schedule.all_day,
        };
        let weekly = civil::weekly(lower, &path, &schedule.days, times);
        let (Some((name, renamed_from)), Some(weekly)) = (name, weekly) else {
            continue;
        };
        let key = name_key(name.as_str());
        if is_reserved_weekly_name(&key) {
            let message = Message::new("reserved-name").text("name", &name);
            let help = Some(Message::new("reserved-name-help"));
            lower.error("reserved-name", &path.key("name"), message, help);
            continue;
        }
        let pattern = Pattern::Weekly(weekly);
        let named = Named { name, pattern };
        entries.push(placed(lower, &path, key, named, renamed_from));
    }
    list(lower, path, entries)
}

pub(super) fn events(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    written: &[shape::SpecialEvent],
) -> List {
    let mut entries = Vec::new();
    for (at, event) in written.iter().enumerate() {
        let path = path.index(at);
        let name = name(lower, &path, &event.name, event.renamed_from.as_deref());
        let period = civil::event(lower, &path, event);
        if let (Some((name, renamed_from)), Some(event)) = (name, period) {
            let key = name_key(name.as_str());
            let pattern = Pattern::SpecialEvent(event);
            let named = Named { name, pattern };
            entries.push(placed(lower, &path, key, named, renamed_from));
        }
    }
    list(lower, path, entries)
}

fn name(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    name: &str,
    renamed_from: Option<&str>,
) -> Option<(ScheduleName, Option<ScheduleName>)> {
    let name = lower.at(&path.key("name"), name, &NAME, ScheduleName::parse);
    let from = match renamed_from {
        None => None,
        Some(from) => {
            let path = path.key("renamedFrom");
            Some(lower.at(&path, from, &NAME, ScheduleName::parse)?)
        }
    };
    Some((name?, from))
}

fn placed(
    lower: &Lower<'_>,
    path: &FieldPath,
    key: NameKey,
    named: Named,
    renamed_from: Option<ScheduleName>,
) -> Placed {
    Placed {
        entry: Entry {
            named,
            renamed_from,
        },
        key,
        head: lower.document.locate_key(path),
        name: lower.document.locate(&path.key("name")),
        origin: Origin::Written,
    }
}

fn list(lower: &Lower<'_>, path: &FieldPath, entries: Vec<Placed>) -> List {
    let key = lower.document.locate_key(path);
    List { key, entries }
}

/// Lists of `both` and of the language are concatenated with what holidays come to, then complete.
/// `None` leaves the language's list unmanaged.
pub(super) fn merge(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    [both, own]: [Option<&List>; 2],
    holidays: &[Placed],
) -> Option<BTreeMap<NameKey, Entry>> {
    let key = own.or(both)?.key;
    if let (Some(both), Some(own)) = (both, own)
        && own.entries.is_empty()
        && !both.entries.is_empty()
    {
        empty_adds_nothing(lower, path.clone(), both.key, own.key);
    }
    lower.places.insert(path.clone(), key);
    let lists = [both, own].into_iter().flatten();
    let entries = lists.flat_map(|list| &list.entries).chain(holidays);
    let entries: Vec<_> = entries.collect();
    let mut merged: BTreeMap<&NameKey, &Placed> = BTreeMap::new();
    let mut places = HashMap::new();
    for placed in &entries {
        if let Some(first) = merged.get(&placed.key) {
            lower.findings.push(duplicate(path, first, placed));
            continue;
        }
        places.insert(placed.entry.named.name.to_string(), placed.head);
        merged.insert(&placed.key, placed);
    }
    lower.places.insert_entries(path.clone(), places);
    renames(lower, path, &entries, &merged);
    let merged = merged.into_iter();
    Some(
        merged
            .map(|(key, placed)| (key.clone(), placed.entry.clone()))
            .collect(),
    )
}

/// `[]` under a language, beside a list of `both` that is not empty.
pub(super) fn empty_adds_nothing(lower: &mut Lower<'_>, path: FieldPath, both: Span, own: Span) {
    let message = Message::new("empty-adds-nothing");
    let finding = Diagnostic::warning("empty-adds-nothing", own, message)
        .help(Message::new("empty-adds-nothing-help"))
        .label(both, Message::new("list-of-both"))
        .at(path);
    lower.findings.push(finding);
}

fn duplicate(path: &FieldPath, first: &Placed, second: &Placed) -> Diagnostic {
    let name = &second.entry.named.name;
    let help = match second.origin {
        Origin::Written => "duplicate-name-help",
        Origin::Holiday => "duplicate-holiday-help",
    };
    let message = Message::new("duplicate-name").text("name", name);
    Diagnostic::error("duplicate-name", second.name, message)
        .help(Message::new(help))
        .label(first.name, Message::new("first-here"))
        .at(path.entry(name.as_str()))
}

/// `renamedFrom` names a schedule of the portal that no entry of this list is, and only once.
fn renames(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    entries: &[&Placed],
    merged: &BTreeMap<&NameKey, &Placed>,
) {
    let mut claimed: BTreeMap<NameKey, Span> = BTreeMap::new();
    for placed in entries {
        let Some(from) = &placed.entry.renamed_from else {
            continue;
        };
        let key = name_key(from.as_str());
        let own = key == placed.key;
        let (code, other) = match (merged.get(&key), claimed.get(&key)) {
            (Some(_), _) if own => ("renamed-from-itself", placed.name),
            (Some(entry), _) => ("renamed-from-another-entry", entry.name),
            (None, Some(first)) => ("renamed-from-twice", *first),
            (None, None) => {
                claimed.insert(key, placed.name);
                continue;
            }
        };
        let finding = Diagnostic::error(code, placed.name, Message::new(code).text("name", from))
            .help(Message::new("renamed-from-help"))
            .label(other, Message::new("other-here"))
            .at(path.entry(placed.entry.named.name.as_str()));
        lower.findings.push(finding);
    }
}

pub(super) fn list_path(language: &'static str, kind: Kind) -> FieldPath {
    FieldPath::of("chat.hours").key(language).key(kind.list())
}
