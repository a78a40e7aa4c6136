//! Keys that a mapping may not have.

use serde_json::Value as Json;

use super::node::{Member, Node, Value};
use crate::advice;
use crate::diagnostic::{Diagnostic, Span};
use crate::field::{ValueKind, fields};
use crate::model::FieldPath;
use crate::words::Message;

/// A key that a reseller file never has, but that other tools or earlier habits suggest.
struct ForeignKey {
    key: &'static str,
    code: &'static str,
    help: &'static str,
}

impl ForeignKey {
    const fn new(key: &'static str, code: &'static str, help: &'static str) -> Self {
        Self { key, code, help }
    }
}

/// Each of these gets an explanation of its own instead of a list of the known keys. Reports do not
/// show the line, because it may hold a secret.
const FOREIGN_KEYS: [ForeignKey; 5] = [
    ForeignKey::new("priority", "priority-key", "priority-key-help"),
    ForeignKey::new("password", "password-key", "password-key-help"),
    ForeignKey::new("token", "secret-key", "secret-key-help"),
    ForeignKey::new("portal", "portal-key", "portal-key-help"),
    ForeignKey::new("url", "portal-key", "portal-key-help"),
];

/// A mapping with unknown keys.
pub(super) struct Mapping<'a> {
    path: &'a FieldPath,
    /// The keys that it may have, as the schema lists them.
    known: Vec<&'a str>,
    /// Those that it does not have yet: a key that is there cannot have been meant by another.
    free: Vec<&'a str>,
}

impl<'a> Mapping<'a> {
    pub(super) fn new(node: &Node, path: &'a FieldPath, properties: Option<&'a Json>) -> Self {
        let keys = properties.and_then(Json::as_object);
        let known: Vec<_> = keys
            .into_iter()
            .flat_map(|keys| keys.keys())
            .map(String::as_str)
            .collect();
        let free = known.iter().filter(|key| node.member(key).is_none());
        Self {
            path,
            free: free.copied().collect(),
            known,
        }
    }

    /// The finding of one key.
    pub(super) fn unknown_key(&self, member: &Member) -> Diagnostic {
        let key = member.key.as_str();
        let path = self.path.key(key.to_owned());
        if let Some(foreign) = FOREIGN_KEYS.iter().find(|foreign| foreign.key == key) {
            let message = Message::new(foreign.code).text("key", key);
            return Diagnostic::error(foreign.code, member.key_span, message)
                .help(Message::new(foreign.help))
                .at(path)
                .hidden();
        }
        let meant = self.meant(member);
        // Only `chat.hours` has the key `both`. There, an unknown key that looks like a language is
        // one, and the finding explains that the portal has just two.
        if meant.is_none() && self.known.contains(&"both") && is_language(key) {
            return unknown_language(key, member.key_span, path);
        }
        let message = Message::new("unknown-key").text("key", key);
        Diagnostic::error("unknown-key", member.key_span, message)
            .help(self.help(key, meant))
            .at(path)
    }

    /// The key that was meant, if it may have this value: `startTime: "07:00"` of an event resembles
    /// `startDate`, and that would not help.
    pub(super) fn meant(&self, member: &Member) -> Option<&'a str> {
        if FOREIGN_KEYS.iter().any(|foreign| foreign.key == member.key) {
            return None;
        }
        let key = advice::plain(&member.key);
        let meant = advice::key(key.trim(), &self.free)?;
        may_have(meant, &member.value).then_some(meant)
    }

    fn help(&self, key: &str, meant: Option<&str>) -> Message {
        if let (Some(meant), Some(_)) = (meant, advice::strange(key)) {
            let right = [meant.to_owned()];
            return advice::spelled(key, &right, || Message::new("did-you-mean"));
        }
        if let Some(meant) = meant {
            return Message::new("did-you-mean").text("word", meant);
        }
        if let Some(odd) = advice::strange(key) {
            return odd.message();
        }
        let free = if self.free.is_empty() {
            &self.known
        } else {
            &self.free
        };
        match advice::home(key, self.path) {
            Some(home)
                if home.ends_with(".workingHours") && !self.known.contains(&"lunchBreak") =>
            {
                Message::new("lunch-break-home")
            }
            Some(home) => Message::new("key-belongs")
                .text("key", key)
                .text("home", home),
            None => Message::new("known-keys").text("words", free.join(", ")),
        }
    }
}

/// Whether a key may have a value of this form. A text may be one that is itself in another spelling.
fn may_have(key: &str, node: &Node) -> bool {
    let mut kinds = fields()
        .filter(|field| field.key().trim_end_matches("[]") == key)
        .map(|field| field.kind)
        .peekable();
    // Keys of a policy are not in the table.
    if kinds.peek().is_none() {
        return true;
    }
    kinds.any(|kind| match (kind, &node.value) {
        (ValueKind::Mapping, Value::Map(_))
        | (
            ValueKind::Days | ValueKind::Years | ValueKind::Texts | ValueKind::List,
            Value::List(_),
        )
        | (ValueKind::Switch, Value::Bool(_)) => true,
        (
            ValueKind::Text
            | ValueKind::Language
            | ValueKind::Availability
            | ValueKind::Time
            | ValueKind::Date
            | ValueKind::DateTime,
            Value::Text(text) | Value::Number(text),
        ) => advice::fits(key, text) || !advice::spellings(key, text).is_empty(),
        (ValueKind::Days | ValueKind::Switch, Value::Text(text)) => {
            !advice::spellings(key, text).is_empty()
        }
        (
            ValueKind::Mapping
            | ValueKind::List
            | ValueKind::Texts
            | ValueKind::Years
            | ValueKind::Days
            | ValueKind::Switch
            | ValueKind::Text
            | ValueKind::Language
            | ValueKind::Availability
            | ValueKind::Time
            | ValueKind::Date
            | ValueKind::DateTime,
            _,
        ) => false,
    })
}

/// Whether a text looks like a language tag: `es`, `fr-CA` and the like.
pub(super) fn is_language(text: &str) -> bool {
    let Some((language, region)) = text.split_at_checked(2) else {
        return false;
    };
    let letters = language.chars().all(|c| c.is_ascii_alphabetic());
    letters && (region.is_empty() || region.starts_with(['-', '_']))
}

pub(super) fn unknown_language(key: &str, span: Span, path: FieldPath) -> Diagnostic {
    let message = Message::new("unknown-language").text("key", key);
    Diagnostic::error("unknown-language", span, message)
        .help(Message::new("unknown-language-help"))
        .at(path)
}
