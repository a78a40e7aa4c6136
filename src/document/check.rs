//! The shape of the tree against the schema, as findings in our own words.

use std::sync::OnceLock;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value as Json;

use super::schema::shape_schema;
use super::{Found, Node, Value, nearest, pieces, shape, typed};
use crate::diagnostic::{Diagnostic, MOST, Span};
use crate::holiday::YEARS;
use crate::model::FieldPath;
use crate::words::Message;

/// Keys that other tools or earlier habits suggest, each with its own answer. Their line is never
/// shown when it may hold a secret.
const POINTED: [(&str, &str, &str); 5] = [
    ("priority", "priority-key", "priority-key-help"),
    ("password", "password-key", "password-key-help"),
    ("token", "secret-key", "secret-key-help"),
    ("portal", "portal-key", "portal-key-help"),
    ("url", "portal-key", "portal-key-help"),
];

/// The typed file, or everything about its shape that is wrong.
pub(super) fn check(root: &Node) -> Result<shape::File, Vec<Diagnostic>> {
    if !matches!(root.value, Value::Map(_)) {
        return Err(vec![not_a_mapping(Some(root.span))]);
    }
    if let Some(file) = typed::typed(root) {
        return Ok(file);
    }
    let json = json_of(root);
    let schema = schema_of_files();
    let mut findings = Vec::new();
    if !schema.validator.is_valid(&json) {
        pieces::errors(&schema.validator, &json, &mut |error, path| {
            findings.extend(findings_of(error, path, root, &schema.json));
            findings.len() < MOST
        });
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    // The types and their schema are one, so this is unreachable but for a bug of ours.
    let message = Message::new("wrong-type").text("path", "/");
    Err(vec![Diagnostic::error("wrong-type", root.head(), message)])
}

/// Empty files, lists and scalars.
pub(super) fn not_a_mapping(span: Option<Span>) -> Diagnostic {
    let (code, span) = match span {
        Some(span) => ("not-a-mapping", span),
        None => ("empty-file", Span::default()),
    };
    Diagnostic::error(code, span, Message::new(code)).help(Message::new("not-a-mapping-help"))
}

struct Compiled {
    json: Json,
    validator: Validator,
}

/// Compiled for the first file whose shape is wrong, and once.
fn schema_of_files() -> &'static Compiled {
    static COMPILED: OnceLock<Compiled> = OnceLock::new();
    COMPILED.get_or_init(|| {
        let json = shape_schema();
        let validator = jsonschema::options()
            .build(&json)
            .expect("the schema is generated from our types and a test compiles it");
        Compiled { json, validator }
    })
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds belong to the validator, and ours use these"
)]
fn findings_of(
    error: &ValidationError<'_>,
    path: FieldPath,
    root: &Node,
    schema: &Json,
) -> Vec<Diagnostic> {
    let found = root.find(&path);
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            let keys = found.node.keys();
            let known = known_keys(error, schema);
            unexpected
                .iter()
                .take(MOST)
                .filter_map(|key| Some((key, *keys.get(key.as_str())?)))
                .map(|(key, span)| unknown_key(key, span, path.key(key.clone()), &known))
                .collect()
        }
        ValidationErrorKind::Required { property } => {
            let key = property.as_str().unwrap_or_default();
            let message = Message::new("missing-key").text("key", key);
            let help = Message::new("missing-key-help").text("key", key);
            vec![
                Diagnostic::error("missing-key", found.key, message)
                    .help(help)
                    .at(path.key(key.to_owned())),
            ]
        }
        ValidationErrorKind::Enum { options } => vec![not_one_of(&found, path, &texts(options))],
        ValidationErrorKind::Constant { expected_value } => {
            let only = expected_value.as_str().unwrap_or_default().to_owned();
            vec![not_one_of(&found, path, &[only])]
        }
        ValidationErrorKind::Minimum { .. } | ValidationErrorKind::Maximum { .. } => {
            vec![year_out_of_range(found.value, path)]
        }
        ValidationErrorKind::AnyOf { .. } | ValidationErrorKind::OneOfNotValid { .. } => {
            days(found.node, &path)
        }
        _ => vec![wrong_type(&found, path, error)],
    }
}

