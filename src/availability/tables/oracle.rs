//! A naive count, minute by minute, written from the definition alone. It shares nothing with the
//! engine but the model that both are asked about.

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Timelike, Utc};

use crate::model::{Availability, Chat, ChatHours, Day, Hours, Language, Weekly};

/// Whether chat is open in the minute that begins at an instant.
pub(super) fn open(chat: &Chat, language: Language, at: DateTime<Utc>) -> bool {
    let wall = at.with_timezone(&chat.time_zone.rules().unwrap());
    chat.enabled && top_says_open(chat.hours.get(language), wall.naive_local())
}

/// Whether there are schedules in effect, and all those of the best rank say open.
fn top_says_open(hours: &ChatHours, x: NaiveDateTime) -> bool {
    let mut events = hours
        .named
        .special_events()
        .filter(|(_, event)| event.starts_at <= x && x < event.ends_at)
        .map(|(_, event)| event.availability == Availability::Open)
        .peekable();
    if events.peek().is_some() {
        return events.all(|open| open);
    }
    let mut weeklies = hours.named.weekly();
    if weeklies.any(|(_, weekly)| in_effect(&weekly, x)) || in_effect(&hours.weekend_hours, x) {
        return true;
    }
    if hours.lunch_break.is_some_and(|lunch| in_effect(&lunch, x)) {
        return false;
    }
    in_effect(&hours.working_hours, x)
}

/// `(dow(d) in D and a <= m < B) or (dow(d-1) in D and a <= m + 1440 < B)`.
fn in_effect(weekly: &Weekly, x: NaiveDateTime) -> bool {
    let (a, end) = match weekly.hours {
        None => return false,
        Some(Hours::AllDay) => (0, 1440),
        Some(Hours::Between(window)) => (
            u32::from(window.start.minutes()),
            u32::from(window.end.minutes()),
        ),
    };
    let b = if end > a { end } else { end + 1440 };
    let on = |day: NaiveDateTime| weekly.days.contains(Day::from_weekday(day.weekday()));
    let m = x.hour() * 60 + x.minute();
    (a <= m && m < b && on(x)) || (a <= m + 1440 && m + 1440 < b && on(x - TimeDelta::days(1)))
}
