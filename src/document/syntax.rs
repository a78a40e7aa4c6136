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
        ErrorKind::RecursionLimitExceeded => ("too-deep", "too-deep", "too-deep-help"),
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

/// The place of the character to blame for an error at `start`: in the indentation of its line, else the last
/// one before the error or the first one after it, else in the indentation of the next line that has any
/// text, else anywhere on the line or on the one above. The parser notices some of them only when the line
/// is over, or in the next one.
fn blamed(start: usize, text: &str, is_wrong: impl Fn(char) -> bool) -> Option<usize> {
    let line = Line::at(start, text);
    let find = |from: usize, to: usize| {
        let mut wrong = text[from..to.max(from)].char_indices();
        wrong.find(|(_, c)| is_wrong(*c)).map(|(at, _)| from + at)
    };
    let before = || {
        let text = &text[line.start..start.min(line.content_end)];
        let last = text.char_indices().rfind(|(_, c)| is_wrong(*c));
        last.map(|(at, _)| line.start + at)
    };
    let below = || {
        let next = line.next(text)?;
        find(next.start, next.content)
    };
    let above = || find(Line::at(line.start.checked_sub(1)?, text).start, line.start);
    find(line.start, line.content)
        .or_else(before)
        .or_else(|| find(start, line.content_end))
        .or_else(below)
        .or_else(|| find(line.start, line.end))
        .or_else(above)
}

/// A line of the text, by the places where its parts begin and end.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    /// Behind the indentation.
    content: usize,
    /// Before the white space at the end.
    content_end: usize,
    end: usize,
}

impl Line {
    fn at(place: usize, text: &str) -> Self {
        let start = text[..place].rfind('\n').map_or(0, |end| end + 1);
        let end = text[start..]
            .find('\n')
            .map_or(text.len(), |end| start + end);
        let line = &text[start..end];
        Self {
            start,
            content: start + line.len() - line.trim_start().len(),
            content_end: start + line.trim_end().len(),
            end,
        }
    }

    /// The next line that is not blank.
    fn next(self, text: &str) -> Option<Self> {
        let mut line = self;
        while line.end < text.len() {
            line = Self::at(line.end + 1, text);
            if line.content < line.end {
                return Some(line);
            }
        }
        None
    }
}
