//! Special events: the contract has two instants of civil time, and the page a date and a time for each.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::form::Values;

/// An event that ends at midnight is shown as one that ends at 24:00 of the day before, as people say it.
pub(super) fn event_values(event: &Value) -> Values {
    let text = |name: &str| event[name].as_str().unwrap_or("");
    let (start_date, start) = text("startsAt").split_once('T').unwrap_or(("", ""));
    let (mut end_date, mut end) = text("endsAt").split_once('T').unwrap_or(("", ""));
    let before = date(end_date).and_then(|date| date.checked_sub_days(Days::new(1)));
    let before = before.map(|date| date.to_string());
    if let ("00:00", Some(before)) = (end, &before) {
        (end_date, end) = (before, "24:00");
    }
    let is_whole = start == "00:00" && end == "24:00";
    // A new one has no availability yet: most close the chat.
    let availability = match text("availability") {
        "" => "closed",
        known => known,
    };
    Values::from([
        ("name", text("name").to_owned()),
        ("availability", availability.to_owned()),
        ("startDate", start_date.to_owned()),
        ("start", if is_whole { "" } else { start }.to_owned()),
        ("endDate", end_date.to_owned()),
        ("end", if is_whole { "" } else { end }.to_owned()),
        ("allDay", if is_whole { "yes" } else { "" }.to_owned()),
    ])
}

/// « Sélectionnez la date et l'heure de début et la date et l'heure de fin de l'événement. » What is no date is
/// sent as it is, and refused there.
pub(super) fn event_body(values: &Values) -> Value {
    let text = |name: &str| values.get(name).map_or("", String::as_str);
    let (start, end) = match text("allDay") {
        "yes" => ("00:00", "24:00"),
        _ => (text("start"), text("end")),
    };
    let end_date = match text("endDate") {
        // One day is the usual case.
        "" => text("startDate"),
        date => date,
    };
    let after = date(end_date).and_then(|date| date.checked_add_days(Days::new(1)));
    let ends_at = match (end, after) {
        ("24:00", Some(after)) => format!("{after}T00:00"),
        (end, _) => format!("{end_date}T{end}"),
    };
    json!({
        "name": text("name"),
        "availability": text("availability"),
        "startsAt": format!("{}T{start}", text("startDate")),
        "endsAt": ends_at,
    })
}

fn date(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}
