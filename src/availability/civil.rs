//! The definition on the wall clock, in minutes since 1970-01-01T00:00 there.

use chrono::{Datelike, NaiveDateTime, Timelike};

use super::Spans;
use crate::model::{Availability, ChatHours, Day, SpecialEvent, Weekly};

pub(super) const DAY: i64 = 1440;
pub(super) const WEEK: i64 = 7 * DAY;

/// Open minutes of `[from, to)`. An event hides everything below it; a weekly schedule or the
/// weekend hides the lunch break; the lunch break hides working hours.
pub(super) fn open(hours: &ChatHours, from: i64, to: i64) -> Spans {
    let says = |says| {
        let events = hours
            .special_events
            .values()
            .filter(|(_, event)| event.availability == says);
        let spans = events.map(|(_, event)| span(*event));
        Spans::of(spans.filter(|(f, t)| *f < to && *t > from).collect())
    };
    let weekly = weekly(hours, from, to);
    weekly
        .or(says(Availability::Open))
        .without(&says(Availability::Closed))
        .within(from, to)
}

/// Open minutes without any event.
pub(super) fn weekly(hours: &ChatHours, from: i64, to: i64) -> Spans {
    let lunch = hours
        .lunch_break
        .map(|lunch| repeated(lunch, from, to))
        .unwrap_or_default();
    let mut open = repeated(hours.working_hours, from, to).without(&lunch);
    open = open.or(repeated(hours.weekend_hours, from, to));
    for (_, schedule) in hours.weekly_schedules.values() {
        open = open.or(repeated(*schedule, from, to));
    }
    open
}

/// A weekly pattern over a range, with the night that reaches into it.
fn repeated(weekly: Weekly, from: i64, to: i64) -> Spans {
    let Some(hours) = weekly.hours else {
        return Spans::default();
    };
    let (start, end) = hours.minutes();
    let days = from.div_euclid(DAY) - 1..=to.div_euclid(DAY);
    let on = days.filter(|day| weekly.days.contains(day_of(*day)));
    let window = |day: i64| (day * DAY + i64::from(start), day * DAY + i64::from(end));
    Spans::of(on.map(window).collect()).within(from, to)
}

/// 1970-01-01 was a Thursday.
fn day_of(day: i64) -> Day {
    let index = usize::try_from((day + 3).rem_euclid(7)).unwrap_or_default();
    Day::ALL[index]
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

/// Open minutes of an ordinary week, from Monday 00:00: no events, no clock change. What Sunday
/// night takes from the next Monday is this Monday's.
pub(super) fn ordinary_week(hours: &ChatHours) -> Spans {
    // 1970-01-05 was a Monday.
    let monday = 4 * DAY;
    weekly(hours, monday, monday + WEEK).shifted(-monday)
}
