//! What a step of a plan may write, restated by hand: the judge must not learn it from the code that makes
//! the requests.

use serde_json::{Map, Value, json};

use crate::model::{
    Action, Address, AdministratorPatch, ChatPatch, GeneralPatch, Hours, Language, LunchBox, Named,
    Pattern, Resource, Weekly,
};

/// Method, resource, and the value of each member; none for what has no body.
#[derive(Debug, PartialEq)]
pub(super) struct Expected {
    pub(super) method: &'static str,
    pub(super) key: String,
    pub(super) members: Option<Map<String, Value>>,
}

pub(super) fn of(action: &Action) -> Expected {
    let (method, key, members) = match action {
        Action::PatchGeneral(patch) => ("PATCH", "general".to_owned(), Some(general(patch))),
        Action::PatchAdministrator(patch) => (
            "PATCH",
            "administrator".to_owned(),
            Some(administrator(patch)),
        ),
        Action::PatchChat(patch) => ("PATCH", "chat".to_owned(), Some(chat(patch))),
        Action::GrantDelegate(user, _) => ("PUT", format!("delegates/{user}"), None),
        Action::RevokeDelegate(user) => ("DELETE", format!("delegates/{user}"), None),
        Action::PutWorkingHours(language, hours, lunch) => {
            let mut members = week(*hours);
            members.insert(
                "lunchBreakEnabled".to_owned(),
                json!(*lunch == LunchBox::Ticked),
            );
            ("PUT", of_chat(*language, "working-hours"), Some(members))
        }
        Action::PutWeekendHours(language, hours) => (
            "PUT",
            of_chat(*language, "weekend-hours"),
            Some(week(*hours)),
        ),
        Action::PutLunchBreak(language, hours) => {
            ("PUT", of_chat(*language, "lunch-break"), Some(week(*hours)))
        }
        Action::CreateSchedule(language, id, entry) | Action::PutSchedule(language, id, entry) => {
            let resource = Resource::Schedule(*language, entry.pattern.kind(), id.clone());
            ("PUT", resource.key(), Some(schedule(entry)))
        }
        Action::DeleteSchedule(language, kind, id) => (
            "DELETE",
            Resource::Schedule(*language, *kind, id.clone()).key(),
            None,
        ),
    };
    Expected {
        method,
        key,
        members,
    }
}

fn general(patch: &GeneralPatch) -> Map<String, Value> {
    let mut members = Map::new();
    put(&mut members, "spid", patch.spid.as_ref().map(text_or_null));
    let name = patch.reseller_name.as_ref();
    put(&mut members, "resellerName", name.map(text));
    let language = patch.default_customer_language;
    put(&mut members, "defaultCustomerLanguage", language.map(word));
    let address = patch.address.as_ref();
    let address = address.map(|one| json!(one.as_ref().map(whole)));
    put(&mut members, "address", address);
    members
}

fn administrator(patch: &AdministratorPatch) -> Map<String, Value> {
    let mut members = Map::new();
    put(&mut members, "email", patch.email.as_ref().map(text));
    put(
        &mut members,
        "phone",
        patch.phone.as_ref().map(text_or_null),
    );
    put(&mut members, "language", patch.language.map(word));
    members
}

fn chat(patch: &ChatPatch) -> Map<String, Value> {
    let mut members = Map::new();
    put(&mut members, "enabled", patch.enabled.map(Value::Bool));
    put(&mut members, "timeZone", patch.time_zone.as_ref().map(text));
    members
}

fn put(members: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        members.insert(name.to_owned(), value);
    }
}

fn text(value: &impl ToString) -> Value {
    value.to_string().into()
}

fn text_or_null<T: ToString>(value: &Option<T>) -> Value {
    value.as_ref().map_or(Value::Null, |value| text(value))
}

fn word(language: Language) -> Value {
    language.as_str().into()
}

fn of_chat(language: Language, name: &str) -> String {
    format!("chat/{language}/{name}")
}

fn whole(address: &Address) -> Value {
    json!({
        "street": address.street, "city": address.city, "province": address.province,
        "postalCode": address.postal_code, "country": address.country,
    })
}

fn week(weekly: Weekly) -> Map<String, Value> {
    let days: Vec<_> = weekly.days.iter().map(|day| day.as_str()).collect();
    let mut members = Map::new();
    members.insert("days".to_owned(), json!(days));
    match weekly.hours {
        None => {}
        Some(Hours::AllDay) => drop(members.insert("allDay".to_owned(), json!(true))),
        Some(Hours::Between(window)) => {
            members.insert("startTime".to_owned(), text(&window.start));
            members.insert("endTime".to_owned(), text(&window.end));
        }
    }
    members
}

fn schedule(entry: &Named) -> Map<String, Value> {
    let mut members = match entry.pattern {
        Pattern::Weekly(weekly) => week(weekly),
        Pattern::SpecialEvent(event) => {
            let at = |time: chrono::NaiveDateTime| json!(time.format("%Y-%m-%dT%H:%M").to_string());
            Map::from_iter([
                (
                    "availability".to_owned(),
                    json!(event.availability.as_str()),
                ),
                ("startsAt".to_owned(), at(event.starts_at)),
                ("endsAt".to_owned(), at(event.ends_at)),
            ])
        }
    };
    members.insert("name".to_owned(), text(&entry.name));
    members
}

/// Whether two values are one: a member that is absent, null, false or empty is not there.
pub(super) fn same(left: &Value, right: &Value) -> bool {
    let is_nothing = |value: &Value| match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Bool(true) | Value::Number(_) | Value::Array(_) | Value::Object(_) => false,
    };
    match (left, right) {
        (Value::Object(left), Value::Object(right)) => {
            let names = left.keys().chain(right.keys());
            let of = |members: &Map<String, Value>, name: &String| {
                members.get(name).cloned().unwrap_or_default()
            };
            names
                .into_iter()
                .all(|name| same(&of(left, name), &of(right, name)))
        }
        (left, right) => left == right || is_nothing(left) && is_nothing(right),
    }
}
