//! Findings about the shape of a file, in our own words rather than those of the validator: unknown
//! keys, missing keys, values of the wrong type and values outside of a fixed choice.

use std::ops::RangeInclusive;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;

use super::node::{LocatedNode, Node, Value};
use crate::diagnostic::{Diagnostic, Span};
use crate::holiday::YEARS;
use crate::model::{Day, FieldPath};
use crate::words::{Message, did_you_mean};

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

/// A file without any value: empty, or nothing but comments.
pub(super) fn empty_file() -> Diagnostic {
    Diagnostic::error("empty-file", Span::default(), Message::new("empty-file"))
        .help(Message::new("not-a-mapping-help"))
}

/// A file that is a list or a single scalar.
pub(super) fn not_a_mapping(span: Span) -> Diagnostic {
    Diagnostic::error("not-a-mapping", span, Message::new("not-a-mapping"))
        .help(Message::new("not-a-mapping-help"))
}

/// A required key that is missing. The finding points at the mapping that should have it, and its
/// path is that of the missing key.
pub(super) fn missing_key(at: &LocatedNode<'_>, path: &FieldPath, key: &str) -> Diagnostic {
    let message = Message::new("missing-key").text("key", key);
    Diagnostic::error("missing-key", at.key, message)
        .help(Message::new("missing-key-help").text("key", key))
        .at(path.key(key.to_owned()))
}

/// A year outside of the years for which holidays are known. Years are the only numbers of a
/// reseller file.
pub(crate) fn year_out_of_range(span: Span, path: FieldPath) -> Diagnostic {
    let message = Message::new("year-out-of-range")
        .text("first", YEARS.start())
        .text("last", YEARS.end());
    Diagnostic::error("year-out-of-range", span, message)
        .help(Message::new("year-out-of-range-help"))
        .at(path)
}

/// A number of a policy, a count or a number of hours, that is outside of its range.
pub(crate) fn number_out_of_range(
    span: Span,
    path: FieldPath,
    range: &RangeInclusive<u64>,
) -> Diagnostic {
    let message = Message::new("number-out-of-range").text("path", &path);
    let help = Message::new("number-out-of-range-help")
        .text("first", range.start())
        .text("last", range.end());
    Diagnostic::error("number-out-of-range", span, message)
        .help(help)
        .at(path)
}

/// Findings of a value that is neither a list of days nor `all`, the one place where the schema has
/// alternatives. The validator reports only that no alternative fits, so each wrong day is looked
/// for here.
pub(super) fn days(node: &Node, path: &FieldPath) -> Vec<Diagnostic> {
    let names = Day::ALL.map(|day| day.as_str().to_owned());
    let all = [&["all".to_owned()][..], &names].concat();
    match &node.value {
        // In a list, each wrong entry gets a finding with the names of the days.
        Value::List(nodes) => nodes
            .iter()
            .enumerate()
            .filter(|(_, day)| !matches!(&day.value, Value::Text(day) if names.contains(day)))
            .map(|(at, day)| not_one_of(&day.located(), path.index(at), &names))
            .collect(),
        // Anything else may have been meant as `all`, which is therefore among the suggestions.
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Map(_) => {
            vec![not_one_of(&node.located(), path.clone(), &all)]
        }
    }
}

/// A key that the mapping may not have. `known` are the keys that it may have, for a suggestion.
pub(super) fn unknown_key(key: &str, span: Span, path: FieldPath, known: &[String]) -> Diagnostic {
    if let Some(foreign) = FOREIGN_KEYS.iter().find(|foreign| foreign.key == key) {
        let message = Message::new(foreign.code).text("key", key);
        return Diagnostic::error(foreign.code, span, message)
            .help(Message::new(foreign.help))
            .at(path)
            .hidden();
    }
    // Only `chat.hours` has the key `both`. There, an unknown key that looks like a language is
    // one, and the finding explains that the portal has just two.
    let of_hours = known.iter().any(|known| known == "both");
    if of_hours && is_language(key) {
        return unknown_language(key, span, path);
    }
    let help = did_you_mean(key, known.iter().map(String::as_str), || {
        Message::new("known-keys").text("words", known.join(", "))
    });
    let message = Message::new("unknown-key").text("key", key);
    Diagnostic::error("unknown-key", span, message)
        .help(help)
        .at(path)
}

