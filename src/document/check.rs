//! The shape of the tree, checked against the schema when it is wrong.
//!
//! Most files are right, and compiling a JSON Schema takes longer than reading one of them. The
//! check therefore runs in two steps. First, [`typed`] deserializes the tree directly, which
//! accepts exactly the files that the schema accepts but cannot explain a refusal. Only when it
//! refuses is the schema compiled, once per process and type, and the validator's errors are turned
//! into findings with our own wording and with places in the text.

use std::any::TypeId;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::{Mutex, PoisonError};

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value as Json;

use super::json::json_of;
use super::node::{Node, Value};
use super::schema::shape_schema;
use super::shape::FileShape;
use super::unknown::Mapping;
use super::wrong::{self, Required};
use super::{mismatch, pieces, repair, typed};
use crate::diagnostic::{Diagnostic, MOST};
use crate::model::{FieldPath, Segment};
use crate::words::Message;

/// What is known of the shape of a file.
pub(super) enum Shaped<F> {
    Right(F),
    /// The findings, at most [`MOST`], and the tree with its keys where they belong.
    Wrong {
        findings: Vec<Diagnostic>,
        root: Node,
    },
}

/// The typed file, or a finding for each thing that is wrong with its shape.
pub(super) fn check<F: FileShape>(root: &Node) -> Shaped<F> {
    if !matches!(root.value, Value::Map(_)) {
        return Shaped::Wrong {
            findings: vec![mismatch::not_a_mapping(root)],
            root: root.clone(),
        };
    }
    if let Some(file) = typed::typed(root) {
        return Shaped::Right(file);
    }
    let schema = compiled::<F>();
    let mut root = root.clone();
    let mut findings = repair::repair(&mut root, &schema.json);
    let json = json_of(&root);
    // `is_valid` needs no memory and settles the case of the last comment below; the errors
    // themselves are collected piece by piece.
    if !schema.validator.is_valid(&json) {
        pieces::errors(&schema.validator, &json, &mut |error, path| {
            findings.extend(findings_of::<F>(error, path, &root, &schema.json));
            findings.len() < MOST
        });
    }
    if findings.is_empty() {
        // The schema is generated from the types, so the two cannot disagree unless the deserializer
        // of `typed` has a bug. The file is refused all the same, since there is no typed file to
        // return.
        let message = Message::new("wrong-type").text("path", "/");
        findings.push(Diagnostic::error("wrong-type", root.head(), message));
    }
    Shaped::Wrong { findings, root }
}

/// The mappings that lack required keys, with the keys.
pub(super) fn lacking<F: FileShape>(root: &Node) -> Vec<FieldPath> {
    let schema = compiled::<F>();
    let mut lacking = Vec::new();
    pieces::errors(&schema.validator, &json_of(root), &mut |error, path| {
        if let ValidationErrorKind::Required { property } = error.kind() {
            lacking.push(path.key(text(property).to_owned()));
        }
        true
    });
    lacking
}

/// A compiled schema, with the JSON that it was compiled from.
struct Compiled {
    json: Json,
    validator: Validator,
}

/// The compiled schema of a type. It is compiled for the first file of that type whose shape is
/// wrong and then kept for the life of the process: there are two types, so what is leaked is
/// bounded.
fn compiled<F: FileShape>() -> &'static Compiled {
    static SCHEMAS: Mutex<BTreeMap<TypeId, &'static Compiled>> = Mutex::new(BTreeMap::new());
    // A panic while compiling leaves the map as it was before, so a poisoned lock is still usable.
    let mut schemas = SCHEMAS.lock().unwrap_or_else(PoisonError::into_inner);
    schemas
        .entry(TypeId::of::<F>())
        .or_insert_with(|| Box::leak(Box::new(compile::<F>())))
}

fn compile<F: FileShape>() -> Compiled {
    let json = shape_schema::<F>();
    let validator = jsonschema::options()
        .build(&json)
        .expect("the schema is generated from our types and a test compiles it");
    Compiled { json, validator }
}

/// The findings of one error of the validator. One error about unknown keys names all of them, and
/// one error about days stands for every wrong day, hence several findings.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds belong to the validator, and ours use these"
)]
fn findings_of<F: FileShape>(
    error: &ValidationError<'_>,
    path: FieldPath,
    root: &Node,
    schema: &Json,
) -> Vec<Diagnostic> {
    let found = root.find(&path);
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            // The validator names the keys without their places, and may name thousands of them.
            let keys = found.node.keys();
            let mapping = Mapping::new(found.node, &path, known_keys(error, schema));
            let unexpected = unexpected.iter().take(MOST);
            unexpected
                .filter_map(|key| Some(mapping.unknown_key(keys.get(key.as_str())?)))
                .collect()
        }
        ValidationErrorKind::Required { property } => {
            vec![mismatch::missing_key(&found, &path, text(property))]
        }
        ValidationErrorKind::Enum { options } => {
            vec![wrong::not_one_of(
                &found,
                path,
                &texts(options),
                Required::of(error, schema),
            )]
        }
        ValidationErrorKind::Constant { expected_value } => {
            let only = [text(expected_value)];
            vec![wrong::not_one_of(
                &found,
                path,
                &only,
                Required::of(error, schema),
            )]
        }
        ValidationErrorKind::Minimum { .. } | ValidationErrorKind::Maximum { .. } => {
            // Years have their own message. Of the two types, only a policy has other numbers.
            let year = Segment::Key("years".into());
            match range(error, schema) {
                Some(range) if !path.segments().contains(&year) => {
                    vec![mismatch::number_out_of_range(found.value, path, &range)]
                }
                Some(_) | None => vec![mismatch::year_out_of_range(found.value, path)],
            }
        }
        // Which of the two the validator reports depends on how schemars writes the alternatives.
        ValidationErrorKind::AnyOf { .. } | ValidationErrorKind::OneOfNotValid { .. } => {
            wrong::days(found.node, &path)
        }
        _ => vec![wrong::wrong_type::<F>(
            &found,
            path,
            error,
            Required::of(error, schema),
        )],
    }
}

/// The range of a number, where the schema has both limits. The limits of years are not in the
/// schema of the shape; `desired` knows them.
fn range(error: &ValidationError<'_>, schema: &Json) -> Option<RangeInclusive<u64>> {
    let pointer = error.schema_path().to_string();
    let (parent, _) = pointer.rsplit_once('/')?;
    let number = schema.pointer(parent)?;
    let first = number.get("minimum")?.as_u64()?;
    let last = number.get("maximum")?.as_u64()?;
    Some(first..=last)
}

/// The keys that the mapping with an unknown key may have, as the schema lists them next to the
/// keyword that failed.
fn known_keys<'a>(error: &ValidationError<'_>, schema: &'a Json) -> Option<&'a Json> {
    let path = error.schema_path().as_str();
    let parent = path.strip_suffix("/additionalProperties").unwrap_or(path);
    schema.pointer(&format!("{parent}/properties"))
}

/// A text of the schema, where our types can only produce a text.
fn text(json: &Json) -> &str {
    json.as_str()
        .expect("keys and constants of the generated schema are texts")
}

fn texts(options: &Json) -> Vec<&str> {
    let values = options.as_array().into_iter().flatten();
    values.filter_map(Json::as_str).collect()
}
