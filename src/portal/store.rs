//! What the portal holds, in SQLite: each resource of the contract is a row with its revision.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use serde_json::Value;

use super::token::Holder;
use super::{PortalFault, migration};

/// One connection; a write is one transaction.
pub(super) struct Store {
    connection: Connection,
    /// Tokens that end with the process, by hash.
    passing: BTreeMap<String, Holder>,
}

/// What a transaction is for: readers do not wait for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Read,
    Write,
}

impl Store {
    pub(super) fn open(path: &Path) -> Result<Self, PortalFault> {
        private(path)?;
        let mut connection = Connection::open(path)?;
        connection.execute_batch(
            "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;",
        )?;
        migration::migrate(&mut connection)?;
        Ok(Self {
            connection,
            passing: BTreeMap::new(),
        })
    }

    pub(super) fn add_passing(&mut self, hash: String, holder: Holder) {
        self.passing.insert(hash, holder);
    }

    /// Everything that one request does, or nothing of it.
    pub(super) fn begin(&mut self, purpose: Purpose) -> Result<Held<'_>, PortalFault> {
        let behavior = match purpose {
            Purpose::Read => TransactionBehavior::Deferred,
            Purpose::Write => TransactionBehavior::Immediate,
        };
        let transaction = self.connection.transaction_with_behavior(behavior)?;
        let meta = |name| {
            transaction.query_row("SELECT value FROM meta WHERE name = ?1", [name], |row| {
                row.get::<_, String>(0)
            })
        };
        let epoch = meta("epoch")?;
        let counter = meta("counter")?.parse().unwrap_or_default();
        Ok(Held {
            transaction,
            passing: &self.passing,
            epoch,
            counter,
            began: counter,
        })
    }
}

/// The database holds phones that are confidential; SQLite gives its other files the same mode.
fn private(path: &Path) -> Result<(), PortalFault> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(PortalFault::File)
}

/// The store within one transaction, which is rolled back unless it is committed.
pub(super) struct Held<'a> {
    pub(super) transaction: Transaction<'a>,
    pub(super) passing: &'a BTreeMap<String, Holder>,
    epoch: String,
    counter: i64,
    /// The counter before anything was written.
    began: i64,
}

/// A resource as it is stored.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) body: Value,
    pub(super) revision: i64,
    pub(super) gone: bool,
}