/// Years are the only numbers of the file.
pub(crate) fn year_out_of_range(span: Span, path: FieldPath) -> Diagnostic {
    let message = Message::new("year-out-of-range")
        .text("first", YEARS.start())
        .text("last", YEARS.end());
    Diagnostic::error("year-out-of-range", span, message)
        .help(Message::new("year-out-of-range-help"))
        .at(path)
}

/// The one place with alternatives: a list of days, or `all`.
fn days(node: &Node, path: &FieldPath) -> Vec<Diagnostic> {
    let names = crate::model::Day::ALL.map(|day| day.as_str().to_owned());
    let all = [&["all".to_owned()][..], &names].concat();
    match &node.value {
        Value::List(nodes) => nodes
            .iter()
            .enumerate()
            .filter(|(_, day)| !matches!(&day.value, Value::Text(day) if names.contains(day)))
            .map(|(at, day)| not_one_of(&found(day), path.index(at), &names))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Map(_) => {
            vec![not_one_of(&found(node), path.clone(), &all)]
        }
    }
}

fn found(node: &Node) -> Found<'_> {
    Found {
        node,
        key: node.head(),
        value: node.span,
    }
}

fn unknown_key(key: &str, span: Span, path: FieldPath, known: &[String]) -> Diagnostic {
    if let Some((_, code, help)) = POINTED.iter().find(|(pointed, ..)| *pointed == key) {
        return Diagnostic::error(code, span, Message::new(code).text("key", key))
            .help(Message::new(help))
            .at(path)
            .hidden();
    }
    let help = match nearest(key, known.iter().map(String::as_str)) {
        Some(near) => Message::new("did-you-mean").text("word", near),
        None => Message::new("known-keys").text("words", known.join(", ")),
    };
    let message = Message::new("unknown-key").text("key", key);
    Diagnostic::error("unknown-key", span, message)
        .help(help)
        .at(path)
}

fn not_one_of(found: &Found<'_>, path: FieldPath, options: &[String]) -> Diagnostic {
    if let Value::Null = found.node.value {
        return null_value(found, path);
    }
    let help = match &found.node.value {
        Value::Text(text) => nearest(text, options.iter().map(String::as_str)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Map(_) => None,
    };
    let options_text = options.join(", ");
    let message = Message::new("not-one-of")
        .text("path", &path)
        .text("words", &options_text);
    let help = match help {
        Some(near) => Message::new("did-you-mean").text("word", near),
        None => Message::new("choose-one").text("words", options_text),
    };
    Diagnostic::error("not-one-of", found.value, message)
        .help(help)
        .at(path)
}

fn null_value(found: &Found<'_>, path: FieldPath) -> Diagnostic {
    let message = Message::new("null-value").text("path", &path);
    Diagnostic::error("null-value", found.key, message)
        .help(Message::new("null-value-help"))
        .at(path)
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds belong to the validator, and ours use these"
)]
fn wrong_type(found: &Found<'_>, path: FieldPath, error: &ValidationError<'_>) -> Diagnostic {
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

/// The keys beside which an unknown one was found.
fn known_keys(error: &ValidationError<'_>, schema: &Json) -> Vec<String> {
    let path = error.schema_path().as_str();
    let parent = path.strip_suffix("/additionalProperties").unwrap_or(path);
    let properties = schema.pointer(&format!("{parent}/properties"));
    let keys = properties
        .and_then(Json::as_object)
        .into_iter()
        .flat_map(|keys| keys.keys());
    keys.cloned().collect()
}

fn texts(options: &Json) -> Vec<String> {
    let values = options.as_array().into_iter().flatten();
    values.filter_map(Json::as_str).map(str::to_owned).collect()
}

/// The value as the schema sees it. A number too odd for JSON becomes 0: it is refused as a number
/// wherever text is wanted, and out of range elsewhere.
pub(super) fn json_of(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(on) => Json::Bool(*on),
        Value::Number(text) => Json::Number(text.parse().unwrap_or_else(|_| 0.into())),
        Value::Text(text) => Json::String(text.clone()),
        Value::List(nodes) => Json::Array(nodes.iter().map(json_of).collect()),
        Value::Map(members) => Json::Object(
            members
                .iter()
                .map(|member| (member.key.clone(), json_of(&member.value)))
                .collect(),
        ),
    }
}
