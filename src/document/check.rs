//! Every file is judged by the JSON Schema that editors get.
//!
//! The schema is compiled for the first file of a type and then kept. What it refuses is of one of two
//! kinds:
//!
//! - the *shape* is wrong: a key, a type, a word of a fixed choice. There is no typed file then, and the
//!   errors of the validator become findings with our own wording and with places in the text;
//! - a *form* is wrong: an empty name, 30 February. The typed file exists, and `desired`, which parses
//!   the value, has the better words. Here the place is only remembered as a misfit, so that a value
//!   that the schema refuses stays refused even if nothing else objects
//!   ([`Document::unexplained`](super::Document::unexplained)).

use std::any::TypeId;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::{Mutex, PoisonError};

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value as Json;

use super::json::json_of;
use super::node::{Node, Value};
use super::pattern::LazyPattern;
use super::schema::{judge, shape_schema};
use super::shape::FileShape;
use super::unknown::Mapping;
use super::wrong::{self, Required};
use super::{mismatch, pieces, repair, typed};
use crate::diagnostic::{Diagnostic, MOST};
use crate::model::{FieldPath, Segment};
use crate::words::Message;

/// What is known of the shape of a file.
pub(super) enum Shaped<F> {
    Right {
        file: F,
        /// Values that do not have the form that the schema asks for.
        misfits: Vec<FieldPath>,
    },
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
    let schema = compiled::<F>();
    if let Some(file) = typed::typed(root) {
        let misfits = misfits(schema, &json_of(root));
        return Shaped::Right { file, misfits };
    }
    let mut root = root.clone();
    let mut findings = repair::repair(&mut root, &schema.shape);
    let json = json_of(&root);
    // `is_valid` needs no memory and settles the case of the last comment below; the errors
    // themselves are collected piece by piece.
    if !schema.validator.is_valid(&json) {
        pieces::errors(&schema.validator, &json, &mut |error, path| {
            if schema.is_about_shape(error) {
                findings.extend(findings_of::<F>(error, path, &root, &schema.shape));
            }
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

/// The places of what the schema refuses, at most [`MOST`].
fn misfits(schema: &Compiled, json: &Json) -> Vec<FieldPath> {
    let mut misfits = Vec::new();
    // Needs no memory, and nearly every file is right.
    if !schema.validator.is_valid(json) {
        pieces::errors(&schema.validator, json, &mut |_, path| {
            misfits.push(path);
            misfits.len() < MOST
        });
        // The pieces of a list are judged one by one, so that a rule about the whole list shows no error.
        if misfits.is_empty() {
            misfits.push(FieldPath::root());
        }
    }
    misfits
}

/// The mappings that lack required keys, with the keys.
pub(super) fn lacking<F: FileShape>(root: &Node) -> Vec<FieldPath> {
    let schema = compiled::<F>();
    let mut lacking = Vec::new();
    pieces::errors(&schema.validator, &json_of(root), &mut |error, path| {
        if schema.is_about_shape(error)
            && let ValidationErrorKind::Required { property } = error.kind()
        {
            lacking.push(path.key(text(property).to_owned()));
        }
        true
    });
    lacking
}

/// A compiled schema.
struct Compiled {
    validator: Validator,
    /// Its part that describes the types, without the forms of values.
    shape: Json,
}

impl Compiled {
    /// Whether an error comes from a keyword of the types.
    fn is_about_shape(&self, error: &ValidationError<'_>) -> bool {
        self.shape.pointer(error.schema_path().as_str()).is_some()
    }
}

/// The compiled schema of a type, kept for the life of the process: there are two types, so what is
/// leaked is bounded.
fn compiled<F: FileShape>() -> &'static Compiled {
    static SCHEMAS: Mutex<BTreeMap<TypeId, &'static Compiled>> = Mutex::new(BTreeMap::new());
    // A panic while compiling leaves the map as it was before, so a poisoned lock is still usable.
    let mut schemas = SCHEMAS.lock().unwrap_or_else(PoisonError::into_inner);
    schemas
        .entry(TypeId::of::<F>())
        .or_insert_with(|| Box::leak(Box::new(compile::<F>())))
}

fn compile<F: FileShape>() -> Compiled {
    let validator = jsonschema::options()
        .with_keyword("pattern", LazyPattern::keyword)
        .build(&judge::<F>())
        .expect("the schema is generated from our types and a test compiles it");
    Compiled {
        validator,
        shape: shape_schema::<F>(),
    }
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
