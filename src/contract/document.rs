//! The `/settings` document of an account, made of the bodies that would write each part of it.
//!
//! A portal that is to hold the same account takes it as a seed. It has every member that somebody may
//! choose, and of the others only the ids of schedules, so that a plan for the one account fits the other.

use serde_json::{Map, Value, json};

use super::request::request;
use crate::model::{
    Account, Action, AdministratorPatch, Chat, ChatHours, ChatPatch, Confidential, GeneralPatch,
    Kind, Language, LunchBox, Observed, ScheduleRef,
};

/// The settings of an account as a portal showed them. A phone that it hid is left out.
pub(crate) fn settings(observed: &Observed) -> Value {
    let Account {
        general,
        administrator,
        delegates,
        telephony: _,
        chat,
    } = &observed.account;
    let general = GeneralPatch {
        spid: Some(general.spid.clone()),
        reseller_name: Some(general.reseller_name.clone()),
        default_customer_language: Some(general.default_customer_language),
        address: Some(general.address.clone()),
    };
    let administrator = AdministratorPatch {
        email: Some(administrator.email.clone()),
        phone: match &administrator.phone {
            Confidential::Hidden => None,
            Confidential::Shown(phone) => Some(phone.clone()),
        },
        language: Some(administrator.language),
    };
    let delegates = delegates.iter();
    let delegates: Vec<_> = delegates
        .map(|(user, name)| json!({ "userCode": user.as_str(), "name": name.as_str() }))
        .collect();
    json!({
        "general": body(&Action::PatchGeneral(general)),
        "administrator": body(&Action::PatchAdministrator(administrator)),
        "delegates": delegates,
        "chat": chat_of(chat, observed),
    })
}

fn chat_of(chat: &Chat, observed: &Observed) -> Value {
    let mut section = members(body(&Action::PatchChat(ChatPatch {
        enabled: Some(chat.enabled),
        time_zone: Some(chat.time_zone.clone()),
    })));
    for language in Language::ALL {
        let hours = hours(chat.hours.get(language), language, observed);
        section.insert(language.as_str().to_owned(), hours);
    }
    Value::Object(section)
}

fn hours(hours: &ChatHours, language: Language, observed: &Observed) -> Value {
    let lunch = match hours.lunch_break {
        Some(_) => LunchBox::Ticked,
        None => LunchBox::Unticked,
    };
    let working = Action::PutWorkingHours(language, hours.working_hours, lunch);
    let weekend = Action::PutWeekendHours(language, hours.weekend_hours);
    let lunch = hours
        .lunch_break
        .map(|lunch| body(&Action::PutLunchBreak(language, lunch)));
    let mut all = json!({
        "workingHours": body(&working),
        "lunchBreak": lunch,
        "weekendHours": body(&weekend),
    });
    for kind in Kind::ALL {
        all[kind.list()] = schedules(language, kind, observed);
    }
    all
}

fn schedules(language: Language, kind: Kind, observed: &Observed) -> Value {
    let named = observed.account.schedules(language, kind).iter();
    let list = named.filter_map(|(key, named)| {
        let at = ScheduleRef {
            language,
            kind,
            key: key.clone(),
        };
        let id = observed.ids.get(&at)?;
        let put = Action::PutSchedule(language, id.clone(), named.clone());
        let mut members = members(body(&put));
        members.insert("id".to_owned(), id.0.as_str().into());
        Some(Value::Object(members))
    });
    list.collect()
}

fn body(action: &Action) -> Value {
    request(action).body.unwrap_or(Value::Null)
}

fn members(body: Value) -> Map<String, Value> {
    match body {
        Value::Object(members) => members,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Map::new()
        }
    }
}