impl Held<'_> {
    /// Whether a resource has a new revision. A repeated grant leaves everything as it was.
    pub(super) fn wrote(&self) -> bool {
        self.counter != self.began
    }

    pub(super) fn commit(self) -> Result<(), PortalFault> {
        let counter = self.counter.to_string();
        self.transaction.execute(
            "UPDATE meta SET value = ?1 WHERE name = 'counter'",
            [counter],
        )?;
        self.transaction.commit()?;
        Ok(())
    }

    /// Strong and never repeated: of the database and a count of its writes, not of content.
    pub(super) fn etag(&self, revision: i64) -> String {
        format!("\"{}-{revision}\"", self.epoch)
    }

    pub(super) fn accounts(&self) -> Result<Vec<String>, PortalFault> {
        let mut query = self
            .transaction
            .prepare("SELECT name FROM account ORDER BY name")?;
        let names = query.query_map([], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    pub(super) fn knows(&self, account: &str) -> Result<bool, PortalFault> {
        let query = "SELECT 1 FROM account WHERE name = ?1";
        Ok(self
            .transaction
            .query_row(query, [account], |_| Ok(()))
            .optional()?
            .is_some())
    }

    pub(super) fn add_account(&self, name: &str, login: &str) -> Result<(), PortalFault> {
        self.transaction.execute(
            "INSERT INTO account VALUES (?1, ?2)",
            [name, &login.to_lowercase()],
        )?;
        Ok(())
    }

    /// Whether another account logs in with the address.
    pub(super) fn login_taken(&self, account: &str, login: &str) -> Result<bool, PortalFault> {
        let query = "SELECT 1 FROM account WHERE login = ?1 AND name <> ?2";
        let found = self
            .transaction
            .query_row(query, [&login.to_lowercase(), account], |_| Ok(()));
        Ok(found.optional()?.is_some())
    }

    pub(super) fn set_login(&self, account: &str, login: &str) -> Result<(), PortalFault> {
        let update = "UPDATE account SET login = ?1 WHERE name = ?2";
        self.transaction
            .execute(update, [&login.to_lowercase(), account])?;
        Ok(())
    }

    pub(super) fn row(&self, account: &str, key: &str) -> Result<Option<Row>, PortalFault> {
        let query = "SELECT body, revision, gone FROM resource WHERE account = ?1 AND key = ?2";
        Ok(self
            .transaction
            .query_row(query, [account, key], row)
            .optional()?)
    }

    /// Every resource of an account that is there, by key.
    pub(super) fn rows(&self, account: &str) -> Result<Vec<(String, Row)>, PortalFault> {
        let query = "SELECT body, revision, gone, key FROM resource
                     WHERE account = ?1 AND gone = 0 ORDER BY key";
        let mut query = self.transaction.prepare(query)?;
        let rows = query.query_map([account], |found| Ok((found.get(3)?, row(found)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Members of a list that come after a key, in the order of their keys.
    pub(super) fn members(
        &self,
        account: &str,
        list: &str,
        after: &str,
        limit: usize,
    ) -> Result<Vec<(String, Row)>, PortalFault> {
        let query = "SELECT body, revision, gone, key FROM resource WHERE account = ?1
                     AND key > ?2 AND key < ?3 AND gone = 0 ORDER BY key LIMIT ?4";
        let mut query = self.transaction.prepare(query)?;
        // '0' is the character after '/', so the range is what begins with `list/`.
        let from = format!("{list}/{after}");
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = query.query_map(params![account, from, format!("{list}0"), limit], |found| {
            Ok((found.get(3)?, row(found)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Writes a resource under a new revision, and answers with it.
    pub(super) fn put(
        &mut self,
        account: &str,
        key: &str,
        body: &Value,
    ) -> Result<i64, PortalFault> {
        self.counter += 1;
        let insert = "INSERT INTO resource VALUES (?1, ?2, ?3, ?4, 0)
                      ON CONFLICT DO UPDATE SET body = ?3, revision = ?4, gone = 0";
        self.transaction.execute(
            insert,
            params![account, key, body.to_string(), self.counter],
        )?;
        Ok(self.counter)
    }

    /// The resource goes, and its key stays known.
    pub(super) fn remove(&mut self, account: &str, key: &str) -> Result<(), PortalFault> {
        self.counter += 1;
        let update = "UPDATE resource SET gone = 1, revision = ?3 WHERE account = ?1 AND key = ?2";
        self.transaction
            .execute(update, params![account, key, self.counter])?;
        self.transaction.execute(
            "DELETE FROM name WHERE account = ?1 AND key = ?2",
            [account, key],
        )?;
        Ok(())
    }

    /// A new revision of something whose parts were written.
    pub(super) fn touch(&mut self, account: &str, key: &str) -> Result<(), PortalFault> {
        self.counter += 1;
        let insert = "INSERT INTO resource VALUES (?1, ?2, 'null', ?3, 0)
                      ON CONFLICT DO UPDATE SET revision = ?3";
        self.transaction
            .execute(insert, params![account, key, self.counter])?;
        Ok(())
    }

    /// The key of the schedule that has a name, if any.
    pub(super) fn named(
        &self,
        account: &str,
        list: &str,
        name_key: &str,
    ) -> Result<Option<String>, PortalFault> {
        let query = "SELECT key FROM name WHERE account = ?1 AND list = ?2 AND name_key = ?3";
        let found = self
            .transaction
            .query_row(query, [account, list, name_key], |row| row.get(0));
        Ok(found.optional()?)
    }

    pub(super) fn set_name(
        &self,
        account: &str,
        list: &str,
        name_key: &str,
        key: &str,
    ) -> Result<(), PortalFault> {
        self.transaction.execute(
            "DELETE FROM name WHERE account = ?1 AND key = ?2",
            [account, key],
        )?;
        let insert = "INSERT INTO name VALUES (?1, ?2, ?3, ?4)";
        self.transaction
            .execute(insert, [account, list, name_key, key])?;
        Ok(())
    }

    pub(super) fn add_candidate(
        &self,
        account: &str,
        user: &str,
        body: &Value,
    ) -> Result<(), PortalFault> {
        let insert =
            "INSERT INTO candidate VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET body = ?3";
        self.transaction
            .execute(insert, [account, user, &body.to_string()])?;
        Ok(())
    }

    pub(super) fn remove_candidate(&self, account: &str, user: &str) -> Result<(), PortalFault> {
        let delete = "DELETE FROM candidate WHERE account = ?1 AND user_code = ?2";
        self.transaction.execute(delete, [account, user])?;
        Ok(())
    }

    pub(super) fn candidates(
        &self,
        account: &str,
        after: &str,
        limit: usize,
    ) -> Result<Vec<(String, Value)>, PortalFault> {
        let query = "SELECT user_code, body FROM candidate WHERE account = ?1 AND user_code > ?2
                     ORDER BY user_code LIMIT ?3";
        let mut query = self.transaction.prepare(query)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = query.query_map(params![account, after, limit], |row| {
            Ok((row.get(0)?, json(&row.get::<_, String>(1)?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(super) fn candidate(
        &self,
        account: &str,
        user: &str,
    ) -> Result<Option<Value>, PortalFault> {
        let query = "SELECT body FROM candidate WHERE account = ?1 AND user_code = ?2";
        let found = self
            .transaction
            .query_row(query, [account, user], |row| row.get::<_, String>(0));
        Ok(found.optional()?.map(|body| json(&body)))
    }
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        body: json(&row.get::<_, String>(0)?),
        revision: row.get(1)?,
        gone: row.get::<_, i64>(2)? != 0,
    })
}

/// Only what this program wrote is read here.
fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}
