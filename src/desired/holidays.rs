//! « Lors de périodes particulières comme les jours fériés »: the holidays of a calendar as special
//! events of whole days. Each block is checked once, then expanded for each language.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveTime, TimeDelta};

use super::civil;
use super::lower::Lower;
use super::schedules::{self, List, Placed};
use crate::diagnostic::{Code, Diagnostic, MOST, Span};
use crate::document::{did_you_mean, shape, year_out_of_range};
use crate::holiday::{CALENDARS, Calendar, HolidayDate, YEARS};
use crate::model::{
    Availability, FieldPath, Kind, Language, Named, Pattern, ScheduleName, SpecialEvent,
};
use crate::words::Message;

/// Events of one language that holidays become, at most: more than every year of any calendar.
const MOST_EVENTS: usize = 1_000;

/// A closed event written by hand stands for holidays.
pub(crate) const HOLIDAY_COVERED: Code = "holiday-covered";

/// An entry of `holidays`, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chosen {
    pub(crate) calendar: &'static Calendar,
    /// Ids of the holidays that the file leaves in.
    pub(crate) taken: BTreeSet<&'static str>,
    years: BTreeSet<u16>,
    availability: Availability,
    /// The first key of the entry.
    pub(crate) span: Span,
}

/// The list `holidays` of a block: where its key stands, and what it holds.
#[derive(Debug, Clone)]
pub(super) struct Holidays {
    key: Span,
    pub(super) chosen: Vec<Chosen>,
}

impl Chosen {
    /// The days that it asks for.
    fn days(&self) -> impl Iterator<Item = HolidayDate> {
        let days = self.years.iter().flat_map(|year| self.calendar.days(*year));
        days.filter(|day| self.taken.contains(day.holiday.id))
    }
}

pub(super) fn lower(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    written: &[shape::Holidays],
) -> Holidays {
    let mut chosen = Vec::new();
    for (at, entry) in written.iter().enumerate() {
        if lower.findings.len() < MOST {
            chosen.extend(self::entry(lower, &path.index(at), entry));
        }
    }
    let key = lower.document.locate_key(path);
    Holidays { key, chosen }
}

fn entry(lower: &mut Lower<'_>, path: &FieldPath, written: &shape::Holidays) -> Option<Chosen> {
    let years = years(lower, &path.key("years"), &written.years);
    let calendar = Calendar::find(&written.calendar);
    let Some(calendar) = calendar else {
        let known: Vec<_> = CALENDARS.iter().map(|calendar| calendar.id).collect();
        not_one_of(lower, &path.key("calendar"), &written.calendar, &known);
        return None;
    };
    let taken = taken(lower, path, calendar, written)?;
    choice(lower, path, calendar, &taken)?;
    let chosen = Chosen {
        calendar,
        taken,
        years: years?,
        availability: civil::availability(written.availability),
        span: lower.document.locate_key(path),
    };
    if chosen.days().next().is_none() {
        let message = Message::new("holidays-add-nothing").text("calendar", calendar.id);
        let finding = Diagnostic::warning("holidays-add-nothing", chosen.span, message)
            .help(Message::new("holidays-add-nothing-help"))
            .at(path.clone());
        lower.findings.push(finding);
    }
    Some(chosen)
}

fn years(lower: &mut Lower<'_>, path: &FieldPath, written: &[u16]) -> Option<BTreeSet<u16>> {
    let mut years: BTreeMap<u16, Span> = BTreeMap::new();
    let mut right = true;
    for (at, year) in written.iter().enumerate() {
        let path = path.index(at);
        let span = lower.document.locate(&path);
        if !YEARS.contains(year) {
            lower.findings.push(year_out_of_range(span, path));
            right = false;
        } else if let Some(first) = years.insert(*year, span) {
            let message = Message::new("duplicate-year").text("year", year);
            let finding = Diagnostic::error("duplicate-year", span, message)
                .help(Message::new("duplicate-year-help"))
                .label(first, Message::new("first-here"))
                .at(path);
            lower.findings.push(finding);
            right = false;
        }
    }
    if written.is_empty() {
        let help = Some(Message::new("no-years-help"));
        lower.error("no-years", path, Message::new("no-years"), help);
        right = false;
    }
    right.then(|| years.into_keys().collect())
}

/// Ids that `except` and `only` leave in; both at once would say the same twice.
fn taken(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    calendar: &'static Calendar,
    written: &shape::Holidays,
) -> Option<BTreeSet<&'static str>> {
    let all: BTreeSet<_> = calendar.holidays().map(|holiday| holiday.id).collect();
    let mut listed = |key: &'static str, ids: &Option<Vec<String>>| match ids {
        None => Some(None),
        Some(ids) => self::ids(lower, &path.key(key), calendar, ids).map(Some),
    };
    let (except, only) = (
        listed("except", &written.except),
        listed("only", &written.only),
    );
    match (except?, only?) {
        (None, None) => Some(all),
        (Some(except), None) => Some(all.difference(&except).copied().collect()),
        (None, Some(only)) => Some(only),
        (Some(_), Some(_)) => {
            let message = Message::new("except-with-only");
            let help = Some(Message::new("except-with-only-help"));
            lower.error("except-with-only", &path.key("except"), message, help);
            None
        }
    }
}

