//! Findings about text that is not YAML.
//!
//! The parser's own messages are in English and written for people who know the YAML specification.
//! Its many kinds of errors are therefore reduced to the few mistakes that people make who edit
//! such a file by hand: a tab, a quote or a bracket that is not closed, an unknown anchor.

use granit_parser::{ErrorKind, ScanError};

use super::budget::MAX_DEPTH;
use crate::diagnostic::{Diagnostic, Span};
use crate::words::Message;

/// The finding of the first error of the parser; reading stops there.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds belong to the parser, and ours name the ones people meet"
)]
pub(super) fn syntax(error: &ScanError, text: &str) -> Diagnostic {
    let start = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let end = text[start..]
        .chars()
        .next()
        .map_or(start, |c| start + c.len_utf8());
    let span = Span { start, end };
    let (code, message, help) = match error.kind() {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar => ("tab", "tab", "tab-help"),
        ErrorKind::UnclosedQuotedScalar => ("syntax", "syntax-quote", "syntax-quote-help"),
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::MisplacedFlowCollectionEnd => {
            ("syntax", "syntax-bracket", "syntax-bracket-help")
        }
        ErrorKind::UnknownAnchor => ("syntax", "syntax-anchor", "syntax-anchor-help"),
        ErrorKind::RecursionLimitExceeded => ("too-deep", "too-deep", "syntax-help"),
        _ => return unexplained(span, text),
    };
    let message = Message::new(message).number("limit", MAX_DEPTH);
    Diagnostic::error(code, span, message).help(Message::new(help))
}

/// An error that none of the usual mistakes explains.
fn unexplained(span: Span, text: &str) -> Diagnostic {
    let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let line = &text[line_start..span.start];
    // A tab before the place is the usual cause, whatever error the parser derived from it.
    let (code, message, help) = if line.contains('\t') || text[span.start..].starts_with('\t') {
        ("tab", "tab", "tab-help")
    } else {
        ("syntax", "syntax", "syntax-help")
    };
    Diagnostic::error(code, span, Message::new(message)).help(Message::new(help))
}
