//! Bytes to text, before any YAML is read: size, encoding, and NUL characters.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Span};
use crate::words::Message;

/// Maximum size of a file in bytes.
pub(crate) const MAX_BYTES: usize = 1 << 20;

/// The text of a file and, if it cannot be read as YAML, the finding that says why. The text is
/// then a rendering that reports can show: lossy for a wrong encoding, empty for a file that is too
/// large or in UTF-16.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<Diagnostic>) {
    let start = Span { start: 0, end: 0 };
    if bytes.len() > MAX_BYTES {
        let message = Message::new("too-large").number("limit", MAX_BYTES);
        let help = Message::new("too-large-help");
        return (
            "".into(),
            Some(Diagnostic::error("too-large", start, message).help(help)),
        );
    }
    if is_utf16(bytes) {
        let finding = Diagnostic::error("not-utf8", start, Message::new("utf16"));
        return ("".into(), Some(finding.help(Message::new("not-utf8-help"))));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.into(), no_nul(text)),
        Err(error) => {
            // The lossy text begins with the valid part, so the position is right in it as well.
            let text = String::from_utf8_lossy(bytes);
            let at = error.valid_up_to();
            let replacement = char::REPLACEMENT_CHARACTER.len_utf8();
            let span = Span {
                start: at,
                end: at + replacement,
            };
            let finding = Diagnostic::error("not-utf8", span, Message::new("not-utf8"));
            (text, Some(finding.help(Message::new("not-utf8-help"))))
        }
    }
}

/// Whether the bytes look like UTF-16: they begin with its byte-order mark, or one of the first two
/// bytes is NUL and the other one is not, as in every file that begins with an ASCII character.
fn is_utf16(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [0, second, ..] => *second != 0,
        [first, 0, ..] => *first != 0,
        [] | [_, ..] => false,
    }
}

fn no_nul(text: &str) -> Option<Diagnostic> {
    text.find('\0').map(|at| {
        let span = Span {
            start: at,
            end: at + 1,
        };
        let finding = Diagnostic::error("control-character", span, Message::new("nul"));
        finding.help(Message::new("nul-help"))
    })
}
