//! The time line in whole minutes, and the wall clock of a zone laid along it.
//!
//! Everything in this room counts minutes in an `i64`, on one of two lines that must not be mixed:
//!
//! - *instants*: minutes since 1970-01-01T00:00Z;
//! - *civil* minutes: what the wall clock of a zone shows, counted as if that clock were UTC.
//!
//! Between two changes of the clocks the two differ by a constant, the offset. So a window is cut
//! into segments of constant offset, and within a segment conversion is an addition:
//!
//! ```text
//! instants   05:00Z ............ 07:00Z ............ 09:00Z      2026-03-08, America/Toronto
//!            |  offset -300       |  offset -240       |
//! civil      00:00 ....... 02:00  03:00 ....... 05:00            02:00–03:00 is never shown
//! ```
//!
//! Conversion only ever runs from instant to civil time. That way it is total, an hour that the
//! clocks skip has no minutes, and an hour that they repeat counts twice.

use chrono::{DateTime, NaiveDateTime, Offset, TimeDelta, TimeZone as _, Utc};

use super::civil::{self, DAY};
use super::period::Period;

use crate::zone::Zone;

/// Instants `[from, to)`, in minutes, in which the wall clock runs evenly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OffsetSegment {
    pub(super) from: i64,
    pub(super) to: i64,
    /// Minutes that the wall clock is ahead of UTC.
    pub(super) offset: i64,
}

impl OffsetSegment {
    /// What the clock shows at the beginning.
    pub(super) fn civil_from(self) -> i64 {
        self.from + self.offset
    }

    /// What the clock would show at the end if it went on as before.
    pub(super) fn civil_to(self) -> i64 {
        self.to + self.offset
    }
}

/// Cuts a period where the clocks of a zone change.
pub(super) fn segments(zone: Zone, period: Period) -> Vec<OffsetSegment> {
    let (mut at, to) = (minute(period.from), minute(period.to));
    let mut segments = Vec::new();
    while at < to {
        let offset = offset(zone, at);
        let end = end_of_offset(zone, at, to);
        segments.push(OffsetSegment {
            from: at,
            to: end,
            offset,
        });
        at = end;
    }
    segments
}

/// The first minute in `(at, to)` whose offset is not that of `at`; `to` when there is none.
fn end_of_offset(zone: Zone, at: i64, to: i64) -> i64 {
    let now = offset(zone, at);
    // Some changes are only of the name of the clocks or of the reason for their offset.
    zone.changes_after(instant(at))
        .map(|change| minute(change + TimeDelta::seconds(59)))
        .take_while(|change| *change < to)
        .find(|change| offset(zone, *change) != now)
        .unwrap_or(to)
}

/// Minutes that the wall clock is ahead of UTC at an instant.
pub(super) fn offset(zone: Zone, minute: i64) -> i64 {
    let offset = zone.offset_from_utc_datetime(&instant(minute).naive_utc());
    i64::from(offset.fix().local_minus_utc()).div_euclid(60)
}

/// The instant at which a wall clock first shows a civil time, or the first after it when the
/// clocks skip it.
pub(super) fn first_instant(zone: Zone, civil: NaiveDateTime) -> DateTime<Utc> {
    let wanted = civil::minute(civil);
    // No clock is a day from UTC, and one that skips a whole day shows the next a day later.
    let around = Period {
        from: instant(wanted - 2 * DAY),
        to: instant(wanted + 2 * DAY),
    };
    let shows = segments(zone, around).into_iter().find_map(|segment| {
        let first = segment.from.max(wanted - segment.offset);
        (first < segment.to).then_some(first)
    });
    instant(shows.unwrap_or(wanted))
}

/// The minute in which an instant lies.
pub(super) fn minute(instant: DateTime<Utc>) -> i64 {
    instant.timestamp().div_euclid(60)
}

/// The instant at which a minute begins.
pub(super) fn instant(minute: i64) -> DateTime<Utc> {
    // Dates beyond the 262,000 years that chrono holds can only come from a broken portal. They
    // must not end the program, so they are read as 1970: over, and without an effect.
    DateTime::from_timestamp(minute * 60, 0).unwrap_or(DateTime::UNIX_EPOCH)
}
