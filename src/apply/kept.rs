//! The runs that a state directory remembers: the journal of each, and the account as it was before.
//!
//! ```text
//!   STATE/boreal/lock                                  who writes, and the last journal
//!   STATE/boreal/boreal-2026-11-24T120000Z.jsonl       the journal of a run
//!   STATE/boreal/boreal-2026-11-24T120000Z.before.yaml the account before its first write
//! ```

use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::disk::{JournalFault, journal_text, unwritable};
use super::head::JournalHead;
use super::step_outcome::StepResult;
use crate::model::AccountName;

/// Runs of one account that are remembered. Each takes the room of its file and of its journal.
const KEPT_RUNS: usize = 20;
/// Entries of a directory that are looked at, so that a directory with other contents ends the search.
const MOST_ENTRIES: usize = 100_000;
const JOURNAL: &str = ".jsonl";
const BEFORE: &str = ".before.yaml";

/// A run that is remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptRun {
    /// What people call it by: account and time.
    pub(crate) id: String,
    pub(crate) head: JournalHead,
    pub(crate) steps: Vec<KeptStep>,
    /// How it ended; none when the program died, or is still at it.
    pub(crate) ended: Option<String>,
    directory: PathBuf,
}

/// A step that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptStep {
    pub(crate) paths: Vec<String>,
    /// Unknown when nothing was noted.
    pub(crate) result: StepResult,
}

/// What a state directory holds.
#[derive(Debug, Default)]
pub(crate) struct KeptRuns {
    /// The latest first.
    pub(crate) runs: Vec<KeptRun>,
    /// Journals that cannot be understood.
    pub(crate) damaged: Vec<PathBuf>,
}

/// Any line of a journal; which one it is shows in its members.
#[derive(Deserialize)]
struct KeptLine {
    intent: Option<serde::de::IgnoredAny>,
    #[serde(default)]
    paths: Vec<String>,
    outcome: Option<String>,
    ended: Option<String>,
}

impl KeptRuns {
    /// Every run, or those of one account. A directory that is not there remembers nothing.
    ///
    /// # Errors
    ///
    /// A directory that cannot be read.
    pub(crate) fn of(state: &Path, account: Option<&AccountName>) -> std::io::Result<Self> {
        let mut kept = Self::default();
        let directories = match account {
            Some(account) => vec![state.join(account.as_str())],
            None => entries(state)?,
        };
        for directory in directories.iter().filter(|path| path.is_dir()) {
            for path in entries(directory)? {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let Some(id) = name.strip_suffix(JOURNAL) else {
                    continue;
                };
                match KeptRun::read(directory, id) {
                    Some(run) => kept.runs.push(run),
                    None => kept.damaged.push(path.clone()),
                }
            }
        }
        let order = |run: &KeptRun| (run.head.at.clone(), number(&run.id), run.id.clone());
        kept.runs.sort_by_key(|run| std::cmp::Reverse(order(run)));
        Ok(kept)
    }
}

impl KeptRun {
    /// None when the file is no journal of this account. Lines that are cut off or damaged say nothing.
    fn read(directory: &Path, id: &str) -> Option<Self> {
        let text = journal_text(&directory.join(format!("{id}{JOURNAL}"))).ok()?;
        let mut lines = text.lines();
        let head: JournalHead = serde_json::from_str(lines.next()?).ok()?;
        if directory.file_name()?.to_str()? != head.account {
            return None;
        }
        let mut run = Self {
            id: id.to_owned(),
            head,
            steps: Vec::new(),
            ended: None,
            directory: directory.to_owned(),
        };
        lines.for_each(|line| run.line(line));
        Some(run)
    }

    fn line(&mut self, text: &str) {
        let Ok(line) = serde_json::from_str::<KeptLine>(text) else {
            return;
        };
        if line.intent.is_some() {
            self.steps.push(KeptStep {
                paths: line.paths,
                result: StepResult::Unknown,
            });
        }
        if let (Some(outcome), Some(step)) = (line.outcome, self.steps.last_mut()) {
            step.result = StepResult::named(&outcome).unwrap_or(StepResult::Unknown);
        }
        self.ended = line.ended.or(self.ended.take());
    }

