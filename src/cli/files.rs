//! The files of a command: read, checked, and their findings reported on standard error.

use std::path::PathBuf;

use super::args::FileLimits;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use crate::lint::Occasion;
use crate::reconcile::{Checked, FindingRules, Ready, check_all};
use crate::report::snippet;
use crate::source::{self, SourceError};
use crate::words::Message;

/// Reads and checks every file of every path. One path that cannot be read refuses all of them: a plan
/// without that file could be mistaken for a plan of everything.
pub(super) fn checked(
    paths: &[PathBuf],
    limits: &FileLimits,
    occasion: Occasion,
    environment: &Environment,
) -> Result<Vec<Checked>, Failure> {
    let inputs = source::read(paths, limits.max_files);
    let inputs = inputs.map_err(|errors| last_of(errors, environment))?;
    Ok(check_all(inputs, occasion))
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

/// The files of a command that may write. Findings go to standard error, and one error refuses all
/// files, so that a run never applies half of a change that spans several files.
pub(super) fn ready(
    paths: &[PathBuf],
    limits: &FileLimits,
    rules: &FindingRules,
    occasion: Occasion,
    environment: &Environment,
) -> Result<Vec<Ready>, Failure> {
    let files = checked(paths, limits, occasion, environment)?;
    usable(files, rules, environment)
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
    usable(files, &FindingRules::default(), environment)
}

fn usable(
    files: Vec<Checked>,
    rules: &FindingRules,
    environment: &Environment,
) -> Result<Vec<Ready>, Failure> {
    let mut ready = Vec::new();
    let mut invalid = 0;
    for mut file in files {
        file.narrow(rules);
        report(&file, rules, environment);
        match file.ready(rules) {
            Some(file) => ready.push(file),
            None => invalid += 1,
        }
    }
    if invalid > 0 {
        return Err(invalid_files(invalid));
    }
    Ok(ready)
}

pub(super) fn invalid_files(count: usize) -> Failure {
    let message = Message::new("invalid-files").number("count", count);
    Failure::new(Exit::Failed, message)
}

/// Errors, warnings and further findings that fail, on standard error.
pub(super) fn report(file: &Checked, rules: &FindingRules, environment: &Environment) {
    let findings = file.worth_reporting(rules);
    if !findings.is_empty() {
        let (words, style) = (&environment.words, environment.error_style);
        let text = snippet::render(&findings, &file.source, words, style);
        environment.print_error(text.trim_end());
    }
}
