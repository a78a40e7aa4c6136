//! Whether chat is open at one instant: a point query, with no intervals, so that it can catch the
//! mistakes of the tool's engine.

use chrono::{DateTime, Datelike, NaiveDateTime, Timelike};
use serde_json::{Value, json};

use super::answer::Refused;
use super::problem::Problem;
use super::route::list_key;
use super::store::Held;
use crate::model::{Kind, Language};

const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A schedule in effect: rank (1 is best), kind, whether it says open, id and name.
type Effect = (u8, &'static str, bool, Value, Value);

pub(super) fn at(
    held: &Held<'_>,
    account: &str,
    language: Language,
    at: &str,
) -> Result<Value, Refused> {
    let instant = DateTime::parse_from_rfc3339(at).map_err(|_| Problem::malformed())?;
    let chat = row(held, account, "chat")?.unwrap_or_default();
    let zone = chat["timeZone"]
        .as_str()
        .and_then(|zone| zone.parse::<chrono_tz::Tz>().ok());
    let wall = instant
        .with_timezone(&zone.unwrap_or(chrono_tz::UTC))
        .naive_local();
    let effects = in_effect(held, account, language, wall)?;
    let best = effects.iter().map(|effect| effect.0).min();
    let top: Vec<_> = effects
        .iter()
        .filter(|effect| Some(effect.0) == best)
        .collect();
    let open = chat["enabled"] == true && !top.is_empty() && top.iter().all(|effect| effect.2);
    let schedules: Vec<_> = top.iter().map(|effect| shown(effect)).collect();
    Ok(json!({ "at": at, "open": open, "schedules": schedules }))
}

/// Every schedule in effect at an instant of the wall clock.
fn in_effect(
    held: &Held<'_>,
    account: &str,
    language: Language,
    wall: NaiveDateTime,
) -> Result<Vec<Effect>, Refused> {
    let mut effects = Vec::new();
    for (_, found) in held.members(
        account,
        &list_key(language, Kind::SpecialEvent),
        "",
        usize::MAX,
    )? {
        if during(&found.body, wall) {
            let open = found.body["availability"] == "open";
            effects.push((
                1,
                "specialEvent",
                open,
                found.body["id"].clone(),
                found.body["name"].clone(),
            ));
        }
    }
    for (_, found) in held.members(account, &list_key(language, Kind::Weekly), "", usize::MAX)? {
        if in_week(&found.body, wall) {
            effects.push((
                2,
                "weekly",
                true,
                found.body["id"].clone(),
                found.body["name"].clone(),
            ));
        }
    }
    let own = [
        (3, "weekend", "weekend-hours", true),
        (4, "lunchBreak", "lunch-break", false),
        (5, "workingHours", "working-hours", true),
    ];
    for (rank, kind, key, open) in own {
        let hours = row(held, account, &format!("chat/{language}/{key}"))?;
        if hours.is_some_and(|hours| in_week(&hours, wall)) {
            effects.push((rank, kind, open, Value::Null, Value::Null));
        }
    }
    Ok(effects)
}

fn row(held: &Held<'_>, account: &str, key: &str) -> Result<Option<Value>, Refused> {
    let row = held.row(account, key)?.filter(|row| !row.gone);
    Ok(row.map(|row| row.body))
}

fn shown((_, kind, _, id, name): &Effect) -> Value {
    let mut shown = json!({ "kind": kind });
    if !id.is_null() {
        shown["id"] = id.clone();
        shown["name"] = name.clone();
    }
    shown
}

fn during(event: &Value, wall: NaiveDateTime) -> bool {
    let civil = |name: &str| {
        NaiveDateTime::parse_from_str(event[name].as_str().unwrap_or_default(), "%Y-%m-%dT%H:%M")
            .ok()
    };
    let (Some(starts), Some(ends)) = (civil("startsAt"), civil("endsAt")) else {
        return false;
    };
    starts <= wall && wall < ends
}

/// On one of the days, or in the night that began on one.
fn in_week(hours: &Value, wall: NaiveDateTime) -> bool {
    let today = wall.weekday().num_days_from_monday() as usize;
    let minute = wall.hour() * 60 + wall.minute();
    let on = |day: usize| {
        hours["days"]
            .as_array()
            .is_some_and(|days| days.iter().any(|d| d == WEEK[day]))
    };
    let (from, to) = if hours["allDay"] == true {
        (0, 1440)
    } else {
        let minutes = |name: &str| {
            let (h, m) = hours[name].as_str().unwrap_or_default().split_once(':')?;
            Some(h.parse::<u32>().ok()? * 60 + m.parse::<u32>().ok()?)
        };
        let (Some(from), Some(to)) = (minutes("startTime"), minutes("endTime")) else {
            return false;
        };
        (from, if to > from { to } else { to + 1440 })
    };
    (on(today) && from <= minute && minute < to)
        || (on((today + 6) % 7) && from <= minute + 1440 && minute + 1440 < to)
}
