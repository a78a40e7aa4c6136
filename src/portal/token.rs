//! What a token stands for.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use sha2::{Digest, Sha256};

use super::digest::hex;

/// Whose token it is, and what it permits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TokenHolder {
    /// `primary`, `delegate` or `system`.
    pub(super) role: String,
    /// `*` for a system token.
    pub(super) account: String,
    /// User code; a system token has none.
    pub(super) user: Option<String>,
    /// `read` or `write`.
    pub(super) scope: String,
}

/// Tokens that end with the process, by hash; all connections of a portal share them. A transaction
/// clones the inner `Arc`, so adding a token copies the map and affects no running transaction.
pub(super) type EphemeralTokens = Arc<RwLock<Arc<BTreeMap<String, TokenHolder>>>>;

/// The hash under which a token is stored. Unlike passwords, tokens are long and random, so even a
/// fast hash without salt cannot be reversed by guessing.
pub(super) fn hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// The beginning of a hash, by which a token is recognized in the audit table. Whoever has the token can
/// compute it (`printf %s TOKEN | sha256sum`), and nothing follows from it about the token.
pub(super) fn fingerprint(hash: &str) -> String {
    hash.chars().take(12).collect()
}
