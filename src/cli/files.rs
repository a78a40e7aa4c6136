//! The files of a command: read, checked, and their findings reported on standard error.

use std::path::PathBuf;

use super::args::{FileLimits, SelectionArgs};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use crate::lint::Occasion;
use crate::reconcile::{Checked, FindingRules, Ready, UnmatchedPattern, check_all, judge_all};
use crate::report::diagnostics::JudgedFile;
use crate::report::snippet;
use crate::source::{self, Input, SourceError};
use crate::words::Message;

/// Reads and checks every file of every path. One path that cannot be read refuses all of them: a plan
/// without that file could be mistaken for a plan of everything.
pub(super) fn checked(
    paths: &[PathBuf],
    limits: &FileLimits,
    occasion: Occasion,
    environment: &Environment,
) -> Result<Vec<Checked>, Failure> {
    Ok(check_all(inputs(paths, limits, environment)?, occasion))
}

fn inputs(
    paths: &[PathBuf],
    limits: &FileLimits,
    environment: &Environment,
) -> Result<Vec<Input>, Failure> {
    let inputs = source::read(paths, limits.limits());
    inputs.map_err(|errors| last_of(errors, environment))
}

/// As [`checked`], for a command that plans nothing: of each file only its findings are kept.
pub(super) fn judged(
    paths: &[PathBuf],
    limits: &FileLimits,
    selection: &SelectionArgs,
    occasion: Occasion,
    environment: &Environment,
) -> Result<Vec<Checked>, Failure> {
    let files = judge_all(inputs(paths, limits, environment)?, occasion);
    Ok(selection.selection().of(files)?)
}

/// Reports all errors but the last one, which ends the command.
pub(super) fn last_of(mut errors: Vec<SourceError>, environment: &Environment) -> Failure {
    let last = errors.pop();
    for error in errors {
        Failure::from(error).report(environment);
    }
    last.expect("a search that fails names at least one reason")
        .into()
}

/// The files of a command, by whether they can be planned.
#[derive(Default)]
pub(super) struct SortedFiles {
    pub(super) ready: Vec<Ready>,
    /// Those with an error. A report has their findings, and a run that may write writes nothing.
    pub(super) invalid: Vec<Checked>,
    /// How many others are left alone because one of them is not valid.
    pub(super) left: usize,
}

/// The files of a command that compares accounts, with the findings that its rules ask for.
pub(super) fn narrowed(
    paths: &[PathBuf],
    limits: &FileLimits,
    selection: &SelectionArgs,
    rules: &FindingRules,
    occasion: Occasion,
    environment: &Environment,
) -> Result<Vec<Checked>, Failure> {
    let files = checked(paths, limits, occasion, environment)?;
    let mut files = selection.selection().of(files)?;
    for file in &mut files {
        file.narrow(rules);
    }
    Ok(files)
}

impl SortedFiles {
    /// Reports the findings of files that were narrowed to the rules, and sorts them. Those that are ready
    /// come in the order of their accounts, in which everything about them is said.
    pub(super) fn of(files: Vec<Checked>, rules: &FindingRules, environment: &Environment) -> Self {
        let mut sorted = Self::default();
        report(&files, rules, environment);
        for file in files {
            if file.is_valid() {
                sorted.ready.extend(file.ready(rules));
            } else {
                sorted.invalid.push(file);
            }
        }
        sorted
            .ready
            .sort_by(|one, other| one.account().cmp(other.account()));
        sorted
    }

    /// What was made ready without a file.
    pub(super) fn of_one(ready: Ready) -> Self {
        Self {
            ready: vec![ready],
            ..Self::default()
        }
    }

    /// The same, of a run that ends at the first file that is not valid.
    pub(super) fn up_to_the_first(
        mut files: Vec<Checked>,
        rules: &FindingRules,
        environment: &Environment,
    ) -> Self {
        let Some(first) = files.iter().position(|file| !file.is_valid()) else {
            return Self::of(files, rules, environment);
        };
        let left = files.len() - 1;
        let first = vec![files.swap_remove(first)];
        Self {
            left,
            ..Self::of(first, rules, environment)
        }
    }

    /// Says how many files are not valid, and whether the others were compared.
    pub(super) fn exit(&self, environment: &Environment) -> Exit {
        exit_of(self.invalid.len(), self.ready.len(), environment)
    }
}

/// The exit code of a run with so many files that are not valid and so many that are.
pub(super) fn exit_of(invalid: usize, valid: usize, environment: &Environment) -> Exit {
    if invalid == 0 {
        return Exit::Done;
    }
    if valid == 0 {
        return invalid_files(invalid).report(environment);
    }
    let message = Message::new("invalid-files-left-out").number("count", invalid);
    Failure::new(Exit::Failed, message).report(environment)
}

/// The files of a command that only answers a question, such as `hours`. Warnings are not reported: they
/// matter to whoever maintains the file, not to whoever asks.
pub(super) fn answerable(
    paths: &[PathBuf],
    limits: &FileLimits,
    environment: &Environment,
) -> Result<Vec<Ready>, Failure> {
    let occasion = Occasion::at(environment.now);
    let mut files = checked(paths, limits, occasion, environment)?;
    for file in &mut files {
        file.errors_alone();
    }
    let rules = FindingRules::default();
    for file in &mut files {
        file.narrow(&rules);
    }
    let sorted = SortedFiles::of(files, &rules, environment);
    match sorted.invalid.len() {
        0 => Ok(sorted.ready),
        count => Err(invalid_files(count)),
    }
}

fn invalid_files(count: usize) -> Failure {
    let message = Message::new("invalid-files").number("count", count);
    Failure::new(Exit::Failed, message)
}

/// Errors, warnings and further findings that fail, on standard error.
pub(super) fn report(files: &[Checked], rules: &FindingRules, environment: &Environment) {
    let worth: Vec<_> = files
        .iter()
        .map(|file| file.worth_reporting(rules))
        .collect();
    let judged = files.iter().zip(&worth);
    let judged: Vec<_> = judged
        .map(|(file, worth)| JudgedFile {
            source: &file.source,
            findings: &worth.findings,
            left_out: &worth.left_out,
        })
        .collect();
    let (words, style) = (&environment.words, environment.error_style);
    let text = snippet::render(&judged, words, style);
    if !text.is_empty() {
        environment.print_error(text.trim_end());
    }
}

impl From<UnmatchedPattern> for Failure {
    fn from(unmatched: UnmatchedPattern) -> Self {
        let named = &unmatched.accounts[..unmatched.accounts.len().min(20)];
        let there_are = Message::new("accounts-there-are")
            .number("more", unmatched.accounts.len() - named.len())
            .text("accounts", named.join(", "));
        let message = Message::new("no-account-matches").text("pattern", unmatched.pattern);
        Self::new(Exit::Usage, message).help(there_are)
    }
}
