//! Values that a key cannot have: of the wrong type, or outside of a fixed choice.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value as Json;

use super::node::{LocatedNode, Node, Value};
use super::shape::FileShape;
use super::unknown::{is_language, unknown_language};
use crate::advice;
use crate::diagnostic::Diagnostic;
use crate::field::cleared;
use crate::model::{Day, FieldPath, Segment};
use crate::words::Message;

/// Findings of a value that is neither a list of days nor `all`, the one place where the schema has
/// alternatives. The validator reports only that no alternative fits, so each wrong day is looked
/// for here.
pub(super) fn days(node: &Node, path: &FieldPath) -> Vec<Diagnostic> {
    let names = Day::ALL.map(Day::as_str);
    match &node.value {
        // In a list, each wrong entry gets a finding with the names of the days.
        Value::List(nodes) => nodes
            .iter()
            .enumerate()
            .filter(
                |(_, day)| !matches!(&day.value, Value::Text(day) if names.contains(&day.as_str())),
            )
            .map(|(at, day)| wrong_day(day, path.index(at), nodes.len()))
            .collect(),
        Value::Null => vec![null_value(&node.located(), path.clone(), Required::Yes)],
        Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Map(_) => {
            let message = Message::new("days-not-listed").text("path", path);
            let help = advice::spelled(
                text_of(node),
                &advice::spellings("days", text_of(node)),
                || Message::new("days-not-listed-help"),
            );
            let finding = Diagnostic::error("not-one-of", node.head(), message);
            vec![finding.help(help).at(path.clone())]
        }
    }
}

/// An entry of a list of days that is none. `entries` is the length of the list.
fn wrong_day(node: &Node, path: FieldPath, entries: usize) -> Diagnostic {
    let names = Day::ALL.map(Day::as_str).join(", ");
    if let Value::Null = node.value {
        return null_value(&node.located(), path, Required::Yes);
    }
    let message = Message::new("not-one-of")
        .text("path", &path)
        .text("words", &names);
    let written = text_of(node);
    let plain = advice::plain(written);
    let help = match (advice::day(plain.trim()), advice::days(&plain)) {
        (Some(day), _) if advice::strange(written).is_some() => {
            advice::spelled(written, &[day.as_str().to_owned()], || {
                Message::new("did-you-mean")
            })
        }
        (Some(day), _) => Message::new("did-you-mean").text("word", day.as_str()),
        (None, Some(all)) if all == "all" && entries == 1 => {
            Message::new("write-text").text("text", "days: all")
        }
        (None, Some(run)) if run != "all" => {
            Message::new("write-text").text("text", run.trim_matches(['[', ']']))
        }
        (None, Some(_) | None) => Message::new("choose-one").text("words", names),
    };
    Diagnostic::error("not-one-of", node.head(), message)
        .help(help)
        .at(path)
}

/// The text of a scalar; empty for anything else, which resembles no word.
fn text_of(node: &Node) -> &str {
    match &node.value {
        Value::Text(text) => text,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Map(_) => "",
    }
}

/// A value that is not among the allowed texts.
pub(super) fn not_one_of(
    found: &LocatedNode<'_>,
    path: FieldPath,
    options: &[&str],
    required: Required,
) -> Diagnostic {
    if let Value::Null = found.node.value {
        return null_value(found, path, required);
    }
    let written = text_of(found.node);
    let meant = advice::word(advice::plain(written).trim(), options);
    // As with keys, another language gets an explanation instead of a suggestion.
    if meant.is_none() && options == ["fr", "en"] && is_language(written) {
        return unknown_language(written, found.value, path);
    }
    let all = options.join(", ");
    let message = Message::new("not-one-of")
        .text("path", &path)
        .text("words", &all);
    let help = match meant {
        Some(meant) if advice::strange(written).is_none() => {
            Message::new("did-you-mean").text("word", meant)
        }
        Some(_) | None => {
            let meant: Vec<_> = meant.map(str::to_owned).into_iter().collect();
            advice::spelled(written, &meant, || {
                Message::new("choose-one").text("words", all)
            })
        }
    };
    Diagnostic::error("not-one-of", found.node.head(), message)
        .help(help)
        .at(path)
}

/// Whether a mapping must have a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Required {
    Yes,
    No,
}

impl Required {
    /// By the place in the schema at which the value of the key failed.
    pub(super) fn of(error: &ValidationError<'_>, schema: &Json) -> Self {
        let pointer = error.schema_path().to_string();
        let Some((parent, rest)) = pointer.rsplit_once("/properties/") else {
            return Self::No;
        };
        // An entry of a list, or the key itself.
        let mut rest = rest.split('/');
        let (key, keyword) = (rest.next().unwrap_or(""), rest.next());
        // Keys of an address are required where there is any of them.
        let mut required = ["required", "then/required"].into_iter();
        let required = required.any(|keyword| {
            let keys = schema.pointer(&format!("{parent}/{keyword}"));
            let keys = keys.and_then(Json::as_array);
            keys.is_some_and(|keys| keys.contains(&key.into()))
        });
        if required || keyword == Some("items") {
            Self::Yes
        } else {
            Self::No
        }
    }
}

