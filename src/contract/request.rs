//! From an [`Action`] of a plan to the request that carries it out: method, path below the account,
//! body.
//!
//! Sections are changed by merge patches (RFC 7396), so that a plan touches only the members it
//! names. Hours and schedules are replaced as a whole, because their members depend on each other:
//! `allDay` excludes times, and no days exclude both.

use serde_json::Value;

use super::body;
use crate::model::{
    Action, Address, AdministratorPatch, CIVIL, ChatPatch, Day, GeneralPatch, Hours, Language,
    LunchBox, Named, Pattern, Weekly,
};

/// Method of a write. POST is not among them: the client chooses the id of what it creates, so a
/// creation that is sent twice creates one schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WriteMethod {
    Patch,
    Put,
    Delete,
}

/// One write on the wire, without its precondition.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct WriteRequest {
    pub(crate) method: WriteMethod,
    /// Below the account, without the first slash.
    pub(crate) path: String,
    pub(crate) body: Option<Value>,
}

/// The request of an action. Grants and revocations have no body: the user code in the path says
/// everything, and sending one twice changes nothing more.
pub(crate) fn request(action: &Action) -> WriteRequest {
    let (method, body) = match action {
        Action::PatchGeneral(patch) => (WriteMethod::Patch, Some(json(&general(patch)))),
        Action::PatchAdministrator(patch) => {
            (WriteMethod::Patch, Some(json(&administrator(patch))))
        }
        Action::PatchChat(patch) => (WriteMethod::Patch, Some(json(&chat(patch)))),
        Action::GrantDelegate(..) => (WriteMethod::Put, None),
        Action::RevokeDelegate(_) | Action::DeleteSchedule(..) => (WriteMethod::Delete, None),
        Action::PutWorkingHours(_, hours, lunch) => {
            let body = working_hours(*hours, *lunch);
            (WriteMethod::Put, Some(json(&body)))
        }
        Action::PutWeekendHours(_, hours) | Action::PutLunchBreak(_, hours) => {
            (WriteMethod::Put, Some(json(&weekly(*hours))))
        }
        Action::CreateSchedule(_, _, schedule) | Action::PutSchedule(_, _, schedule) => {
            (WriteMethod::Put, Some(named(schedule)))
        }
    };
    WriteRequest {
        method,
        path: action.resource().key(),
        body,
    }
}

fn json(body: &impl serde::Serialize) -> Value {
    serde_json::to_value(body).expect("a body holds only texts, switches and lists of texts")
}

/// RFC 7396: a member that is absent stays as it is, and `null` removes it. That is why what may be empty
/// has two levels: `None` keeps it, `Some(None)` clears it.
fn general(patch: &GeneralPatch) -> body::GeneralPatch {
    let (spid, whole) = (patch.spid.as_ref(), patch.address.as_ref());
    body::GeneralPatch {
        spid: spid.map(|spid| spid.as_ref().map(ToString::to_string)),
        reseller_name: patch.reseller_name.as_ref().map(ToString::to_string),
        default_customer_language: patch.default_customer_language.map(Language::as_str),
        address: whole.map(|whole| whole.as_ref().map(address)),
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
    let phone = patch.phone.as_ref();
    body::AdministratorPatch {
        email: patch.email.as_ref().map(ToString::to_string),
        phone: phone.map(|phone| phone.as_ref().map(ToString::to_string)),
        language: patch.language.map(Language::as_str),
    }
}

fn chat(patch: &ChatPatch) -> body::ChatPatch {
    body::ChatPatch {
        enabled: patch.enabled,
        time_zone: patch.time_zone.as_ref().map(ToString::to_string),
    }
}

/// Days with a window, with the whole day, or no days at all; a window never comes with `allDay`.
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
        Pattern::SpecialEvent(event) => json(&body::PutSpecialEvent {
            name,
            availability: event.availability.as_str(),
            starts_at: event.starts_at.format(CIVIL).to_string(),
            ends_at: event.ends_at.format(CIVIL).to_string(),
        }),
    }
}
