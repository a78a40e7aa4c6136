//! A lock on a database, so that two portals cannot share it: each would have login limits and tokens
//! of its own, and would know nothing of the other's.
//!
//! The lock is on a file beside the database. It could not be on the database itself: SQLite has locks
//! of its own there, which end as soon as the process closes any descriptor of that file. The operating
//! system gives the lock up with the process, also when that is killed, so a file that was left behind
//! locks nothing. `portal admin` and `portal backup` take no lock; SQLite is enough for them.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::fault::PortalFault;
use super::leftovers;

/// Who else may serve the database meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sharing {
    /// No one: for `portal serve`.
    Exclusive,
    /// Others like it: commands of one person, each with a portal inside for as long as it runs.
    Shared,
}

/// The lock, until it is dropped.
#[derive(Debug)]
pub(crate) struct DatabaseLock {
    file: File,
    path: PathBuf,
}

impl DatabaseLock {
    /// Locks a database that exists, or refuses at once. Whoever has the lock also removes what backups
    /// that were killed have left beside the database.
    pub(crate) fn take(database: &Path, sharing: Sharing) -> Result<Self, PortalFault> {
        // Under one name, whichever links lead to it.
        let database = database.canonicalize().map_err(PortalFault::File)?;
        let mut path = database.clone().into_os_string();
        path.push("-lock");
        let path = PathBuf::from(path);
        let lock = loop {
            let file = private(&path).map_err(PortalFault::File)?;
            let locked = match sharing {
                Sharing::Exclusive => file.try_lock(),
                Sharing::Shared => file.try_lock_shared(),
            };
            match locked {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(PortalFault::InUse),
                Err(TryLockError::Error(error)) => return Err(PortalFault::File(error)),
            }
            // The one who had the lock before may have removed the file since it was opened here.
            if is_at(&file, &path) {
                break Self { file, path };
            }
        };
        if let Some(directory) = database.parent() {
            leftovers::remove(directory);
        }
        Ok(lock)
    }
}

impl Drop for DatabaseLock {
    /// Removes the file, unless others share the lock.
    fn drop(&mut self) {
        if self.file.try_lock().is_ok() {
            drop(std::fs::remove_file(&self.path));
        }
    }
}

fn private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(open), Ok(there)) = (file.metadata(), std::fs::metadata(path)) else {
        return false;
    };
    (open.dev(), open.ino()) == (there.dev(), there.ino())
}

/// A file that is open cannot be removed here.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