/// Whether a text looks like a language tag: `es`, `fr-CA` and the like.
fn is_language(text: &str) -> bool {
    let Some((language, region)) = text.split_at_checked(2) else {
        return false;
    };
    let letters = language.chars().all(|c| c.is_ascii_alphabetic());
    letters && (region.is_empty() || region.starts_with(['-', '_']))
}

fn unknown_language(key: &str, span: Span, path: FieldPath) -> Diagnostic {
    let message = Message::new("unknown-language").text("key", key);
    Diagnostic::error("unknown-language", span, message)
        .help(Message::new("unknown-language-help"))
        .at(path)
}

/// A value that is not among the allowed texts.
pub(super) fn not_one_of(
    found: &LocatedNode<'_>,
    path: FieldPath,
    options: &[String],
) -> Diagnostic {
    if let Value::Null = found.node.value {
        return null_value(found, path);
    }
    // As with keys, another language gets an explanation instead of a suggestion.
    if let Value::Text(text) = &found.node.value
        && options == ["fr", "en"]
        && is_language(text)
    {
        return unknown_language(text, found.value, path);
    }
    // A list or a number resembles none of the texts, so the help lists all of them.
    let text = match &found.node.value {
        Value::Text(text) => text.as_str(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Map(_) => "",
    };
    let options_text = options.join(", ");
    let message = Message::new("not-one-of")
        .text("path", &path)
        .text("words", &options_text);
    let help = did_you_mean(text, options.iter().map(String::as_str), || {
        Message::new("choose-one").text("words", options_text)
    });
    Diagnostic::error("not-one-of", found.value, message)
        .help(help)
        .at(path)
}

/// `null` is not a value of any key: it could mean "clear" as well as "leave", so the help asks the
/// author to say which.
fn null_value(found: &LocatedNode<'_>, path: FieldPath) -> Diagnostic {
    let message = Message::new("null-value").text("path", &path);
    Diagnostic::error("null-value", found.key, message)
        .help(Message::new("null-value-help"))
        .at(path)
}

/// A value of another type than the key wants.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds belong to the validator, and ours use these"
)]
pub(super) fn wrong_type(
    found: &LocatedNode<'_>,
    path: FieldPath,
    error: &ValidationError<'_>,
) -> Diagnostic {
    // The validator's description of the wanted type has the JSON name of the type in it, or
    // several names when the key takes several types.
    let wanted = match error.kind() {
        ValidationErrorKind::Type { kind } => format!("{kind:?}").to_lowercase(),
        _ => String::new(),
    };
    let written = match &found.node.value {
        Value::Null => return null_value(found, path),
        Value::Number(text) => Some(text.clone()),
        Value::Bool(on) => Some(on.to_string()),
        Value::Text(_) | Value::List(_) | Value::Map(_) => None,
    };
    // YAML reads 0123 or true as a number or a boolean: where a text is wanted, quotes are missing.
    if let (Some(written), true) = (written, wanted.contains("string")) {
        let message = Message::new("needs-quotes")
            .text("path", &path)
            .text("written", &written);
        let help = Message::new("needs-quotes-help").text("written", &written);
        return Diagnostic::error("needs-quotes", found.value, message)
            .help(help)
            .at(path);
    }
    let want = ["string", "object", "array", "boolean", "integer"]
        .into_iter()
        .find(|kind| wanted.contains(kind));
    let want = match want {
        Some("string") => "type-text",
        Some("object") => "type-mapping",
        Some("array") => "type-list",
        Some("boolean") => "type-switch",
        Some("integer") => "type-number",
        Some(_) | None => "type-other",
    };
    let message = Message::new("wrong-type")
        .text("path", &path)
        .message("wanted", Message::new(want));
    Diagnostic::error("wrong-type", found.node.head(), message)
        .help(Message::new("wrong-type-help").text("path", &path))
        .at(path)
}
