//! Values of settings in the JSON of a report.

use chrono::NaiveDateTime;
use serde_json::{Map, Value, json};

use crate::diff::Setting;
use crate::model::{Address, Day, Hours, Named, Pattern, Weekly};

/// A setting as the contract writes it. Of the confidential phone only the last four digits are
/// shown: reports go into comments and logs.
pub(crate) fn value_of(setting: &Setting) -> Value {
    match setting {
        Setting::Text(text) => json!(text),
        Setting::Phone(phone) => json!(phone.masked()),
        Setting::Switch(on) => json!(on),
        Setting::Address(address) => json_of_address(address),
        Setting::Weekly(weekly) => Value::Object(json_of_weekly(*weekly)),
        Setting::Named(named) => json_of_named(named),
    }
}

fn json_of_address(address: &Address) -> Value {
    json!({
        "street": address.street,
        "city": address.city,
        "province": address.province,
        "postalCode": address.postal_code,
        "country": address.country,
    })
}

fn json_of_weekly(weekly: Weekly) -> Map<String, Value> {
    let days: Vec<_> = weekly.days.iter().map(Day::as_str).collect();
    let mut out = Map::new();
    out.insert("days".to_owned(), json!(days));
    match weekly.hours {
        None => {}
        Some(Hours::AllDay) => {
            out.insert("allDay".to_owned(), json!(true));
        }
        Some(Hours::Between(window)) => {
            out.insert("startTime".to_owned(), json!(window.start.to_string()));
            out.insert("endTime".to_owned(), json!(window.end.to_string()));
        }
    }
    out
}

fn json_of_named(named: &Named) -> Value {
    let mut out = Map::new();
    out.insert("name".to_owned(), json!(named.name.as_str()));
    match named.pattern {
        Pattern::Weekly(weekly) => out.extend(json_of_weekly(weekly)),
        Pattern::SpecialEvent(event) => {
            let availability = event.availability.as_str();
            out.insert("availability".to_owned(), json!(availability));
            out.insert("startsAt".to_owned(), json_of_civil(event.starts_at));
            out.insert("endsAt".to_owned(), json_of_civil(event.ends_at));
        }
    }
    Value::Object(out)
}

fn json_of_civil(at: NaiveDateTime) -> Value {
    json!(at.format("%Y-%m-%dT%H:%M").to_string())
}

/// A named schedule without its name: its times. A rename leaves them as they are, and reports then
/// leave them out.
pub(super) fn without_name(value: &Value) -> Value {
    let mut rest = value.clone();
    if let Value::Object(members) = &mut rest {
        members.remove("name");
    }
    rest
}

/// The name of a named schedule.
pub(super) fn name_in(value: &Value) -> Option<&str> {
    value.get("name").and_then(Value::as_str)
}