/// `null` is not a value of any key: it could mean "clear" as well as "leave", so the help asks the
/// author to say which.
fn null_value(found: &LocatedNode<'_>, path: FieldPath, required: Required) -> Diagnostic {
    let message = Message::new("null-value").text("path", &path);
    let help = match (required, cleared(key_of(&path))) {
        (Required::No, Some(write)) => Message::new("null-value-clear-help").text("write", write),
        (Required::No, None) => Message::new("null-value-help"),
        (Required::Yes, _) => Message::new("null-value-required-help"),
    };
    Diagnostic::error("null-value", found.key, message)
        .help(help)
        .at(path)
}

/// A value of another type than the key wants.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds belong to the validator, and ours use these"
)]
pub(super) fn wrong_type<F: FileShape>(
    found: &LocatedNode<'_>,
    path: FieldPath,
    error: &ValidationError<'_>,
    required: Required,
) -> Diagnostic {
    if let Value::Null = found.node.value {
        return null_value(found, path, required);
    }
    // The validator's description of the wanted type has the JSON name of the type in it, or
    // several names when the key takes several types.
    let wanted = match error.kind() {
        ValidationErrorKind::Type { kind } => format!("{kind:?}").to_lowercase(),
        _ => String::new(),
    };
    // YAML reads 0123 or true as a number or a boolean: where a text is wanted, quotes are missing.
    if let (Some(written), true) = (number_or_switch(found.node), wanted.contains("string")) {
        return needs_quotes::<F>(found, path, &written);
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
    let help = instead(key_of(&path), want, found.node).unwrap_or_else(|| F::explained(&path));
    let message = Message::new("wrong-type")
        .text("path", &path)
        .message("wanted", Message::new(want));
    Diagnostic::error("wrong-type", found.node.head(), message)
        .help(help)
        .at(path)
}

fn number_or_switch(node: &Node) -> Option<String> {
    match &node.value {
        Value::Number(text) => Some(text.clone()),
        Value::Bool(on) => Some(on.to_string()),
        Value::Null | Value::Text(_) | Value::List(_) | Value::Map(_) => None,
    }
}

/// A number or a switch in place of a text. Quotes are the advice only if they make it right: a date or
/// a time would still be wrong.
fn needs_quotes<F: FileShape>(
    found: &LocatedNode<'_>,
    path: FieldPath,
    written: &str,
) -> Diagnostic {
    let message = Message::new("needs-quotes")
        .text("path", &path)
        .text("written", written);
    let key = key_of(&path);
    let help = if advice::fits(key, written) {
        Message::new("needs-quotes-help").text("written", written)
    } else {
        advice::spelled(written, &advice::spellings(key, written), || match key {
            "phone" => Message::new("form-phone"),
            _ => F::explained(&path),
        })
    };
    Diagnostic::error("needs-quotes", found.value, message)
        .help(help)
        .at(path)
}

/// What to write in place of a value of another type, where that is plain.
fn instead(key: &str, want: &str, node: &Node) -> Option<Message> {
    let text = match (key, want, &node.value) {
        ("lunchBreak", "type-mapping", Value::Bool(false)) => "lunchBreak: { enabled: false }",
        ("lunchBreak", "type-mapping", _) => return Some(Message::new("missing-lunch-time-help")),
        ("workingHours", "type-mapping", Value::Bool(false)) => "workingHours: { days: [] }",
        ("weekendHours", "type-mapping", Value::Bool(false)) => "weekendHours: { days: [] }",
        (_, "type-switch", Value::Text(text)) => {
            let right = advice::spellings("enabled", text);
            return (!right.is_empty() || advice::strange(text).is_some())
                .then(|| advice::spelled(text, &right, || Message::new("choose-one")));
        }
        ("years", "type-list", Value::Number(year)) => {
            return Some(Message::new("write-text").text("text", format!("[{year}]")));
        }
        ("except" | "only", "type-list", Value::Text(id)) => {
            return Some(Message::new("write-text").text("text", format!("[{id}]")));
        }
        (_, "type-number", Value::Text(text)) if text.bytes().all(|b| b.is_ascii_digit()) => {
            return Some(Message::new("write-without-quotes").text("text", text));
        }
        (_, "type-list", Value::Map(_)) => return Some(Message::new("write-as-entry")),
        // Perhaps a key whose colon is followed by a space that is none.
        (_, _, Value::Text(text)) => return advice::strange(text).map(advice::Strange::message),
        _ => return None,
    };
    Some(Message::new("write-text").text("text", text))
}

/// The last key of a path; for an entry of a list, that of the list.
fn key_of(path: &FieldPath) -> &str {
    let keys = path.segments().iter().rev();
    let mut keys = keys.filter_map(|segment| match segment {
        Segment::Key(key) => Some(key.as_ref()),
        Segment::Index(_) | Segment::Entry(_) => None,
    });
    keys.next().unwrap_or("")
}
