//! `settings` of a seed, sent as the requests that a reseller would send, to the same code. Nothing
//! here stores anything.

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::model::{Kind, Language, name_key};
use crate::portal::authorization::AuthorizedRequest;
use crate::portal::digest::hex;
use crate::portal::endpoint::{Endpoint, list_key};
use crate::portal::fault::PortalFault;
use crate::portal::invalid_member::InvalidMember;
use crate::portal::problem::{Problem, RequestError};
use crate::portal::request::ApiRequest;
use crate::portal::rule::{self, BodyReader};
use crate::portal::transaction::Transaction;
use crate::portal::write::write;

/// Lays settings over the account, and returns the rules that they break.
pub(super) fn apply(
    transaction: &mut Transaction<'_>,
    account: &str,
    settings: &Value,
) -> Result<Vec<InvalidMember>, PortalFault> {
    let mut settings_of = SettingsOf {
        transaction,
        account,
        broken: Vec::new(),
    };
    settings_of.all(settings)?;
    Ok(settings_of.broken)
}

/// The settings of one account, while they are being sent.
struct SettingsOf<'s, 't> {
    transaction: &'s mut Transaction<'t>,
    account: &'s str,
    broken: Vec<InvalidMember>,
}

impl SettingsOf<'_, '_> {
    fn all(&mut self, settings: &Value) -> Result<(), PortalFault> {
        for (name, value) in self.members("/settings", settings) {
            let pointer = format!("/settings/{name}");
            match name.as_str() {
                "general" => self.patch(Endpoint::General, &pointer, "/spid", &value)?,
                "administrator" => {
                    self.patch(Endpoint::Administrator, &pointer, "/email", &value)?;
                }
                "telephony" => self.telephony(&pointer, value)?,
                "delegates" => self.delegates(&pointer, &value)?,
                "chat" => self.chat(&pointer, &value)?,
                // Of the document and of whoever read it; no one chooses these.
                "account" | "apiVersion" | "revision" | "viewer" | "etags" => {}
                _ => self.refuse(pointer, "unknown-field"),
            }
        }
        Ok(())
    }

    fn chat(&mut self, pointer: &str, chat: &Value) -> Result<(), PortalFault> {
        let mut section = self.members(pointer, chat);
        for language in Language::ALL {
            let hours = section.remove(language.as_str()).unwrap_or(Value::Null);
            self.hours(&format!("{pointer}/{language}"), language, &hours)?;
        }
        self.patch(Endpoint::Chat, pointer, "/enabled", &Value::Object(section))
    }

    /// The hours of one language. The lunch box is ticked by working hours and created with them, so
    /// the two belong together.
    fn hours(
        &mut self,
        pointer: &str,
        language: Language,
        hours: &Value,
    ) -> Result<(), PortalFault> {
        let mut members = self.members(pointer, hours);
        let mut take = |name: &str| members.remove(name).filter(|value| !value.is_null());
        let (working, lunch) = (take("workingHours"), take("lunchBreak"));
        let weekend = take("weekendHours");
        let lists = [
            (Kind::Weekly, "weeklySchedules", take("weeklySchedules")),
            (Kind::SpecialEvent, "specialEvents", take("specialEvents")),
        ];
        for unknown in members.keys() {
            self.refuse(format!("{pointer}/{unknown}"), "unknown-field");
        }
        if working.is_some() || lunch.is_some() {
            self.working_hours(pointer, language, working, lunch.as_ref())?;
        }
        if let Some(lunch) = lunch {
            let pointer = format!("{pointer}/lunchBreak");
            self.put_over(Endpoint::LunchBreak(language), &pointer, &lunch)?;
        }
        if let Some(weekend) = weekend {
            let pointer = format!("{pointer}/weekendHours");
            self.put_over(Endpoint::WeekendHours(language), &pointer, &weekend)?;
        }
        for (kind, name, list) in lists {
            let pointer = format!("{pointer}/{name}");
            for (at, schedule) in self.elements(&pointer, list).into_iter().enumerate() {
                self.schedule(&format!("{pointer}/{at}"), language, kind, schedule)?;
            }
        }
        Ok(())
    }

