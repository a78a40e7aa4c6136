//! The JSON Schema of the file (draft 2020-12), generated from the types that parse it. Files are
//! checked against it as generated; editors get it with the texts of the field table.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::json::json_of;
use super::shape::{self, FileShape};
use super::tree;
use crate::field::{Field, HelpSection, Omitted, ValueForm, fields};
use crate::holiday::{CALENDARS, Calendar, YEARS};
use crate::model::Language;
use crate::words::Words;

/// The schema as it is committed: with the texts, examples and forms that an editor shows. It
/// accepts every valid file; whatever it refuses beyond the shape, `desired` refuses as well.
pub(crate) fn schema() -> Value {
    let words = Words::of(Language::En);
    let mut schema = shape_schema::<shape::File>();
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
    for pointer in pointers("chat.hours.*.holidays[]") {
        if let Some(entry) = schema.pointer_mut(&pointer) {
            holidays(entry);
        }
    }
    schema["$defs"] = json!({"holidays": ids_of_calendars()});
    schema
}

/// The calendars and the years of an entry of `holidays`.
fn holidays(entry: &mut Value) {
    let calendars: Vec<_> = CALENDARS.iter().map(|calendar| calendar.id).collect();
    let properties = &mut entry["properties"];
    properties["calendar"]["enum"] = json!(calendars);
    let years = &mut properties["years"];
    years["minItems"] = json!(1);
    years["uniqueItems"] = json!(true);
    years["items"]["minimum"] = json!(YEARS.start());
    years["items"]["maximum"] = json!(YEARS.end());
    entry["$ref"] = json!("#/$defs/holidays");
}

/// For each calendar, the holidays that `except` and `only` may name. Having both keys is wrong.
fn ids_of_calendars() -> Value {
    let each: Vec<_> = CALENDARS.iter().map(ids_of_calendar).collect();
    json!({"allOf": each, "not": {"required": ["except", "only"]}})
}

fn ids_of_calendar(calendar: &Calendar) -> Value {
    let ids: Vec<_> = calendar.holidays().map(|holiday| holiday.id).collect();
    let ids = json!({"items": {"enum": ids}});
    json!({
        "if": {"properties": {"calendar": {"const": calendar.id}}},
        "then": {"properties": {"except": ids, "only": ids}},
    })
}

/// JSON Pointers to the places where the schema describes a key of the field table: one, or three
/// when the path has a `*`, which stands for `both`, `fr` and `en`.
fn pointers(path: &str) -> Vec<String> {
    if path.contains('*') {
        let languages = ["both", "fr", "en"];
        languages
            .map(|language| pointer(&path.replace('*', language)))
            .into()
    } else {
        vec![pointer(path)]
    }
}

/// The JSON Pointer to a key: `a.b[]` is `/properties/a/properties/b/items`.
fn pointer(path: &str) -> String {
    let keys = path.split('.').map(|key| match key.strip_suffix("[]") {
        Some(list) => format!("/properties/{list}/items"),
        None => format!("/properties/{key}"),
    });
    keys.collect()
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
    match field.form {
        Some(ValueForm::Pattern(pattern)) => keywords.push(("pattern", json!(pattern))),
        Some(ValueForm::Only(value)) => keywords.push(("const", json!(value))),
        None => {}
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

/// The schema that files are checked against: that of the types, without the texts, examples and
/// forms of the field table, which would have to be compiled for the first file that is wrong.
pub(crate) fn shape_schema<F: FileShape>() -> Value {
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
