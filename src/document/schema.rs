//! The JSON Schema of the file (draft 2020-12), generated from the types that parse it and the forms
//! of their values. Every file is judged by it; editors get the same schema with the texts of the
//! field table.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::forms::pointers;
use super::json::json_of;
use super::shape::{self, FileShape};
use super::tree;
use crate::field::{Field, HelpSection, Omitted, fields};
use crate::model::Language;
use crate::words::Words;

/// The schema as it is committed: the one that judges files, with the texts and examples that an
/// editor shows in a language.
pub(crate) fn schema(language: Language) -> Value {
    let words = Words::of(language);
    let mut schema = judge::<shape::File>();
    if let Value::Object(members) = &mut schema {
        members.insert("title".to_owned(), json!(words.text("schema-title")));
        members.insert("description".to_owned(), json!(words.text("schema-text")));
    }
    for field in fields() {
        for pointer in pointers(field.path) {
            if let Some(Value::Object(members)) = schema.pointer_mut(&pointer) {
                members.extend(annotations(field, &words));
            }
        }
    }
    schema
}

/// The schema that judges files: their shape, and the forms of their values.
pub(crate) fn judge<F: FileShape>() -> Value {
    let mut schema = shape_schema::<F>();
    F::add_forms(&mut schema);
    schema
}

/// The keywords that describe a key to people and editors. None of them refuses a valid file.
fn annotations(field: &Field, words: &Words) -> Map<String, Value> {
    let facts = field.facts(words);
    let mut paragraphs = vec![facts.what.clone()];
    paragraphs.extend(facts.sentences(words));
    if let Some(page) = field.page {
        paragraphs.push(quotation(&page, words));
    }
    let examples = field.examples.iter().map(|text| value_of(text)).collect();
    let mut keywords = vec![
        ("title", json!(facts.title)),
        ("description", json!(paragraphs.join("\n\n"))),
        ("examples", examples),
    ];
    if let Omitted::Default(text) = field.omitted {
        keywords.push(("default", value_of(text)));
    }
    let members = keywords.into_iter();
    members
        .map(|(keyword, value)| (keyword.to_owned(), value))
        .collect()
}

/// The sentences of the help page, after their heading.
fn quotation(section: &HelpSection, words: &Words) -> String {
    let quoted = section
        .says
        .iter()
        .map(|says| format!("«\u{a0}{says}\u{a0}»"));
    let quoted: Vec<_> = quoted.collect();
    format!("{} {}", section.heading(words), quoted.join(" "))
}

/// An example or a default of the field table, read as YAML like a value of a file.
fn value_of(text: &str) -> Value {
    tree::build(text)
        .root
        .map_or(Value::Null, |node| json_of(&node))
}

/// The schema of the types alone. What it refuses has no typed file.
pub(super) fn shape_schema<F: FileShape>() -> Value {
    let settings =
        SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let schema = settings.into_generator().into_root_schema_for::<F>();
    let mut schema = schema.to_value();
    without_null(&mut schema);
    if let Value::Object(members) = &mut schema {
        members.insert("$id".to_owned(), json!(F::ID));
    }
    schema
}

/// Removes `null` from every type and choice. An optional key may be left out, but `null` is not a
/// value of any key: it could mean "clear" as well as "leave", so the file must say which.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            for keyword in ["type", "enum"] {
                if let Some(Value::Array(values)) = members.get_mut(keyword) {
                    values.retain(|value| !value.is_null() && value != "null");
                }
            }
            only_type(members);
            only_alternative(members);
            members.values_mut().for_each(without_null);
        }
        Value::Array(values) => values.iter_mut().for_each(without_null),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// `type: [only]` becomes `type: only`.
fn only_type(members: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = members.get("type")
        && let [only] = types.as_slice()
    {
        let only = only.clone();
        members.insert("type".to_owned(), only);
    }
}

/// `anyOf` of a type and null becomes the type.
fn only_alternative(members: &mut Map<String, Value>) {
    let Some(Value::Array(alternatives)) = members.get_mut("anyOf") else {
        return;
    };
    alternatives.retain(|schema| schema.get("type") != Some(&json!("null")));
    if let [Value::Object(only)] = alternatives.as_slice() {
        let only = only.clone();
        members.remove("anyOf");
        for (keyword, value) in only {
            members.entry(keyword).or_insert(value);
        }
    }
}