    /// A lunch break in the seed ticks the box, unless the seed says explicitly that it is not ticked.
    fn working_hours(
        &mut self,
        pointer: &str,
        language: Language,
        working: Option<Value>,
        lunch: Option<&Value>,
    ) -> Result<(), PortalFault> {
        let pointer = format!("{pointer}/workingHours");
        let mut working = self.members(&pointer, &working.unwrap_or_else(|| json!({})));
        match (working.get("lunchBreakEnabled"), lunch) {
            (Some(Value::Bool(false)), Some(_)) => {
                self.refuse(format!("{pointer}/lunchBreakEnabled"), "invalid");
            }
            (None | Some(Value::Null), Some(_)) => {
                working.insert("lunchBreakEnabled".to_owned(), json!(true));
            }
            (Some(_), _) | (None, None) => {}
        }
        let working = Value::Object(working);
        self.put_over(Endpoint::WorkingHours(language), &pointer, &working)
    }

    /// Creates a schedule. Without an id it gets one that follows from its name, so that tests can
    /// refer to it.
    fn schedule(
        &mut self,
        pointer: &str,
        language: Language,
        kind: Kind,
        schedule: Value,
    ) -> Result<(), PortalFault> {
        let mut members = self.members(pointer, &schedule);
        let id = match members.remove("id") {
            Some(Value::String(id)) => id,
            None | Some(Value::Null) => {
                let name = members.get("name").and_then(Value::as_str).unwrap_or("");
                let (account, list) = (self.account, list_key(language, kind));
                let digest = Sha256::digest(format!("{account}/{list}/{}", name_key(name)));
                hex(&digest)[..26].to_owned()
            }
            Some(_) => {
                self.refuse(format!("{pointer}/id"), "invalid");
                return Ok(());
            }
        };
        if rule::id(&id).is_none() {
            self.refuse(format!("{pointer}/id"), "invalid");
            return Ok(());
        }
        let endpoint = Endpoint::Schedule(language, kind, id);
        if self
            .transaction
            .row(self.account, &endpoint.key())?
            .is_some()
        {
            self.refuse(pointer.to_owned(), "duplicate");
            return Ok(());
        }
        let new = ApiRequest {
            if_none_match: Some("*".to_owned()),
            ..with_body("PUT", &Value::Object(members))
        };
        self.send(endpoint, &new, pointer, "/name")
    }

    /// Grants to people on the list of candidates. A name is that of the list.
    fn delegates(&mut self, pointer: &str, delegates: &Value) -> Result<(), PortalFault> {
        let delegates = self.elements(pointer, Some(delegates.clone()));
        for (at, delegate) in delegates.into_iter().enumerate() {
            let pointer = format!("{pointer}/{at}");
            let Ok(mut body) = BodyReader::new(delegate) else {
                self.refuse(pointer, "invalid");
                continue;
            };
            if let Some(user) = body.required("userCode", rule::code) {
                let candidate = self.transaction.candidate(self.account, &user)?;
                let name = candidate.map_or(Value::Null, |mut candidate| candidate["name"].take());
                let grant = ApiRequest {
                    method: "PUT".to_owned(),
                    ..ApiRequest::default()
                };
                self.send(Endpoint::Delegate(user), &grant, &pointer, "/userCode")?;
                // Whoever is no candidate has no name to compare with.
                if name.is_null() {
                    body.take("name");
                }
                body.read_only("name", &name);
            }
            self.note(body.finish(), &pointer, "");
        }
        Ok(())
    }

    /// « Ces champs ne peuvent être modifiés »: repeating them is accepted, as in every request.
    fn telephony(&mut self, pointer: &str, value: Value) -> Result<(), PortalFault> {
        let stored = self.transaction.row(self.account, "telephony")?;
        let stored = stored.map_or(Value::Null, |row| row.body);
        match BodyReader::new(value) {
            Ok(mut body) => {
                body.read_only("pbx", &stored["pbx"]);
                body.read_only("provider", &stored["provider"]);
                self.note(body.finish(), pointer, "");
            }
            Err(_) => self.refuse(pointer.to_owned(), "invalid"),
        }
        Ok(())
    }

