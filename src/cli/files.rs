//! Files that were read, checked: what each asks for, and every finding.

use std::path::PathBuf;

use super::args::Limits;
use super::environment::Environment;
use super::source::{self, Input};
use super::strictness::Strictness;
use super::{Exit, Failure};
use crate::desired::{Desired, lower};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::parse;
use crate::holiday::Calendar;
use crate::lint::{self, LintResult, Occasion, Silences};
use crate::plan::file::sha256;
use crate::report::diagnostics;
use crate::report::source::Source;
use crate::words::Message;

/// A file and what came of it.
pub(super) struct Checked {
    pub(super) source: Source,
    pub(super) sha256: String,
    /// None when a finding refuses the file.
    pub(super) desired: Option<Desired>,
    pub(super) findings: Vec<Diagnostic>,
    /// What comments and options took away.
    pub(super) silenced: Vec<Diagnostic>,
    /// Comments that silence what a plan may find as well.
    pub(super) silences: Silences,
}

/// A file that can be planned.
pub(super) struct Ready {
    pub(super) source: Source,
    pub(super) sha256: String,
    pub(super) desired: Desired,
    /// Warnings of the file itself.
    pub(super) findings: Vec<Diagnostic>,
    pub(super) silenced: Vec<Diagnostic>,
    pub(super) silences: Silences,
}

impl Checked {
    /// Puts aside what is not wanted.
    pub(super) fn narrow(&mut self, strictness: &Strictness) {
        self.silenced.extend(strictness.narrow(&mut self.findings));
    }

    /// Errors, warnings and what fails, on standard error.
    pub(super) fn tell(&self, strictness: &Strictness, environment: &Environment) {
        let told =
            |finding: &&Diagnostic| finding.severity != Severity::Info || strictness.fails(finding);
        let told: Vec<_> = self.findings.iter().filter(told).cloned().collect();
        if !told.is_empty() {
            let (words, style) = (&environment.words, environment.error_style);
            let text = diagnostics::render(&told, &self.source, words, style);
            environment.tell(text.trim_end());
        }
    }

    /// The file, unless a finding refuses it.
    pub(super) fn ready(self, strictness: &Strictness) -> Option<Ready> {
        if self
            .findings
            .iter()
            .any(|finding| strictness.fails(finding))
        {
            return None;
        }
        Some(Ready {
            desired: self.desired?,
            source: self.source,
            sha256: self.sha256,
            findings: self.findings,
            silenced: self.silenced,
            silences: self.silences,
        })
    }
}

/// Every file of every path, checked. A path that cannot be read refuses all.
pub(super) fn checked(
    paths: &[PathBuf],
    limits: &Limits,
    calendar: Option<&'static Calendar>,
    environment: &Environment,
) -> Result<Vec<Checked>, Failure> {
    let inputs = source::read(paths, limits.max_files)
        .map_err(|failures| source::last_of(failures, environment))?;
    let now = environment.now;
    Ok(check_all(inputs, Occasion { now, calendar }))
}

/// Files that were read, each by itself and beside the others.
pub(super) fn check_all(inputs: Vec<Input>, occasion: Occasion) -> Vec<Checked> {
    let mut files = in_parallel(inputs, occasion);
    one_file_an_account(&mut files);
    files
}

/// Findings go to standard error; one error refuses all files, so that nothing is done by halves.
pub(super) fn ready(
    paths: &[PathBuf],
    limits: &Limits,
    (strictness, calendar): (&Strictness, Option<&'static Calendar>),
    environment: &Environment,
) -> Result<Vec<Ready>, Failure> {
    let files = checked(paths, limits, calendar, environment)?;
    told(files, strictness, environment)
}

/// For a question that is only answered: what does not refuse a file is for those who keep it.
pub(super) fn answerable(
    paths: &[PathBuf],
    limits: &Limits,
    environment: &Environment,
) -> Result<Vec<Ready>, Failure> {
    let mut files = checked(paths, limits, None, environment)?;
    for file in &mut files {
        let refuses = |finding: &Diagnostic| finding.severity == Severity::Error;
        file.findings.retain(refuses);
    }
    told(files, &Strictness::default(), environment)
}

fn told(
    files: Vec<Checked>,
    strictness: &Strictness,
    environment: &Environment,
) -> Result<Vec<Ready>, Failure> {
    let mut ready = Vec::new();
    let mut invalid = 0;
    for mut file in files {
        file.narrow(strictness);
        file.tell(strictness, environment);
        match file.ready(strictness) {
            Some(file) => ready.push(file),
            None => invalid += 1,
        }
    }
    if invalid > 0 {
        let message = Message::new("invalid-files").number("count", invalid);
        return Err(Failure::new(Exit::Failed, message));
    }
    Ok(ready)
}

/// The file, what it asks for unless a finding refuses it, and every finding.
pub(super) fn check(input: Input, occasion: Occasion) -> Checked {
    let parsed = parse(&input.bytes);
    let text = parsed.text.into_owned();
    let (desired, looked) = match parsed.document {
        Err(findings) => (None, LintResult::wrong(findings)),
        Ok(document) => {
            let lowered = lower(&document);
            let looked = match &lowered.desired {
                Some(desired) => lint::file(&document, desired, lowered.findings, occasion),
                None => LintResult::wrong(lowered.findings),
            };
            (lowered.desired, looked)
        }
    };
    Checked {
        sha256: sha256(&input.bytes),
        source: Source::new(input.name, text),
        desired,
        findings: looked.findings,
        silenced: looked.silenced,
        silences: looked.silences,
    }
}

/// Files say nothing of each other, so each core takes a share.
fn in_parallel(inputs: Vec<Input>, occasion: Occasion) -> Vec<Checked> {
    /// Fewer files are done before a thread has begun.
    const WORTH_A_THREAD: usize = 8;
    let check = move |input| check(input, occasion);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = inputs.len().div_ceil(cores).max(WORTH_A_THREAD);
    if inputs.len() <= share {
        return inputs.into_iter().map(check).collect();
    }
    let mut shares: Vec<Vec<Input>> = Vec::new();
    for input in inputs {
        match shares.last_mut() {
            Some(last) if last.len() < share => last.push(input),
            Some(_) | None => shares.push(vec![input]),
        }
    }
    std::thread::scope(|scope| {
        let work = move |share: Vec<Input>| share.into_iter().map(check).collect::<Vec<_>>();
        let threads: Vec<_> = shares
            .into_iter()
            .map(|share| scope.spawn(move || work(share)))
            .collect();
        let done = threads.into_iter().map(|thread| thread.join());
        done.flat_map(|done| done.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// Two files for one account would undo each other.
fn one_file_an_account(files: &mut [Checked]) {
    let mut first: std::collections::BTreeMap<String, String> = std::collections::BTreeMap::new();
    for file in files {
        let Some(desired) = &file.desired else {
            continue;
        };
        let account = desired.account.to_string();
        if let Some(other) = first.get(&account) {
            let path = crate::model::FieldPath::of("account");
            let span = desired.places.of(&path).unwrap_or_default();
            let message = Message::new("duplicate-account")
                .text("account", &account)
                .text("first", other);
            let finding = Diagnostic::error("duplicate-account", span, message)
                .help(Message::new("duplicate-account-help"))
                .at(path);
            file.findings.push(finding);
            crate::diagnostic::sort(&mut file.findings);
            file.desired = None;
        } else {
            first.insert(account, file.source.name.clone());
        }
    }
}
