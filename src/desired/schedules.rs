//! Named schedules: the lists of one block, and their merge into the list of a language.

use std::collections::{BTreeMap, HashMap};

use super::civil::{self, Daily, WrittenTimes};
use super::context::Lower;
use super::intent::DesiredSchedule;
use super::period;
use super::text_form::NAME;
use crate::diagnostic::{Diagnostic, Span};
use crate::document::shape;
use crate::model::{
    FieldPath, Kind, NameKey, Named, ScheduleName, is_reserved_weekly_name, name_key,
};
use crate::words::Message;

/// A schedule of a block with its places in the file.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) entry: DesiredSchedule,
    key: NameKey,
    /// The first key of the entry.
    pub(super) head: Span,
    /// The name of the entry.
    pub(super) name: Span,
    /// Its former name; of an entry without one, its name.
    former: Span,
    origin: Origin,
}

/// The origin of a schedule, which decides the advice about a name that is there twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// An entry of the list.
    Written,
    /// A holiday of a calendar.
    Holiday,
}

/// Something that both the block `both` and the block of a language may have.
pub(super) struct BothAndOwn<'a, T> {
    pub(super) both: Option<&'a T>,
    pub(super) own: Option<&'a T>,
}

impl<'a, T> BothAndOwn<'a, T> {
    pub(super) fn iter(&self) -> impl Iterator<Item = &'a T> {
        self.both.into_iter().chain(self.own)
    }
}

impl Placed {
    /// The event of a holiday; its place is the entry of `holidays` that chooses it.
    pub(super) fn holiday(named: Named, place: Span) -> Self {
        Self {
            key: named.key(),
            entry: DesiredSchedule {
                named,
                renamed_from: None,
            },
            head: place,
            name: place,
            former: place,
            origin: Origin::Holiday,
        }
    }
}

/// A list of a block: the place of its key, and its entries.
#[derive(Debug, Clone)]
pub(super) struct BlockList {
    pub(super) key: Span,
    pub(super) entries: Vec<Placed>,
}

/// The entries of `weeklySchedules` of one block.
pub(super) fn weekly(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    written: &[shape::WeeklySchedule],
) -> BlockList {
    let mut entries = Vec::new();
    for (at, schedule) in written.iter().enumerate() {
        let path = path.index(at);
        let names = names(
            lower,
            &path,
            &schedule.name,
            schedule.renamed_from.as_deref(),
        );
        let times = WrittenTimes {
            start: schedule.start_time.as_deref(),
            end: schedule.end_time.as_deref(),
            all_day: schedule.all_day,
            of: Daily::Schedule,
        };
        let weekly = civil::weekly(lower, &path, &schedule.days, times);
        // Both halves of the entry were checked before a wrong one is dropped.
        let (Some(names), Some(weekly)) = (names, weekly) else {
            continue;
        };
        // « Pause-repas » and the like: the portal would refuse them, or confuse them with its own.
        if is_reserved_weekly_name(&name_key(names.name.as_str())) {
            let message = Message::new("reserved-name").text("name", &names.name);
            let help = Some(Message::new("reserved-name-help"));
            lower.error("reserved-name", &path.key("name"), message, help);
            continue;
        }
        let entry = DesiredSchedule {
            named: Named::weekly(names.name, weekly),
            renamed_from: names.renamed_from,
        };
        entries.push(placed(lower, &path, entry));
    }
    list(lower, path, entries)
}

/// The entries of `specialEvents` of one block.
pub(super) fn events(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    written: &[shape::SpecialEvent],
) -> BlockList {
    let mut entries = Vec::new();
    for (at, event) in written.iter().enumerate() {
        let path = path.index(at);
        let names = names(lower, &path, &event.name, event.renamed_from.as_deref());
        let period = period::event(lower, &path, event);
        if let (Some(names), Some(event)) = (names, period) {
            let entry = DesiredSchedule {
                named: Named::special_event(names.name, event),
                renamed_from: names.renamed_from,
            };
            entries.push(placed(lower, &path, entry));
        }
    }
    list(lower, path, entries)
}

/// The name of an entry, and the one that it had.
struct Names {
    name: ScheduleName,
    renamed_from: Option<ScheduleName>,
}

fn names(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    name: &str,
    renamed_from: Option<&str>,
) -> Option<Names> {
    let name = lower.at(&path.key("name"), name, &NAME, ScheduleName::parse);
    let renamed_from = match renamed_from {
        None => None,
        Some(from) => {
            let path = path.key("renamedFrom");
            Some(lower.at(&path, from, &NAME, ScheduleName::parse)?)
        }
    };
    Some(Names {
        name: name?,
        renamed_from,
    })
}

