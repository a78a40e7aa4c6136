//! The definition of "in effect" on the wall clock, in minutes since 1970-01-01T00:00 there.

use chrono::{Datelike, NaiveDateTime, Timelike};

use super::spans::Spans;
use crate::model::{Day, SpecialEvent, Weekly};

/// Minutes of a civil day.
pub(super) const DAY: i64 = 1440;
/// Minutes of a civil week.
pub(super) const WEEK: i64 = 7 * DAY;
/// Minute 0 of the wall clock is a Thursday; its week began on the Monday before.
const MONDAY: i64 = -3 * DAY;

/// When a weekly schedule is in effect in the week from Monday 00:00. The part of a Sunday night
/// that lies in the next week is counted at the beginning of this one.
pub(crate) fn on_week(weekly: Weekly) -> Spans {
    let Some(hours) = weekly.hours else {
        return Spans::default();
    };
    let (start, end) = hours.minutes();
    let mut spans = Vec::new();
    for day in weekly.days.iter() {
        let midnight = i64::from(day.index()) * DAY;
        let (from, to) = (midnight + i64::from(start), midnight + i64::from(end));
        spans.push((from, to));
        spans.push((from - WEEK, to - WEEK));
    }
    Spans::of(spans).within(0, WEEK)
}

/// When an event is in effect, in civil minutes: from its begin to its end, the end excluded.
pub(crate) fn event_minutes(event: SpecialEvent) -> Spans {
    let (from, to) = span(event);
    Spans::of(vec![(from, to)])
}

/// Begin and end of an event, in civil minutes.
pub(super) fn span(event: SpecialEvent) -> (i64, i64) {
    (minute(event.starts_at), minute(event.ends_at))
}

/// The minute of a civil time.
pub(super) fn minute(civil: NaiveDateTime) -> i64 {
    civil.and_utc().timestamp().div_euclid(60)
}

/// The minute of the week from Monday 00:00.
pub(super) fn week_minute(minute: i64) -> i64 {
    (minute - MONDAY).rem_euclid(WEEK)
}

/// The Mondays, at 00:00, of all weeks that have a minute in `[from, to)`.
pub(super) fn mondays(from: i64, to: i64) -> impl Iterator<Item = i64> {
    let first = from - week_minute(from);
    (0..)
        .map(move |week| first + week * WEEK)
        .take_while(move |monday| *monday < to)
}

/// In effect iff `(dow(d) in D and a <= m < B) or (dow(d-1) in D and a <= m + 1440 < B)`.
pub(super) fn in_effect(weekly: Weekly, wall: NaiveDateTime) -> bool {
    let Some(hours) = weekly.hours else {
        return false;
    };
    let (from, to) = hours.minutes();
    let minute = wall.hour() * 60 + wall.minute();
    let today = Day::from_weekday(wall.weekday());
    let yesterday = Day::from_weekday(wall.weekday().pred());
    (weekly.days.contains(today) && from <= minute && minute < to)
        || (weekly.days.contains(yesterday) && from <= minute + 1440 && minute + 1440 < to)
}
