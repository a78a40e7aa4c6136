//! The typed file straight from the tree. It accepts what the schema accepts and nothing else, so
//! that the schema, whose compilation costs more than most files, is asked only what is wrong.

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Number;

use super::{Member, Node, Value};

/// The file, when its shape is right.
pub(super) fn typed<F: DeserializeOwned>(root: &Node) -> Option<F> {
    F::deserialize(root).ok()
}

/// Only the schema has words for it.
fn refused<T>() -> Result<T, Error> {
    Err(Error::custom("not of this shape"))
}

/// Stricter than serde asks for: a structure is a mapping and never a list, `null` is no value,
/// and a word is a text.
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
        let pair = |member: &'de Member| (member.key.as_str(), &member.value);
        match &self.value {
            Value::Map(members) => {
                visitor.visit_map(MapDeserializer::new(members.iter().map(pair)))
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

impl<'de> IntoDeserializer<'de, Error> for &'de Node {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