fn placed(lower: &Lower<'_>, path: &FieldPath, entry: DesiredSchedule) -> Placed {
    Placed {
        key: entry.named.key(),
        entry,
        head: lower.document.locate_key(path),
        name: lower.document.locate(&path.key("name")),
        former: lower.document.locate(&path.key("renamedFrom")),
        origin: Origin::Written,
    }
}

fn list(lower: &Lower<'_>, path: &FieldPath, entries: Vec<Placed>) -> BlockList {
    let key = lower.document.locate_key(path);
    BlockList { key, entries }
}

/// The complete list of a language: the entries of `both`, those of the language, and the events of
/// holidays. `None` when neither block has the list, which leaves the portal's list as it is.
///
/// A name may be there once only. Of two entries with the same name the first one counts, so that
/// the rest of the checks sees one schedule per name.
pub(super) fn merge(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    lists: &BothAndOwn<'_, BlockList>,
    holidays: &[Placed],
) -> Option<BTreeMap<NameKey, DesiredSchedule>> {
    // The list of the language is the place to which a deletion points, if there is one.
    let key = lists.own.or(lists.both)?.key;
    if let (Some(both), Some(own)) = (lists.both, lists.own)
        && own.entries.is_empty()
        && !both.entries.is_empty()
    {
        empty_adds_nothing(lower, path.clone(), both.key, own.key);
    }
    lower.places.insert(path.clone(), key);
    let written = lists.iter().flat_map(|list| &list.entries);
    let entries: Vec<_> = written.chain(holidays).collect();
    // The order of `entries` decides which of two equal names is the duplicate: first the entries
    // that people wrote, so that a holiday never takes the place of one of them.
    let mut merged: BTreeMap<&NameKey, &Placed> = BTreeMap::new();
    let mut places = HashMap::new();
    for placed in &entries {
        if let Some(first) = merged.get(&placed.key) {
            lower.findings.push(duplicate(path, first, placed));
            continue;
        }
        // Changes name an entry by its name as the file writes it, not by its key.
        places.insert(placed.entry.named.name.to_string(), placed.head);
        merged.insert(&placed.key, placed);
    }
    lower.places.insert_entries(path.clone(), places);
    // Duplicates are checked as well, so that every wrong `renamedFrom` is found in one run.
    renames(lower, path, &entries, &merged);
    let merged = merged.into_iter();
    Some(
        merged
            .map(|(key, placed)| (key.clone(), placed.entry.clone()))
            .collect(),
    )
}

/// Warns about `[]` under a language when the list of `both` is not empty: lists are concatenated,
/// so the empty one does not clear anything.
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

/// Checks each `renamedFrom`: it must name a schedule that no entry of the list has as its own
/// name, since that schedule would then both stay and be renamed, and no two entries may claim the
/// same one.
fn renames(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    entries: &[&Placed],
    merged: &BTreeMap<&NameKey, &Placed>,
) {
    // Former names that an entry claimed, with the place of that entry for the second finding.
    let mut claimed: BTreeMap<NameKey, Span> = BTreeMap::new();
    for placed in entries {
        let Some(from) = &placed.entry.renamed_from else {
            continue;
        };
        let key = name_key(from.as_str());
        // An entry may name its own former name only if the name really is another one; other
        // capitals or spaces do not make it so.
        let own = key == placed.key;
        let (code, help, other) = match (merged.get(&key), claimed.get(&key)) {
            (Some(_), _) if own => (
                "renamed-from-itself",
                "renamed-from-itself-help",
                placed.name,
            ),
            (Some(entry), _) => (
                "renamed-from-another-entry",
                "renamed-from-help",
                entry.name,
            ),
            (None, Some(first)) => ("renamed-from-twice", "renamed-from-twice-help", *first),
            (None, None) => {
                claimed.insert(key, placed.former);
                continue;
            }
        };
        let finding = Diagnostic::error(code, placed.former, Message::new(code).text("name", from))
            .help(Message::new(help))
            .label(other, Message::new("other-here"))
            .at(path.entry(placed.entry.named.name.as_str()));
        lower.findings.push(finding);
    }
}

pub(super) fn list_path(language: &'static str, kind: Kind) -> FieldPath {
    FieldPath::of("chat.hours").key(language).key(kind.list())
}
