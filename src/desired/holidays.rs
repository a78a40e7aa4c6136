//! « Lors de périodes particulières comme les jours fériés »: the holidays of a calendar as special
//! events that last a whole day.
//!
//! The entries of each block are checked once and then expanded for each language, because the
//! names of the events are in that language. A holiday adds an event unless an event written by
//! hand already closes the chat for that whole day; otherwise a file with « Temps des fêtes » from
//! 24 December to 3 January could not use a calendar that has Christmas.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveTime, TimeDelta};

use super::civil;
use super::context::Lower;
use super::holiday_choice::HolidayChoice;
use super::schedules::{self, BlockList, BothAndOwn, Placed};
use crate::advice;
use crate::diagnostic::{Code, Diagnostic, MOST, Span};
use crate::document::{shape, year_out_of_range};
use crate::holiday::{CALENDARS, Calendar, YEARS};
use crate::model::{
    Availability, FieldPath, Kind, Language, Named, Pattern, ScheduleName, SpecialEvent,
};
use crate::words::Message;

/// Maximum number of events that the holidays of one language become. Every year of the largest
/// calendar has fewer, so only repeated entries reach it.
const MOST_EVENTS: usize = 1_000;

/// Code of the note about holidays that an event written by hand covers.
pub(crate) const HOLIDAY_COVERED: Code = "holiday-covered";

/// The list `holidays` of a block: the place of its key, and its entries.
#[derive(Debug, Clone)]
pub(super) struct BlockHolidays {
    key: Span,
    pub(super) chosen: Vec<HolidayChoice>,
}

/// Checks the entries of one block.
pub(super) fn lower(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    written: &[shape::Holidays],
) -> BlockHolidays {
    let mut chosen = Vec::new();
    for (at, entry) in written.iter().enumerate() {
        // A hostile list could repeat a wrong entry 10,000 times.
        if lower.findings.len() < MOST {
            chosen.extend(self::entry(lower, &path.index(at), entry));
        }
    }
    let key = lower.document.locate_key(path);
    BlockHolidays { key, chosen }
}

