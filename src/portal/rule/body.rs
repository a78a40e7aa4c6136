//! Reading the members of a JSON object, with every invalid one reported at once.

use serde_json::{Map, Value};

use crate::portal::invalid_member::{InvalidMember, InvalidMembers};
use crate::portal::problem::Problem;

/// A rule for a text: its canonical form, or `None` when the text breaks the rule.
pub(in crate::portal) type TextRule = fn(&str) -> Option<String>;

/// Reads an object member by member. Methods record an error and go on, so a user who made
/// three mistakes corrects them in one go; `finish` reports them together.
///
/// ```text
/// let mut body = BodyReader::new(value)?;
/// let name = body.required("name", rule::line);
/// body.finish()?;      // 422 unless `name` was present and valid, and nothing else was there
/// ```
pub(in crate::portal) struct BodyReader {
    /// Members that were not taken yet.
    members: Map<String, Value>,
    /// JSON Pointer to the object; empty for the whole body.
    prefix: String,
    invalid: InvalidMembers,
}

impl BodyReader {
    /// 400 when the body is not an object.
    pub(in crate::portal) fn new(value: Value) -> Result<Self, Problem> {
        match value {
            Value::Object(members) => Ok(Self::nested(members, String::new())),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => Err(Problem::malformed()),
        }
    }

    /// A reader for an object inside the body.
    pub(super) fn nested(members: Map<String, Value>, prefix: String) -> Self {
        Self {
            members,
            prefix,
            invalid: InvalidMembers::default(),
        }
    }

    /// Takes a member out of the object. Every known member must be taken, since `finish` reports
    /// the remaining ones as unknown.
    pub(in crate::portal) fn take(&mut self, name: &'static str) -> Option<Value> {
        self.members.remove(name)
    }

    /// JSON Pointer to a member.
    pub(super) fn pointer(&self, name: &str) -> String {
        format!("{}/{name}", self.prefix)
    }

    /// Records that a member is wrong, with a code of the contract.
    pub(in crate::portal) fn refuse(&mut self, name: &str, code: &'static str) {
        // One that will only be counted needs no sentence.
        if self.invalid.is_full() {
            self.invalid.more += 1;
            return;
        }
        let pointer = self.pointer(name);
        self.invalid.push(InvalidMember::new(pointer, code));
    }

    /// Records the errors of an object inside the body.
    pub(super) fn refuse_all(&mut self, errors: InvalidMembers) {
        self.invalid.extend(errors);
    }

    /// A text that must be present and follow a rule, in its canonical form.
    pub(in crate::portal) fn required(
        &mut self,
        name: &'static str,
        rule: TextRule,
    ) -> Option<String> {
        let Some(value) = self.take(name) else {
            self.refuse(name, "required");
            return None;
        };
        self.text(name, &value, rule)
    }

    /// A value that must be a text and follow a rule, in its canonical form.
    pub(in crate::portal) fn text(
        &mut self,
        name: &'static str,
        value: &Value,
        rule: TextRule,
    ) -> Option<String> {
        let text = value.as_str().and_then(rule);
        if text.is_none() {
            self.refuse(name, "invalid");
        }
        text
    }

    /// A member that cannot be changed. Repeating the stored value is accepted, so that a client
    /// can send back what it has read.
    pub(in crate::portal) fn read_only(&mut self, name: &'static str, stored: &Value) {
        if let Some(value) = self.take(name)
            && value != *stored
        {
            self.refuse(name, "immutable-field");
        }
    }

    /// 422 with everything that was wrong, including the members that were not taken.
    pub(in crate::portal) fn finish(mut self) -> Result<(), Problem> {
        // Names are in alphabetical order, so the report does not depend on the order of the request.
        for name in std::mem::take(&mut self.members).keys() {
            self.refuse(name, "unknown-field");
        }
        if self.invalid.is_empty() {
            Ok(())
        } else {
            Err(Problem::fields(self.invalid))
        }
    }
}
