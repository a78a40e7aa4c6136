//! What can still be judged of a file whose shape is wrong.
//!
//! An author wants to see every mistake at once, and a misspelt key in one place says nothing of a time
//! in another. The wrong parts are therefore taken out of the tree and the remainder is typed, so that
//! `desired` can look at it:
//!
//! - what a finding points at is removed;
//! - a required key that is missing then gets a harmless value, so that its neighbours are judged;
//! - where there is no such value, the mapping around it is removed as well.
//!
//! The remainder is never used for anything but findings. Some of those would only repeat that a part was
//! removed, such as "the start is missing" next to a start that is no text: [`Rest::is_consequence`].

use super::check::lacking;
use super::comment::Comment;
use super::located::Document;
use super::node::{Member, Node, Value};
use super::shape::FileShape;
use super::typed::typed;
use crate::diagnostic::{Diagnostic, MOST, Span};
use crate::model::Segment;

/// The remainder of a file.
pub(crate) struct Rest<F> {
    pub(crate) document: Document<F>,
    removed: Vec<Removed>,
}

/// A part that was taken out.
struct Removed {
    /// `None` for an entry of a list, and for a key that cannot be one.
    key: Option<String>,
    at: usize,
}

/// Findings that may say no more than that something is missing.
const OF_ABSENCE: [&str; 11] = [
    "missing-time",
    "missing-dates",
    "mixed-dates",
    "missing-address-part",
    "no-days",
    "no-years",
    "all-day-with-time",
    "lunch-break-without-days",
    "lunch-break-off",
    "holidays-add-nothing",
    "empty-adds-nothing",
];

/// Keys without which a schedule is still judged in full.
const INDEPENDENT: [&str; 5] = ["days", "name", "renamedFrom", "lunchBreak", "availability"];

/// The remainder; `None` when nothing of the file can be judged.
pub(super) fn rest<F: FileShape>(
    mut root: Node,
    comments: Vec<Comment>,
    findings: &[Diagnostic],
) -> Option<Rest<F>> {
    /// Each round removes a level of mappings at least.
    const ROUNDS: usize = 8;
    // A file with that many mistakes is not read to its end by anybody.
    if findings.len() >= MOST {
        return None;
    }
    let mut removed = Vec::new();
    let mut wrong = Vec::new();
    for finding in findings {
        match finding.code {
            "merge-key" | "key-not-text" => removed.push(Removed {
                key: None,
                at: finding.span.start,
            }),
            "missing-key" => {}
            _ if finding.path.segments().is_empty() => {}
            _ => wrong.push(finding.path.clone()),
        }
    }
    for round in 0..ROUNDS {
        // Later entries first, so that the positions of the others stay what they are.
        wrong.sort_by(|one, other| other.segments().cmp(one.segments()));
        wrong.dedup();
        for path in &wrong {
            remove(&mut root, path.segments(), &mut removed);
        }
        wrong.clear();
        if let Some(file) = typed::<F>(&root) {
            let document = Document {
                root,
                file,
                comments,
                // The file is refused already.
                misfits: Vec::new(),
            };
            removed.sort_by_key(|part| part.at);
            return Some(Rest { document, removed });
        }
        let lacking = lacking::<F>(&root);
        if lacking.len() >= MOST {
            return None;
        }
        for (at, path) in lacking.into_iter().enumerate() {
            let (parent, last) = path.split_last()?;
            let Segment::Key(key) = last else { continue };
            match harmless::<F>(key, round * 1_000_000 + at) {
                Some(value) => insert(&mut root, parent.segments(), key, value),
                None if parent.segments().is_empty() => return None,
                None => wrong.push(parent),
            }
        }
    }
    None
}

/// Drops missing keys of mappings that have a merge key, which may have stood for them.
pub(super) fn without_merged(findings: &mut Vec<Diagnostic>, root: &Node) {
    let merged = findings
        .iter()
        .filter(|finding| finding.code == "merge-key");
    let merged: Vec<_> = merged.map(|finding| finding.span.start).collect();
    findings.retain(|finding| {
        let node = || root.find(&finding.path).node;
        finding.code != "missing-key" || !merged.iter().any(|at| is_own(node(), *at))
    });
}

