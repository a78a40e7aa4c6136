//! The wall clock as people look at it: the ordinary week, the hours of a date, and the instants at
//! which a civil time comes.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _, Utc};

use super::civil::{self, DAY};
use super::instants::{first_instant, instant, segments};
use super::layers::Layers;
use super::period::Period;
use super::spans::Spans;
use crate::model::{Chat, Day, Language, PerLanguage};
use crate::zone::Zone;

/// The hours of a chat on its wall clock, whatever its zone, for calendars and weekly tables: no
/// instant is involved, so an unknown zone is no error. A chat that is off has none.
#[derive(Debug, Clone)]
pub(crate) struct Wall {
    layers: PerLanguage<Layers>,
}

impl Wall {
    pub(crate) fn of(chat: &Chat) -> Self {
        if !chat.enabled {
            let layers = PerLanguage::default();
            return Self { layers };
        }
        Self {
            layers: PerLanguage::from_fn(|language| Layers::of(chat.hours.get(language))),
        }
    }

    /// Open minutes of the ordinary week, counted from Monday 00:00.
    pub(crate) fn week(&self, language: Language) -> &Spans {
        &self.layers.get(language).week
    }

    /// Open minutes of each day of the ordinary week, Monday first, counted from that day's midnight.
    /// A night is cut at midnight: `22:00–02:00` on Friday is an evening on Friday and two hours on
    /// Saturday.
    pub(crate) fn days(&self, language: Language) -> [Spans; 7] {
        let week = self.week(language);
        Day::ALL.map(|day| {
            let midnight = i64::from(day.index()) * DAY;
            week.within(midnight, midnight + DAY).shifted(-midnight)
        })
    }

    /// Days of the ordinary week with an open minute.
    pub(crate) fn open_days(&self, language: Language) -> u64 {
        let week = self.week(language);
        let days = (0..7).filter(|day| week.overlaps(day * DAY, (day + 1) * DAY));
        days.map(|_| 1).sum()
    }

    /// Open minutes of a date, events included, counted from its midnight. A night that began on
    /// the day before counts on this date from 00:00 on.
    pub(crate) fn on(&self, language: Language, date: NaiveDate) -> Spans {
        let midnight = midnight(date);
        let open = self.layers.get(language).open(midnight, midnight + DAY);
        open.shifted(-midnight)
    }

    /// The minutes of a date that would be open without events.
    pub(crate) fn without_events(&self, language: Language, date: NaiveDate) -> Spans {
        let midnight = midnight(date);
        let layers = self.layers.get(language);
        layers
            .without_events(midnight, midnight + DAY)
            .shifted(-midnight)
    }
}

fn midnight(date: NaiveDate) -> i64 {
    civil::minute(date.and_time(NaiveTime::MIN))
}

/// The instant at which a date begins, also where the clocks skip its midnight.
pub(crate) fn day_begins(zone: Zone, date: NaiveDate) -> DateTime<Utc> {
    first_instant(zone, date.and_time(NaiveTime::MIN))
}

/// The instants at which the clocks show a civil time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    Once(DateTime<Utc>),
    /// The clocks show it twice.
    Twice(DateTime<Utc>, DateTime<Utc>),
    /// The clocks skip it, and go on at this instant.
    Skipped(DateTime<Utc>),
}

/// Reads a civil time on the clocks of a zone. Unlike the rest of this room this goes from civil
/// time to instants, because a person asked about a time on the wall; so it has three answers.
pub(crate) fn read(zone: Zone, civil: NaiveDateTime) -> Reading {
    match zone.from_local_datetime(&civil) {
        LocalResult::Single(at) => Reading::Once(at.to_utc()),
        LocalResult::Ambiguous(first, second) => Reading::Twice(first.to_utc(), second.to_utc()),
        LocalResult::None => Reading::Skipped(first_instant(zone, civil)),
    }
}

/// The clocks of a zone jump; offsets are minutes ahead of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ClockChange {
    pub(crate) at: DateTime<Utc>,
    pub(crate) before: i64,
    pub(crate) after: i64,
}

/// Every jump within a period, in order.
pub(crate) fn clock_changes(zone: Zone, period: Period) -> Vec<ClockChange> {
    let segments = segments(zone, period);
    let pairs = segments.iter().zip(segments.iter().skip(1));
    let jumps = pairs.map(|(before, after)| ClockChange {
        at: instant(after.from),
        before: before.offset,
        after: after.offset,
    });
    jumps.collect()
}
