//! Days that special events touch, and their open hours.
//!
//! Events are written with a beginning and an end; a reader wants days. So each date that an event
//! touches is resolved by itself, and then equal neighbours are merged, twice over:
//!
//! ```text
//!   event "Fêtes"   24 Dec 12:00 ─────────────── 27 Dec 00:00
//!   dates           24 (until noon)   25 (closed)   26 (closed)
//!   days merged     24 ─┐             25 ───────────── 26 ─┐
//!   languages       fr, en have equal hours: one exception for both
//! ```
//!
//! Days are merged only while they are consecutive, have equal open minutes *and* come from equal
//! events: two events side by side stay two rows, because the reader looks for their names.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use crate::availability::{Spans, Wall};
use crate::model::{Chat, ChatHours, Language, SpecialEvent};

/// Days from a first to a last one, both included, that have equal hours because of equal events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Exception {
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    pub(super) languages: Vec<Language>,
    pub(super) open: Spans,
    /// Names of the events, in the order in which they begin.
    pub(super) events: Vec<String>,
    pub(super) change: DayChange,
}

impl Exception {
    /// Equal in everything except the languages.
    fn matches(&self, other: &Self) -> bool {
        (self.first, self.last, self.change) == (other.first, other.last, other.change)
            && self.open == other.open
            && self.events == other.events
    }
}

/// How the hours of a day compare with its ordinary ones. Gains and losses do not cancel: a day
/// that opens later and closes later is [`DayChange::Other`], however many minutes it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayChange {
    Nothing,
    Fewer,
    More,
    /// Open earlier and closed earlier, for example: minutes are gained and lost.
    Other,
}

impl DayChange {
    fn between(usual: &Spans, open: &Spans) -> Self {
        let fewer = usual.without(open).minutes() > 0;
        let more = open.without(usual).minutes() > 0;
        match (fewer, more) {
            (false, false) => Self::Nothing,
            (true, false) => Self::Fewer,
            (false, true) => Self::More,
            (true, true) => Self::Other,
        }
    }

    /// The change over several days: a day that stays as usual does not count.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, change) | (change, Self::Nothing) => change,
            (left, right) if left == right => left,
            (_, _) => Self::Other,
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::Fewer => "fewer",
            Self::More => "more",
            Self::Other => "other",
        }
    }
}

/// Every exception on or after `from`, and before `before` if that is given, in the order of their
/// dates.
pub(super) fn exceptions(
    chat: &Chat,
    wall: &Wall,
    languages: &[Language],
    from: NaiveDate,
    before: Option<NaiveDate>,
) -> Vec<Exception> {
    // Exceptions of the languages meet under their dates; a run of days that is longer in one
    // language than in the other stays two exceptions, because the reader needs both ends.
    let mut by_dates: BTreeMap<_, Vec<Exception>> = BTreeMap::new();
    for language in languages {
        for exception in of_language(chat, wall, *language, from, before) {
            let dates = (exception.first, exception.last);
            let known = by_dates.entry(dates).or_default();
            match known.iter_mut().find(|known| known.matches(&exception)) {
                Some(known) => known.languages.push(*language),
                None => known.push(exception),
            }
        }
    }
    // Exceptions that begin on one date are in the order of the languages, French first.
    let mut all: Vec<_> = by_dates.into_values().flatten().collect();
    all.sort_by_key(|exception| (exception.first, exception.languages.first().copied()));
    all
}

fn of_language(
    chat: &Chat,
    wall: &Wall,
    language: Language,
    from: NaiveDate,
    before: Option<NaiveDate>,
) -> Vec<Exception> {
    let mut out: Vec<Exception> = Vec::new();
    // Dates come in order, so only the last exception can be the one that a date continues.
    for (date, events) in touched_dates(chat.hours.get(language), from, before) {
        let open = wall.on(language, date);
        let change = DayChange::between(&wall.without_events(language, date), &open);
        match out.last_mut() {
            // The run of equal days goes on.
            Some(last)
                if last.last.succ_opt() == Some(date)
                    && last.open == open
                    && last.events == events =>
            {
                last.last = date;
                // Open minutes are equal, but the weekdays differ: Friday may lose hours that
                // Saturday never had.
                last.change = last.change.and(change);
            }
            Some(_) | None => out.push(Exception {
                first: date,
                last: date,
                languages: vec![language],
                open,
                events: events.into_iter().map(str::to_owned).collect(),
                change,
            }),
        }
    }
    out
}

/// Every date that an event touches, with the names of the events that touch it.
fn touched_dates(
    hours: &ChatHours,
    from: NaiveDate,
    before: Option<NaiveDate>,
) -> BTreeMap<NaiveDate, Vec<&str>> {
    let mut events: Vec<_> = hours.named.special_events().collect();
    // The list is in the order of names; readers expect the order of time.
    events.sort_by_key(|(_, event)| event.starts_at);
    let mut days: BTreeMap<NaiveDate, Vec<&str>> = BTreeMap::new();
    for (name, event) in events {
        let (first, last) = dates_of_event(event);
        // An event of years is cut to the dates that were asked for before it is laid out.
        let dates = first.max(from).iter_days();
        let dates = dates.take_while(|date| *date <= last && before.is_none_or(|end| *date < end));
        for date in dates {
            days.entry(date).or_default().push(name.as_str());
        }
    }
    days
}

/// The first and the last date on which an event is in effect. An event that ends at midnight does
/// not touch the day that begins then.
pub(super) fn dates_of_event(event: SpecialEvent) -> (NaiveDate, NaiveDate) {
    let end = event.ends_at.date();
    // An end is exclusive, so midnight belongs to the day before.
    let last = if event.ends_at.time() == NaiveTime::MIN {
        end.pred_opt().unwrap_or(end)
    } else {
        end
    };
    (event.starts_at.date(), last)
}
