//! The definition on the wall clock, in minutes since 1970-01-01T00:00 there.

use chrono::{Datelike, NaiveDateTime, Timelike};

use super::Spans;
use crate::model::{Day, SpecialEvent, Weekly};

pub(super) const DAY: i64 = 1440;
pub(super) const WEEK: i64 = 7 * DAY;

/// In effect on the week from Monday 00:00. What Sunday night takes from the next Monday is this
/// Monday's.
pub(super) fn on_week(weekly: Weekly) -> Spans {
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

pub(super) fn span(event: SpecialEvent) -> (i64, i64) {
    (minute(event.starts_at), minute(event.ends_at))
}

pub(super) fn minute(civil: NaiveDateTime) -> i64 {
    civil.and_utc().timestamp().div_euclid(60)
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
