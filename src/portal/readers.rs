//! Connections for readers: they wait neither for a writer nor, up to their number, for each other.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use super::PortalFault;
use super::answer::{Answer, Asked, Refused, looked};
use super::recent::{Question, Recent};
use super::store::{Passing, Store};

/// More than processors that could use them.
const NUMBER: usize = 4;

/// Some connections that cannot write, each opened when it is first needed.
pub(super) struct Readers {
    database: PathBuf,
    passing: Passing,
    connections: [Mutex<Option<Reader>>; NUMBER],
}

/// A connection that cannot write, and what it told lately.
pub(super) struct Reader {
    pub(super) store: Store,
    recent: Recent,
}

impl Reader {
    /// The answer to what only reads, or that who asks may try to write.
    pub(super) fn looked(&mut self, asked: &Asked) -> Result<Option<Answer>, Refused> {
        let Some(question) = asked.question() else {
            return Ok(looked(&mut self.store, asked)?.map(Answer::from));
        };
        // Counted before it is read: an answer may be newer than its count, and never older.
        let version = self.store.version()?;
        let answer = looked(&mut self.store, asked)?.map(Answer::from);
        if let Some(answer) = &answer {
            self.recent.keep(version, question, answer);
        }
        Ok(answer)
    }

    fn again(&mut self, question: Question, tags: Option<&str>) -> Option<Answer> {
        let version = self.store.version().ok()?;
        self.recent.answer(version, question, tags)
    }
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

    /// The same answer again, when a connection that nobody uses gave it and nothing was written
    /// since. This takes a few microseconds and never waits for anybody.
    pub(super) fn again(&self, question: Question, tags: Option<&str>) -> Option<Answer> {
        let mut connections = self.connections.iter();
        connections.find_map(|connection| {
            let mut free = connection.try_lock().ok()?;
            free.as_mut()?.again(question, tags)
        })
    }

    /// Lends a connection.
    pub(super) fn with<T>(&self, read: impl FnOnce(&mut Reader) -> T) -> Result<T, PortalFault> {
        let mut lent = self.free();
        let reader = match lent.take() {
            Some(reader) => reader,
            None => Reader {
                store: Store::reader(&self.database, &self.passing)?,
                recent: Recent::default(),
            },
        };
        Ok(read(lent.insert(reader)))
    }

    /// One that nobody uses, or else the first, once it is free.
    fn free(&self) -> MutexGuard<'_, Option<Reader>> {
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
