//! A file whose shape is right, with the places of its values.

use super::comment::Comment;
use super::node::Node;
use super::shape;
use crate::diagnostic::Span;
use crate::model::FieldPath;

/// A file whose shape is right: its typed content, by default that of a reseller file, together
/// with the tree that knows where in the text each value stands.
#[derive(Debug, Clone)]
pub(crate) struct Document<F = shape::File> {
    pub(crate) root: Node,
    pub(crate) file: F,
    /// Comments addressed to this tool, in the order of the file.
    pub(crate) comments: Vec<Comment>,
}

impl<F> Document<F> {
    /// The place of a value, or of the closest enclosing value when the file does not have it.
    /// Entries of lists are given by their positions.
    pub(crate) fn locate(&self, path: &FieldPath) -> Span {
        self.root.find(path).value
    }

    /// The place of a key; for an entry of a list, the place of its first key.
    pub(crate) fn locate_key(&self, path: &FieldPath) -> Span {
        self.root.find(path).key
    }
}
