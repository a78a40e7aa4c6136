//! Keys that are indented one level too little.
//!
//! ```text
//! chat:                       chat:
//!   hours:                      hours:
//!   both: { … }        ─>         both: { … }
//! ```
//!
//! To YAML the left side is a `hours` without a value and a `both` that nobody knows: two findings, and
//! neither says what happened. Here the keys are moved to where they belong, with one finding, and the
//! rest of the file is judged as it was meant.

use serde_json::Value as Json;

use super::node::{Member, Node, Value};
use crate::diagnostic::{Diagnostic, Span};
use crate::model::FieldPath;
use crate::words::Message;

/// Moves such keys, and returns a finding for each run of them.
pub(super) fn indented(root: &mut Node, schema: &Json) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    walk(root, schema, &FieldPath::root(), &mut findings);
    findings
}

fn walk(node: &mut Node, schema: &Json, path: &FieldPath, findings: &mut Vec<Diagnostic>) {
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
        .at(path.key(under.to_owned()).key(keys[0].to_owned()))
}
