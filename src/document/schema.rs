//! The JSON Schema of the file (draft 2020-12), generated from the types that parse it. Files are
//! checked by it as it is; editors get it with what the field table says of each key.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::shape::Shape;
use super::{check, shape, tree};
use crate::field::{Field, Form, Omitted, fields};
use crate::holiday::{CALENDARS, Calendar, YEARS};
use crate::model::Language;
use crate::words::Words;

/// The schema as it is committed: with the texts, examples and forms that an editor shows. It
/// refuses nothing that a file may hold; what it refuses beyond the shape, `desired` refuses too.
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

/// Which calendars there are, for which years.
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

/// For each calendar, the holidays that may be left out or taken, but not both at once.
fn ids_of_calendars() -> Value {
    let of = |calendar: &Calendar| {
        let ids: Vec<_> = calendar.holidays().map(|holiday| holiday.id).collect();
        let ids = json!({"items": {"enum": ids}});
        json!({
            "if": {"properties": {"calendar": {"const": calendar.id}}},
            "then": {"properties": {"except": ids, "only": ids}},
        })
    };
    let each: Vec<_> = CALENDARS.iter().map(of).collect();
    json!({"allOf": each, "not": {"required": ["except", "only"]}})
}

/// Where the schema describes a key: in each place that `*` stands for.
fn pointers(path: &str) -> Vec<String> {
    let pointer = |path: &str| -> String {
        let keys = path.split('.').map(|key| match key.strip_suffix("[]") {
            Some(list) => format!("/properties/{list}/items"),
            None => format!("/properties/{key}"),
        });
        keys.collect()
    };
    if path.contains('*') {
        let languages = ["both", "fr", "en"];
        languages
            .map(|language| pointer(&path.replace('*', language)))
            .into()
    } else {
        vec![pointer(path)]
    }
}

fn annotations(field: &Field, words: &Words) -> Map<String, Value> {
    let facts = field.facts(words);
    let mut paragraphs = vec![facts.what.clone()];
    paragraphs.extend(facts.sentences(words));
    if let Some(page) = field.page {
        let quoted = page.says.iter().map(|says| format!("«\u{a0}{says}\u{a0}»"));
        let quoted = quoted.collect::<Vec<_>>().join(" ");
        paragraphs.push(format!("{} {quoted}", page.heading(words)));
    }
    let mut members = Map::new();
    let mut put = |keyword: &str, value: Value| members.insert(keyword.to_owned(), value);
    put("title", json!(facts.title));
    put("description", json!(paragraphs.join("\n\n")));
    put(
        "examples",
        field.examples.iter().map(|text| value_of(text)).collect(),
    );
    if let Omitted::Default(text) = field.omitted {
        put("default", value_of(text));
    }
    match field.form {
        Some(Form::Pattern(pattern)) => put("pattern", json!(pattern)),
        Some(Form::Only(value)) => put("const", json!(value)),
        None => None,
    };
    members
}

/// A value of the table as a file would be read.
fn value_of(text: &str) -> Value {
    tree::build(text)
        .root
        .map_or(Value::Null, |node| check::json_of(&node))
}

/// The schema by which files are checked: without anything that only people read, which would have
/// to be compiled at each start.
pub(crate) fn shape_schema<F: Shape>() -> Value {
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

/// An optional key may be left out, but `null` is no value of any key: it could mean "clear" as
/// well as "leave", so the file must say which.
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
