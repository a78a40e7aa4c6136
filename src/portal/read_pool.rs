//! Connections that only read. They wait neither for a writer nor, up to their number, for each
//! other.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use super::fault::PortalFault;
use super::response::EncodedResponse;
use super::response_cache::{CacheKey, ResponseCache};
use super::store::{DatabasePlace, Store};
use super::token::EphemeralTokens;

/// More connections than this would need more processors to be of use.
const CONNECTIONS: usize = 4;

/// A fixed number of read-only connections, each opened when it is first needed.
pub(super) struct ReadPool {
    database: DatabasePlace,
    ephemeral: EphemeralTokens,
    connections: [Mutex<Option<ReadConnection>>; CONNECTIONS],
}

/// A connection that cannot write, with the responses it gave recently. Each connection has a cache
/// of its own because `data_version`, the number at which a cache becomes invalid, is counted for each
/// connection.
pub(super) struct ReadConnection {
    pub(super) store: Store,
    pub(super) cache: ResponseCache,
}

impl ReadConnection {
    fn cached(&mut self, key: CacheKey, if_none_match: Option<&str>) -> Option<EncodedResponse> {
        // On an error the long way reports it.
        let version = self.store.data_version().ok()?;
        self.cache.get(version, key, if_none_match)
    }
}

impl ReadPool {
    pub(super) fn beside(writer: &Store, database: DatabasePlace) -> Self {
        Self {
            database,
            ephemeral: writer.ephemeral(),
            connections: Default::default(),
        }
    }

    pub(super) fn database(&self) -> &Path {
        self.database.path()
    }

    /// A cached response, from any connection that is idle and open. Never blocks: this runs on the
    /// threads that handle the network.
    pub(super) fn cached(
        &self,
        key: CacheKey,
        if_none_match: Option<&str>,
    ) -> Option<EncodedResponse> {
        let mut connections = self.connections.iter();
        connections.find_map(|connection| {
            // A connection in use is skipped, because this must not block.
            let mut idle = connection.try_lock().ok()?;
            idle.as_mut()?.cached(key, if_none_match)
        })
    }

    /// Lends a connection to `read`, opening it first if necessary.
    ///
    /// The connection is taken out of its slot meanwhile, so a panic inside `read` leaves an empty
    /// slot behind and not a connection in an unknown state.
    pub(super) fn with<T>(
        &self,
        read: impl FnOnce(&mut ReadConnection) -> T,
    ) -> Result<T, PortalFault> {
        let mut slot = self.idle();
        // Opening may fail; then the slot stays empty and the next request tries again.
        let mut connection = match slot.take() {
            Some(connection) => connection,
            None => ReadConnection {
                store: Store::reader(&self.database, &self.ephemeral)?,
                cache: ResponseCache::default(),
            },
        };
        let result = read(&mut connection);
        // Given back together with its cache.
        *slot = Some(connection);
        Ok(result)
    }

    /// An idle connection, or else the first one as soon as it is idle.
    fn idle(&self) -> MutexGuard<'_, Option<ReadConnection>> {
        for connection in &self.connections {
            match connection.try_lock() {
                Ok(idle) => return idle,
                // Some request panicked while it held the lock; its slot is empty, so nothing is lost.
                Err(TryLockError::Poisoned(idle)) => return idle.into_inner(),
                Err(TryLockError::WouldBlock) => {}
            }
        }
        // All are in use. Waiting for a fixed one is simpler than for whichever is free first, and reads
        // take well under a millisecond.
        let [first, ..] = &self.connections;
        first.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
