//! Whether chat is open at one instant, for `GET …/availability`.
//!
//! The tool computes intervals of whole years; this is a point query that looks at each schedule
//! once. It shares no code with the tool on purpose, so that each can expose the mistakes of the
//! other.
//!
//! The rule of the help page: schedules have ranks, and the best rank that is in effect decides.
//!
//! ```text
//! rank 1  special events   open or closed, as each says
//! rank 2  weekly schedules open
//! rank 3  weekend hours    open
//! rank 4  lunch break      closed
//! rank 5  working hours    open
//! ```
//!
//! When several schedules of the best rank are in effect, chat is open only if all of them say so.

use chrono::{DateTime, Datelike, NaiveDateTime, Timelike};
use serde_json::{Value, json};

use super::endpoint::{Endpoint, list_key};
use super::fault::PortalFault;
use super::problem::{Problem, RequestError};
use super::transaction::Transaction;
use crate::model::{Kind, Language};
use crate::zone::Zone;

/// Days as the contract writes them, Monday first.
const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MINUTES_PER_DAY: u32 = 24 * 60;

/// A schedule that is in effect at the instant.
struct EffectiveSchedule {
    /// 1 is the best.
    rank: u8,
    kind: &'static str,
    says_open: bool,
    /// The schedule as stored, for those that have an id and a name.
    named: Option<Value>,
}

impl EffectiveSchedule {
    fn row(&self) -> Value {
        let mut row = json!({ "kind": self.kind });
        if let Some(schedule) = &self.named {
            row["id"] = schedule["id"].clone();
            row["name"] = schedule["name"].clone();
        }
        row
    }
}

/// Whether chat is open at an instant, and which schedules decide it. 400 when `at` is not RFC 3339.
pub(super) fn at(
    transaction: &Transaction<'_>,
    account: &str,
    language: Language,
    at: &str,
) -> Result<Value, RequestError> {
    let instant = DateTime::parse_from_rfc3339(at).map_err(|_| Problem::malformed())?;
    let chat = body(transaction, account, &Endpoint::Chat.key())?;
    // Schedules are civil times in the zone of the account. The portal accepts known zones only.
    let zone = chat["timeZone"]
        .as_str()
        .and_then(Zone::named)
        .unwrap_or_else(Zone::utc);
    let wall = instant.with_timezone(&zone).naive_local();
    let mut deciding = in_effect(transaction, account, language, wall)?;
    // Only the best rank counts: a lunch break does not interrupt a special event.
    let best = deciding.iter().map(|schedule| schedule.rank).min();
    deciding.retain(|schedule| Some(schedule.rank) == best);
    // A switched-off chat is never open. When no schedule is in effect, it is closed.
    let open = chat["enabled"] == true
        && !deciding.is_empty()
        && deciding.iter().all(|schedule| schedule.says_open);
    let rows: Value = deciding.iter().map(EffectiveSchedule::row).collect();
    Ok(json!({ "at": at, "open": open, "schedules": rows }))
}

/// Every schedule in effect at a civil time.
fn in_effect(
    transaction: &Transaction<'_>,
    account: &str,
    language: Language,
    wall: NaiveDateTime,
) -> Result<Vec<EffectiveSchedule>, PortalFault> {
    let mut effective = Vec::new();
    for schedule in schedules(transaction, account, language, Kind::SpecialEvent)? {
        if is_during(&schedule, wall) {
            effective.push(EffectiveSchedule {
                rank: 1,
                kind: "specialEvent",
                says_open: schedule["availability"] == "open",
                named: Some(schedule),
            });
        }
    }
    for schedule in schedules(transaction, account, language, Kind::Weekly)? {
        if is_in_week(&schedule, wall) {
            effective.push(EffectiveSchedule {
                rank: 2,
                kind: "weekly",
                says_open: true,
                named: Some(schedule),
            });
        }
    }
    for (rank, kind, endpoint, says_open) in [
        (3, "weekend", Endpoint::WeekendHours(language), true),
        (4, "lunchBreak", Endpoint::LunchBreak(language), false),
        (5, "workingHours", Endpoint::WorkingHours(language), true),
    ] {
        // A deleted lunch break counts as none.
        let hours = body(transaction, account, &endpoint.key())?;
        if is_in_week(&hours, wall) {
            effective.push(EffectiveSchedule {
                rank,
                kind,
                says_open,
                named: None,
            });
        }
    }
    Ok(effective)
}

fn schedules(
    transaction: &Transaction<'_>,
    account: &str,
    language: Language,
    kind: Kind,
) -> Result<Vec<Value>, PortalFault> {
    let rows = transaction.members(account, &list_key(language, kind), "", usize::MAX)?;
    Ok(rows.into_iter().map(|member| member.row.body).collect())
}

/// The body of an existing resource; null when there is none. Null has no days, so it is never in
/// effect.
fn body(transaction: &Transaction<'_>, account: &str, key: &str) -> Result<Value, PortalFault> {
    let row = transaction.existing(account, key)?;
    Ok(row.map_or(Value::Null, |row| row.body))
}

/// Whether a special event is in effect: from its start, up to but not including its end.
fn is_during(event: &Value, wall: NaiveDateTime) -> bool {
    match (civil(&event["startsAt"]), civil(&event["endsAt"])) {
        (Some(starts), Some(ends)) => starts <= wall && wall < ends,
        (None, _) | (_, None) => false,
    }
}

fn civil(value: &Value) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(value.as_str()?, "%Y-%m-%dT%H:%M").ok()
}

/// Whether a weekly pattern is in effect.
///
/// An end that is not after the start is on the next day, so a moment can belong to a window that
/// began the day before. Counting minutes from the midnight of the day that the window began
/// covers both cases:
///
/// ```text
/// fri 22:00-02:00 is minutes 1320..1560 of Friday
/// fri 23:00  is minute 1380 of Friday                      -> open
/// sat 01:00  is minute   60 of Saturday, not in the days   -> look at the day before:
///            it is minute 1500 of Friday                   -> open
/// ```
fn is_in_week(hours: &Value, wall: NaiveDateTime) -> bool {
    let Some((from, to)) = window(hours) else {
        return false;
    };
    let today = wall.weekday().num_days_from_monday() as usize;
    // Adding 6 is subtracting 1 modulo 7, without a negative number.
    let yesterday = (today + 6) % 7;
    let minute = wall.hour() * 60 + wall.minute();
    let since_yesterday = minute + MINUTES_PER_DAY;
    has_day(hours, today) && (from..to).contains(&minute)
        || has_day(hours, yesterday) && (from..to).contains(&since_yesterday)
}

/// Start and end of a pattern, in minutes from the midnight of the day on which it begins.
fn window(hours: &Value) -> Option<(u32, u32)> {
    if hours["allDay"] == true {
        return Some((0, MINUTES_PER_DAY));
    }
    let from = minute_of_day(&hours["startTime"])?;
    let to = minute_of_day(&hours["endTime"])?;
    let ends = if to > from { to } else { to + MINUTES_PER_DAY };
    Some((from, ends))
}

fn minute_of_day(time: &Value) -> Option<u32> {
    let (hours, minutes) = time.as_str()?.split_once(':')?;
    Some(hours.parse::<u32>().ok()? * 60 + minutes.parse::<u32>().ok()?)
}

/// Whether the pattern includes a day; 0 is Monday.
fn has_day(hours: &Value, day: usize) -> bool {
    let days = hours["days"].as_array();
    days.is_some_and(|days| days.iter().any(|known| known == WEEK[day]))
}
