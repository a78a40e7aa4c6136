//! JSON that keeps the order of its members, which scripts and people may rely on.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// Columns of a line; what fits is one line.
const WIDTH: usize = 200;
/// Bytes from which on a value is shown once.
const LARGE: usize = 250;

/// A value as it was written, also with a member that comes twice.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ordered {
    Object(Vec<(String, Self)>),
    Array(Vec<Self>),
    Leaf(Value),
}

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Ordered;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Ordered::Object(members))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Ordered, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element()? {
            values.push(value);
        }
        Ok(Ordered::Array(values))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Ordered, E> {
        Ok(Ordered::Leaf(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Ordered, E> {
        Ok(Ordered::Leaf(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Ordered, E> {
        Ok(Ordered::Leaf(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Ordered, E> {
        Ok(Ordered::Leaf(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Ordered, E> {
        Ok(Ordered::Leaf(value.into()))
    }

    fn visit_unit<E>(self) -> Result<Ordered, E> {
        Ok(Ordered::Leaf(Value::Null))
    }
}

/// Large values that a record has shown already, with the place of each: a plan that is shown, applied
/// and shown again has the same hours three times.
#[derive(Debug, Default)]
pub(super) struct Shown {
    run: usize,
    places: BTreeMap<String, String>,
}

impl Shown {
    pub(super) fn begin_run(&mut self) {
        self.run += 1;
    }

    /// Where the value was shown before; otherwise it is shown here.
    fn earlier(&mut self, flat: &str, pointer: &str) -> Option<&str> {
        if flat.len() < LARGE {
            return None;
        }
        let here = format!("\"<as run {} {pointer}>\"", self.run);
        let place = self.places.entry(flat.to_owned()).or_insert(here.clone());
        (*place != here).then_some(place)
    }
}

impl Ordered {
    /// With each small value on one line, and a reference for a large one that was shown before.
    pub(super) fn text(&self, shown: &mut Shown) -> String {
        let mut out = String::new();
        self.put("", shown, &mut out);
        out.push('\n');
        out
    }

    fn put(&self, pointer: &str, shown: &mut Shown, out: &mut String) {
        let depth = pointer.matches('/').count();
        let mut flat = String::new();
        self.put_flat(&mut flat);
        if let Some(place) = shown.earlier(&flat, pointer) {
            out.push_str(place);
            return;
        }
        let small = flat.chars().count() + depth <= WIDTH;
        match self {
            Self::Object(members) if !small => {
                out.push('{');
                for (at, (name, member)) in members.iter().enumerate() {
                    begin(at, depth + 1, out);
                    write!(out, "{}: ", Value::from(name.as_str())).unwrap();
                    member.put(&format!("{pointer}/{name}"), shown, out);
                }
                out.push('}');
            }
            Self::Array(values) if !small => {
                out.push('[');
                for (at, value) in values.iter().enumerate() {
                    begin(at, depth + 1, out);
                    value.put(&format!("{pointer}/{at}"), shown, out);
                }
                out.push(']');
            }
            Self::Object(_) | Self::Array(_) | Self::Leaf(_) => out.push_str(&flat),
        }
    }

    fn put_flat(&self, out: &mut String) {
        let comma = |at| if at > 0 { "," } else { "" };
        match self {
            Self::Object(members) => {
                out.push('{');
                for (at, (name, member)) in members.iter().enumerate() {
                    write!(out, "{}{}:", comma(at), Value::from(name.as_str())).unwrap();
                    member.put_flat(out);
                }
                out.push('}');
            }
            Self::Array(values) => {
                out.push('[');
                for (at, value) in values.iter().enumerate() {
                    out.push_str(comma(at));
                    value.put_flat(out);
                }
                out.push(']');
            }
            Self::Leaf(value) => out.push_str(&value.to_string()),
        }
    }
}

fn begin(at: usize, depth: usize, out: &mut String) {
    out.push_str(if at > 0 { ",\n" } else { "\n" });
    out.push_str(&" ".repeat(depth));
}

#[test]
fn members_keep_their_order() {
    let text = r#"{"b":1,"a":[true,null,-2,0.5,"x"],"b":{}}"#;
    let value: Ordered = serde_json::from_str(text).unwrap();
    assert_eq!(value.text(&mut Shown::default()), format!("{text}\n"));
}

#[test]
fn a_large_value_is_shown_once() {
    let large = format!("[\"{}\"]", "x".repeat(LARGE));
    let value: Ordered = serde_json::from_str(&format!("{{\"a\":{large},\"b\":{large}}}")).unwrap();
    let mut shown = Shown::default();
    shown.begin_run();
    let text = value.text(&mut shown);
    assert_eq!(text.matches("xxx").count(), large.matches("xxx").count());
    assert!(text.contains("\"b\": \"<as run 1 /a>\""), "{text}");
}
