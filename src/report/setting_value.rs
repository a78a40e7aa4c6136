//! Values of settings as a person reads them: `Mon–Fri 08:30–17:00`, `closed 2026-12-24 00:00 – …`.

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use serde_json::{Map, Value};

use super::harmless;
use crate::reconcile::phrase::date;
use crate::words::{Message, Words};

/// A value in one line, without anything that a terminal could act upon.
pub(super) fn in_words(value: &Value, words: &Words) -> String {
    match value {
        Value::Null => words.text("value-none"),
        Value::Bool(true) => words.text("value-on"),
        Value::Bool(false) => words.text("value-off"),
        Value::String(text) if text.is_empty() => words.text("value-empty"),
        Value::String(text) => harmless(text),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => {
            let values: Vec<_> = values.iter().map(|value| in_words(value, words)).collect();
            values.join(", ")
        }
        Value::Object(members) => object_in_words(members, words),
    }
}

/// An event, weekly hours or an address: the members say which.
fn object_in_words(members: &Map<String, Value>, words: &Words) -> String {
    if members.contains_key("startsAt") {
        event(members, words)
    } else if let Some(Value::Array(days)) = members.get("days") {
        weekly(days, members, words)
    } else {
        address(members)
    }
}

/// A member that is a text; empty where there is none.
fn text<'a>(members: &'a Map<String, Value>, name: &str) -> &'a str {
    members.get(name).and_then(Value::as_str).unwrap_or("")
}

/// `closed 11 October 2027`, `open 18 September 2027 07:00–20:00`: whole days are written as days,
/// the last one included.
fn event(members: &Map<String, Value>, words: &Words) -> String {
    let says = match text(members, "availability") {
        "open" => words.text("value-open"),
        _ => words.text("value-closed"),
    };
    let [starts, ends] = ["startsAt", "endsAt"].map(|name| text(members, name));
    let times = [starts, ends].map(|at| NaiveDateTime::parse_from_str(at, "%Y-%m-%dT%H:%M"));
    match times {
        [Ok(starts), Ok(ends)] => format!("{says} {}", stretch(starts, ends, words)),
        // A plan that was made by hand may hold anything.
        [_, _] => format!("{says} {} – {}", harmless(starts), harmless(ends)),
    }
}

fn stretch(starts: NaiveDateTime, ends: NaiveDateTime, words: &Words) -> String {
    // An end at midnight is the end of the day before.
    let last = ends
        .checked_sub_signed(TimeDelta::minutes(1))
        .unwrap_or(ends)
        .date();
    let [first_day, last_day] = [starts.date(), last].map(|day| words.say(&date(day, None)));
    let whole = [starts, ends].map(|at| at.time() == NaiveTime::MIN) == [true, true];
    let end = match ends.date() == last {
        true => ends.format("%H:%M").to_string(),
        false => "24:00".to_owned(),
    };
    let start = starts.format("%H:%M");
    match (whole, starts.date() == last) {
        (true, true) => first_day,
        (true, false) => format!("{first_day} – {last_day}"),
        (false, true) => format!("{first_day} {start}–{end}"),
        (false, false) => format!("{first_day} {start} – {last_day} {end}"),
    }
}

fn weekly(days: &[Value], members: &Map<String, Value>, words: &Words) -> String {
    if days.is_empty() {
        return words.text("value-never");
    }
    let days = in_ranges(days, words);
    match (text(members, "startTime"), text(members, "endTime")) {
        ("", _) | (_, "") => format!("{days} {}", words.text("value-all-day")),
        (start, end) => format!("{days} {}–{}", harmless(start), harmless(end)),
    }
}

fn address(members: &Map<String, Value>) -> String {
    let parts = ["street", "city", "province", "postalCode", "country"]
        .map(|part| harmless(text(members, part)));
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// Codes of the days, and the catalogue's short names of them.
const WEEK: [(&str, &str); 7] = [
    ("mon", "day-mon"),
    ("tue", "day-tue"),
    ("wed", "day-wed"),
    ("thu", "day-thu"),
    ("fri", "day-fri"),
    ("sat", "day-sat"),
    ("sun", "day-sun"),
];

/// The catalogue's short name of a day, Monday being 0.
pub(super) fn day_name(index: u8) -> &'static str {
    WEEK[usize::from(index) % WEEK.len()].1
}

/// `mon, wed–fri`: three or more days in a row become a range.
fn in_ranges(days: &[Value], words: &Words) -> String {
    let on = WEEK.map(|(code, _)| days.iter().any(|day| day.as_str() == Some(code)));
    let names = WEEK.map(|(_, name)| words.say(&Message::new(name)));
    let mut parts = Vec::new();
    let mut at = 0;
    while at < on.len() {
        let run = on[at..].iter().take_while(|on| **on).count();
        match run {
            0 => at += 1,
            1 | 2 => parts.extend(names[at..at + run].iter().cloned()),
            _ => parts.push(format!("{}–{}", names[at], names[at + run - 1])),
        }
        at += run;
    }
    parts.join(", ")
}
