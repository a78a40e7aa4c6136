//! Writes as requests: method, path below the account, body.

use serde_json::Value;

use super::body;
use crate::model::{
    Action, Address, AdministratorPatch, CIVIL, ChatPatch, Day, GeneralPatch, Hours, Language,
    LunchBox, Named, Pattern, Weekly,
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
        Action::PatchGeneral(patch) => (Method::Patch, Some(json(&general(patch)))),
        Action::PatchAdministrator(patch) => (Method::Patch, Some(json(&administrator(patch)))),
        Action::PatchChat(patch) => (Method::Patch, Some(json(&chat(patch)))),
        Action::GrantDelegate(_) => (Method::Put, None),
        Action::RevokeDelegate(_) | Action::DeleteSchedule(..) => (Method::Delete, None),
        Action::PutWorkingHours(_, hours, lunch) => {
            let body = working_hours(*hours, *lunch);
            (Method::Put, Some(json(&body)))
        }
        Action::PutWeekendHours(_, hours) | Action::PutLunchBreak(_, hours) => {
            (Method::Put, Some(json(&weekly(*hours))))
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

/// Only texts, lists and maps of texts are in a body, and all of them are JSON.
fn json(body: &impl serde::Serialize) -> Value {
    serde_json::to_value(body).unwrap_or_default()
}

/// RFC 7396: a member that is absent stays, one that is null goes.
fn general(patch: &GeneralPatch) -> body::GeneralPatch {
    let spid = patch.spid.as_ref();
    body::GeneralPatch {
        spid: spid.map(|spid| spid.as_ref().map(ToString::to_string)),
        reseller_name: patch.reseller_name.as_ref().map(ToString::to_string),
        default_customer_language: patch.default_customer_language.map(Language::as_str),
        address: patch.address.as_ref().map(|whole| Some(address(whole))),
    }
}

fn address(address: &Address) -> body::WholeAddress {
    body::WholeAddress {
        street: address.street.clone(),
        city: address.city.clone(),
        province: address.province.clone(),
        postal_code: address.postal_code.clone(),
        country: address.country.clone(),
    }
}

fn administrator(patch: &AdministratorPatch) -> body::AdministratorPatch {
    body::AdministratorPatch {
        email: patch.email.as_ref().map(ToString::to_string),
        phone: patch.phone.as_ref().map(|phone| Some(phone.to_string())),
        language: patch.language.map(Language::as_str),
    }
}

fn chat(patch: &ChatPatch) -> body::ChatPatch {
    body::ChatPatch {
        enabled: patch.enabled,
        time_zone: patch.time_zone.as_ref().map(ToString::to_string),
    }
}

fn weekly(weekly: Weekly) -> body::PutHours {
    let days = weekly.days.iter().map(Day::as_str).collect();
    let (all_day, window) = match weekly.hours {
        None => (None, None),
        Some(Hours::AllDay) => (Some(true), None),
        Some(Hours::Between(window)) => (None, Some(window)),
    };
    body::PutHours {
        days,
        start_time: window.map(|window| window.start.to_string()),
        end_time: window.map(|window| window.end.to_string()),
        all_day,
    }
}

fn working_hours(hours: Weekly, lunch: LunchBox) -> body::PutWorkingHours {
    let body::PutHours {
        days,
        start_time,
        end_time,
        all_day,
    } = weekly(hours);
    body::PutWorkingHours {
        days,
        start_time,
        end_time,
        all_day,
        lunch_break_enabled: lunch == LunchBox::Ticked,
    }
}

fn named(named: &Named) -> Value {
    let name = named.name.to_string();
    match named.pattern {
        Pattern::Weekly(hours) => {
            let body::PutHours {
                days,
                start_time,
                end_time,
                all_day,
            } = weekly(hours);
            json(&body::PutWeeklySchedule {
                name,
                days,
                start_time,
                end_time,
                all_day,
            })
        }
        Pattern::SpecialEvent(event) => {
            let civil = |at: chrono::NaiveDateTime| at.format(CIVIL).to_string();
            json(&body::PutSpecialEvent {
                name,
                availability: event.availability.as_str(),
                starts_at: civil(event.starts_at),
                ends_at: civil(event.ends_at),
            })
        }
    }
}
