//! Ids of new schedules, fixed in the plan.

use sha2::{Digest, Sha256};

use crate::model::{AccountName, ETag, Kind, Language, NameKey, ScheduleId};

/// 128 bits of SHA-256 over what the schedule is and the tag of its list, so that a repeated
/// create meets itself, and the create of another plan does not.
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
        // No part holds a NUL, so two lists of parts never hash the same bytes.
        hash.update([0]);
    }
    ScheduleId(base32(&hash.finalize()[..16]))
}

/// RFC 4648 base 32 in lower case without padding: 26 characters for 16 bytes.
fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let bit = |at: usize| {
        bytes
            .get(at / 8)
            .is_some_and(|byte| byte & (0x80 >> (at % 8)) != 0)
    };
    (0..bytes.len() * 8)
        .step_by(5)
        .map(|at| (at..at + 5).fold(0, |value, at| value << 1 | usize::from(bit(at))))
        .map(|value| char::from(ALPHABET[value]))
        .collect()
}