    fn patch(
        &mut self,
        endpoint: Endpoint,
        pointer: &str,
        blamed: &str,
        value: &Value,
    ) -> Result<(), PortalFault> {
        let members = self.members(pointer, value);
        if members.is_empty() {
            return Ok(());
        }
        let request = over_what_is_there("PATCH", &Value::Object(members));
        self.send(endpoint, &request, pointer, blamed)
    }

    /// Replaces hours by those of the seed, laid over what is there.
    fn put_over(
        &mut self,
        endpoint: Endpoint,
        pointer: &str,
        hours: &Value,
    ) -> Result<(), PortalFault> {
        let seed = self.members(pointer, hours);
        // Without a row there is no lunch break, because the box could not be ticked; that was noted.
        let Some(row) = self.transaction.existing(self.account, &endpoint.key())? else {
            return Ok(());
        };
        let request = over_what_is_there("PUT", &overlaid(row.body, seed));
        self.send(endpoint, &request, pointer, "/lunchBreakEnabled")
    }

    /// Sends one request as the system administrator, and notes why it is refused.
    fn send(
        &mut self,
        endpoint: Endpoint,
        request: &ApiRequest,
        pointer: &str,
        blamed: &str,
    ) -> Result<(), PortalFault> {
        let authorized = AuthorizedRequest::of_seed(request, self.account, endpoint);
        match write(self.transaction, &authorized) {
            Ok(_) => Ok(()),
            Err(RequestError::Problem(problem)) => {
                self.note(Err(problem), pointer, blamed);
                Ok(())
            }
            Err(RequestError::Fault(fault)) => Err(fault),
        }
    }

    fn note(&mut self, result: Result<(), Problem>, pointer: &str, blamed: &str) {
        if let Err(problem) = result {
            self.broken.extend(problem.below(pointer, blamed));
        }
    }

    fn refuse(&mut self, pointer: String, code: &'static str) {
        self.broken.push(InvalidMember::new(pointer, code));
    }

    /// The members of an object; none when it is absent. Anything else is refused.
    fn members(&mut self, pointer: &str, value: &Value) -> Map<String, Value> {
        match value {
            Value::Object(members) => members.clone(),
            Value::Null => Map::new(),
            Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
                self.refuse(pointer.to_owned(), "invalid");
                Map::new()
            }
        }
    }

    /// The elements of a list; none when it is absent. Anything else is refused.
    fn elements(&mut self, pointer: &str, list: Option<Value>) -> Vec<Value> {
        match list {
            Some(Value::Array(elements)) => elements,
            None | Some(Value::Null) => Vec::new(),
            Some(_) => {
                self.refuse(pointer.to_owned(), "invalid");
                Vec::new()
            }
        }
    }
}

fn with_body(method: &str, body: &Value) -> ApiRequest {
    ApiRequest {
        method: method.to_owned(),
        content_type: Some("application/json".to_owned()),
        body: body.to_string().into_bytes(),
        ..ApiRequest::default()
    }
}

/// A request that changes whatever version is there.
fn over_what_is_there(method: &str, body: &Value) -> ApiRequest {
    ApiRequest {
        if_match: Some("*".to_owned()),
        ..with_body(method, body)
    }
}

/// Lays the members of a seed over the hours of a new account. When the seed says the whole day, or
/// no day, the times of the new account must go.
fn overlaid(mut hours: Value, seed: Map<String, Value>) -> Value {
    let has_no_times =
        seed.get("allDay") == Some(&json!(true)) || seed.get("days") == Some(&json!([]));
    if let Value::Object(members) = &mut hours {
        if has_no_times {
            members.retain(|name, _| !name.ends_with("Time"));
        }
        members.extend(seed);
    }
    hours
}
