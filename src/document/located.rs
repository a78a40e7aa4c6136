//! A file whose shape is right, with the places of its values.

use super::comment::Comment;
use super::node::Node;
use super::shape;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::model::FieldPath;
use crate::words::Message;

/// A file whose shape is right: its typed content, by default that of a reseller file, together
/// with the tree that knows where in the text each value stands.
#[derive(Debug, Clone)]
pub(crate) struct Document<F = shape::File> {
    pub(crate) root: Node,
    pub(crate) file: F,
    /// Comments addressed to this tool, in the order of the file.
    pub(crate) comments: Vec<Comment>,
    /// Places of values that the schema refuses for their form.
    pub(super) misfits: Vec<FieldPath>,
}

impl<F> Document<F> {
    /// The place of a value, or of the closest enclosing value when the file does not have it.
    /// Entries of lists are given by their positions.
    pub(crate) fn locate(&self, path: &FieldPath) -> Span {
        self.root.find(path).value
    }

    /// What the schema refuses and no finding explains, as findings. A test finds none: the parser of
    /// each form refuses at least what the schema refuses. Were it otherwise, an editor would mark as
    /// wrong what this program applies.
    pub(crate) fn unexplained(&self, findings: &[Diagnostic]) -> Vec<Diagnostic> {
        let errors = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        let explained: Vec<_> = errors.map(|finding| &finding.path).collect();
        let unexplained = self.misfits.iter().filter(|misfit| {
            let mapping = misfit
                .split_last()
                .map_or_else(FieldPath::root, |(path, _)| path);
            let mapping = mapping.segments();
            !explained.iter().any(|path| {
                path.segments().starts_with(mapping) || mapping.starts_with(path.segments())
            })
        });
        let findings = unexplained.map(|path| {
            let message = Message::new("wrong-type").text("path", path);
            Diagnostic::error("wrong-type", self.locate(path), message).at(path.clone())
        });
        findings.collect()
    }

    /// The place of a key; for an entry of a list, the place of its first key.
    pub(crate) fn locate_key(&self, path: &FieldPath) -> Span {
        self.root.find(path).key
    }
}
