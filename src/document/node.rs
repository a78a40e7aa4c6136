//! The tree of a YAML file: values and keys with their places in the text.

use std::collections::HashMap;

use crate::confidential::{ConfidentialValue, Confidentiality, kind_of};
use crate::diagnostic::Span;
use crate::model::{FieldPath, Segment};

/// One value of the file with its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) value: Value,
}

/// The value of a node under the core schema of YAML 1.2, in which only `true` and `false` are
/// booleans and only plain (unquoted) scalars are anything but text.
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

/// A node that a path leads to, with the places that a finding about it can point at.
pub(super) struct LocatedNode<'a> {
    pub(super) node: &'a Node,
    /// The key of the node; for an entry of a list, the first key of the entry.
    pub(super) key: Span,
    /// The node itself.
    pub(super) value: Span,
}

impl Node {
    /// The member of a mapping that has this key; `None` for any other node.
    pub(crate) fn member(&self, key: &str) -> Option<&Member> {
        match &self.value {
            Value::Map(members) => members.iter().find(|member| member.key == key),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => {
                None
            }
        }
    }

    /// Every member of a mapping by its key, for callers that look up many of them: a search key by
    /// key would take quadratic time in a hostile file.
    pub(super) fn keys(&self) -> HashMap<&str, &Member> {
        match &self.value {
            Value::Map(members) => members
                .iter()
                .map(|member| (member.key.as_str(), member))
                .collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => {
                HashMap::new()
            }
        }
    }

    /// The place that stands for the whole node in a report: the first key of a mapping, since the
    /// mapping itself may span many lines, and the node's own span otherwise.
    pub(crate) fn head(&self) -> Span {
        match &self.value {
            Value::Map(members) => members.first().map_or(self.span, |member| member.key_span),
            Value::List(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {
                self.span
            }
        }
    }

    /// Every scalar at or below a key that is confidential.
    pub(super) fn confidential(&self) -> Vec<ConfidentialValue> {
        let mut values = Vec::new();
        self.add_confidential(None, &mut values);
        values
    }

    fn add_confidential(
        &self,
        above: Option<Confidentiality>,
        values: &mut Vec<ConfidentialValue>,
    ) {
        match &self.value {
            Value::Map(members) => {
                for member in members {
                    let kind = above.or_else(|| kind_of(&member.key));
                    member.value.add_confidential(kind, values);
                }
            }
            Value::List(nodes) => {
                for node in nodes {
                    node.add_confidential(above, values);
                }
            }
            Value::Text(text) | Value::Number(text) => {
                let text = text.clone();
                values.extend(above.map(|kind| ConfidentialValue { kind, text }));
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// This node as a [`LocatedNode`] of its own, without a key above it.
    pub(super) fn located(&self) -> LocatedNode<'_> {
        LocatedNode {
            node: self,
            key: self.head(),
            value: self.span,
        }
    }

    /// The node at a path, or the closest enclosing one that the file has. Entries of lists are
    /// given by their positions ([`Segment::Index`]); names of entries are not looked up.
    pub(super) fn find(&self, path: &FieldPath) -> LocatedNode<'_> {
        let mut found = LocatedNode {
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
            found = LocatedNode {
                node,
                key,
                value: node.span,
            };
        }
        found
    }
}
