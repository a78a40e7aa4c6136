//! The portal's own rules for what a request says. They are written apart from the tool's, so that
//! each can catch the other's mistakes; every wrong member is reported at once.

use chrono::NaiveDateTime;
use serde_json::{Map, Value, json};

use super::problem::{Problem, Wrong};
use crate::words::Message;

/// Reads the members of a body one by one, and at the end says what is wrong with all of them.
pub(super) struct Body {
    members: Map<String, Value>,
    seen: Vec<&'static str>,
    prefix: String,
    pub(super) wrong: Vec<Wrong>,
}

impl Body {
    pub(super) fn new(value: Value) -> Result<Self, Problem> {
        match value {
            Value::Object(members) => Ok(Self::part(members, String::new())),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => Err(Problem::malformed()),
        }
    }

    pub(super) fn part(members: Map<String, Value>, prefix: String) -> Self {
        Self {
            members,
            seen: Vec::new(),
            prefix,
            wrong: Vec::new(),
        }
    }

    /// The member, if the body has it.
    pub(super) fn take(&mut self, name: &'static str) -> Option<Value> {
        self.seen.push(name);
        self.members.remove(name)
    }

    pub(super) fn pointer(&self, name: &str) -> String {
        format!("{}/{name}", self.prefix)
    }

    pub(super) fn refuse(&mut self, name: &str, code: &'static str) {
        let message = match code {
            "immutable-field" => "portal-immutable-field",
            "required" => "portal-field-required",
            "unknown-field" => "portal-field-unknown",
            _ => "portal-field-invalid",
        };
        let pointer = self.pointer(name);
        let message = Message::new(message).text("pointer", &pointer);
        self.wrong.push(Wrong {
            pointer,
            code,
            message,
        });
    }

    /// A member that must be there and follow a rule.
    pub(super) fn required(
        &mut self,
        name: &'static str,
        rule: fn(&str) -> Option<String>,
    ) -> Option<String> {
        let Some(value) = self.take(name) else {
            self.refuse(name, "required");
            return None;
        };
        self.text(name, &value, rule)
    }

    /// A text that follows a rule; the rule gives its canonical form.
    pub(super) fn text(
        &mut self,
        name: &'static str,
        value: &Value,
        rule: fn(&str) -> Option<String>,
    ) -> Option<String> {
        let text = value.as_str().and_then(rule);
        if text.is_none() {
            self.refuse(name, "invalid");
        }
        text
    }

    /// A read-only member is accepted when it is equal.
    pub(super) fn read_only(&mut self, name: &'static str, stored: &Value) {
        if let Some(value) = self.take(name)
            && value != *stored
        {
            self.refuse(name, "immutable-field");
        }
    }

    /// Everything that was not asked for is unknown.
    pub(super) fn finish(mut self) -> Result<(), Problem> {
        let unknown: Vec<_> = self.members.keys().cloned().collect();
        for name in unknown {
            self.refuse(&name, "unknown-field");
        }
        if self.wrong.is_empty() {
            Ok(())
        } else {
            Err(Problem::fields(self.wrong))
        }
    }
}

fn squeezed(text: &str) -> Option<String> {
    use unicode_normalization::UnicodeNormalization;
    if text.chars().any(char::is_control) {
        return None;
    }
    let composed: String = text.nfc().collect();
    Some(composed.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// One line of 1 to 100 characters.
pub(super) fn line(text: &str) -> Option<String> {
    squeezed(text).filter(|text| (1..=100).contains(&text.chars().count()))
}

/// « Le SPID est fourni par le système tiers »: opaque, visible ASCII, at most 64.
pub(super) fn spid(text: &str) -> Option<String> {
    let fits = text.len() <= 64 && text.bytes().all(|byte| (0x21..=0x7e).contains(&byte));
    fits.then(|| text.to_owned())
}

pub(super) fn language(text: &str) -> Option<String> {
    matches!(text, "en" | "fr").then(|| text.to_owned())
}

pub(super) fn email(text: &str) -> Option<String> {
    let text = squeezed(text)?;
    let (local, domain) = text.split_once('@')?;
    let fits = !local.is_empty()
        && text.len() <= 254
        && !text.contains(' ')
        && domain.contains('.')
        && !domain.contains('@')
        && domain.split('.').all(|label| !label.is_empty());
    fits.then(|| format!("{local}@{}", domain.to_lowercase()))
}

/// E.164 with an optional extension.
pub(super) fn phone(text: &str) -> Option<String> {
    let number = text.split(";ext=").next()?.strip_prefix('+')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let extension = text.split_once(";ext=").map(|(_, extension)| extension);
    let fits = (8..=15).contains(&number.len())
        && digits(number)
        && extension.is_none_or(|e| !e.is_empty() && e.len() <= 7 && digits(e));
    fits.then(|| text.to_owned())
}

/// IANA area/location, or UTC.
pub(super) fn time_zone(text: &str) -> Option<String> {
    let known = chrono_tz::TZ_VARIANTS
        .iter()
        .any(|zone| zone.name() == text);
    (known && (text == "UTC" || text.contains('/'))).then(|| text.to_owned())
}

fn country(text: &str) -> Option<String> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())).then(|| text.to_owned())
}

