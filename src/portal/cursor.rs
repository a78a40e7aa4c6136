//! Cursors of lists: opaque, and of one list only, so that a page is never asked for by hand.

use sha2::{Digest, Sha256};

/// Hexadecimal digits that show a cursor to be one of this list.
const SEAL: usize = 8;

/// The cursor of what comes after a key.
pub(super) fn of(path: &str, key: &str) -> String {
    format!("{}{}", seal(path, key), super::hex(key.as_bytes()))
}

/// The key that a cursor of this list stands for.
pub(super) fn key(path: &str, cursor: &str) -> Option<String> {
    let (sealed, digits) = cursor.split_at_checked(SEAL)?;
    let key = String::from_utf8(bytes(digits)?).ok()?;
    (seal(path, &key) == sealed).then_some(key)
}

fn seal(path: &str, key: &str) -> String {
    let digest = Sha256::digest(format!("{path}\0{key}"));
    super::hex(&digest)[..SEAL].to_owned()
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let pairs = (0..digits.len()).step_by(2);
    pairs
        .map(|at| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok())
        .collect()
}