fn ids(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    calendar: &'static Calendar,
    written: &[String],
) -> Option<BTreeSet<&'static str>> {
    let known: Vec<_> = calendar.holidays().map(|holiday| holiday.id).collect();
    let mut right = true;
    for (at, id) in written.iter().enumerate() {
        if !known.contains(&id.as_str()) {
            not_one_of(lower, &path.index(at), id, &known);
            right = false;
        }
    }
    let listed = known
        .into_iter()
        .filter(|id| written.iter().any(|w| w == id));
    right.then(|| listed.collect())
}

/// « le Vendredi saint ou le lundi de Pâques, au choix de l'employeur »: nobody chooses for him.
fn choice(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    calendar: &Calendar,
    taken: &BTreeSet<&'static str>,
) -> Option<()> {
    let left = calendar.choice.iter().filter(|id| taken.contains(*id));
    if left.count() < 2 {
        return Some(());
    }
    let ids = calendar.choice.join(", ");
    let message = Message::new("holiday-choice")
        .text("calendar", calendar.id)
        .text("ids", ids);
    let except = calendar.choice.last().copied().unwrap_or_default();
    let help = Message::new("holiday-choice-help").text("id", except);
    lower.error("holiday-choice", &path.key("calendar"), message, Some(help));
    None
}

fn not_one_of(lower: &mut Lower<'_>, path: &FieldPath, written: &str, known: &[&str]) {
    let words = known.join(", ");
    let message = Message::new("not-one-of")
        .text("path", path)
        .text("words", &words);
    let help = did_you_mean(written, known.iter().copied(), || {
        Message::new("choose-one").text("words", words)
    });
    lower.error("not-one-of", path, message, Some(help));
}

/// What the holidays of `both` and of the language come to, beside the events written by hand.
/// They are part of the list of special events and so need it.
pub(super) fn expand(
    lower: &mut Lower<'_>,
    language: Language,
    (both, own): (Option<&Holidays>, Option<&Holidays>),
    events: &[Option<&List>; 2],
) -> Vec<Placed> {
    let Some(key) = own.or(both).map(|holidays| holidays.key) else {
        return Vec::new();
    };
    let path = FieldPath::of("chat.hours").key(language.as_str());
    if let (Some(both), Some(own)) = (both, own)
        && own.chosen.is_empty()
        && !both.chosen.is_empty()
    {
        let path = path.key("holidays");
        schedules::empty_adds_nothing(lower, path, both.key, own.key);
    }
    let chosen = [both, own].into_iter().flatten();
    let chosen: Vec<_> = chosen.flat_map(|holidays| &holidays.chosen).collect();
    if let Some(finding) = refused(language, key, &chosen, events) {
        lower.findings.push(finding.at(path.key("holidays")));
        return Vec::new();
    }
    let written = events.iter().flatten().flat_map(|list| &list.entries);
    let written: Vec<_> = written.collect();
    let list = path.key(Kind::SpecialEvent.list());
    let expanded = chosen
        .iter()
        .flat_map(|chosen| beside(lower, &list, language, chosen, &written));
    expanded.collect()
}

/// Without a list of events there is nothing to be part of, and too many are a mistake.
fn refused(
    language: Language,
    key: Span,
    chosen: &[&Chosen],
    events: &[Option<&List>; 2],
) -> Option<Diagnostic> {
    let (message, help) = if events.iter().all(Option::is_none) {
        (
            Message::new("holidays-without-events").text("language", language),
            Message::new("holidays-without-events-help").text("language", language),
        )
    } else if chosen
        .iter()
        .flat_map(|c| c.days())
        .nth(MOST_EVENTS)
        .is_some()
    {
        (
            Message::new("too-many-holidays").number("limit", MOST_EVENTS),
            Message::new("too-many-holidays-help"),
        )
    } else {
        return None;
    };
    Some(Diagnostic::error(message.id, key, message).help(help))
}

/// The events of one entry, without those whose day a closed event written by hand covers.
fn beside(
    lower: &mut Lower<'_>,
    list: &FieldPath,
    language: Language,
    chosen: &Chosen,
    written: &[&Placed],
) -> Vec<Placed> {
    let mut events = Vec::new();
    let mut covered: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for day in chosen.days() {
        let starts_at = day.date.and_time(NaiveTime::MIN);
        let event = SpecialEvent {
            availability: chosen.availability,
            starts_at,
            ends_at: starts_at + TimeDelta::days(1),
        };
        let name = day.name(language);
        if let Some(by) = written.iter().position(|placed| covers(placed, &event)) {
            covered.entry(by).or_default().push(name);
        } else if let Ok(name) = ScheduleName::parse(&name) {
            let pattern = Pattern::SpecialEvent(event);
            events.push(Placed::holiday(Named { name, pattern }, chosen.span));
        }
    }
    for (by, names) in covered {
        let by = written[by];
        let message = Message::new(HOLIDAY_COVERED)
            .text("name", &by.entry.named.name)
            .text("holidays", names.join(", "));
        let finding = Diagnostic::info(HOLIDAY_COVERED, chosen.span, message)
            .label(by.head, Message::new("other-here"))
            .at(list.entry(by.entry.named.name.as_str()));
        lower.findings.push(finding);
    }
    events
}

fn covers(placed: &Placed, day: &SpecialEvent) -> bool {
    match placed.entry.named.pattern {
        Pattern::SpecialEvent(event) => {
            event.availability == Availability::Closed
                && event.starts_at <= day.starts_at
                && day.ends_at <= event.ends_at
        }
        Pattern::Weekly(_) => false,
    }
}
