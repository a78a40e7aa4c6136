//! Statements for resources and for the people who can become delegates.

use rusqlite::{OptionalExtension, params};
use serde_json::Value;

use super::fault::PortalFault;
use super::problem::{Problem, RequestError};
use super::row::{COLUMNS, KeyedRow, Row, candidate, resource, seal};
use super::transaction::Transaction;

/// Largest `/settings` document, in bytes: as much as a client reads.
const MAX_SETTINGS: i64 = 8 << 20;
/// A tag in that document with its punctuation, at most.
const TAG_BYTES: i64 = 64;
/// Everything else in it, at most.
const FRAME_BYTES: i64 = 4 << 10;

/// Whether a resource exists or was deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Presence {
    There,
    Gone,
}

/// One element of a list, with the key by which the list is ordered and continued.
#[derive(Debug, Clone)]
pub(super) struct ListItem {
    pub(super) key: String,
    pub(super) body: Value,
}

impl Transaction<'_> {
    /// A resource, also when it was deleted.
    pub(super) fn row(&self, account: &str, key: &str) -> Result<Option<Row>, PortalFault> {
        // Deleted rows are included, because their keys are taken.
        let query = format!("SELECT {COLUMNS} FROM resource WHERE account = ?1 AND key = ?2");
        let found = self.query_row(&query, [account, key], resource);
        Ok(found.optional()?.map(|keyed| keyed.row))
    }

    /// A resource that exists now.
    pub(super) fn existing(&self, account: &str, key: &str) -> Result<Option<Row>, PortalFault> {
        Ok(self.row(account, key)?.filter(|row| !row.gone))
    }

    /// The existing resources of an account, ordered by key.
    pub(super) fn rows(&self, account: &str) -> Result<Vec<KeyedRow>, PortalFault> {
        let query =
            format!("SELECT {COLUMNS} FROM resource WHERE account = ?1 AND gone = 0 ORDER BY key");
        let mut query = self.sql.prepare_cached(&query)?;
        let rows = query.query_map([account], resource)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Up to `limit` members of a list whose ids come after `after`, ordered by id.
    pub(super) fn members(
        &self,
        account: &str,
        list: &str,
        after: &str,
        limit: usize,
    ) -> Result<Vec<KeyedRow>, PortalFault> {
        let query = format!(
            "SELECT {COLUMNS} FROM resource WHERE account = ?1
             AND key > ?2 AND key < ?3 AND gone = 0 ORDER BY key LIMIT ?4"
        );
        let mut query = self.sql.prepare_cached(&query)?;
        // The character after '/' is '0', so this is the range of the keys that begin with `list/`.
        let from = format!("{list}/{after}");
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = query.query_map(params![account, from, format!("{list}0"), limit], resource)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The revision of a resource that every account has from its creation on.
    pub(super) fn revision(&self, account: &str, key: &str) -> Result<i64, PortalFault> {
        let row = self.row(account, key)?;
        let row = row.ok_or_else(|| PortalFault::damaged("an account lacks one of its rows"))?;
        Ok(row.revision)
    }

    /// Writes a resource and returns its new revision.
    pub(super) fn put(
        &mut self,
        account: &str,
        key: &str,
        body: &Value,
    ) -> Result<i64, PortalFault> {
        self.write(account, key, &body.to_string(), Presence::There)
    }

    /// Deletes a resource. Its row stays, with the last body, and its name becomes available.
    pub(super) fn remove(&mut self, account: &str, key: &str) -> Result<(), PortalFault> {
        // The body is kept, since the row needs one; nothing shows it any more.
        let body = self.body(account, key)?;
        self.write(account, key, &body, Presence::Gone)?;
        self.release_name(account, key)
    }

    /// Gives a resource a new revision because a part of it was written, such as a list whose
    /// member changed. Creates an empty row when there is none.
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
        // The seal covers the revision, so every write computes a new one.
        let revision = self.next_revision();
        // Deleting and restoring are writes like any other, with a revision of their own.
        let gone = i64::from(presence == Presence::Gone);
        let insert = "INSERT INTO resource (account, key, body, revision, gone, seal)
                      VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET
                      body = ?3, revision = ?4, gone = ?5, seal = ?6";
        let seal = seal(&[account, key, body, &revision.to_string(), &gone.to_string()]);
        let values = params![account, key, body, revision, gone, seal];
        self.execute(insert, values)?;
        Ok(revision)
    }

    /// 409 when the `/settings` document of the account is larger than a client reads. The size is an
    /// upper bound: the bodies as they are stored, and a tag for each.
    pub(super) fn require_room(&self, account: &str) -> Result<(), RequestError> {
        let query = "SELECT ifnull(sum(octet_length(body) + octet_length(key) + ?2), 0)
                     FROM resource WHERE account = ?1 AND gone = 0";
        let size: i64 = self
            .query_row(query, params![account, TAG_BYTES], |row| row.get(0))
            .map_err(PortalFault::from)?;
        if size + FRAME_BYTES > MAX_SETTINGS {
            return Err(Problem::account_full().into());
        }
        Ok(())
    }

    /// Adds a person who can become a delegate, or replaces the entry of that person.
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

    /// Up to `limit` candidates whose user codes come after `after`, ordered by user code.
    pub(super) fn candidates(
        &self,
        account: &str,
        after: &str,
        limit: usize,
    ) -> Result<Vec<ListItem>, PortalFault> {
        let query = "SELECT account, user_code, body, seal FROM candidate
                     WHERE account = ?1 AND user_code > ?2 ORDER BY user_code LIMIT ?3";
        let mut query = self.sql.prepare_cached(query)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = query.query_map(params![account, after, limit], |row| {
            Ok(ListItem {
                key: row.get(1)?,
                body: candidate(row)?,
            })
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
