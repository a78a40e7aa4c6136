//! Connections to the SQLite database.
//!
//! The database is in WAL mode: writes go to a log beside the file, readers see the state at which
//! their transaction began, and so neither waits for the other. `synchronous = FULL` makes a commit
//! wait for the disk, because the portal has promised a write as soon as it has responded.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::fault::PortalFault;
use super::random::random_hex;
use super::token::{EphemeralTokens, TokenHolder};
use super::transaction::Transaction;
use super::{integrity, migration};

/// Prepared statements that a connection keeps: more than the portal has.
const STATEMENTS: usize = 64;

/// One connection.
pub(super) struct Store {
    connection: Connection,
    ephemeral: EphemeralTokens,
}

/// Where a database is.
#[derive(Debug, Clone)]
pub(super) enum DatabasePlace {
    File(PathBuf),
    /// In the memory of this process, under a name that SQLite's `memdb` file system knows. It is gone
    /// with its last connection.
    Memory(PathBuf),
}

impl DatabasePlace {
    /// A new place in memory, with a name that no other database of the process has.
    pub(super) fn memory() -> Result<Self, PortalFault> {
        let name = random_hex(8)?;
        // With the slash the name is one for all connections of the process.
        Ok(Self::Memory(format!("file:/{name}?vfs=memdb").into()))
    }

    pub(super) fn path(&self) -> &Path {
        match self {
            Self::File(path) | Self::Memory(path) => path,
        }
    }

    fn flags(&self) -> OpenFlags {
        match self {
            Self::File(_) => OpenFlags::empty(),
            Self::Memory(_) => OpenFlags::SQLITE_OPEN_URI,
        }
    }
}

/// The purpose of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Read,
    Write,
}

impl Store {
    /// Opens the connection that writes. The checks come first: a file that is not a sound database
    /// of the portal must not be modified, not even by switching it to WAL mode.
    pub(super) fn open(place: &DatabasePlace) -> Result<Self, PortalFault> {
        if let DatabasePlace::File(path) = place {
            create_private(path)?;
            integrity::check_header(path)?;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(place.path(), flags | place.flags())?;
        integrity::inspect(&connection)?;
        // In memory SQLite keeps its own journal mode. `trusted_schema = OFF` keeps a manipulated file from running functions through its schema.
        // The timeout is for other processes that write.
        connection.execute_batch(
            "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;",
        )?;
        migration::migrate(&mut connection)?;
        // Rows can be verified only now: older versions of the tables have no seals.
        integrity::verify(&connection)?;
        integrity::renew_after_backup(&mut connection)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Self {
            connection,
            ephemeral: EphemeralTokens::default(),
        })
    }

    /// Opens another connection to the same database, which cannot write.
    pub(super) fn reader(
        place: &DatabasePlace,
        ephemeral: &EphemeralTokens,
    ) -> Result<Self, PortalFault> {
        // The mutex of SQLite itself is not needed: each connection is behind one of ours.
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(place.path(), flags | place.flags())?;
        connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA busy_timeout = 5000;")?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Self {
            connection,
            ephemeral: Arc::clone(ephemeral),
        })
    }

    /// The tokens that end with the process; the connections of a portal share them.
    pub(super) fn ephemeral(&self) -> EphemeralTokens {
        Arc::clone(&self.ephemeral)
    }

    pub(super) fn add_ephemeral(&self, hash: String, holder: TokenHolder) {
        let mut ephemeral = self
            .ephemeral
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        Arc::make_mut(&mut ephemeral).insert(hash, holder);
    }

    /// Simulates a full disk: the database may not grow beyond this many pages.
    #[cfg(test)]
    pub(super) fn limit_pages(&self, pages: i64) {
        let pragma = format!("PRAGMA max_page_count = {pages}");
        let limit = self.connection.query_row(&pragma, [], |_| Ok(()));
        limit.unwrap();
    }

    /// SQLite's `data_version`: a number that changes whenever another connection commits, in this
    /// process or in any other. Commits of this connection do not change it, and the numbers of
    /// two connections cannot be compared.
    pub(super) fn data_version(&self) -> Result<i64, PortalFault> {
        // Reads a number in the shared memory of the log; no file is opened.
        let mut version = self.connection.prepare_cached("PRAGMA data_version")?;
        Ok(version.query_row([], |row| row.get(0))?)
    }

    /// Begins the transaction of one request. A transaction that writes takes the lock of the
    /// database at once (`IMMEDIATE`): one that read first and locked later could find that what it
    /// had read is outdated, and would have to fail.
    pub(super) fn begin(&mut self, purpose: Purpose) -> Result<Transaction<'_>, PortalFault> {
        let behavior = match purpose {
            Purpose::Read => TransactionBehavior::Deferred,
            Purpose::Write => TransactionBehavior::Immediate,
        };
        let sql = self.connection.transaction_with_behavior(behavior)?;
        // Tokens are a snapshot as well, taken together with that of the database.
        let ephemeral = self
            .ephemeral
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        Transaction::new(sql, Arc::clone(&ephemeral))
    }
}

/// Creates the file unless it exists, and makes it readable by its owner only: the database contains
/// confidential phone numbers. SQLite gives the log beside it the mode of the database.
fn create_private(path: &Path) -> Result<(), PortalFault> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path).map_err(PortalFault::File)?;
    withdraw_from_others(&file).map_err(PortalFault::File)?;
    // The log and its index have copies of what is in the database.
    for ending in ["-wal", "-shm"] {
        let mut beside = path.as_os_str().to_owned();
        beside.push(ending);
        // Usually there is none.
        if let Ok(file) = std::fs::File::open(&beside) {
            withdraw_from_others(&file).map_err(PortalFault::File)?;
        }
    }
    Ok(())
}

/// A file that others could read, as one that was copied may be, is withdrawn from them.
#[cfg(unix)]
fn withdraw_from_others(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut permissions = file.metadata()?.permissions();
    if permissions.mode() & 0o077 == 0 {
        return Ok(());
    }
    permissions.set_mode(0o600);
    file.set_permissions(permissions)
}

#[cfg(not(unix))]
fn withdraw_from_others(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}
