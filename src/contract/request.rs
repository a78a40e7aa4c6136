//! Writes as requests: method, path below the account, body.

use serde_json::{Map, Value, json};

use super::observed::CIVIL;
use crate::model::{
    Action, Address, AdministratorPatch, ChatPatch, GeneralPatch, Hours, LunchBox, Named, Pattern,
    Weekly,
};

/// Method of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    Patch,
    Put,
    Delete,
}

/// One write on the wire.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// Below the account, without the first slash.
    pub(crate) path: String,
    pub(crate) body: Option<Value>,
}

/// The request of an action.
pub(crate) fn request(action: &Action) -> Request {
    let (method, body) = match action {
        Action::PatchGeneral(patch) => (Method::Patch, Some(general(patch))),
        Action::PatchAdministrator(patch) => (Method::Patch, Some(administrator(patch))),
        Action::PatchChat(patch) => (Method::Patch, Some(chat(patch))),
        Action::GrantDelegate(_) => (Method::Put, None),
        Action::RevokeDelegate(_) | Action::DeleteSchedule(..) => (Method::Delete, None),
        Action::PutWorkingHours(_, hours, lunch) => {
            let mut body = weekly(*hours);
            let ticked = *lunch == LunchBox::Ticked;
            body.insert("lunchBreakEnabled".to_owned(), json!(ticked));
            (Method::Put, Some(Value::Object(body)))
        }
        Action::PutWeekendHours(_, hours) | Action::PutLunchBreak(_, hours) => {
            (Method::Put, Some(Value::Object(weekly(*hours))))
        }
        Action::CreateSchedule(_, _, schedule) | Action::PutSchedule(_, _, schedule) => {
            (Method::Put, Some(named(schedule)))
        }
    };
    Request {
        method,
        path: action.resource().key(),
        body,
    }
}

/// RFC 7396: a member that is absent stays, one that is null goes.
fn general(patch: &GeneralPatch) -> Value {
    let mut body = Map::new();
    if let Some(spid) = &patch.spid {
        let spid = spid.as_ref().map(|spid| spid.as_str());
        body.insert("spid".to_owned(), json!(spid));
    }
    if let Some(name) = &patch.reseller_name {
        body.insert("resellerName".to_owned(), json!(name.as_str()));
    }
    if let Some(language) = patch.default_customer_language {
        body.insert(
            "defaultCustomerLanguage".to_owned(),
            json!(language.as_str()),
        );
    }
    if let Some(whole) = &patch.address {
        body.insert("address".to_owned(), address(whole));
    }
    Value::Object(body)
}

/// Always whole, absent parts as null, so that an old part never stays behind.
fn address(address: &Address) -> Value {
    json!({
        "street": address.street,
        "city": address.city,
        "province": address.province,
        "postalCode": address.postal_code,
        "country": address.country,
    })
}

fn administrator(patch: &AdministratorPatch) -> Value {
    let mut body = Map::new();
    if let Some(email) = &patch.email {
        body.insert("email".to_owned(), json!(email.as_str()));
    }
    if let Some(phone) = &patch.phone {
        body.insert("phone".to_owned(), json!(phone.as_str()));
    }
    if let Some(language) = patch.language {
        body.insert("language".to_owned(), json!(language.as_str()));
    }
    Value::Object(body)
}

fn chat(patch: &ChatPatch) -> Value {
    let mut body = Map::new();
    if let Some(enabled) = patch.enabled {
        body.insert("enabled".to_owned(), json!(enabled));
    }
    if let Some(zone) = &patch.time_zone {
        body.insert("timeZone".to_owned(), json!(zone.as_str()));
    }
    Value::Object(body)
}

fn weekly(weekly: Weekly) -> Map<String, Value> {
    let days: Vec<_> = weekly.days.iter().map(|day| day.as_str()).collect();
    let mut body = Map::from_iter([("days".to_owned(), json!(days))]);
    match weekly.hours {
        None => {}
        Some(Hours::AllDay) => {
            body.insert("allDay".to_owned(), json!(true));
        }
        Some(Hours::Between(window)) => {
            body.insert("startTime".to_owned(), json!(window.start.to_string()));
            body.insert("endTime".to_owned(), json!(window.end.to_string()));
        }
    }
    body
}

fn named(named: &Named) -> Value {
    let mut body = Map::from_iter([("name".to_owned(), json!(named.name.as_str()))]);
    match named.pattern {
        Pattern::Weekly(hours) => body.extend(weekly(hours)),
        Pattern::SpecialEvent(event) => {
            let civil = |at: chrono::NaiveDateTime| json!(at.format(CIVIL).to_string());
            body.insert(
                "availability".to_owned(),
                json!(event.availability.as_str()),
            );
            body.insert("startsAt".to_owned(), civil(event.starts_at));
            body.insert("endsAt".to_owned(), civil(event.ends_at));
        }
    }
    Value::Object(body)
}
