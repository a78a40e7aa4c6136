//! Connections for readers: they wait neither for a writer nor, up to their number, for each other.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use super::PortalFault;
use super::store::{Passing, Store};

/// More than processors that could use them.
const NUMBER: usize = 4;

/// Some connections that cannot write, each opened when it is first needed.
pub(super) struct Readers {
    database: PathBuf,
    passing: Passing,
    connections: [Mutex<Option<Store>>; NUMBER],
}

impl Readers {
    pub(super) fn beside(writer: &Store, database: &Path) -> Self {
        Self {
            database: database.to_owned(),
            passing: writer.passing(),
            connections: Default::default(),
        }
    }

    pub(super) fn database(&self) -> &Path {
        &self.database
    }

    /// Lends a connection.
    pub(super) fn with<T>(&self, read: impl FnOnce(&mut Store) -> T) -> Result<T, PortalFault> {
        let mut lent = self.free();
        let reader = match lent.take() {
            Some(reader) => reader,
            None => Store::reader(&self.database, &self.passing)?,
        };
        Ok(read(lent.insert(reader)))
    }

    /// One that nobody uses, or else the first, once it is free.
    fn free(&self) -> MutexGuard<'_, Option<Store>> {
        for connection in &self.connections {
            match connection.try_lock() {
                Ok(free) => return free,
                Err(TryLockError::Poisoned(free)) => return free.into_inner(),
                Err(TryLockError::WouldBlock) => {}
            }
        }
        let [first, ..] = &self.connections;
        first.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
