//! What was intended and what came of it, on disk before the next write. It holds paths and
//! statuses, and no values: nothing in it is secret.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::{StepOutcome, StepResult};
use crate::plan::Step;

/// One file per apply, in the state directory.
#[derive(Debug)]
pub(crate) struct Journal {
    file: File,
    path: PathBuf,
    /// Held while the journal is: one apply of an account at a time.
    _lock: File,
}

/// Why there is no journal, and so no write.
#[derive(Debug, thiserror::Error)]
pub(crate) enum JournalFault {
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
        directory: &Path,
        account: &str,
        at: &str,
        digest: &str,
    ) -> Result<Self, JournalFault> {
        let fault = |path: &Path| {
            let path = path.display().to_string();
            move |source| JournalFault::Write { path, source }
        };
        private_directory(directory).map_err(fault(directory))?;
        let lock_path = directory.join(format!("{account}.lock"));
        let lock = private_file(&lock_path).map_err(fault(&lock_path))?;
        lock.try_lock().map_err(|_| JournalFault::Locked)?;
        let path = directory.join(format!("{account}-{}.jsonl", at.replace(':', "")));
        let file = private_file(&path).map_err(fault(&path))?;
        let mut journal = Self {
            file,
            path,
            _lock: lock,
        };
        journal.append(&json!({ "account": account, "at": at, "digest": digest }))?;
        Ok(journal)
    }

    pub(super) fn intent(&mut self, at: usize, step: &Step) -> Result<(), JournalFault> {
        let resource = step.action.resource().key();
        self.append(&json!({ "step": at, "intent": resource, "paths": paths(step) }))
    }

    pub(super) fn outcome(&mut self, at: usize, outcome: &StepOutcome) -> Result<(), JournalFault> {
        let result = match outcome.result {
            StepResult::Done => "done",
            StepResult::Failed => "failed",
            StepResult::Unknown => "unknown",
            StepResult::NotTried => "notTried",
        };
        self.append(&json!({ "step": at, "outcome": result, "status": outcome.status }))
    }

    fn append(&mut self, line: &serde_json::Value) -> Result<(), JournalFault> {
        let written = writeln!(self.file, "{line}").and_then(|()| self.file.sync_data());
        written.map_err(|source| JournalFault::Write {
            path: self.path.display().to_string(),
            source,
        })
    }
}

fn paths(step: &Step) -> Vec<String> {
    step.paths.iter().map(ToString::to_string).collect()
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
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
