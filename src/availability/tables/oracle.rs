//! A naive count, minute by minute, written from the definition alone. It shares nothing with the
//! engine but the model that both are asked about.

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Timelike, Utc};

use crate::model::{Availability, Chat, ChatHours, Day, Hours, Language, Weekly};

/// Whether chat is open in the minute that begins at an instant, and the rank that says so.
pub(super) fn open(chat: &Chat, language: Language, at: DateTime<Utc>) -> bool {
    let wall = at.with_timezone(&chat.time_zone.rules().unwrap());
    let says = top(chat.hours.get(language), wall.naive_local());
    chat.enabled && !says.is_empty() && says.iter().all(|says| *says == Availability::Open)
}

/// What the schedules of the best rank in effect say.
fn top(hours: &ChatHours, x: NaiveDateTime) -> Vec<Availability> {
    let open = |weekly: &Weekly| in_effect(weekly, x).then_some(Availability::Open);
    let events = hours.special_events.values();
    let ranks = [
        events
            .filter(|(_, event)| event.starts_at <= x && x < event.ends_at)
            .map(|(_, event)| event.availability)
            .collect(),
        hours
            .weekly_schedules
            .values()
            .filter_map(|(_, weekly)| open(weekly))
            .collect(),
        open(&hours.weekend_hours).into_iter().collect(),
        hours
            .lunch_break
            .filter(|lunch| in_effect(lunch, x))
            .map(|_| Availability::Closed)
            .into_iter()
            .collect::<Vec<_>>(),
        open(&hours.working_hours).into_iter().collect(),
    ];
    let best = ranks.into_iter().find(|says| !says.is_empty());
    best.unwrap_or_default()
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
    (on(x) && a <= m && m < b) || (on(x - TimeDelta::days(1)) && a <= m + 1440 && m + 1440 < b)
}
