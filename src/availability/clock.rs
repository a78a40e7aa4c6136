//! The wall clock of an account: which times it shows, skips and repeats.
//!
//! Rules that look at schedules think in civil time: "Friday 17:00" is a minute of the week, not an
//! instant. Most of the year that is enough. Twice a year it is not:
//!
//! ```text
//! spring   01:59 → 03:00    02:00–02:59 is skipped: a schedule within it is never in effect
//! autumn   01:59 → 01:00    01:00–01:59 is shown twice: a schedule within it is in effect twice
//! ```
//!
//! A repeated hour changes no answer to "is this schedule ever in effect", so it is only reported.
//! A skipped hour does: a minute counts only if the clock shows it. [`WallClock::trim`] takes
//! skipped minutes off both ends of a stretch, and a stretch of which something is left is shown in
//! part. That is a test of the ends alone, which is enough, because a gap in the middle leaves both
//! ends.

use chrono::{DateTime, LocalResult, NaiveDateTime, Offset, TimeZone as _, Utc};

use super::civil::{self, WEEK, week_minute};
use super::instants::{first_instant, instant, segments};
use super::period::Period;

use crate::zone::Zone;

/// How far ahead a weekly schedule is watched, in minutes: a year and a week, so that every day of
/// the year comes up on a weekday.
pub(super) const AHEAD: i64 = 53 * WEEK;
/// Minutes. No zone skips more at once when it changes its clocks; only Samoa has skipped a day, in
/// 2011. A longer stretch is shown at least in part.
const LONGEST_GAP: i64 = 180;

/// The wall clock of an account, or a plain civil one when its zone is not known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WallClock {
    pub(crate) zone: Option<Zone>,
    pub(crate) now: DateTime<Utc>,
}

impl WallClock {
    /// The civil time that the clock shows now.
    pub(crate) fn shows(self) -> NaiveDateTime {
        match self.zone {
            Some(zone) => self.now.with_timezone(&zone).naive_local(),
            None => self.now.naive_utc(),
        }
    }

    /// How many seconds the clock is ahead of UTC when it first shows a civil time.
    pub(crate) fn offset(self, civil: NaiveDateTime) -> Option<i32> {
        let zone = self.zone?;
        // By the instant, because a civil time alone may have two offsets or none.
        let instant = first_instant(zone, civil).naive_utc();
        let offset = zone.offset_from_utc_datetime(&instant).fix();
        Some(offset.local_minus_utc())
    }

    /// The next time that the clock shows a minute of the week, counted from Monday 00:00.
    pub(crate) fn next(self, minute: i64) -> NaiveDateTime {
        let now = civil::minute(self.shows());
        // This week's may be over, and one that the clocks skip is not shown: the week after it is.
        let monday = now - week_minute(now);
        let next = (0..)
            .map(|week| monday + week * WEEK + minute)
            .find(|at| *at >= now && !self.skips(*at));
        civil_of(next.unwrap_or(now))
    }

    /// How often the clock shows a civil time.
    pub(crate) fn times(self, civil: NaiveDateTime) -> Occurrences {
        match self.zone.map(|zone| zone.from_local_datetime(&civil)) {
            Some(LocalResult::None) => Occurrences::Never,
            Some(LocalResult::Ambiguous(..)) => Occurrences::Twice,
            Some(LocalResult::Single(_)) | None => Occurrences::Once,
        }
    }

    /// The civil times within a period at which the clock changes, with the minutes that it goes
    /// forward.
    pub(crate) fn changes(self, period: Period) -> Vec<(NaiveDateTime, i64)> {
        let Some(zone) = self.zone else {
            return Vec::new();
        };
        // The clock changes between two segments: it goes forward by the difference of their
        // offsets.
        let segments = segments(zone, period);
        let pairs = segments.iter().zip(segments.iter().skip(1));
        pairs
            .map(|(before, after)| (civil_of(before.civil_to()), after.offset - before.offset))
            .collect()
    }

    /// Whether the clock never shows a civil minute.
    pub(super) fn skips(self, minute: i64) -> bool {
        // A plain civil clock shows everything once.
        self.zone.is_some() && self.times(civil_of(minute)) == Occurrences::Never
    }

    /// `[from, to)` without the skipped minutes at either end; none when the clock shows none of
    /// it.
    pub(super) fn trim(self, from: i64, to: i64) -> Option<(i64, i64)> {
        let (mut first, mut end) = (from, to);
        // A longer stretch is shown in part, and its ends need not be exact.
        if to - from <= LONGEST_GAP {
            // Minute by minute, but never for more than three hours.
            while first < end && self.skips(first) {
                first += 1;
            }
            while first < end && self.skips(end - 1) {
                end -= 1;
            }
        }
        (first < end).then_some((first, end))
    }
}

/// How often the clock shows a civil time: once for all but an hour in spring and one in autumn, in
/// zones that change their clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Occurrences {
    /// In the hour that is skipped in spring.
    Never,
    Once,
    /// In the hour that is repeated in autumn.
    Twice,
}

/// The civil time of a minute.
pub(super) fn civil_of(minute: i64) -> NaiveDateTime {
    instant(minute).naive_utc()
}
