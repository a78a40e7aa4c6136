//! The typed file, deserialized from the tree without a detour through JSON.
//!
//! It must accept exactly the files that the generated schema accepts: a file that it accepts is
//! not checked against the schema at all. Where serde's defaults differ from the schema, this
//! deserializer follows the schema:
//!
//! - a struct may not be written as a list of its fields;
//! - `null` is not a missing value, not even of an optional key;
//! - a variant of an enum is written as a text;
//! - a number is a plain non-negative integer.
//!
//! A test compares the two on the example file with every node replaced by every kind of value.

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Number;

use super::node::{Member, Node, Value};

/// The file, or `None` when its shape is wrong; the schema knows why.
pub(super) fn typed<F: DeserializeOwned>(root: &Node) -> Option<F> {
    F::deserialize(root).ok()
}

/// The error is never shown, since the validator of the schema explains the refusal.
fn refused<T>() -> Result<T, Error> {
    Err(Error::custom("not of this shape"))
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.value {
            Value::Text(text) => visitor.visit_borrowed_str(text),
            Value::Bool(on) => visitor.visit_bool(*on),
            Value::Number(text) => match text.parse::<Number>().ok().and_then(|n| n.as_u64()) {
                Some(number) => visitor.visit_u64(number),
                None => refused(),
            },
            Value::List(nodes) => visitor.visit_seq(SeqDeserializer::new(nodes.iter())),
            Value::Null | Value::Map(_) => refused(),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.value {
            Value::List(nodes) => visitor.visit_seq(SeqDeserializer::new(nodes.iter())),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Map(_) => {
                refused()
            }
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.value {
            Value::Map(members) => {
                visitor.visit_map(MapDeserializer::new(members.iter().map(key_and_value)))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => {
                refused()
            }
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.value {
            Value::Text(text) => visitor.visit_enum(text.as_str().into_deserializer()),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Map(_) => {
                refused()
            }
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct newtype_struct tuple tuple_struct map identifier ignored_any
    }
}

fn key_and_value(member: &Member) -> (&str, &Node) {
    (&member.key, &member.value)
}

impl<'de> IntoDeserializer<'de, Error> for &'de Node {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