    /// How many of its steps came to this.
    pub(crate) fn count(&self, result: StepResult) -> usize {
        let steps = self.steps.iter();
        steps.filter(|step| step.result == result).count()
    }

    /// The settings that it may have written.
    pub(crate) fn written(&self) -> impl Iterator<Item = &str> {
        let steps = self.steps.iter();
        let written =
            steps.filter(|step| matches!(step.result, StepResult::Done | StepResult::Unknown));
        written.flat_map(|step| step.paths.iter().map(String::as_str))
    }

    /// The old name of a schedule that it renamed, by the path of the new one.
    pub(crate) fn renamed_from(&self, path: &str) -> Option<&str> {
        let mut renames = self.head.renames.iter();
        let rename = renames.find(|rename| rename.path == path)?;
        Some(&rename.from)
    }

    /// Where the account as it was is kept.
    pub(crate) fn before(&self) -> PathBuf {
        self.directory.join(format!("{}{BEFORE}", self.id))
    }
}

/// Keeps the account as it was, beside the journal that is about to begin: whole or not at all.
pub(super) fn keep_state(journal: &Path, before: &str) -> Result<(), JournalFault> {
    let directory = journal.parent().expect("a journal lies in a directory");
    let path = before_of(journal);
    // The file is one that only its owner can read, because that is how it is made.
    let kept = tempfile::Builder::new()
        .tempfile_in(directory)
        .and_then(|mut file| {
            file.write_all(before.as_bytes())?;
            file.as_file().sync_data()?;
            file.persist(&path)?;
            Ok(())
        });
    kept.map_err(|error| unwritable(&path, error))
}

/// A name for the next run: account and time, and a number where that was not enough. Makes room for it
/// by forgetting the oldest; what cannot be removed now is removed next time.
pub(super) fn next_journal(directory: &Path, account: &str, at: &str) -> PathBuf {
    // A colon is no part of a file name everywhere.
    let first = format!("{account}-{}", at.replace(':', ""));
    let mut runs = Vec::new();
    for path in entries(directory).unwrap_or_else(|_| Vec::new()) {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if let Some(id) = name.strip_suffix(JOURNAL) {
            let moment = moment(id).to_owned();
            runs.push((moment, number(id), path));
        }
    }
    // Times are written with as many digits as each other, for as long as years have four.
    runs.sort();
    let most = runs.len().saturating_sub(KEPT_RUNS - 1);
    runs[..most]
        .iter()
        .for_each(|(_, _, journal)| forget(journal));
    let last = runs.iter().filter(|(moment, _, _)| *moment == first);
    let name = match last.map(|(_, number, _)| number).max() {
        None => format!("{first}{JOURNAL}"),
        Some(last) => format!("{first}-{}{JOURNAL}", last + 1),
    };
    directory.join(name)
}

/// The number of a run among those of one moment, counted from 1.
fn number(id: &str) -> u32 {
    let number = id
        .rsplit_once("Z-")
        .and_then(|(_, number)| number.parse().ok());
    number.unwrap_or(1)
}

/// The id without the number.
fn moment(id: &str) -> &str {
    match id.rfind("Z-") {
        Some(at) => &id[..=at],
        None => id,
    }
}

/// Removes a journal and the account that was kept with it.
pub(super) fn forget(journal: &Path) {
    drop(std::fs::remove_file(before_of(journal)));
    drop(std::fs::remove_file(journal));
}

/// Where the account is kept as it was before the run of a journal.
fn before_of(journal: &Path) -> PathBuf {
    let name = journal.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(JOURNAL).unwrap_or(&name);
    journal.with_file_name(format!("{name}{BEFORE}"))
}

fn entries(directory: &Path) -> std::io::Result<Vec<PathBuf>> {
    let found = match std::fs::read_dir(directory) {
        Ok(found) => found,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let found = found.take(MOST_ENTRIES);
    let mut paths = Vec::new();
    for entry in found {
        paths.push(entry?.path());
    }
    paths.sort();
    Ok(paths)
}