fn entry(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    written: &shape::Holidays,
) -> Option<HolidayChoice> {
    // Years are checked first, whether or not the calendar is known.
    let years = years(lower, &path.key("years"), &written.years);
    let calendar = Calendar::find(&written.calendar);
    let Some(calendar) = calendar else {
        let known: Vec<_> = CALENDARS.iter().map(|calendar| calendar.id).collect();
        not_one_of(lower, &path.key("calendar"), &written.calendar, &known);
        return None;
    };
    // Ids can be checked only against a known calendar, and the choice between holidays only when
    // the ids are right.
    let taken = taken(lower, path, calendar, written)?;
    choice(lower, path, calendar, &taken)?;
    let chosen = HolidayChoice {
        calendar,
        taken,
        years: years?,
        availability: civil::availability(written.availability),
        span: lower.document.locate_key(path),
    };
    // Every key may be right and yet choose nothing, such as a holiday that did not exist in that
    // year.
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

/// The ids of the chosen holidays: all of the calendar, all but those of `except`, or those of
/// `only`. Having both keys is wrong.
fn taken(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    calendar: &'static Calendar,
    written: &shape::Holidays,
) -> Option<BTreeSet<&'static str>> {
    let all: BTreeSet<_> = calendar.holidays().map(|holiday| holiday.id).collect();
    let except = written.except.as_deref();
    let except = except.map(|ids| self::ids(lower, &path.key("except"), calendar, ids));
    let only = written.only.as_deref();
    let only = only.map(|ids| self::ids(lower, &path.key("only"), calendar, ids));
    match (except, only) {
        (None, None) => Some(all),
        (Some(except), None) => Some(all.difference(&except?).copied().collect()),
        (None, Some(only)) => only,
        (Some(except), Some(only)) => {
            // Having both is reported only when each of them is right by itself.
            except.and(only)?;
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
    // In the order of the calendar; naming a holiday twice does no harm.
    let listed = known
        .into_iter()
        .filter(|id| written.iter().any(|w| w == id));
    right.then(|| listed.collect())
}

/// Refuses more than one of the holidays between which the employer has to choose, such as « le
/// Vendredi saint ou le lundi de Pâques, au choix de l'employeur »: the tool must not choose for
/// them.
fn choice(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    calendar: &Calendar,
    taken: &BTreeSet<&'static str>,
) -> Option<()> {
    let [_, .., last] = calendar.choice else {
        return Some(());
    };
    let left = calendar.choice.iter().filter(|id| taken.contains(*id));
    if left.count() < 2 {
        return Some(());
    }
    let ids = calendar.choice.join(", ");
    let message = Message::new("holiday-choice")
        .text("calendar", calendar.id)
        .text("ids", ids);
    let help = Message::new("holiday-choice-help").text("id", last);
    lower.error("holiday-choice", &path.key("calendar"), message, Some(help));
    None
}

fn not_one_of(lower: &mut Lower<'_>, path: &FieldPath, written: &str, known: &[&str]) {
    let words = known.join(", ");
    let message = Message::new("not-one-of")
        .text("path", path)
        .text("words", &words);
    let meant = advice::word(advice::plain(written).trim(), known);
    let help = match meant {
        Some(meant) if advice::strange(written).is_none() => {
            Message::new("did-you-mean").text("word", meant)
        }
        Some(_) | None => {
            let meant: Vec<_> = meant.map(str::to_owned).into_iter().collect();
            advice::spelled(written, &meant, || {
                Message::new("choose-one").text("words", words)
            })
        }
    };
    lower.error("not-one-of", path, message, Some(help));
}

/// The events that the holidays of `both` and of the language add to the events written by hand.
/// They become part of the list of special events, so a block must have that list.
pub(super) fn expand(
    lower: &mut Lower<'_>,
    language: Language,
    holidays: &BothAndOwn<'_, BlockHolidays>,
    events: &BothAndOwn<'_, BlockList>,
) -> Vec<Placed> {
    let Some(key) = holidays.own.or(holidays.both).map(|list| list.key) else {
        return Vec::new();
    };
    let path = FieldPath::of("chat.hours").key(language.as_str());
    // The lists of holidays are concatenated like those of schedules, with the same warning.
    if let (Some(both), Some(own)) = (holidays.both, holidays.own)
        && own.chosen.is_empty()
        && !both.chosen.is_empty()
    {
        let path = path.key("holidays");
        schedules::empty_adds_nothing(lower, path, both.key, own.key);
    }
    let chosen: Vec<_> = holidays.iter().flat_map(|list| &list.chosen).collect();
    // A list that is refused adds nothing at all, rather than an arbitrary part of it.
    if let Some(finding) = refused(language, key, &chosen, events) {
        lower.findings.push(finding.at(path.key("holidays")));
        return Vec::new();
    }
    // Only events written by hand can cover a holiday. Two entries of `holidays` that choose one
    // day give two events of one name, which the merge reports as a duplicate.
    let written: Vec<_> = events.iter().flat_map(|list| &list.entries).collect();
    let list = path.key(Kind::SpecialEvent.list());
    let expanded = chosen
        .iter()
        .flat_map(|chosen| beside(lower, &list, language, chosen, &written));
    expanded.collect()
}

/// The finding that refuses all holidays of a language: it has no list of events for them to become
/// part of, or there are too many.
fn refused(
    language: Language,
    key: Span,
    chosen: &[&HolidayChoice],
    events: &BothAndOwn<'_, BlockList>,
) -> Option<Diagnostic> {
    let (message, help) = if events.iter().next().is_none() {
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

/// The events of one entry. Holidays that a closed event written by hand covers are left out, with
/// one note per such event that lists them.
fn beside(
    lower: &mut Lower<'_>,
    list: &FieldPath,
    language: Language,
    chosen: &HolidayChoice,
    written: &[&Placed],
) -> Vec<Placed> {
    let mut events = Vec::new();
    let mut covered: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    // A holiday is a whole day by the wall clock, even where that day has 23 or 25 hours.
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
        } else {
            let name = ScheduleName::parse(&name);
            let name = name.expect("names of holidays come from our tables and are short lines");
            events.push(Placed::holiday(
                Named::special_event(name, event),
                chosen.span,
            ));
        }
    }
    // One note per covering event: « Temps des fêtes » covers several holidays.
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

/// Whether the event is closed for all of the day.
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
