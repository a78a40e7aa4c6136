//! YAML text to a tree with spans, its shape and its schema.

mod check;
mod comment;
mod decode;
mod nearest;
mod pieces;
mod schema;
pub(crate) mod shape;
mod tree;
mod typed;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Span, sort};
use crate::model::{FieldPath, Segment};
pub(crate) use check::{Compiled, number_out_of_range, year_out_of_range};
pub(crate) use comment::{Comment, Stands};
pub(crate) use decode::MAX_BYTES;
pub(crate) use nearest::{did_you_mean, nearest};
pub(crate) use schema::{schema, shape_schema};
pub(crate) use shape::Shape;

/// One value of the file with its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) value: Value,
}

/// What YAML 1.2 (core schema, with only `true` and `false` as booleans) makes of a node.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    /// A number, as it was written.
    Number(String),
    Text(String),
    List(Vec<Node>),
    Map(Vec<Member>),
}

/// One key of a mapping with its value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Member {
    pub(crate) key: String,
    pub(crate) key_span: Span,
    pub(crate) value: Node,
}

/// A file that has the shape that is wanted, most often that of a reseller file: typed, with the tree
/// that knows the places.
#[derive(Debug, Clone)]
pub(crate) struct Document<F = shape::File> {
    pub(crate) root: Node,
    pub(crate) file: F,
    /// Comments that speak to this tool, in the order of the file.
    pub(crate) comments: Vec<Comment>,
}

/// A file as it was read: the text that its spans point into, and the document or what is wrong.
pub(crate) struct Parsed<'a, F = shape::File> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) document: Result<Document<F>, Vec<Diagnostic>>,
}

/// Reads a reseller file. Every finding of the stage that failed is returned, in the order of the
/// file.
pub(crate) fn parse(bytes: &[u8]) -> Parsed<'_> {
    parse_as(bytes)
}

/// Reads a file of any shape.
pub(crate) fn parse_as<F: Shape>(bytes: &[u8]) -> Parsed<'_, F> {
    let (text, decoded) = decode::decode(bytes);
    let mut document = match decoded {
        Some(finding) => Err(vec![finding]),
        None => document(&text),
    };
    if let Err(findings) = &mut document {
        sort(findings);
    }
    Parsed { text, document }
}

fn document<F: Shape>(text: &str) -> Result<Document<F>, Vec<Diagnostic>> {
    let built = tree::build(text);
    let (comments, mut findings) = (built.comments, built.findings);
    let Some(root) = built.root else {
        if findings.is_empty() {
            findings.push(check::not_a_mapping(None));
        }
        return Err(findings);
    };
    match check::check(&root) {
        Ok(file) if findings.is_empty() => Ok(Document {
            root,
            file,
            comments,
        }),
        Ok(_) => Err(findings),
        Err(more) => {
            findings.extend(more);
            Err(findings)
        }
    }
}

impl<F> Document<F> {
    /// The place of a value, positions of lists as [`Segment::Index`]; of the nearest value
    /// around it when it is not in the file.
    pub(crate) fn locate(&self, path: &FieldPath) -> Span {
        self.root.find(path).value
    }

    /// The place of a key; of an entry of a list, its first key.
    pub(crate) fn locate_key(&self, path: &FieldPath) -> Span {
        self.root.find(path).key
    }
}

/// Where a member stands.
pub(super) struct Found<'a> {
    pub(super) node: &'a Node,
    pub(super) key: Span,
    pub(super) value: Span,
}

impl Node {
    /// The member of a mapping.
    pub(crate) fn member(&self, key: &str) -> Option<&Member> {
        match &self.value {
            Value::Map(members) => members.iter().find(|member| member.key == key),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => {
                None
            }
        }
    }

    /// Where each key of a mapping stands, for questions about many.
    pub(super) fn keys(&self) -> HashMap<&str, Span> {
        match &self.value {
            Value::Map(members) => members
                .iter()
                .map(|member| (member.key.as_str(), member.key_span))
                .collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => {
                HashMap::new()
            }
        }
    }

    /// Where a mapping or list begins: its first key, or its first entry.
    pub(crate) fn head(&self) -> Span {
        match &self.value {
            Value::Map(members) => members.first().map_or(self.span, |member| member.key_span),
            Value::List(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {
                self.span
            }
        }
    }

    /// The node at a path, or the nearest one around it.
    pub(super) fn find(&self, path: &FieldPath) -> Found<'_> {
        let mut found = Found {
            node: self,
            key: self.head(),
            value: self.head(),
        };
        for segment in path.segments() {
            let next = match (segment, &found.node.value) {
                (Segment::Key(key), Value::Map(_)) => found
                    .node
                    .member(key)
                    .map(|member| (&member.value, member.key_span)),
                (Segment::Index(at), Value::List(nodes)) => {
                    nodes.get(*at).map(|node| (node, node.head()))
                }
                (Segment::Key(_) | Segment::Index(_) | Segment::Entry(_), _) => None,
            };
            let Some((node, key)) = next else { break };
            found = Found {
                node,
                key,
                value: node.span,
            };
        }
        found
    }
}
