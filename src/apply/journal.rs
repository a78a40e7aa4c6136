//! What was intended and what came of it, on disk before the next write.
//!
//! One file per apply, one JSON document per line, in a directory of the account:
//!
//! ```text
//!   {"account":"boreal","at":"2026-11-24T12:00:00Z","digest":"…","user":"marie",…}
//!   {"intent":"general","paths":["general.spid"],"step":0,…}   written before the request is sent
//!   {"outcome":"done","status":200,"step":0}                   written before the next intent
//!   {"ended":"applied"}                                        absent when the program died
//! ```
//!
//! An intent without an outcome at the end of a file is a write that was in flight when the program
//! died: it may have happened, or may still. So may one whose outcome is `unknown`. The next run of the
//! account looks for such a write first (`in_flight.rs`). Every line is flushed to the disk before the
//! program goes on, which is the whole point of the file; where that fails, no further write is tried.
//!
//! The journal holds paths, names, tags and statuses, and no confidential value. The account as it was
//! before the first write is kept beside it (`kept.rs`), and that file does hold them.

use std::fs::File;
use std::path::PathBuf;

use serde_json::json;

use super::author::LockOwner;
use super::disk::{JournalFault, append, private_options, sync_directory, unwritable};
use super::head::JournalHead;
use super::in_flight::Intent;
use super::kept;
use super::lock::AccountLock;
use super::step_outcome::StepOutcome;

/// One file per apply, in the state directory.
#[derive(Debug)]
pub(crate) struct Journal {
    file: File,
    path: PathBuf,
    /// Held as long as the journal is.
    lock: AccountLock,
}

impl Journal {
    /// Begins a journal, after the account as it was is on disk. `before` is its file.
    pub(crate) fn begin(
        mut lock: AccountLock,
        head: &JournalHead,
        before: &str,
    ) -> Result<Self, JournalFault> {
        let directory = lock.directory.clone();
        let path = kept::next_journal(&directory, &lock.account, &head.at);
        let file = private_options().create_new(true).open(&path);
        let file = file.map_err(|error| unwritable(&path, error))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        kept::keep_state(&path, before)?;
        lock.points_to(&name)?;
        // A file is found again after a loss of power only when its directory is on the disk too.
        sync_directory(&directory).map_err(|error| unwritable(&directory, error))?;
        let mut journal = Self { file, path, lock };
        let head = serde_json::to_value(head).expect("a head holds only texts");
        journal.append(&head)?;
        Ok(journal)
    }

    /// Whose lock was broken for this apply.
    pub(crate) fn broken(&self) -> Option<&LockOwner> {
        self.lock.broken.as_ref()
    }

    pub(super) fn intent(&mut self, intent: &Intent) -> Result<(), JournalFault> {
        self.lock.still_holds()?;
        self.append(&intent.to_json())
    }

    pub(super) fn outcome(&mut self, at: usize, outcome: &StepOutcome) -> Result<(), JournalFault> {
        let result = outcome.result.as_str();
        self.append(&json!({ "step": at, "outcome": result, "status": outcome.status }))
    }

    /// Forgets an apply that wrote nothing and was about to write nothing.
    pub(crate) fn discard(self) {
        kept::forget(&self.path);
    }

    /// How the apply ended. That it cannot be noted changes nothing that was written.
    pub(crate) fn end(&mut self, ended: &'static str) {
        drop(self.append(&json!({ "ended": ended })));
    }

    fn append(&mut self, line: &serde_json::Value) -> Result<(), JournalFault> {
        append(&mut self.file, &self.path, line)
    }
}
