//! The right to write to one account: one apply at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::author::{LockOwner, RunAuthor};
use super::disk::{JournalFault, append, journal_text, private_file, unwritable};
use super::in_flight::InFlight;

/// Bytes of a lock file that are read: two short lines.
const MAX_LOCK: u64 = 4096;

/// What to do about a lock that another apply holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherLock {
    Respect,
    /// Take it away. The other apply notices before its next write and stops.
    Break,
}

/// The right to write to one account with this state directory.
///
/// The operating system gives the lock up with the file, also when the program is killed, so a lock is
/// left behind only where several hosts share the directory and one of them is gone. The file itself
/// stays: its first line names the last journal of the account, its second line the owner.
#[derive(Debug)]
pub(crate) struct AccountLock {
    file: File,
    path: PathBuf,
    /// Of the account, below the state directory.
    pub(super) directory: PathBuf,
    pub(super) account: String,
    owner: LockOwner,
    /// Whose lock was broken.
    pub(crate) broken: Option<LockOwner>,
}

impl AccountLock {
    /// Of two applies on one machine the second would find every precondition of its plan broken by
    /// the first.
    ///
    /// # Errors
    ///
    /// [`JournalFault::Locked`] while another apply of this account runs.
    pub(crate) fn take(
        state: &Path,
        account: &str,
        author: &RunAuthor,
        since: &str,
        other: OtherLock,
    ) -> Result<Self, JournalFault> {
        let directory = state.join(account);
        private_directory(&directory).map_err(|error| unwritable(&directory, error))?;
        let path = directory.join("lock");
        let mut file = private_file(&path).map_err(|error| unwritable(&path, error))?;
        let mut broken = None;
        if let Err(error) = file.try_lock() {
            if let TryLockError::Error(error) = error {
                return Err(unwritable(&path, error));
            }
            let owner = read(&mut file).and_then(|content| content.owner);
            if other == OtherLock::Respect {
                return Err(JournalFault::Locked { owner });
            }
            file = replaced(&path, &mut file).map_err(|error| unwritable(&path, error))?;
            broken = owner;
        }
        let mut lock = Self {
            file,
            path,
            directory,
            account: account.to_owned(),
            owner: LockOwner {
                user: author.user.clone(),
                host: author.host.clone(),
                process: std::process::id(),
                since: since.to_owned(),
            },
            broken,
        };
        let last = lock.last_name();
        lock.write(last.as_deref().unwrap_or(""))?;
        Ok(lock)
    }

    /// The lock of an account for which there was an apply before. None while another one runs.
    pub(crate) fn of_earlier(
        state: &Path,
        account: &str,
        author: &RunAuthor,
        since: &str,
    ) -> Option<Self> {
        let known = state.join(account).join("lock").exists();
        let take = || Self::take(state, account, author, since, OtherLock::Respect).ok();
        known.then(take)?
    }

    /// The write that the last apply of the account left open, if it did.
    pub(crate) fn in_flight(&mut self) -> Option<InFlight> {
        let text = self.last_journal()?;
        InFlight::of(&text, &self.account)
    }

    /// Notes that a write of the last apply is not waited for any longer.
    pub(crate) fn give_up(&mut self, write: &InFlight) -> Result<(), JournalFault> {
        let Some(path) = self.last_path() else {
            return Ok(());
        };
        let mut file = private_file(&path).map_err(|error| unwritable(&path, error))?;
        append(&mut file, &path, &write.given_up())
    }

    /// # Errors
    ///
    /// [`JournalFault::Broken`] when somebody took the lock away.
    pub(super) fn still_holds(&self) -> Result<(), JournalFault> {
        let here = self.file.metadata();
        let there = std::fs::metadata(&self.path);
        match (here, there) {
            (Ok(here), Ok(there)) if is_same(&here, &there) => Ok(()),
            (_, _) => Err(JournalFault::Broken {
                owner: File::open(&self.path)
                    .ok()
                    .and_then(|mut file| read(&mut file)?.owner),
            }),
        }
    }

    /// Which journal is the last one from now on.
    pub(super) fn points_to(&mut self, name: &str) -> Result<(), JournalFault> {
        self.write(name)
    }

    /// None when there is none, or when it cannot be read: a state directory may be cleared at any
    /// time, and a run without memory is like the first one.
    fn last_journal(&mut self) -> Option<String> {
        journal_text(&self.last_path()?).ok()
    }

    fn last_path(&mut self) -> Option<PathBuf> {
        let name = self.last_name()?;
        Some(self.directory.join(name))
    }

    fn last_name(&mut self) -> Option<String> {
        let name = read(&mut self.file)?.journal;
        let is_ours = name.starts_with(&self.account) && !name.contains(['/', '\\']);
        is_ours.then_some(name)
    }

    fn write(&mut self, journal: &str) -> Result<(), JournalFault> {
        let owner = serde_json::to_string(&self.owner).expect("an owner holds only texts");
        let text = format!("{journal}\n{owner}\n");
        let written = self
            .file
            .set_len(0)
            .and_then(|()| self.file.write_all(text.as_bytes()))
            .and_then(|()| self.file.sync_data());
        written.map_err(|error| unwritable(&self.path, error))
    }
}

/// The lines of a lock file.
struct LockLines {
    journal: String,
    owner: Option<LockOwner>,
}

fn read(file: &mut File) -> Option<LockLines> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(MAX_LOCK).read_to_string(&mut text).ok()?;
    let mut lines = text.lines();
    let journal = lines.next().unwrap_or("").to_owned();
    let owner = lines
        .next()
        .and_then(|line| serde_json::from_str(line).ok());
    Some(LockLines { journal, owner })
}

/// A lock file in the place of another, which keeps its name and its lines but not its lock.
fn replaced(path: &Path, old: &mut File) -> std::io::Result<File> {
    let directory = path.parent().expect("a lock lies in a directory");
    let mut new = tempfile::Builder::new().tempfile_in(directory)?;
    old.rewind()?;
    std::io::copy(&mut old.take(MAX_LOCK), &mut new)?;
    new.persist(path)?;
    // As every lock file is opened, so that its lines are appended where it ends.
    let file = OpenOptions::new().read(true).append(true).open(path)?;
    file.try_lock().map_err(std::io::Error::from)?;
    Ok(file)
}

#[cfg(unix)]
fn is_same(one: &std::fs::Metadata, other: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// There a file that is open cannot be replaced.
#[cfg(not(unix))]
fn is_same(_: &std::fs::Metadata, _: &std::fs::Metadata) -> bool {
    true
}

fn private_directory(path: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
