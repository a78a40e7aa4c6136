//! A long file against the schema, piece by piece: the validator keeps every error that it finds,
//! and a hostile file has more than fit into memory.

use jsonschema::paths::{Location, LocationSegment};
use jsonschema::{ValidationError, Validator};
use serde_json::{Map, Value};

use crate::model::FieldPath;

/// Entries of a list that are looked at together.
const PIECE: usize = 20;

/// What is wrong and where; false when nobody wants to know more.
pub(super) type Tell<'a> = dyn FnMut(&ValidationError<'_>, FieldPath) -> bool + 'a;

/// Tells every error, until no more are wanted: first of the file without its long lists, then of
/// each of these.
pub(super) fn errors(validator: &Validator, json: &Value, tell: &mut Tell<'_>) {
    let mut rest = json.clone();
    let mut lists = Vec::new();
    take_long(&mut rest, &mut Vec::new(), &mut lists);
    for error in validator.iter_errors(&rest) {
        if !tell(&error, path(error.instance_path(), 0, usize::MAX)) {
            return;
        }
    }
    for (at, entries) in &lists {
        for (number, piece) in entries.chunks(PIECE).enumerate() {
            let alone = at
                .iter()
                .rev()
                .fold(Value::Array(piece.to_vec()), |inner, key| {
                    Value::Object(Map::from_iter([(key.clone(), inner)]))
                });
            for error in validator.iter_errors(&alone) {
                let place = error.instance_path();
                // What the skeleton around the list lacks is no error of the file.
                if place.iter().count() > at.len()
                    && !tell(&error, path(place, number * PIECE, at.len()))
                {
                    return;
                }
            }
        }
    }
}

type Keys = Vec<String>;

/// Leaves an empty list where a long one was.
fn take_long(value: &mut Value, at: &mut Keys, lists: &mut Vec<(Keys, Vec<Value>)>) {
    match value {
        Value::Array(entries) if entries.len() > PIECE => {
            lists.push((at.clone(), std::mem::take(entries)));
        }
        Value::Object(members) => {
            for (key, member) in members {
                at.push(key.clone());
                take_long(member, at, lists);
                at.pop();
            }
        }
        Value::Array(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The path of an error; the index at one depth counts from the first entry of its piece.
fn path(location: &Location, first: usize, depth: usize) -> FieldPath {
    let segments = location.iter().enumerate();
    segments.fold(FieldPath::root(), |path, (at, segment)| match segment {
        LocationSegment::Property(key) => path.key(key.into_owned()),
        LocationSegment::Index(index) if at == depth => path.index(first + index),
        LocationSegment::Index(index) => path.index(index),
    })
}
