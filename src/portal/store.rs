//! What the portal holds, in SQLite: each resource of the contract is a row with its revision.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use super::row::{COLUMNS, Row, keyed};
use super::token::Holder;
use super::{PortalFault, migration, sound};
use rusqlite::{
    Connection, OpenFlags, OptionalExtension, Params, Transaction, TransactionBehavior, params,
};

/// More statements than there are.
const STATEMENTS: usize = 64;

/// One connection; a write is one transaction.
pub(super) struct Store {
    connection: Connection,
    passing: Passing,
}

/// Tokens that end with the process, by hash; all connections of a portal share them.
pub(super) type Passing = Arc<RwLock<Arc<BTreeMap<String, Holder>>>>;

/// What a transaction is for: readers do not wait for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Read,
    Write,
}

impl Store {
    pub(super) fn open(path: &Path) -> Result<Self, PortalFault> {
        private(path)?;
        sound::begins_as_one(path)?;
        let mut connection = Connection::open(path)?;
        sound::inspect(&connection)?;
        connection.execute_batch(
            "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;",
        )?;
        migration::migrate(&mut connection)?;
        sound::verify(&connection)?;
        sound::renew_after_backup(&mut connection)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Self {
            connection,
            passing: Passing::default(),
        })
    }

    /// Another connection to the same database, which cannot write.
    pub(super) fn reader(path: &Path, passing: &Passing) -> Result<Self, PortalFault> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA busy_timeout = 5000;")?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Self {
            connection,
            passing: Arc::clone(passing),
        })
    }

    pub(super) fn passing(&self) -> Passing {
        Arc::clone(&self.passing)
    }

    pub(super) fn add_passing(&self, hash: String, holder: Holder) {
        let mut passing = self.passing.write().unwrap_or_else(PoisonError::into_inner);
        Arc::make_mut(&mut passing).insert(hash, holder);
    }

    /// A disk that is full, for tests: the database may not grow beyond so many pages.
    #[cfg(test)]
    pub(super) fn limit_pages(&self, pages: i64) {
        let pragma = format!("PRAGMA max_page_count = {pages}");
        let limit = self.connection.query_row(&pragma, [], |_| Ok(()));
        limit.unwrap();
    }

    /// A count that changes when another connection, or another process, commits. It means nothing
    /// to other connections.
    pub(super) fn version(&self) -> Result<i64, PortalFault> {
        let mut version = self.connection.prepare_cached("PRAGMA data_version")?;
        Ok(version.query_row([], |row| row.get(0))?)
    }

    /// Everything that one request does, or nothing of it.
    pub(super) fn begin(&mut self, purpose: Purpose) -> Result<Held<'_>, PortalFault> {
        let behavior = match purpose {
            Purpose::Read => TransactionBehavior::Deferred,
            Purpose::Write => TransactionBehavior::Immediate,
        };
        let transaction = self.connection.transaction_with_behavior(behavior)?;
        let meta = "SELECT (SELECT value FROM meta WHERE name = 'epoch'),
                    (SELECT value FROM meta WHERE name = 'counter')";
        let (epoch, counter): (String, String) = transaction
            .prepare_cached(meta)?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let counter = counter
            .parse()
            .map_err(|_| sound::damaged("the count of writes is no number"))?;
        let passing = self.passing.read().unwrap_or_else(PoisonError::into_inner);
        Ok(Held {
            transaction,
            passing: Arc::clone(&passing),
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
    pub(super) passing: Arc<BTreeMap<String, Holder>>,
    epoch: String,
    counter: i64,
    /// The counter before anything was written.
    began: i64,
}

impl Held<'_> {
    /// A statement that is compiled once for its connection: to compile it takes longer than to run
    /// it.
    pub(super) fn execute(
        &self,
        statement: &str,
        values: impl Params,
    ) -> Result<usize, rusqlite::Error> {
        self.transaction.prepare_cached(statement)?.execute(values)
    }

    /// One row, by a statement that is compiled once as well.
    pub(super) fn query_row<T>(
        &self,
        query: &str,
        values: impl Params,
        read: impl FnOnce(&rusqlite::Row<'_>) -> Result<T, rusqlite::Error>,
    ) -> Result<T, rusqlite::Error> {
        self.transaction
            .prepare_cached(query)?
            .query_row(values, read)
    }

    /// Whether a resource has a new revision. A repeated grant leaves everything as it was.
    pub(super) fn wrote(&self) -> bool {
        self.counter != self.began
    }

    pub(super) fn next_revision(&mut self) -> i64 {
        self.counter += 1;
        self.counter
    }

    pub(super) fn commit(self) -> Result<(), PortalFault> {
        let counter = self.counter.to_string();
        self.execute(
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
            .prepare_cached("SELECT name FROM account ORDER BY name")?;
        let names = query.query_map([], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    pub(super) fn knows(&self, account: &str) -> Result<bool, PortalFault> {
        let query = "SELECT 1 FROM account WHERE name = ?1";
        Ok(self
            .query_row(query, [account], |_| Ok(()))
            .optional()?
            .is_some())
    }

    pub(super) fn add_account(&self, name: &str, login: &str) -> Result<(), PortalFault> {
        self.execute(
            "INSERT INTO account VALUES (?1, ?2)",
            [name, &login.to_lowercase()],
        )?;
        Ok(())
    }

    /// Whether another account logs in with the address.
    pub(super) fn login_taken(&self, account: &str, login: &str) -> Result<bool, PortalFault> {
        let query = "SELECT 1 FROM account WHERE login = ?1 AND name <> ?2";
        let found = self.query_row(query, [&login.to_lowercase(), account], |_| Ok(()));
        Ok(found.optional()?.is_some())
    }

    pub(super) fn set_login(&self, account: &str, login: &str) -> Result<(), PortalFault> {
        let update = "UPDATE account SET login = ?1 WHERE name = ?2";
        self.execute(update, [&login.to_lowercase(), account])?;
        Ok(())
    }

    pub(super) fn row(&self, account: &str, key: &str) -> Result<Option<Row>, PortalFault> {
        let query = format!("SELECT {COLUMNS} FROM resource WHERE account = ?1 AND key = ?2");
        let found = self.query_row(&query, [account, key], keyed);
        Ok(found.optional()?.map(|(_, row)| row))
    }

    /// Every resource of an account that is there, by key.
    pub(super) fn rows(&self, account: &str) -> Result<Vec<(String, Row)>, PortalFault> {
        let query =
            format!("SELECT {COLUMNS} FROM resource WHERE account = ?1 AND gone = 0 ORDER BY key");
        let mut query = self.transaction.prepare_cached(&query)?;
        let rows = query.query_map([account], keyed)?;
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
        let query = format!(
            "SELECT {COLUMNS} FROM resource WHERE account = ?1
             AND key > ?2 AND key < ?3 AND gone = 0 ORDER BY key LIMIT ?4"
        );
        let mut query = self.transaction.prepare_cached(&query)?;
        // '0' is the character after '/', so the range is what begins with `list/`.
        let from = format!("{list}/{after}");
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = query.query_map(params![account, from, format!("{list}0"), limit], keyed)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The key of the schedule that has a name, if any.
    pub(super) fn named(
        &self,
        account: &str,
        list: &str,
        name_key: &str,
    ) -> Result<Option<String>, PortalFault> {
        let query = "SELECT key FROM name WHERE account = ?1 AND list = ?2 AND name_key = ?3";
        let found = self.query_row(query, [account, list, name_key], |row| row.get(0));
        Ok(found.optional()?)
    }

    pub(super) fn set_name(
        &self,
        account: &str,
        list: &str,
        name_key: &str,
        key: &str,
    ) -> Result<(), PortalFault> {
        self.execute(
            "DELETE FROM name WHERE account = ?1 AND key = ?2",
            [account, key],
        )?;
        let insert = "INSERT INTO name VALUES (?1, ?2, ?3, ?4)";
        self.execute(insert, [account, list, name_key, key])?;
        Ok(())
    }
}
