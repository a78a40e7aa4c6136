//! The tree as JSON, for the validator of the schema.

use serde_json::{Number, Value as Json};

use super::node::{Node, Value};

/// The value of a node as the schema sees it.
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

/// A number as the schema should judge it.
///
/// Two kinds of YAML numbers would mislead the validator: a whole number in another notation, such
/// as `1e3`, which JSON Schema takes for an integer although the typed file does not, and a number
/// that JSON cannot write, such as `.inf` or `0x10`. Both become -1, which is wrong wherever a text
/// is wanted and out of range wherever a number is wanted.
fn number_of(text: &str) -> Number {
    let number = text
        .parse()
        .ok()
        .filter(|number| !is_disguised_integer(number));
    number.unwrap_or_else(|| (-1).into())
}

/// Whether the number is whole without being a plain non-negative integer.
fn is_disguised_integer(number: &Number) -> bool {
    let whole = number.as_f64().is_some_and(|number| number.fract() == 0.0);
    number.as_u64().is_none() && whole
}
