//! YAML text to a tree with spans, its shape and its schema.

pub(crate) mod shape;

use crate::diagnostic::Span;

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

/// A file that has the shape of a reseller file: typed, with the tree that knows the places.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) root: Node,
    pub(crate) file: shape::File,
}
