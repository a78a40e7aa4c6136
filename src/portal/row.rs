//! A resource as it is stored, with a seal.
//!
//! The seal is a hash over all columns of the row. SQLite has no checksums of its own: a bit that
//! flips on the disk inside a text goes unnoticed, and the portal would serve, say, opening hours
//! that no user entered. So each row carries a hash that is checked whenever the row is read; a row
//! that fails the check is never served, and the request gets a 500.
//!
//! ```text
//! account  key   body               revision  gone  seal
//! boreal   chat  {"enabled":true}   42        0     sha256(account, key, body, 42, 0)[..16]
//! ```
//!
//! Account and key are part of the hash, so a row copied to another key fails as well. The seal
//! guards against accidents, not against somebody who can write to the file: there is no secret in
//! it. Half of a SHA-256 is more than enough for that.

use rusqlite::types::Type;
use serde_json::Value;

use super::digest::{digest, hex};

/// The columns of a resource, in the order in which `resource` reads them.
pub(super) const COLUMNS: &str = "account, key, body, revision, gone, seal";

/// A resource.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) body: Value,
    pub(super) revision: i64,
    /// The resource was deleted. The row stays, so that its key is never used again: a client that
    /// still refers to it gets 410 rather than 404.
    pub(super) gone: bool,
}

/// A row with its key.
pub(super) struct KeyedRow {
    pub(super) key: String,
    pub(super) row: Row,
}

#[derive(Debug, thiserror::Error)]
#[error("a row is not as it was written")]
struct SealMismatch;

/// The seal over the columns of a row.
pub(super) fn seal(columns: &[&str]) -> String {
    // The digest counts the length of each column, so text cannot move from one to the next.
    hex(&digest(columns)[..16])
}

/// Reads a resource from a row of `COLUMNS`.
pub(super) fn resource(row: &rusqlite::Row<'_>) -> rusqlite::Result<KeyedRow> {
    let (account, key): (String, String) = (row.get(0)?, row.get(1)?);
    let (body, revision, gone): (String, i64, i64) = (row.get(2)?, row.get(3)?, row.get(4)?);
    // The numbers go into the hash as decimal texts, as they did when the row was written.
    let (revision_text, gone_text) = (revision.to_string(), gone.to_string());
    let columns = [&account, &key, &body, &revision_text, &gone_text].map(String::as_str);
    let row = Row {
        body: verified(row, 5, &columns, &body)?,
        revision,
        gone: gone != 0,
    };
    Ok(KeyedRow { key, row })
}

/// Reads the body of a candidate from a row of account, user code, body and seal.
pub(super) fn candidate(row: &rusqlite::Row<'_>) -> rusqlite::Result<Value> {
    let (account, user, body): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
    verified(row, 3, &[&account, &user, &body], &body)
}

/// Parses the body, provided that the seal in the given column fits the other columns. An empty
/// seal is accepted: rows written before seals were introduced have one until they are next
/// written.
///
/// The error is the one that rusqlite has for values that cannot be converted, because this runs
/// inside its row callbacks; `integrity::classify` recognizes it.
fn verified(
    row: &rusqlite::Row<'_>,
    seal_column: usize,
    columns: &[&str],
    body: &str,
) -> rusqlite::Result<Value> {
    // Compare before parsing: what fails the check should not be interpreted at all.
    let stored: String = row.get(seal_column)?;
    if !stored.is_empty() && stored != seal(columns) {
        return Err(mismatch(seal_column));
    }
    // A body without a seal can still be broken JSON; that counts as a mismatch too.
    serde_json::from_str(body).map_err(|_| mismatch(seal_column))
}

fn mismatch(column: usize) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(SealMismatch))
}
