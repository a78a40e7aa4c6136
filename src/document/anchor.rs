//! Where a text anchors values (`&name`) and where it repeats them (`*name`).
//!
//! The tree has a copy in place of each alias, which is all that reading needs. Whoever edits the text needs
//! to know that a change of the anchored value is a change of every place that repeats it.

use std::collections::BTreeMap;

use granit_parser::{Event, Parser};

use super::node::{Node, Value};

/// The anchors of a text, by number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Anchors {
    /// Where anchored lists and mappings begin.
    containers: BTreeMap<usize, usize>,
    /// Where anchored scalars begin.
    scalars: BTreeMap<usize, usize>,
    aliases: BTreeMap<usize, usize>,
}

impl Anchors {
    /// The anchors of a text that was read before.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the events belong to the parser, which may add marks"
    )]
    pub(crate) fn of(text: &str) -> Self {
        let mut anchors = Self::default();
        for (event, span) in Parser::new_from_str(text).flatten() {
            let start = span.byte_range().map_or(0, |range| range.start);
            match event {
                Event::Scalar(_, _, anchor, _) if anchor != 0 => {
                    anchors.scalars.insert(start, anchor);
                }
                Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _)
                    if anchor != 0 =>
                {
                    anchors.containers.insert(start, anchor);
                }
                Event::Alias(anchor) => {
                    anchors.aliases.insert(start, anchor);
                }
                _ => {}
            }
        }
        anchors
    }

    /// The anchor of a value.
    pub(crate) fn defined_by(&self, node: &Node) -> Option<usize> {
        let defined = match &node.value {
            Value::List(_) | Value::Map(_) => &self.containers,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => &self.scalars,
        };
        defined.get(&node.span.start).copied()
    }

    /// The anchor that a value repeats.
    pub(crate) fn repeated_by(&self, node: &Node) -> Option<usize> {
        self.aliases.get(&node.span.start).copied()
    }
}
