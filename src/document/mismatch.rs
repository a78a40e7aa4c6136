//! Findings about the shape of a file, in our own words rather than those of the validator: no mapping,
//! another version, missing keys, numbers out of range.

use std::ops::RangeInclusive;

use super::node::{LocatedNode, Node, Value};
use crate::advice::{Strange, strange};
use crate::diagnostic::{Diagnostic, Span};
use crate::holiday::YEARS;
use crate::model::FieldPath;
use crate::words::Message;

/// A file without any value: empty, or nothing but comments.
pub(super) fn empty_file() -> Diagnostic {
    Diagnostic::error("empty-file", Span::default(), Message::new("empty-file"))
        .help(Message::new("not-a-mapping-help"))
}

/// A file that is a list or a single scalar.
pub(super) fn not_a_mapping(node: &Node) -> Diagnostic {
    let span = node.span;
    let odd = match &node.value {
        Value::Text(text) => strange(text),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Map(_) => None,
    };
    let help = odd.map_or_else(|| Message::new("not-a-mapping-help"), Strange::message);
    Diagnostic::error("not-a-mapping", span, Message::new("not-a-mapping")).help(help)
}

/// A file of another version of the format. Nothing else can be said of it: its keys may be new, and its
/// values may mean something else.
pub(super) fn unsupported_version(root: &Node, only: &str) -> Option<Diagnostic> {
    let written = &root.member("apiVersion")?.value;
    let version = match &written.value {
        Value::Text(text) | Value::Number(text) => text.clone(),
        Value::Bool(on) => on.to_string(),
        Value::Null | Value::List(_) | Value::Map(_) => return None,
    };
    if version == only {
        return None;
    }
    let message = Message::new("unsupported-version").text("version", &version);
    let help = Message::new("unsupported-version-help").text("version", only);
    let finding = Diagnostic::error("unsupported-version", written.span, message);
    Some(finding.help(help).at(FieldPath::of("apiVersion")))
}

/// A required key that is missing. The finding points at the mapping that should have it, and its
/// path is that of the missing key.
pub(super) fn missing_key(at: &LocatedNode<'_>, path: &FieldPath, key: &str) -> Diagnostic {
    let message = Message::new("missing-key").text("key", key);
    Diagnostic::error("missing-key", at.key, message)
        .help(Message::new("missing-key-help").text("key", key))
        .at(path.key(key.to_owned()))
}

/// A year outside of the years for which holidays are known. Years are the only numbers of a
/// reseller file.
pub(crate) fn year_out_of_range(span: Span, path: FieldPath) -> Diagnostic {
    let message = Message::new("year-out-of-range")
        .text("first", YEARS.start())
        .text("last", YEARS.end());
    Diagnostic::error("year-out-of-range", span, message)
        .help(Message::new("year-out-of-range-help"))
        .at(path)
}

/// A number of a policy, a count or a number of hours, that is outside of its range.
pub(crate) fn number_out_of_range(
    span: Span,
    path: FieldPath,
    range: &RangeInclusive<u64>,
) -> Diagnostic {
    let message = Message::new("number-out-of-range").text("path", &path);
    let help = Message::new("number-out-of-range-help")
        .text("first", range.start())
        .text("last", range.end());
    Diagnostic::error("number-out-of-range", span, message)
        .help(help)
        .at(path)
}
