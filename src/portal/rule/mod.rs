//! The portal's own rules for what a request says. They are written apart from the tool's, so that
//! each can catch the other's mistakes; every wrong member is reported at once.

mod address;
mod hours;
mod text;

use serde_json::{Map, Value};

use super::problem::{Problem, Wrong};
use crate::words::Message;
pub(super) use address::address;
pub(super) use hours::{Never, event, new_lunch_break, weekly};
pub(super) use text::{code, email, id, language, line, phone, spid, time_zone};

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
