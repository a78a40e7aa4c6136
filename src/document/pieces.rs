//! Long files are checked against the schema piece by piece.
//!
//! The validator collects every error before it returns the first one, and each error holds a copy
//! of the value that it is about. A hostile file of one megabyte with 100,000 wrong entries would
//! need gigabytes. Of a long list, the file therefore keeps the first [`PIECE`] entries, and the
//! others are checked afterwards, as many at a time, each piece inside of a skeleton that has nothing
//! but the keys that lead to the list:
//!
//! ```text
//! file                          first                      then, 20 entries at a time
//! chat:                         chat:                      chat:
//!   hours:                        hours:                     hours:
//!     fr:                           fr:                        fr:
//!       specialEvents:                specialEvents: [0..20]     specialEvents: [20..40], …
//!         - … 5,000 entries
//! ```
//!
//! The skeleton itself lacks required keys. Errors at or above the list are therefore dropped;
//! those of the real file were reported in the first pass. Positions within a piece are shifted
//! back to positions within the list.

use jsonschema::paths::{Location, LocationSegment};
use jsonschema::{ValidationError, Validator};
use serde_json::{Map, Value};

use crate::model::FieldPath;

/// Number of entries that are checked together; shorter lists stay in place.
const PIECE: usize = 20;

/// Receives an error and its path in the file; `false` asks for no more errors.
pub(super) type Report<'a> = dyn FnMut(&ValidationError<'_>, FieldPath) -> bool + 'a;

/// Reports every error until no more are wanted: first those of the file without its long lists,
/// then those of each long list.
pub(super) fn errors(validator: &Validator, json: &Value, report: &mut Report<'_>) {
    // The long lists move out of this copy, so that no entry is held twice.
    let mut rest = json.clone();
    let mut lists = Vec::new();
    take_long(&mut rest, &mut Vec::new(), &mut lists);
    // First pass: the whole file, with the beginning of each long list.
    for error in validator.iter_errors(&rest) {
        if !report(&error, path(error.instance_path(), 0, usize::MAX)) {
            return;
        }
    }
    // Second pass: the entries of each long list, in pieces.
    for (at, entries) in &lists {
        for (number, piece) in entries.chunks(PIECE).enumerate() {
            // Only one piece is copied at a time, and its errors are dropped before the next.
            let alone = skeleton(at, Value::Array(piece.to_vec()));
            for error in validator.iter_errors(&alone) {
                let place = error.instance_path();
                // A key that the skeleton lacks is not missing in the file.
                if place.iter().count() > at.len()
                    && !report(&error, path(place, (number + 1) * PIECE, at.len()))
                {
                    return;
                }
            }
        }
    }
}

/// A value below nothing but the keys that lead to it.
fn skeleton(keys: &[String], value: Value) -> Value {
    keys.iter().rev().fold(value, |inner, key| {
        Value::Object(Map::from_iter([(key.clone(), inner)]))
    })
}

/// The keys that lead to a list.
type ListKeys = Vec<String>;

/// Moves the entries of every long list after its first ones to `lists`.
///
/// Lists within lists stay. Those that the schema knows have scalars only, and the builder of the
/// tree limits their length; any others are one error each, without a look at their entries.
fn take_long(value: &mut Value, at: &mut ListKeys, lists: &mut Vec<(ListKeys, Vec<Value>)>) {
    match value {
        // The keys that led here identify the list, because lists within lists are not visited.
        Value::Array(entries) if entries.len() > PIECE => {
            lists.push((at.clone(), entries.split_off(PIECE)));
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

/// The path of an error. The index at `depth`, the position within a piece, counts from `first`,
/// the position of the piece within its list.
fn path(location: &Location, first: usize, depth: usize) -> FieldPath {
    let segments = location.iter().enumerate();
    segments.fold(FieldPath::root(), |path, (at, segment)| match segment {
        LocationSegment::Property(key) => path.key(key.into_owned()),
        LocationSegment::Index(index) if at == depth => path.index(first + index),
        LocationSegment::Index(index) => path.index(index),
    })
}
