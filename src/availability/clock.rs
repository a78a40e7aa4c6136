//! The wall clock of an account: what it shows, what it skips and what it shows twice.

use chrono::{DateTime, LocalResult, NaiveDateTime, Offset, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;

use super::civil::{self, DAY, WEEK};

/// How far ahead a weekly schedule is watched: a year and a week, so that every day is met.
pub(super) const AHEAD: i64 = 53 * WEEK;
/// No zone skips more than this; what lasts longer is surely shown by the wall clock.
const LONGEST_GAP: i64 = 180;
/// Minute 0 of the wall clock is a Thursday; its week began on the Monday before.
const MONDAY: i64 = -3 * DAY;

/// The wall clock of an account, or a plain civil one when its zone is not known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WallClock {
    pub(crate) zone: Option<Tz>,
    pub(crate) now: DateTime<Utc>,
}

impl WallClock {
    /// What the clock shows now.
    pub(crate) fn shows(self) -> NaiveDateTime {
        match self.zone {
            Some(zone) => self.now.with_timezone(&zone).naive_local(),
            None => self.now.naive_utc(),
        }
    }

    /// What the clock is ahead of UTC, in seconds, when it first shows a civil time.
    pub(crate) fn offset(self, civil: NaiveDateTime) -> Option<i32> {
        let zone = self.zone?;
        let instant = super::first_instant(zone, civil);
        Some(zone.offset_from_utc_datetime(&instant.naive_utc()).fix()).map(|o| o.local_minus_utc())
    }

    /// The next time that the clock shows a minute of the week, from Monday 00:00.
    pub(crate) fn next(self, minute: i64) -> NaiveDateTime {
        let now = civil::minute(self.shows());
        let monday = now - week_minute(now);
        let times = (0..).map(|week| monday + week * WEEK + minute);
        let mut times = times.filter(|at| *at >= now && !self.skips(*at));
        civil_of(times.next().unwrap_or(now))
    }

    /// How often the clock shows a civil time.
    pub(crate) fn times(self, civil: NaiveDateTime) -> Shown {
        match self.zone.map(|zone| zone.from_local_datetime(&civil)) {
            Some(LocalResult::None) => Shown::Never,
            Some(LocalResult::Ambiguous(..)) => Shown::Twice,
            Some(LocalResult::Single(_)) | None => Shown::Once,
        }
    }

    /// The days within a window on which the clock changes, with the minutes that it goes forward.
    pub(crate) fn changes(self, window: super::Window) -> Vec<(NaiveDateTime, i64)> {
        let Some(zone) = self.zone else {
            return Vec::new();
        };
        let segments = super::segments(zone, window);
        let pairs = segments.windows(2);
        pairs
            .map(|pair| {
                let shown = civil_of(pair[0].to + pair[0].offset);
                (shown, pair[1].offset - pair[0].offset)
            })
            .collect()
    }

    /// Whether the clock changes within the year that is watched.
    pub(crate) fn ever_changes(self) -> bool {
        let to = self.now + TimeDelta::minutes(AHEAD);
        let window = super::Window { from: self.now, to };
        self.zone.is_none() || !self.changes(window).is_empty()
    }

    pub(super) fn skips(self, minute: i64) -> bool {
        self.zone.is_some() && self.times(civil_of(minute)) == Shown::Never
    }

    /// What is left of `[from, to)` without a skipped hour at either end.
    pub(super) fn trim(self, (mut from, mut to): (i64, i64)) -> Option<(i64, i64)> {
        if to - from <= LONGEST_GAP {
            while from < to && self.skips(from) {
                from += 1;
            }
            while from < to && self.skips(to - 1) {
                to -= 1;
            }
        }
        (from < to).then_some((from, to))
    }
}

/// How often a civil time comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// In the hour that is skipped in spring.
    Never,
    Once,
    /// In the hour that is repeated in autumn.
    Twice,
}

/// The minute of the week from Monday 00:00.
pub(super) fn week_minute(minute: i64) -> i64 {
    (minute - MONDAY).rem_euclid(WEEK)
}

pub(super) fn civil_of(minute: i64) -> NaiveDateTime {
    super::instant(minute).naive_utc()
}
