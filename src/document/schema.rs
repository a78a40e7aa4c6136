//! The JSON Schema of the file (draft 2020-12), generated from the types that parse it.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::shape;

/// Where the committed schema is found by editors.
const ID: &str = "https://consigne.example/schema/reseller.schema.json";

/// The schema as it is committed and as files are checked.
pub(crate) fn schema() -> Value {
    let settings =
        SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let schema = settings
        .into_generator()
        .into_root_schema_for::<shape::File>();
    let mut schema = schema.to_value();
    without_null(&mut schema);
    if let Value::Object(members) = &mut schema {
        members.insert("$id".to_owned(), json!(ID));
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
