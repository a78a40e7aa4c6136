//! Ids of new schedules, fixed in the plan.

use sha2::{Digest, Sha256};

use crate::model::{AccountName, ETag, Kind, Language, NameKey, ScheduleId};

/// 128 bits of SHA-256 over the place and name of the schedule and the tag of its list.
///
/// A create that is repeated because its answer was lost has its id again and finds itself. The
/// create of a later plan has another one, because the tag of the list has changed since.
pub(super) fn new_schedule_id(
    account: &AccountName,
    language: Language,
    kind: Kind,
    key: &NameKey,
    list: &ETag,
) -> ScheduleId {
    let mut hash = Sha256::new();
    for part in [
        account.as_str(),
        language.as_str(),
        kind.list(),
        key.as_str(),
        &list.0,
    ] {
        hash.update(part);
        // No part holds a NUL, so no two lists of parts hash equal bytes.
        hash.update([0]);
    }
    ScheduleId(base32(&hash.finalize()[..16]))
}

/// RFC 4648 base 32 in lower case without padding: 26 characters for 16 bytes.
fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    (0..bytes.len() * 8)
        .step_by(5)
        .map(|first| (first..first + 5).fold(0, |value, at| value << 1 | bit(bytes, at)))
        .map(|value| char::from(ALPHABET[value]))
        .collect()
}

/// A bit of the bytes, the highest of the first byte first; 0 behind the end, which fills up the
/// last character.
fn bit(bytes: &[u8], at: usize) -> usize {
    let byte = bytes.get(at / 8).copied().unwrap_or(0);
    usize::from(byte >> (7 - at % 8) & 1)
}
