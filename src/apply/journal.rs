//! What was intended and what came of it, on disk before the next write.
//!
//! One file per apply, one JSON document per line:
//!
//! ```text
//!   {"account":"boreal","at":"2026-11-24T12:00:00Z","digest":"…"}
//!   {"intent":"general","paths":["general.spid"],"step":0}     written before the request is sent
//!   {"outcome":"done","status":200,"step":0}                   written before the next intent
//! ```
//!
//! An intent without an outcome at the end of a file is a write that was in flight when the program
//! died: it may have happened. Every line is flushed to the disk before the program goes on, which is
//! the whole point of the file; where that fails, no further write is tried.
//!
//! It holds paths and statuses, and no values: nothing in it is secret.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::step_outcome::StepOutcome;
use crate::plan::Step;

/// One file per apply, in the state directory.
#[derive(Debug)]
pub(crate) struct Journal {
    file: File,
    path: PathBuf,
    /// Held as long as the journal is: the operating system gives the lock up with the file, also
    /// when the program is killed, so no lock is ever left behind.
    _lock: File,
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
    /// Begins a journal named by account and time, and locks the account: of two applies on one
    /// machine the second would find every precondition of its plan broken by the first.
    ///
    /// # Errors
    ///
    /// [`JournalFault::Locked`] while another apply of this account runs.
    pub(crate) fn begin(
        directory: &Path,
        account: &str,
        at: &str,
        digest: &str,
    ) -> Result<Self, JournalFault> {
        private_directory(directory).map_err(|error| unwritable(directory, error))?;
        // The lock is a file beside the journals and not the journal itself, whose name has the time.
        let lock_path = directory.join(format!("{account}.lock"));
        let lock = private_file(&lock_path).map_err(|error| unwritable(&lock_path, error))?;
        lock.try_lock().map_err(|_| JournalFault::Locked)?;
        // A colon is no part of a file name everywhere.
        let path = directory.join(format!("{account}-{}.jsonl", at.replace(':', "")));
        let file = private_file(&path).map_err(|error| unwritable(&path, error))?;
        let mut journal = Self {
            file,
            path,
            _lock: lock,
        };
        // The digest says which plan the lines below belong to: they name steps by their number.
        journal.append(&json!({ "account": account, "at": at, "digest": digest }))?;
        Ok(journal)
    }

    pub(super) fn intent(&mut self, at: usize, step: &Step) -> Result<(), JournalFault> {
        let resource = step.action.resource().key();
        self.append(&json!({ "step": at, "intent": resource, "paths": paths(step) }))
    }

    pub(super) fn outcome(&mut self, at: usize, outcome: &StepOutcome) -> Result<(), JournalFault> {
        let result = outcome.result.as_str();
        self.append(&json!({ "step": at, "outcome": result, "status": outcome.status }))
    }

    fn append(&mut self, line: &serde_json::Value) -> Result<(), JournalFault> {
        // Written is not enough: it must survive a loss of power before the request goes out.
        let written = writeln!(self.file, "{line}").and_then(|()| self.file.sync_data());
        written.map_err(|error| unwritable(&self.path, error))
    }
}

fn unwritable(path: &Path, source: std::io::Error) -> JournalFault {
    JournalFault::Write {
        path: path.display().to_string(),
        source,
    }
}

fn paths(step: &Step) -> Vec<String> {
    step.paths.iter().map(ToString::to_string).collect()
}

/// Makes the name of a new file last: a file that is on the disk under no name would be lost with the
/// power, and with it what was written into it.
#[cfg(unix)]
fn sync_directory(of: &Path) -> std::io::Result<()> {
    match of.parent() {
        Some(directory) if !directory.as_os_str().is_empty() => File::open(directory)?.sync_all(),
        Some(_) | None => File::open(".")?.sync_all(),
    }
}

/// Directories cannot be opened here; the file system keeps names in a journal of its own.
#[cfg(not(unix))]
fn sync_directory(_: &Path) -> std::io::Result<()> {
    Ok(())
}

fn private_directory(path: &Path) -> std::io::Result<()> {
    let is_new = !path.exists();
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    if is_new {
        sync_directory(path)?;
    }
    Ok(())
}

fn private_file(path: &Path) -> std::io::Result<File> {
    let is_new = !path.exists();
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    if is_new {
        sync_directory(path)?;
    }
    Ok(file)
}