/// An address is one unit: whatever is not in the new one is gone.
pub(super) fn address(body: &mut Body, value: Value) -> Option<Value> {
    let Value::Object(members) = value else {
        body.refuse("address", "invalid");
        return None;
    };
    let mut part = Body::part(members, body.pointer("address"));
    let street = part.required("street", line);
    let city = part.required("city", line);
    let country = part.required("country", country);
    let mut optional = |name| match part.take(name) {
        None | Some(Value::Null) => None,
        Some(value) => part.text(name, &value, line),
    };
    let (province, postal_code) = (optional("province"), optional("postalCode"));
    if let Err(problem) = part.finish() {
        body.wrong.extend(problem.errors);
        return None;
    }
    let mut address = json!({ "street": street, "city": city, "country": country });
    for (name, value) in [("province", province), ("postalCode", postal_code)] {
        if let Some(value) = value {
            address[name] = value.into();
        }
    }
    Some(address)
}

const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Whether a pattern may have no days at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Never {
    Allowed,
    Refused,
}

/// « Sélectionnez les jours de la semaine et les heures » in canonical form: days in week order, an
/// end of 00:00 is 24:00, and the whole day has no times.
pub(super) fn weekly(body: &mut Body, never: Never) -> Map<String, Value> {
    let days = days(body, never);
    let all_day = match body.take("allDay") {
        None | Some(Value::Null) => false,
        Some(Value::Bool(all_day)) => all_day,
        Some(_) => {
            body.refuse("allDay", "invalid");
            false
        }
    };
    let start = time(body, "startTime");
    let end = time(body, "endTime");
    let mut shape = Map::from_iter([
        ("days".to_owned(), json!(days)),
        ("allDay".to_owned(), json!(false)),
    ]);
    if days.is_empty() {
        return shape;
    }
    match (all_day, start, end) {
        (true, None, None) => {
            shape.insert("allDay".to_owned(), json!(true));
        }
        (true, ..) => body.refuse("allDay", "invalid"),
        (false, Some(start), Some(end)) if start == end || start == "24:00" => {
            body.refuse("endTime", "invalid");
        }
        (false, Some(start), Some(end)) => {
            let end = if end == "00:00" {
                "24:00".to_owned()
            } else {
                end
            };
            if start == "00:00" && end == "24:00" {
                shape.insert("allDay".to_owned(), json!(true));
            } else {
                shape.insert("startTime".to_owned(), json!(start));
                shape.insert("endTime".to_owned(), json!(end));
            }
        }
        (false, start, _) => {
            let missing = if start.is_none() {
                "startTime"
            } else {
                "endTime"
            };
            body.refuse(missing, "required");
        }
    }
    shape
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

fn time(body: &mut Body, name: &'static str) -> Option<String> {
    let value = match body.take(name) {
        None | Some(Value::Null) => return None,
        Some(value) => value,
    };
    body.text(name, &value, |text| {
        let (hours, minutes) = text.split_once(':')?;
        let two = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
        let (h, m): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
        let fits = two(hours) && two(minutes) && m < 60 && h * 60 + m <= 1440;
        fits.then(|| text.to_owned())
    })
}

/// « La date et l'heure de début et la date et l'heure de fin de l'événement ».
pub(super) fn event(body: &mut Body) -> Map<String, Value> {
    let says = |text: &str| matches!(text, "open" | "closed").then(|| text.to_owned());
    let availability = body.required("availability", says);
    let civil = |text: &str| {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok()?;
        (text.len() == 16).then(|| text.to_owned())
    };
    let starts = body.required("startsAt", civil);
    let ends = body.required("endsAt", civil);
    if let (Some(starts), Some(ends)) = (&starts, &ends) {
        // Of this form, texts order as times do.
        let within = starts.as_str() >= "2000-01-01T00:00" && ends.as_str() <= "2101-01-01T00:00";
        if ends <= starts || !within {
            body.refuse("endsAt", "invalid");
        }
    }
    Map::from_iter([
        ("availability".to_owned(), json!(availability)),
        ("startsAt".to_owned(), json!(starts)),
        ("endsAt".to_owned(), json!(ends)),
    ])
}
