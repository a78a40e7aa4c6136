//! The shape of the tree against the schema, as findings in our own words.

use std::ops::RangeInclusive;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::{Number, Value as Json};

use super::schema::shape_schema;
use super::shape::Shape;
use super::{Found, Node, Value, did_you_mean, pieces, typed};
use crate::diagnostic::{Diagnostic, MOST, Span};
use crate::holiday::YEARS;
use crate::model::{FieldPath, Segment};
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
pub(super) fn check<F: Shape>(root: &Node) -> Result<F, Vec<Diagnostic>> {
    if !matches!(root.value, Value::Map(_)) {
        return Err(vec![not_a_mapping(Some(root.span))]);
    }
    if let Some(file) = typed::typed(root) {
        return Ok(file);
    }
    let json = json_of(root);
    let schema = F::compiled().get_or_init(Compiled::of::<F>);
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

/// A schema that was compiled for the first file whose shape is wrong, and once.
pub(crate) struct Compiled {
    json: Json,
    validator: Validator,
}

impl Compiled {
    fn of<F: Shape>() -> Self {
        let json = shape_schema::<F>();
        let validator = jsonschema::options()
            .build(&json)
            .expect("the schema is generated from our types and a test compiles it");
        Self { json, validator }
    }
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
            let year = Segment::Key("years".into());
            match range(error, schema) {
                Some(range) if !path.segments().contains(&year) => {
                    vec![number_out_of_range(found.value, path, &range)]
                }
                Some(_) | None => vec![year_out_of_range(found.value, path)],
            }
        }
        ValidationErrorKind::AnyOf { .. } | ValidationErrorKind::OneOfNotValid { .. } => {
            days(found.node, &path)
        }
        _ => vec![wrong_type(&found, path, error)],
    }
}

/// Years are the only numbers of a reseller file.
pub(crate) fn year_out_of_range(span: Span, path: FieldPath) -> Diagnostic {
    let message = Message::new("year-out-of-range")
        .text("first", YEARS.start())
        .text("last", YEARS.end());
    Diagnostic::error("year-out-of-range", span, message)
        .help(Message::new("year-out-of-range-help"))
        .at(path)
}

/// A number of a policy: counts and hours.
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

/// Both limits of a number, where the schema has both: years have theirs elsewhere.
fn range(error: &ValidationError<'_>, schema: &Json) -> Option<RangeInclusive<u64>> {
    let pointer = error.schema_path().to_string();
    let (parent, _) = pointer.rsplit_once('/')?;
    let limit = |keyword: &str| schema.pointer(parent)?.get(keyword)?.as_u64();
    Some(limit("minimum")?..=limit("maximum")?)
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

/// `es`, `fr-CA` and the like.
fn is_language(key: &str) -> bool {
    let (language, region) = key.split_at_checked(2).unwrap_or_default();
    let letters = language.chars().all(|c| c.is_ascii_alphabetic());
    !language.is_empty() && letters && (region.is_empty() || region.starts_with(['-', '_']))
}

fn unknown_language(key: &str, span: Span, path: FieldPath) -> Diagnostic {
    let message = Message::new("unknown-language").text("key", key);
    Diagnostic::error("unknown-language", span, message)
        .help(Message::new("unknown-language-help"))
        .at(path)
}

fn not_one_of(found: &Found<'_>, path: FieldPath, options: &[String]) -> Diagnostic {
    if let Value::Null = found.node.value {
        return null_value(found, path);
    }
    if let Value::Text(text) = &found.node.value
        && options == ["fr", "en"]
        && is_language(text)
    {
        return unknown_language(text, found.value, path);
    }
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

/// A whole number that is written as none, such as `1e3`, or that JSON has no form for becomes -1: it
/// is refused as a number wherever text is wanted, and out of range elsewhere.
fn number_of(text: &str) -> Number {
    let odd = |number: &Number| {
        let whole = number.as_f64().is_some_and(|number| number.fract() == 0.0);
        number.as_u64().is_none() && whole
    };
    let number = text.parse().ok().filter(|number| !odd(number));
    number.unwrap_or_else(|| (-1).into())
}

/// The value as the schema sees it.
pub(super) fn json_of(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(on) => Json::Bool(*on),
        Value::Number(text) => Json::Number(number_of(text)),
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
