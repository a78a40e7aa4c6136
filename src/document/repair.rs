//! Keys that say plainly what was meant: those that are indented one level too little, and those that are
//! misspelt or in the words of the portal's page.
//!
//! ```text
//! chat:                       chat:
//!   hours:                      hours:
//!   both:                         both:
//!     heuresDeTravail: { … }        workingHours: { … }
//! ```
//!
//! To YAML the left side is a `hours` without a value, an unknown `both`: two findings that do not say what
//! happened, and silence about everything below. Here each such key gets its one
//! finding and is then taken for what it was meant to be, so that everything below it is judged as well.
//! The file is refused all the same; only the author can say that it was meant.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::node::{Member, Node, Value};
use super::unknown::Mapping;
use crate::diagnostic::{Diagnostic, MOST, Span};
use crate::model::FieldPath;
use crate::words::Message;

/// Puts such keys right, and returns their findings.
pub(super) fn repair(root: &mut Node, schema: &Json) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    walk(root, schema, &FieldPath::root(), &mut findings);
    findings
}

fn walk(node: &mut Node, schema: &Json, path: &FieldPath, findings: &mut Vec<Diagnostic>) {
    renamed(node, schema, path, findings);
    match &mut node.value {
        Value::Map(members) => {
            moved(members, schema, path, findings);
            for member in members {
                if let Some(below) = schema["properties"].get(&member.key) {
                    let path = path.key(member.key.clone());
                    walk(&mut member.value, below, &path, findings);
                }
            }
        }
        Value::List(nodes) => {
            for (at, node) in nodes.iter_mut().enumerate() {
                walk(node, &schema["items"], &path.index(at), findings);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

/// A key by its position, with the key that was meant.
struct Meant {
    at: usize,
    key: String,
    finding: Diagnostic,
}

/// Gives keys the name that was meant. Of two keys that mean the same one only the first gets it.
fn renamed(node: &mut Node, schema: &Json, path: &FieldPath, findings: &mut Vec<Diagnostic>) {
    let Some(properties) = schema.get("properties") else {
        return;
    };
    let Value::Map(members) = &node.value else {
        return;
    };
    let unknown = members
        .iter()
        .enumerate()
        .filter(|(_, member)| properties.get(&member.key).is_none());
    let mapping = Mapping::new(node, path, Some(properties));
    let mut taken = BTreeSet::new();
    let meant: Vec<_> = unknown
        .take(MOST.saturating_sub(findings.len()))
        .filter_map(|(at, member)| {
            let key = mapping.meant(member)?;
            taken.insert(key).then(|| Meant {
                at,
                key: key.to_owned(),
                finding: mapping.unknown_key(member),
            })
        })
        .collect();
    if let Value::Map(members) = &mut node.value {
        for Meant { at, key, finding } in meant {
            members[at].key = key;
            findings.push(finding);
        }
    }
}

/// Moves the keys that follow a key without a value into that key, as far as they are known there and
/// not here.
fn moved(
    members: &mut Vec<Member>,
    schema: &Json,
    path: &FieldPath,
    findings: &mut Vec<Diagnostic>,
) {
    let here = &schema["properties"];
    let mut at = 0;
    while at < members.len() {
        let there = &here[&members[at].key]["properties"];
        let is_empty = matches!(members[at].value.value, Value::Null);
        let following = members[at + 1..].iter();
        let belongs =
            |member: &&Member| here.get(&member.key).is_none() && there.get(&member.key).is_some();
        let run = following.take_while(belongs).count();
        if is_empty && run > 0 {
            let inner: Vec<_> = members.drain(at + 1..=at + run).collect();
            let first = inner[0].key_span;
            findings.push(finding(&inner, &members[at].key, first, path));
            let end = inner[run - 1].value.span.end;
            members[at].value = Node {
                span: Span {
                    start: first.start,
                    end,
                },
                value: Value::Map(inner),
            };
        }
        at += 1;
    }
}

fn finding(inner: &[Member], under: &str, span: Span, path: &FieldPath) -> Diagnostic {
    let keys: Vec<_> = inner.iter().map(|member| member.key.as_str()).collect();
    let message = Message::new("unknown-key-indented")
        .text("key", keys[0])
        .text("under", under);
    let help = Message::new("unknown-key-indented-help")
        .text("keys", keys.join("`, `"))
        .text("under", under);
    Diagnostic::error("unknown-key", span, message)
        .help(help)
        .at(path.key(keys[0].to_owned()))
}