/// A value of a required key that breaks no rule and meets no other value. Names and codes are unlike any
/// other by their number.
fn harmless<F: FileShape>(key: &str, number: usize) -> Option<Value> {
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    match key {
        "apiVersion" => text(F::VERSION),
        "account" => text("account"),
        "name" => text(&format!("\u{fffc}{number}")),
        "user" => text(&format!("X{number}")),
        "street" | "city" => text("x"),
        // A country without rules for provinces and postal codes.
        "country" => text("FR"),
        "availability" => text("closed"),
        "timeZone" => text("UTC"),
        "windows" => Some(Value::List(Vec::new())),
        "days" => Some(Value::List(vec![Node {
            span: Span::default(),
            value: Value::Text("mon".to_owned()),
        }])),
        _ => None,
    }
}

fn remove(node: &mut Node, path: &[Segment], removed: &mut Vec<Removed>) {
    let Some((first, rest)) = path.split_first() else {
        return;
    };
    match (first, &mut node.value) {
        (Segment::Key(key), Value::Map(members)) => {
            let Some(at) = members.iter().position(|member| member.key == *key) else {
                return;
            };
            if !rest.is_empty() {
                return remove(&mut members[at].value, rest, removed);
            }
            let member = members.remove(at);
            removed.push(Removed {
                key: Some(member.key),
                at: member.key_span.start,
            });
        }
        (Segment::Index(at), Value::List(nodes)) if *at < nodes.len() => {
            if !rest.is_empty() {
                return remove(&mut nodes[*at], rest, removed);
            }
            let node = nodes.remove(*at);
            removed.push(Removed {
                key: None,
                at: node.span.start,
            });
        }
        (Segment::Key(_) | Segment::Index(_) | Segment::Entry(_), _) => {}
    }
}

fn insert(node: &mut Node, path: &[Segment], key: &str, value: Value) {
    let below = match (path.first(), &mut node.value) {
        (None, Value::Map(members)) => {
            // It stands at the head of the mapping and takes no place there.
            let at = members.first().map_or(node.span, |member| member.key_span);
            let span = Span {
                start: at.start,
                end: at.start,
            };
            members.push(Member {
                key: key.to_owned(),
                key_span: span,
                value: Node { span, value },
            });
            return;
        }
        (Some(Segment::Key(of)), Value::Map(members)) => members
            .iter_mut()
            .find(|member| member.key == *of)
            .map(|member| &mut member.value),
        (Some(Segment::Index(at)), Value::List(nodes)) => nodes.get_mut(*at),
        (None | Some(Segment::Key(_) | Segment::Index(_) | Segment::Entry(_)), _) => None,
    };
    if let Some(below) = below {
        insert(below, &path[1..], key, value);
    }
}

impl<F> Rest<F> {
    /// Whether a finding about the remainder follows from a part that was removed.
    pub(crate) fn is_consequence(&self, finding: &Diagnostic) -> bool {
        if finding.code == "holidays-without-events" {
            return self.removed.iter().any(|part| {
                let key = part.key.as_deref();
                key.is_none_or(|key| key == "specialEvents" || !INDEPENDENT.contains(&key))
            });
        }
        // It stands at the calendar, and the choice at its neighbours.
        if finding.code == "holiday-choice" {
            let entry = finding.path.split_last().map(|(entry, _)| entry);
            let span = entry.map(|entry| self.document.root.find(&entry).node.span);
            return span.is_some_and(|span| {
                let mut parts = self.removed.iter();
                parts.any(|part| (span.start..span.end).contains(&part.at))
            });
        }
        if !OF_ABSENCE.contains(&finding.code) {
            return false;
        }
        let node = self.document.root.find(&finding.path).node;
        let first = self
            .removed
            .partition_point(|part| part.at < node.span.start);
        let within = self.removed[first..].iter();
        let mut within = within.take_while(|part| part.at < node.span.end);
        within.any(|part| {
            let key = part.key.as_deref();
            let matters = match finding.code {
                "missing-time" | "missing-dates" | "mixed-dates" => {
                    key.is_none_or(|key| !INDEPENDENT.contains(&key))
                }
                _ => true,
            };
            matters && is_own(node, part.at)
        })
    }
}

/// Whether a place belongs to a mapping or a list itself, and to none of its values.
fn is_own(node: &Node, at: usize) -> bool {
    let within = |span: Span| (span.start..span.end).contains(&at);
    let deeper = match &node.value {
        Value::Map(members) => members.iter().any(|member| within(member.value.span)),
        Value::List(nodes) => nodes.iter().any(|node| within(node.span)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => false,
    };
    within(node.span) && !deeper
}
