//! The table of routes and the document that is made of it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::openapi::document;
use super::route::PROBLEMS;
use super::table::ROUTES;

const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/portal.openapi.json");

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "UPDATE=1 rewrites a file of the checkout"
)]
fn the_committed_document_is_fresh() {
    let made = format!("{:#}\n", document());
    if std::env::var("UPDATE").is_ok() {
        std::fs::write(COMMITTED, &made).unwrap();
    }
    let committed = std::fs::read_to_string(COMMITTED).unwrap_or_default();
    assert!(
        committed == made,
        "refresh it: UPDATE=1 cargo test the_committed_document"
    );
}

/// Every reference leads somewhere, and every component is referred to.
#[test]
fn nothing_dangles() {
    let document = document();
    let mut used = BTreeSet::new();
    references(&document, &mut used);
    for reference in &used {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
    for group in ["schemas", "parameters", "headers", "responses"] {
        for name in document["components"][group].as_object().unwrap().keys() {
            let reference = format!("#/components/{group}/{name}");
            assert!(
                used.contains(&reference) || name == "Allow",
                "{reference} is not used"
            );
        }
    }
}

fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            found.extend(
                members
                    .get("$ref")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
            );
            members.values().for_each(|value| references(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| references(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn names_in_the_table_are_known_and_come_once() {
    let known: BTreeSet<_> = PROBLEMS.iter().map(|(_, kind)| *kind).collect();
    assert_eq!(known.len(), PROBLEMS.len());
    let mut ids = BTreeSet::new();
    for route in ROUTES {
        for operation in route.operations {
            assert!(ids.insert(operation.id), "{} comes twice", operation.id);
            for problem in operation.problems {
                assert!(known.contains(problem), "{problem} of {}", operation.id);
            }
        }
    }
}

/// Bodies refuse what they do not know.
#[test]
fn bodies_are_exact() {
    let schemas = document()["components"]["schemas"].clone();
    let bodies = schemas.as_object().unwrap().iter().filter(|(name, _)| {
        name.starts_with("Put") || name.ends_with("Patch") || *name == "WholeAddress"
    });
    for (name, schema) in bodies {
        assert_eq!(schema["additionalProperties"], false, "{name}");
    }
}
