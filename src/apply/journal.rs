//! What was intended and what came of it, on disk before the next write.
//!
//! One file per apply, one JSON document per line:
//!
//! ```text
//!   {"account":"boreal","at":"2026-11-24T12:00:00Z","digest":"…"}
//!   {"intent":"general","paths":["general.spid"],"step":0,…}   written before the request is sent
//!   {"outcome":"done","status":200,"step":0}                   written before the next intent
//! ```
//!
//! An intent without an outcome at the end of a file is a write that was in flight when the program
//! died: it may have happened, or may still. So may one whose outcome is `unknown`. The next run of the
//! account looks for such a write first (`in_flight.rs`). Every line is flushed to the disk before the
//! program goes on, which is the whole point of the file; where that fails, no further write is tried.
//!
//! It holds paths, tags and statuses, and no values: nothing in it is secret.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::in_flight::{InFlight, Intent};
use super::step_outcome::StepOutcome;

/// Bytes of a journal that are read. A plan has at most some thousand steps.
const MAX_JOURNAL: u64 = 16 << 20;

/// The right to write to one account from this machine.
///
/// The operating system gives the lock up with the file, also when the program is killed, so no lock
/// is ever left behind. The file itself stays: it names the last journal of the account.
#[derive(Debug)]
pub(crate) struct AccountLock {
    file: File,
    path: PathBuf,
    directory: PathBuf,
    account: String,
}

impl AccountLock {
    /// Of two applies on one machine the second would find every precondition of its plan broken by
    /// the first.
    ///
    /// # Errors
    ///
    /// [`JournalFault::Locked`] while another apply of this account runs.
    pub(crate) fn take(directory: &Path, account: &str) -> Result<Self, JournalFault> {
        private_directory(directory).map_err(|error| unwritable(directory, error))?;
        // The lock is a file beside the journals and not a journal itself, whose name has the time.
        let path = directory.join(format!("{account}.lock"));
        let file = private_file(&path).map_err(|error| unwritable(&path, error))?;
        file.try_lock().map_err(|_| JournalFault::Locked)?;
        Ok(Self {
            file,
            path,
            directory: directory.to_owned(),
            account: account.to_owned(),
        })
    }

    /// The lock of an account for which there was an apply before. None while another one runs.
    pub(crate) fn of_earlier(directory: &Path, account: &str) -> Option<Self> {
        let known = directory.join(format!("{account}.lock")).exists();
        known.then(|| Self::take(directory, account).ok())?
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

    /// None when there is none, or when it cannot be read: a state directory may be cleared at any
    /// time, and a run without memory is like the first one.
    fn last_journal(&mut self) -> Option<String> {
        let file = File::open(self.last_path()?).ok()?;
        let mut text = String::new();
        file.take(MAX_JOURNAL).read_to_string(&mut text).ok()?;
        Some(text)
    }

    fn last_path(&mut self) -> Option<PathBuf> {
        let mut name = String::new();
        self.file.rewind().ok()?;
        (&self.file).take(512).read_to_string(&mut name).ok()?;
        let is_ours = name.starts_with(&self.account) && !name.contains(['/', '\\']);
        is_ours.then(|| self.directory.join(name))
    }

    fn points_to(&mut self, name: &str) -> std::io::Result<()> {
        self.file.set_len(0)?;
        self.file.write_all(name.as_bytes())?;
        self.file.sync_data()
    }
}

/// One file per apply, in the state directory.
#[derive(Debug)]
pub(crate) struct Journal {
    file: File,
    path: PathBuf,
    /// Held as long as the journal is.
    _lock: AccountLock,
}

/// Why there is no journal, and so no write.
#[derive(Debug, thiserror::Error)]
pub enum JournalFault {
    #[error("write the journal {path}")]
    Write {
        path: String,
        #[source]
        source: std::io::Error,
    },
    #[error("lock the account: another apply of it is running")]
    Locked,
}

impl Journal {
    /// Begins a journal named by account and time.
    pub(crate) fn begin(
        mut lock: AccountLock,
        at: &str,
        digest: &str,
    ) -> Result<Self, JournalFault> {
        // A colon is no part of a file name everywhere.
        let name = format!("{}-{}.jsonl", lock.account, at.replace(':', ""));
        let path = lock.directory.join(&name);
        let file = private_file(&path).map_err(|error| unwritable(&path, error))?;
        lock.points_to(&name)
            .map_err(|error| unwritable(&lock.path, error))?;
        // A file is found again after a loss of power only when its directory is on the disk too.
        sync_directory(&lock.directory).map_err(|error| unwritable(&lock.directory, error))?;
        let account = lock.account.clone();
        let mut journal = Self {
            file,
            path,
            _lock: lock,
        };
        // The digest says which plan the lines below belong to: they name steps by their number.
        journal.append(&json!({ "account": account, "at": at, "digest": digest }))?;
        Ok(journal)
    }

    pub(super) fn intent(&mut self, intent: &Intent) -> Result<(), JournalFault> {
        self.append(&intent.to_json())
    }

    pub(super) fn outcome(&mut self, at: usize, outcome: &StepOutcome) -> Result<(), JournalFault> {
        let result = outcome.result.as_str();
        self.append(&json!({ "step": at, "outcome": result, "status": outcome.status }))
    }

    fn append(&mut self, line: &serde_json::Value) -> Result<(), JournalFault> {
        append(&mut self.file, &self.path, line)
    }
}

fn append(file: &mut File, path: &Path, line: &serde_json::Value) -> Result<(), JournalFault> {
    // Written is not enough: it must survive a loss of power before the request goes out.
    let written = writeln!(file, "{line}").and_then(|()| file.sync_data());
    written.map_err(|error| unwritable(path, error))
}

fn unwritable(path: &Path, source: std::io::Error) -> JournalFault {
    JournalFault::Write {
        path: path.display().to_string(),
        source,
    }
}

fn private_directory(path: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).read(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Directories are flushed like files, on systems on which they can be opened.
fn sync_directory(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    File::open(path)?.sync_all()?;
    Ok(())
}
