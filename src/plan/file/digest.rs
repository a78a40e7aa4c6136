//! The hashes of a plan and of its file.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::record::Record;
use crate::plan::verdict::Plan;

/// Digest of a plan, 64 lower-case hexadecimal digits: origin, account, the four guards, base
/// tags, steps and granted consent; neither time nor tool version nor hours. So two runs with equal steps on an
/// equal state of the portal have one digest, and an approval of one is an approval of the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlanDigest(String);

impl PlanDigest {
    pub(crate) fn of(plan: &Plan) -> Self {
        Self(sha256(&json(&Record::of(plan).digested())))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }
}

/// SHA-256 in lower-case hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 0xf])
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}

/// The JSON that is hashed and written. It must never be empty by mistake: a digest or a seal over
/// nothing would approve anything.
pub(super) fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("records hold only texts, numbers, lists and maps by text")
}

/// Digest of a run: SHA-256 over a line `ACCOUNT DIGEST` for each plan, sorted, one LF after each. None
/// without a plan. Whoever approves it approves exactly these plans.
pub(crate) fn run_digest<'p>(plans: impl Iterator<Item = (&'p str, &'p str)>) -> Option<String> {
    let plans = plans.map(|(account, digest)| format!("{account} {digest}\n"));
    let mut lines: Vec<_> = plans.collect();
    lines.sort();
    (!lines.is_empty()).then(|| sha256(lines.concat().as_bytes()))
}

impl Plan {
    /// What an approval names: 64 lower-case hexadecimal digits over everything that the plan would
    /// do and the state that it was made from.
    #[must_use]
    pub fn digest(&self) -> String {
        PlanDigest::of(self).as_str().to_owned()
    }
}
