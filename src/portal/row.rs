//! A resource as it is stored: its text, its revision, and a seal over both, so that a byte that
//! flipped on the disk is noticed and not answered with.

use rusqlite::types::Type;
use rusqlite::{OptionalExtension, params};
use serde_json::Value;

use super::PortalFault;
use super::store::Held;

/// Columns of a row, in the order that is read here.
pub(super) const COLUMNS: &str = "account, key, body, revision, gone, seal";

/// A resource as it is stored.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) body: Value,
    pub(super) revision: i64,
    pub(super) gone: bool,
}

/// Whether a resource is there or was deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Presence {
    There,
    Gone,
}

#[derive(Debug, thiserror::Error)]
#[error("a row is not as it was written")]
struct Unsealed;

impl Held<'_> {
    /// Writes a resource under a new revision, and answers with it.
    pub(super) fn put(
        &mut self,
        account: &str,
        key: &str,
        body: &Value,
    ) -> Result<i64, PortalFault> {
        self.write(account, key, &body.to_string(), Presence::There)
    }

    /// The resource goes, and its key stays known.
    pub(super) fn remove(&mut self, account: &str, key: &str) -> Result<(), PortalFault> {
        let body = self.body(account, key)?;
        self.write(account, key, &body, Presence::Gone)?;
        self.execute(
            "DELETE FROM name WHERE account = ?1 AND key = ?2",
            [account, key],
        )?;
        Ok(())
    }

    /// A new revision of something whose parts were written.
    pub(super) fn touch(&mut self, account: &str, key: &str) -> Result<(), PortalFault> {
        let body = self.body(account, key)?;
        self.write(account, key, &body, Presence::There)?;
        Ok(())
    }

    fn body(&self, account: &str, key: &str) -> Result<String, PortalFault> {
        let row = self.row(account, key)?;
        Ok(row.map_or(Value::Null, |row| row.body).to_string())
    }

    fn write(
        &mut self,
        account: &str,
        key: &str,
        body: &str,
        presence: Presence,
    ) -> Result<i64, PortalFault> {
        let revision = self.next_revision();
        let gone = i64::from(presence == Presence::Gone);
        let insert = "INSERT INTO resource (account, key, body, revision, gone, seal)
                      VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET
                      body = ?3, revision = ?4, gone = ?5, seal = ?6";
        let seal = seal(&[account, key, body, &revision.to_string(), &gone.to_string()]);
        let values = params![account, key, body, revision, gone, seal];
        self.execute(insert, values)?;
        Ok(revision)
    }

    pub(super) fn add_candidate(
        &self,
        account: &str,
        user: &str,
        body: &Value,
    ) -> Result<(), PortalFault> {
        let insert = "INSERT INTO candidate (account, user_code, body, seal)
                      VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET body = ?3, seal = ?4";
        let body = body.to_string();
        let values = [account, user, &body, &seal(&[account, user, &body])];
        self.execute(insert, values)?;
        Ok(())
    }

    pub(super) fn remove_candidate(&self, account: &str, user: &str) -> Result<(), PortalFault> {
        let delete = "DELETE FROM candidate WHERE account = ?1 AND user_code = ?2";
        self.execute(delete, [account, user])?;
        Ok(())
    }

    pub(super) fn candidates(
        &self,
        account: &str,
        after: &str,
        limit: usize,
    ) -> Result<Vec<(String, Value)>, PortalFault> {
        let query = "SELECT account, user_code, body, seal FROM candidate
                     WHERE account = ?1 AND user_code > ?2 ORDER BY user_code LIMIT ?3";
        let mut query = self.transaction.prepare_cached(query)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = query.query_map(params![account, after, limit], |row| {
            Ok((row.get(1)?, candidate(row)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(super) fn candidate(
        &self,
        account: &str,
        user: &str,
    ) -> Result<Option<Value>, PortalFault> {
        let query = "SELECT account, user_code, body, seal FROM candidate
                     WHERE account = ?1 AND user_code = ?2";
        let found = self.query_row(query, [account, user], candidate);
        Ok(found.optional()?)
    }
}

/// A row of the columns that are named above, with its key.
pub(super) fn keyed(row: &rusqlite::Row<'_>) -> rusqlite::Result<(String, Row)> {
    let (account, key): (String, String) = (row.get(0)?, row.get(1)?);
    let (body, revision, gone): (String, i64, i64) = (row.get(2)?, row.get(3)?, row.get(4)?);
    let parts = [
        account.as_str(),
        &key,
        &body,
        &revision.to_string(),
        &gone.to_string(),
    ];
    let body = unsealed(row, 5, &parts, &body)?;
    let row = Row {
        body,
        revision,
        gone: gone != 0,
    };
    Ok((key, row))
}

pub(super) fn candidate(row: &rusqlite::Row<'_>) -> rusqlite::Result<Value> {
    let (account, user, body): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
    unsealed(row, 3, &[&account, &user, &body], &body)
}

/// The body as JSON, when the row is as it was written. Rows from before there were seals have an
/// empty one.
fn unsealed(
    row: &rusqlite::Row<'_>,
    column: usize,
    parts: &[&str],
    body: &str,
) -> rusqlite::Result<Value> {
    let wrong =
        || rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(Unsealed));
    let found: String = row.get(column)?;
    if !found.is_empty() && found != seal(parts) {
        return Err(wrong());
    }
    serde_json::from_str(body).map_err(|_| wrong())
}

/// Half of a SHA-256 is more than accidents need.
fn seal(parts: &[&str]) -> String {
    super::hex(&super::digest(parts)[..16])
}
