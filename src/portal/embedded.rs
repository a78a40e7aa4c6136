//! The portal: one database, the connections to it, and the login limits that all requests share.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::exposure::Exposure;
use super::fault::PortalFault;
use super::integrity;
use super::rate_limit::LoginLimiter;
use super::read_pool::{ReadConnection, ReadPool};
use super::store::{DatabasePlace, Purpose, Store};

/// A portal over one database. Clones are cheap and share everything.
///
/// There is one connection that writes, behind a mutex, because SQLite allows one writer at a time
/// anyway, and a pool of connections that only read, so that reads never wait for a write.
#[derive(Clone)]
pub(crate) struct Portal {
    // Fields are dropped in this order. The last connection to close folds the write-ahead log
    // into the database and removes it, which a read-only connection cannot do; so the readers
    // must close first.
    pub(super) readers: Arc<ReadPool>,
    writer: Arc<Mutex<Store>>,
    pub(super) limiter: Arc<LoginLimiter>,
    pub(super) exposure: Exposure,
}

impl Portal {
    /// Opens the database, and creates its tables in a new one. A file that is not a sound database
    /// of the portal is refused and left untouched.
    pub(crate) fn open(database: &Path) -> Result<Self, PortalFault> {
        Self::at(DatabasePlace::File(database.to_owned()))
    }

    /// A portal without accounts whose database is in memory, and is gone with it.
    pub(super) fn in_memory() -> Result<Self, PortalFault> {
        Self::at(DatabasePlace::memory()?)
    }

    fn at(database: DatabasePlace) -> Result<Self, PortalFault> {
        let store = match Store::open(&database) {
            Err(PortalFault::Database(error)) => return Err(integrity::classify(error)),
            opened => opened?,
        };
        Ok(Self {
            readers: Arc::new(ReadPool::beside(&store, database)),
            writer: Arc::new(Mutex::new(store)),
            limiter: Arc::new(LoginLimiter::new()),
            exposure: Exposure::Direct,
        })
    }

    /// Declares that a reverse proxy terminates TLS and reports the addresses of the clients.
    pub(crate) fn behind_proxy(self) -> Self {
        Self {
            exposure: Exposure::Proxy,
            ..self
        }
    }

    /// Whether the account exists.
    pub(crate) fn knows(&self, account: &str) -> Result<bool, PortalFault> {
        self.writer().begin(Purpose::Read)?.knows(account)
    }

    /// Whether the database can be read right now.
    pub(super) fn is_readable(&self) -> bool {
        let probe = self.readers.with(probe);
        matches!(probe, Ok(Ok(())))
    }

    /// The connection that writes, once no other request uses it.
    ///
    /// A poisoned lock is taken over: a request that panicked changed nothing, because unwinding
    /// dropped its transaction, and a transaction that is dropped is rolled back.
    pub(super) fn writer(&self) -> MutexGuard<'_, Store> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn probe(reader: &mut ReadConnection) -> Result<(), PortalFault> {
    reader.store.begin(Purpose::Read).map(drop)
}
