//! One transaction: everything that a request changes, or nothing of it.
//!
//! Every write gets a new revision from one counter for the whole database, and a tag is made of
//! that revision and of the *epoch*, a random text that each database has:
//!
//! ```text
//! "5f3a9c01-42"
//!  ^^^^^^^^ ^^ revision: the 42nd write to this database
//!  epoch: chosen when the database was created, or a backup of it restored
//! ```
//!
//! So a tag identifies a write, not a content. A resource that is changed and changed back has a new
//! tag, and a client that saw neither change cannot overwrite the second one by mistake. A restored
//! backup gets a new epoch, because the revisions that follow were already assigned once, to
//! writes that the backup does not contain.
//!
//! This file holds what every transaction needs; the statements for accounts, resources, tokens,
//! sessions and the audit table are in the files of those names.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::Params;

use super::fault::PortalFault;
use super::means::Means;
use super::token::TokenHolder;

/// A transaction, which is rolled back when it is dropped without `commit`.
pub(super) struct Transaction<'a> {
    pub(super) sql: rusqlite::Transaction<'a>,
    /// Tokens that end with the process, by hash, as of the beginning of the transaction.
    pub(super) ephemeral: Arc<BTreeMap<String, TokenHolder>>,
    // As of the beginning of the transaction, like everything it reads.
    epoch: String,
    /// Revision of the latest write.
    counter: i64,
    /// The counter at the beginning of the transaction.
    began: i64,
    /// By which means whoever writes acts, for the audit table.
    means: Cell<Means>,
}

impl<'a> Transaction<'a> {
    /// Reads the epoch and the counter. This first query also fixes the state of the database that
    /// the transaction sees.
    pub(super) fn new(
        sql: rusqlite::Transaction<'a>,
        ephemeral: Arc<BTreeMap<String, TokenHolder>>,
    ) -> Result<Self, PortalFault> {
        // Both values in one statement: this runs for every request.
        let meta = "SELECT (SELECT value FROM meta WHERE name = 'epoch'),
                    (SELECT value FROM meta WHERE name = 'counter')";
        let (epoch, counter): (String, String) = sql
            .prepare_cached(meta)?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        // `meta` has texts only; a counter that is no number means that the file is damaged.
        let counter = counter
            .parse()
            .map_err(|_| PortalFault::damaged("the count of writes is no number"))?;
        Ok(Self {
            sql,
            ephemeral,
            epoch,
            counter,
            began: counter,
            means: Cell::default(),
        })
    }

    /// Notes by which means whoever writes acts. Without a note it is the system administrator's tool.
    pub(super) fn came_by(&self, means: Means) {
        self.means.set(means);
    }

    pub(super) fn means(&self) -> Means {
        self.means.get()
    }

    /// Runs a statement, which is compiled once per connection: compiling takes longer than
    /// running.
    pub(super) fn execute(
        &self,
        statement: &str,
        values: impl Params,
    ) -> Result<usize, rusqlite::Error> {
        self.sql.prepare_cached(statement)?.execute(values)
    }

    /// Reads one row, also with a statement that is compiled once per connection.
    pub(super) fn query_row<T>(
        &self,
        query: &str,
        values: impl Params,
        read: impl FnOnce(&rusqlite::Row<'_>) -> Result<T, rusqlite::Error>,
    ) -> Result<T, rusqlite::Error> {
        self.sql.prepare_cached(query)?.query_row(values, read)
    }

    /// Whether a resource has a new revision. A repeated request, such as granting rights that
    /// exist already, writes nothing and so must not change any tag.
    pub(super) fn wrote(&self) -> bool {
        self.counter != self.began
    }

    pub(super) fn next_revision(&mut self) -> i64 {
        // Nothing is saved yet: if the transaction is rolled back, so is the counter, and no client has
        // seen the tags that it made.
        self.counter += 1;
        self.counter
    }

    /// Saves the counter and commits.
    pub(super) fn commit(self) -> Result<(), PortalFault> {
        // The lock of the database is held since the beginning, so no other transaction has counted in
        // the meantime.
        let counter = self.counter.to_string();
        self.execute(
            "UPDATE meta SET value = ?1 WHERE name = 'counter'",
            [counter],
        )?;
        self.sql.commit()?;
        Ok(())
    }

    /// The tag of a revision: strong, and never assigned twice.
    pub(super) fn etag(&self, revision: i64) -> String {
        // Quotation marks are part of a tag (RFC 9110, 8.8.3).
        format!("\"{}-{revision}\"", self.epoch)
    }
}
