//! Checks files: what each asks for, and every finding. No portal is needed.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;

use super::rules::FindingRules;
use crate::desired::{Desired, judge_rest, lower};
use crate::diagnostic::{Diagnostic, MOST, Severity, Weighed, sort};
use crate::document::parse;
use crate::lint::{self, LintResult, Occasion, Silences};
use crate::model::{AccountName, FieldPath};
use crate::plan::file::sha256;
use crate::source::{Input, Place, SourceText};
use crate::words::Message;

/// A file and what came of it.
#[derive(Debug, Clone)]
pub struct Checked {
    pub(crate) source: SourceText,
    pub(crate) sha256: String,
    /// None when a finding refuses the file.
    pub(crate) desired: Option<Desired>,
    pub(crate) findings: Vec<Diagnostic>,
    /// What comments and options took away.
    pub(crate) silenced: Vec<Diagnostic>,
    /// Comments that silence what a plan may find as well.
    pub(crate) silences: Silences,
}

/// A file that can be planned.
#[derive(Debug, Clone)]
pub struct Ready {
    pub(crate) source: SourceText,
    pub(crate) sha256: String,
    pub(crate) desired: Desired,
    /// Warnings of the file itself.
    pub(crate) findings: Vec<Diagnostic>,
    pub(crate) silenced: Vec<Diagnostic>,
    pub(crate) silences: Silences,
}

impl Ready {
    /// The account that the file governs.
    #[must_use]
    pub fn account(&self) -> &AccountName {
        &self.desired.account
    }

    /// Where the file sets this; for a setting that it deletes, where it lists the others.
    pub(crate) fn place(&self, path: &FieldPath) -> Option<Place> {
        let span = self.desired.places.of(path)?;
        Some(self.source.place(span.start))
    }

    /// Where the file has the hours of a schedule.
    pub(crate) fn place_of_schedule(&self, path: &FieldPath) -> Option<Place> {
        let span = self.desired.places.of_schedule(path)?;
        Some(self.source.place(span.start))
    }
}

impl Checked {
    /// Puts aside what is not wanted, and makes errors of what an option forbids.
    pub(crate) fn narrow(&mut self, rules: &FindingRules) {
        self.silenced.extend(rules.narrow(&mut self.findings));
        rules.raise(&mut self.findings, &BTreeSet::new());
    }

    /// Whether the file says what it wants. A file with findings that only an option forbids can be
    /// planned: they refuse its plan.
    pub(crate) fn is_valid(&self) -> bool {
        let mut findings = self.findings.iter();
        let refuses = |found: &Diagnostic| {
            found.severity == Severity::Error && found.weighed == Weighed::AsFound
        };
        self.desired.is_some() && !findings.any(refuses)
    }

    /// Findings that whoever plans the file should see: errors, warnings, and others that fail.
    pub(crate) fn worth_reporting(&self, rules: &FindingRules) -> Vec<Diagnostic> {
        let findings = self.findings.iter();
        findings
            .filter(|found| found.severity != Severity::Info || rules.fails(found))
            .cloned()
            .collect()
    }

    /// Keeps errors alone: whoever only asks a question of a file need not hear the rest.
    pub(crate) fn errors_alone(&mut self) {
        self.findings
            .retain(|finding| finding.severity == Severity::Error);
    }

    /// The file, unless it is invalid. Findings that the rules allow are put aside first; those that
    /// the rules forbid refuse the plan of the file.
    pub fn ready(mut self, rules: &FindingRules) -> Option<Ready> {
        self.narrow(rules);
        if !self.is_valid() {
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

/// Files that were read, each by itself and beside the others.
pub fn check_all(inputs: Vec<Input>, occasion: Occasion) -> Vec<Checked> {
    let mut files = in_parallel(inputs, occasion);
    one_file_an_account(&mut files);
    files
}

/// The file, what it asks for unless a finding refuses it, and every finding.
///
/// Two files for one account are found only by [`check_all`], because only it sees both.
pub fn check(input: Input, occasion: Occasion) -> Checked {
    let parsed = parse(&input.bytes);
    let source = SourceText::new(input.name, &parsed.text, parsed.confidential);
    let (desired, looked) = match parsed.document {
        Err(mut findings) => {
            findings.extend(parsed.rest.iter().flat_map(judge_rest));
            sort(&mut findings);
            findings.truncate(MOST);
            (None, LintResult::wrong(findings))
        }
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
        desired,
        findings: shown(looked.findings, &source),
        silenced: shown(looked.silenced, &source),
        source,
        silences: looked.silences,
    }
}

fn shown(findings: Vec<Diagnostic>, source: &SourceText) -> Vec<Diagnostic> {
    let findings = findings.into_iter();
    findings.map(|finding| source.shown(finding)).collect()
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
        done.flat_map(|done| done.unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}

/// Two files for one account would undo each other.
fn one_file_an_account(files: &mut [Checked]) {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    for file in files {
        let Some(desired) = &file.desired else {
            continue;
        };
        let account = desired.account.to_string();
        if let Some(other) = first.get(&account) {
            let path = FieldPath::of("account");
            let span = desired.places.of(&path).unwrap_or_default();
            let message = Message::new("duplicate-account")
                .text("account", &account)
                .text("first", other);
            let finding = Diagnostic::error("duplicate-account", span, message)
                .help(Message::new("duplicate-account-help"))
                .at(path);
            file.findings.push(finding);
            sort(&mut file.findings);
            file.desired = None;
        } else {
            first.insert(account, file.source.name.clone());
        }
    }
}
