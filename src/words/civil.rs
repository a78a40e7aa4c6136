//! Times and durations that are written the same way in both languages, and the names of the days.

use chrono::NaiveDateTime;

use super::message::Message;
use crate::model::Day;

/// Wall-clock time for people: `2026-12-24 14:00`.
pub(crate) fn civil(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// A length of time in minutes: `2 h 30`.
pub(crate) fn duration(minutes: u64) -> String {
    format!("{} h {:02}", minutes / 60, minutes % 60)
}

/// A time of day from minutes since midnight: `08:30`; `24:00` ends a day.
pub(crate) fn clock(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// A day's full name, which each language has its own word for: `Monday`, « lundi ».
pub(crate) fn weekday(day: Day) -> Message {
    Message::new(match day {
        Day::Mon => "weekday-mon",
        Day::Tue => "weekday-tue",
        Day::Wed => "weekday-wed",
        Day::Thu => "weekday-thu",
        Day::Fri => "weekday-fri",
        Day::Sat => "weekday-sat",
        Day::Sun => "weekday-sun",
    })
}
