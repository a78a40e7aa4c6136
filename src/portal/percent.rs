//! Percent-encoding of paths and queries.

/// Decodes a segment of a path or a value of a query. `None` when an escape is cut short or the
/// bytes are not UTF-8.
///
/// A `+` stands for itself and not for a space, as it does in HTML forms: an instant such as
/// `2026-03-02T12:00:00+01:00` contains one, and no value of the contract contains a space.
pub(super) fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let (high, low) = (hex_digit(rest.next()?)?, hex_digit(rest.next()?)?);
                bytes.push(high * 16 + low);
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

/// Encodes a segment of a path: everything but letters, digits and what RFC 3986 calls unreserved.
pub(super) fn encode(segment: &str) -> String {
    let mut encoded = String::new();
    for byte in segment.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(char::from(byte));
            }
            byte => encoded.extend(['%'].into_iter().chain(hex_pair(byte))),
        }
    }
    encoded
}

fn hex_pair(byte: u8) -> [char; 2] {
    let digit = |four: u8| char::from_digit(u32::from(four), 16).unwrap_or('0');
    [digit(byte >> 4), digit(byte & 15)]
}

fn hex_digit(byte: u8) -> Option<u8> {
    let digit = char::from(byte).to_digit(16)?;
    u8::try_from(digit).ok()
}
