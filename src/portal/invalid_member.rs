//! A member of a document that breaks a rule: where it is, the code for programs and the sentence for
//! people.

use serde_json::{Value, json};

use crate::words::{Message, Words};

/// A member of the body that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct InvalidMember {
    /// JSON Pointer to the member.
    pub(super) pointer: String,
    pub(super) code: &'static str,
    pub(super) message: Message,
}

/// Members that a problem document describes; more are counted. A body of 1 MiB can have a hundred
/// thousand wrong ones.
const MOST: usize = 20;

/// The wrong members of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct InvalidMembers {
    pub(super) described: Vec<InvalidMember>,
    /// How many more there are.
    pub(super) more: usize,
}

impl InvalidMembers {
    pub(super) fn is_full(&self) -> bool {
        self.described.len() >= MOST
    }

    pub(super) fn is_empty(&self) -> bool {
        self.described.is_empty()
    }

    pub(super) fn push(&mut self, member: InvalidMember) {
        if self.is_full() {
            self.more += 1;
        } else {
            self.described.push(member);
        }
    }

    /// Adds those of a part of the document.
    pub(super) fn extend(&mut self, others: Self) {
        others
            .described
            .into_iter()
            .for_each(|member| self.push(member));
        self.more += others.more;
    }
}

impl From<Vec<InvalidMember>> for InvalidMembers {
    fn from(members: Vec<InvalidMember>) -> Self {
        let mut all = Self::default();
        members.into_iter().for_each(|member| all.push(member));
        all
    }
}

impl InvalidMember {
    /// A member that is wrong in one of the ways that the contract has codes for.
    pub(super) fn new(pointer: String, code: &'static str) -> Self {
        let message = match code {
            "immutable-field" => "portal-immutable-field",
            "required" => "portal-field-required",
            "unknown-field" => "portal-field-unknown",
            "duplicate" => "portal-field-duplicate",
            "can-taken" => "portal-can-taken",
            "not-a-candidate" => "portal-primary-no-candidate",
            "no-days" => "portal-lunch-break-without-days",
            _ => "portal-field-invalid",
        };
        let message = Message::new(message).text("pointer", &pointer);
        Self {
            pointer,
            code,
            message,
        }
    }

    /// The member within a larger document.
    pub(super) fn below(self, pointer: &str) -> Self {
        let whole = format!("{pointer}{}", self.pointer);
        match self.message.args.is_empty() {
            // The sentence does not name the member.
            true => Self {
                pointer: whole,
                ..self
            },
            false => Self::new(whole, self.code),
        }
    }

    /// The member as a problem document shows it.
    pub(super) fn row(&self, words: &Words) -> Value {
        json!({
            "pointer": self.pointer,
            "code": self.code,
            "detail": words.say(&self.message),
        })
    }
}
