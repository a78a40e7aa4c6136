//! Findings about text that is not YAML.
//!
//! The parser's own messages are in English and written for people who know the YAML specification.
//! Its many kinds of errors are therefore reduced to the few mistakes that people make who edit
//! such a file by hand: a tab, a quote or a bracket that is not closed, an unknown anchor.

use granit_parser::{ErrorKind, ScanError};

use super::budget::MAX_DEPTH;
use crate::advice::{Strange, strange};
use crate::diagnostic::{Diagnostic, Span};
use crate::words::Message;

/// The finding of the first error of the parser; reading stops there.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds belong to the parser, and ours name the ones people meet"
)]
pub(super) fn syntax(error: &ScanError, text: &str) -> Diagnostic {
    let start = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let start = text.floor_char_boundary(start);
    let (code, message, help) = match error.kind() {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar => return unexplained(start, text),
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
        _ => return unexplained(start, text),
    };
    let message = Message::new(message).number("limit", MAX_DEPTH);
    Diagnostic::error(code, character(start, text), message).help(Message::new(help))
}

/// The character at a place.
fn character(start: usize, text: &str) -> Span {
    let next = text[start..].chars().next();
    Span {
        start,
        end: start + next.map_or(0, char::len_utf8),
    }
}

/// An error that its kind does not explain: a tab or a character that no eye finds is the usual cause,
/// whatever the parser derived from it, and then the finding points at that character.
fn unexplained(start: usize, text: &str) -> Diagnostic {
    if let Some(at) = blamed(start, text, |c| c == '\t') {
        let finding = Diagnostic::error("tab", character(at, text), Message::new("tab"));
        return finding.help(Message::new("tab-help"));
    }
    if let Some(at) = blamed(start, text, |c| {
        strange(c.encode_utf8(&mut [0; 4])).is_some()
    }) {
        let span = character(at, text);
        let odd = strange(&text[span.start..span.end]).map(Strange::message);
        let finding = Diagnostic::error("syntax", span, Message::new("strange-syntax"));
        return finding.help(odd.unwrap_or_else(|| Message::new("syntax-help")));
    }
    let finding = Diagnostic::error("syntax", character(start, text), Message::new("syntax"));
    finding.help(Message::new("syntax-help"))
}

/// The place of the character to blame for an error at `start`: in the indentation of its line or of the
/// next one that has any text, else the last one before the error on its line, else the first one after it.
/// The parser notices some of them only when the line is over.
fn blamed(start: usize, text: &str, is_wrong: impl Fn(char) -> bool) -> Option<usize> {
    let line_of = |at: usize| text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = line_of(start);
    let end = |from: usize| text[from..].find('\n').map_or(text.len(), |end| from + end);
    let find = |from: usize, to: usize| {
        let mut wrong = text[from..to].char_indices().filter(|(_, c)| is_wrong(*c));
        wrong.next().map(|(at, _)| from + at)
    };
    let indentation = |from: usize| {
        let line = &text[from..end(from)];
        from + line.len() - line.trim_start().len()
    };
    if let Some(at) = find(line, indentation(line)) {
        return Some(at);
    }
    let before = &text[line..start];
    if let Some((at, _)) = before.char_indices().rfind(|(_, c)| is_wrong(*c)) {
        return Some(line + at);
    }
    let mut next = end(start) + 1;
    while next < text.len() && text[next..end(next)].trim().is_empty() {
        next = end(next) + 1;
    }
    let after = |from: usize| find(from, indentation(from));
    find(start, end(start)).or_else(|| (next < text.len()).then(|| after(next))?)
}
