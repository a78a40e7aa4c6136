//! Bytes to a typed document, in stages: decode, build the tree, check the shape. A stage runs only
//! when the one before it found nothing that makes its own findings meaningless.

use std::borrow::Cow;

use super::comment::Comment;
use super::node::Node;
use super::shape::{self, FileShape};
use super::{check, decode, mismatch, tree};
use crate::diagnostic::{Diagnostic, Span, sort};
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

/// The result of reading a file: the decoded text, into which all spans point, and either the
/// document or the findings that refuse it.
pub(crate) struct Parsed<'a, F = shape::File> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) document: Result<Document<F>, Vec<Diagnostic>>,
}

/// Reads a reseller file. On failure, every finding of the stage that failed is returned, in the
/// order of the file.
pub(crate) fn parse(bytes: &[u8]) -> Parsed<'_> {
    parse_as(bytes)
}

/// Reads a file of any shape, with the rules of [`parse`].
pub(crate) fn parse_as<F: FileShape>(bytes: &[u8]) -> Parsed<'_, F> {
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

fn document<F: FileShape>(text: &str) -> Result<Document<F>, Vec<Diagnostic>> {
    let built = tree::build(text);
    let (comments, mut findings) = (built.comments, built.findings);
    let Some(root) = built.root else {
        if findings.is_empty() {
            findings.push(mismatch::empty_file());
        }
        return Err(findings);
    };
    // A tree with findings, such as a duplicate key, is complete enough to be checked as well, so
    // that an author sees both kinds of mistakes at once.
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
