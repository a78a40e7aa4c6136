//! Rules of the schedules' members, in canonical form.

use chrono::{NaiveDateTime, TimeDelta};
use serde_json::{Map, Value, json};

use super::Body;

const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Whether a pattern may have no days at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::portal) enum Never {
    Allowed,
    Refused,
}

/// « Sélectionnez les jours de la semaine et les heures » in canonical form: days in week order, an
/// end of 00:00 is 24:00, and the whole day has no times.
pub(in crate::portal) fn weekly(body: &mut Body, never: Never) -> Map<String, Value> {
    let days = days(body, never);
    let all_day = match body.take("allDay") {
        None | Some(Value::Null) => false,
        Some(Value::Bool(all_day)) => all_day,
        Some(_) => {
            body.refuse("allDay", "invalid");
            false
        }
    };
    let times = (time(body, "startTime"), time(body, "endTime"));
    let mut shape = Map::from_iter([
        ("days".to_owned(), json!(days)),
        ("allDay".to_owned(), json!(false)),
    ]);
    if days.is_empty() {
        return shape;
    }
    if all_day {
        if times != (Written::Absent, Written::Absent) {
            body.refuse("allDay", "invalid");
        }
        shape.insert("allDay".to_owned(), json!(true));
    } else if let Some((start, end)) = window(body, times) {
        if start == "00:00" && end == "24:00" {
            shape.insert("allDay".to_owned(), json!(true));
        } else {
            shape.insert("startTime".to_owned(), json!(start));
            shape.insert("endTime".to_owned(), json!(end));
        }
    }
    shape
}

/// « Entrez l'heure de début et de fin »: both, and not the same one.
fn window(body: &mut Body, (start, end): (Written, Written)) -> Option<(String, String)> {
    for (time, name) in [(&start, "startTime"), (&end, "endTime")] {
        if *time == Written::Absent {
            body.refuse(name, "required");
        }
    }
    let (Written::Time(start), Written::Time(end)) = (start, end) else {
        return None;
    };
    if start == "24:00" {
        body.refuse("startTime", "invalid");
    }
    if start == end {
        body.refuse("endTime", "invalid");
    }
    let midnight = end == "00:00";
    Some((start, if midnight { "24:00".to_owned() } else { end }))
}

/// A member that is a time of day.
#[derive(Debug, PartialEq, Eq)]
enum Written {
    Absent,
    Wrong,
    Time(String),
}

/// A ticked box gives an hour at noon on the days that are worked.
pub(in crate::portal) fn new_lunch_break(days: &Value) -> Value {
    let mut lunch = json!({ "days": days, "allDay": false });
    if days.as_array().is_some_and(|days| !days.is_empty()) {
        lunch["startTime"] = "12:00".into();
        lunch["endTime"] = "13:00".into();
    }
    lunch
}

fn days(body: &mut Body, never: Never) -> Vec<&'static str> {
    let Some(Value::Array(written)) = body.take("days") else {
        body.refuse("days", "required");
        return Vec::new();
    };
    let known = |day: &Value| WEEK.iter().any(|known| day.as_str() == Some(known));
    if !written.iter().all(known) || (written.is_empty() && never == Never::Refused) {
        body.refuse("days", "invalid");
    }
    let chosen = |day: &&str| written.iter().any(|written| written.as_str() == Some(day));
    WEEK.into_iter().filter(chosen).collect()
}

fn time(body: &mut Body, name: &'static str) -> Written {
    let value = match body.take(name) {
        None | Some(Value::Null) => return Written::Absent,
        Some(value) => value,
    };
    body.text(name, &value, clock)
        .map_or(Written::Wrong, Written::Time)
}

/// `HH:MM` from `00:00` to `24:00`.
fn clock(text: &str) -> Option<String> {
    let (hours, minutes) = text.split_once(':')?;
    let two = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    let (h, m): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let fits = two(hours) && two(minutes) && m < 60 && h * 60 + m <= 1440;
    fits.then(|| text.to_owned())
}

/// « La date et l'heure de début et la date et l'heure de fin de l'événement ».
pub(in crate::portal) fn event(body: &mut Body) -> Map<String, Value> {
    let says = |text: &str| matches!(text, "open" | "closed").then(|| text.to_owned());
    let availability = body.required("availability", says);
    let starts = body.required("startsAt", civil);
    let ends = body.required("endsAt", civil);
    if let (Some(starts), Some(ends)) = (&starts, &ends) {
        let parsed = |text: &str| NaiveDateTime::parse_from_str(text, CIVIL).unwrap_or_default();
        let lasts = parsed(ends) - parsed(starts);
        if lasts <= TimeDelta::zero() || lasts > TimeDelta::days(366) {
            body.refuse("endsAt", "invalid");
        }
    }
    Map::from_iter([
        ("availability".to_owned(), json!(availability)),
        ("startsAt".to_owned(), json!(starts)),
        ("endsAt".to_owned(), json!(ends)),
    ])
}

const CIVIL: &str = "%Y-%m-%dT%H:%M";

/// `YYYY-MM-DDTHH:MM` within 2000–2100. Of this form, texts order as times do.
fn civil(text: &str) -> Option<String> {
    let at = NaiveDateTime::parse_from_str(text, CIVIL).ok()?;
    // The library alone would take a space for a zero.
    let fits = at.format(CIVIL).to_string() == text
        && ("2000-01-01T00:00"..="2101-01-01T00:00").contains(&text);
    fits.then(|| text.to_owned())
}
