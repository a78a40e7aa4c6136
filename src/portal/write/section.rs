//! Members of the sections, laid over what is stored (RFC 7396).

use serde_json::Value;

use crate::portal::rule::{self, Body};

/// « Le code CAN ne peut être modifié. »
pub(in crate::portal) fn general(body: &mut Body, new: &mut Value) {
    body.read_only("can", &new["can"]);
    clearable(body, new, "spid", rule::spid);
    if new["spid"] == "" {
        new["spid"] = Value::Null;
    }
    change(body, new, "resellerName", rule::line);
    change(body, new, "defaultCustomerLanguage", rule::language);
    match body.take("address") {
        None => {}
        Some(Value::Null) => new["address"] = Value::Null,
        Some(value) => {
            if let Some(address) = rule::address(body, value) {
                new["address"] = address;
            }
        }
    }
}

/// « Il ne peut y avoir qu'un seul administrateur principal »: read-only here.
pub(in crate::portal) fn administrator(body: &mut Body, new: &mut Value) {
    body.read_only("primary", &new["primary"]);
    change(body, new, "email", rule::email);
    change(body, new, "language", rule::language);
    clearable(body, new, "phone", rule::phone);
}

/// « Cochez la case Activer. »
pub(in crate::portal) fn chat(body: &mut Body, new: &mut Value) {
    body.read_only("softwareDeployed", &new["softwareDeployed"]);
    change(body, new, "timeZone", rule::time_zone);
    match body.take("enabled") {
        None => {}
        Some(Value::Bool(enabled)) => new["enabled"] = enabled.into(),
        Some(_) => body.refuse("enabled", "invalid"),
    }
}

/// A text that always has a value.
fn change(body: &mut Body, new: &mut Value, name: &'static str, rule: fn(&str) -> Option<String>) {
    if let Some(value) = body.take(name)
        && let Some(text) = body.text(name, &value, rule)
    {
        new[name] = text.into();
    }
}

/// A text that null clears.
fn clearable(
    body: &mut Body,
    new: &mut Value,
    name: &'static str,
    rule: fn(&str) -> Option<String>,
) {
    match body.take(name) {
        None => {}
        Some(Value::Null) => new[name] = Value::Null,
        Some(value) => {
            if let Some(text) = body.text(name, &value, rule) {
                new[name] = text.into();
            }
        }
    }
}
