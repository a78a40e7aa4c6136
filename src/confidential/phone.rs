//! Telephone numbers by their look, whatever key they stand at.

use std::ops::Range;

/// Digits of the shortest number that is recognized by its `+`.
const FEWEST: usize = 7;

/// Numbers that begin with `+`, and those written `514 555-0142`, `(514) 555-0142` or `514.555.0142`.
pub(super) fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        if !matches!(byte, b'+' | b'(' | b'0'..=b'9') || found.last().is_some_and(|r| at < r.end) {
            continue;
        }
        let end = match byte {
            b'+' => international(text, at),
            _ if at > 0 && bytes[at - 1].is_ascii_alphanumeric() => None,
            _ => local(bytes, at),
        };
        found.extend(end.map(|end| at..end));
    }
    found
}

/// The end of a `+` with enough digits behind it.
fn international(text: &str, at: usize) -> Option<usize> {
    let (mut digits, mut end) = (0, at);
    for (offset, c) in text[at + 1..].char_indices() {
        match c {
            '0'..='9' => {
                digits += 1;
                end = at + 1 + offset + 1;
            }
            ' ' | '.' | '-' | '(' | ')' | '/' | '\u{a0}' | '\u{202f}' if digits < 16 => {}
            _ => break,
        }
    }
    (digits >= FEWEST).then_some(end)
}

/// The end of three, three and four digits with something between the last two groups.
fn local(bytes: &[u8], at: usize) -> Option<usize> {
    let opened = bytes[at] == b'(';
    let mut at = digits(bytes, at + usize::from(opened), 3)?;
    if opened {
        at = (bytes.get(at) == Some(&b')')).then_some(at + 1)?;
    }
    at = digits(bytes, separators(bytes, at), 3)?;
    let last = separators(bytes, at);
    let end = digits(bytes, last, 4)?;
    let over = bytes.get(end).is_some_and(u8::is_ascii_digit);
    (last > at && !over).then_some(end)
}

/// The place after a number of digits.
fn digits(bytes: &[u8], at: usize, count: usize) -> Option<usize> {
    let found = bytes.get(at..at + count)?;
    found.iter().all(u8::is_ascii_digit).then_some(at + count)
}

/// The place after blanks, dots and hyphens.
fn separators(bytes: &[u8], at: usize) -> usize {
    let rest = bytes[at..].iter().take(3);
    at + rest
        .take_while(|byte| matches!(byte, b' ' | b'.' | b'-'))
        .count()
}
