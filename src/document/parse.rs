//! Bytes to a typed document, in stages: decode, build the tree, check the shape. A stage runs only
//! when the one before it found nothing that makes its own findings meaningless; what a wrong shape
//! leaves to be judged is in [`rest`](super::rest).

use std::borrow::Cow;

use super::check::Shaped;
use super::located::Document;
use super::rest::{Rest, rest, without_merged};
use super::shape::{self, FileShape};
use super::{check, decode, mismatch, tree};
use crate::confidential::ConfidentialValue;
use crate::diagnostic::{Diagnostic, sort};

/// The result of reading a file: the decoded text, into which all spans point, and either the
/// document or the findings that refuse it.
pub(crate) struct Parsed<'a, F = shape::File> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) document: Result<Document<F>, Vec<Diagnostic>>,
    /// Of a file that is refused, what can still be judged.
    pub(crate) rest: Option<Rest<F>>,
    /// Values at confidential keys, for the mask of reports.
    pub(crate) confidential: Vec<ConfidentialValue>,
}

/// Reads a reseller file. On failure, every finding about its shape is returned, in the order of the
/// file.
pub(crate) fn parse(bytes: &[u8]) -> Parsed<'_> {
    parse_as(bytes)
}

/// Reads a file of any shape, with the rules of [`parse`].
pub(crate) fn parse_as<F: FileShape>(bytes: &[u8]) -> Parsed<'_, F> {
    let (text, decoded) = decode::decode(bytes);
    let read = match decoded {
        Some(finding) => Read::refused(vec![finding]),
        None => read(&text),
    };
    Parsed {
        text,
        document: read.document,
        rest: read.rest,
        confidential: read.confidential,
    }
}

/// A text that was read.
struct Read<F> {
    document: Result<Document<F>, Vec<Diagnostic>>,
    rest: Option<Rest<F>>,
    confidential: Vec<ConfidentialValue>,
}

impl<F: FileShape> Read<F> {
    fn refused(mut findings: Vec<Diagnostic>) -> Self {
        sort(&mut findings);
        Self {
            document: Err(findings),
            rest: None,
            confidential: Vec::new(),
        }
    }
}

fn read<F: FileShape>(text: &str) -> Read<F> {
    let built = tree::build(text);
    let (comments, mut findings) = (built.comments, built.findings);
    let Some(root) = built.root else {
        if findings.is_empty() {
            findings.push(mismatch::empty_file());
        }
        return Read::refused(findings);
    };
    let confidential = root.confidential();
    // Of a newer format nothing is known, not even which of its keys are wrong.
    if let Some(finding) = mismatch::unsupported_version(&root, F::VERSION) {
        return Read {
            confidential,
            ..Read::refused(vec![finding])
        };
    }
    // A tree with findings, such as a duplicate key, is complete enough to be checked as well, so
    // that an author sees both kinds of mistakes at once.
    let root = match check::check::<F>(&root) {
        Shaped::Right { file, misfits } if findings.is_empty() => {
            let document = Document {
                root,
                file,
                comments,
                misfits,
            };
            return Read {
                document: Ok(document),
                rest: None,
                confidential,
            };
        }
        Shaped::Right { .. } => root,
        Shaped::Wrong {
            findings: more,
            root,
        } => {
            findings.extend(more);
            root
        }
    };
    without_merged(&mut findings, &root);
    let rest = rest(root, comments, &findings);
    Read {
        rest,
        confidential,
        ..Read::refused(findings)
    }
}
