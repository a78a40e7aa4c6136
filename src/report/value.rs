//! Values as a person reads them.

use serde_json::Value;

use super::harmless;
use crate::words::{Message, Words};

/// One line, without anything that a terminal could act upon.
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
        Value::Object(members) => {
            let text = |name: &str| {
                members
                    .get(name)
                    .and_then(Value::as_str)
                    .unwrap_or_default()
            };
            if members.contains_key("startsAt") {
                event(text, words)
            } else if let Some(Value::Array(days)) = members.get("days") {
                weekly(days, text, words)
            } else {
                address(text)
            }
        }
    }
}

fn event<'a>(text: impl Fn(&str) -> &'a str, words: &Words) -> String {
    let at = |name| harmless(&text(name).replace('T', " "));
    let says = match text("availability") {
        "open" => words.text("value-open"),
        _ => words.text("value-closed"),
    };
    format!("{says} {} – {}", at("startsAt"), at("endsAt"))
}

fn weekly<'a>(days: &[Value], text: impl Fn(&str) -> &'a str, words: &Words) -> String {
    if days.is_empty() {
        return words.text("value-never");
    }
    let days = in_ranges(days, words);
    match (text("startTime"), text("endTime")) {
        ("", _) | (_, "") => format!("{days} {}", words.text("value-all-day")),
        (start, end) => format!("{days} {}–{}", harmless(start), harmless(end)),
    }
}

fn address<'a>(text: impl Fn(&str) -> &'a str) -> String {
    let parts =
        ["street", "city", "province", "postalCode", "country"].map(|part| harmless(text(part)));
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

const WEEK: [(&str, &str); 7] = [
    ("mon", "day-mon"),
    ("tue", "day-tue"),
    ("wed", "day-wed"),
    ("thu", "day-thu"),
    ("fri", "day-fri"),
    ("sat", "day-sat"),
    ("sun", "day-sun"),
];

/// The word for a day, Monday being 0.
pub(super) fn day(at: u8) -> &'static str {
    WEEK[usize::from(at) % WEEK.len()].1
}

/// `mon, wed–fri`: three or more days in a row become a range.
fn in_ranges(days: &[Value], words: &Words) -> String {
    let on: Vec<bool> = WEEK
        .iter()
        .map(|(code, _)| days.iter().any(|day| day.as_str() == Some(code)))
        .collect();
    let name = |at: usize| words.say(&Message::new(WEEK[at].1));
    let mut parts = Vec::new();
    let mut at = 0;
    while at < on.len() {
        let run = on[at..].iter().take_while(|on| **on).count();
        match run {
            0 => at += 1,
            1 | 2 => parts.extend((at..at + run).map(name)),
            _ => parts.push(format!("{}–{}", name(at), name(at + run - 1))),
        }
        at += run;
    }
    parts.join(", ")
}
