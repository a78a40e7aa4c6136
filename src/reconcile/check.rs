//! Checks files: what each asks for, and every finding. No portal is needed.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;

use super::rules::FindingRules;
use super::way_back::WayBack;
use crate::desired::{Desired, judge_rest, lower};
use crate::diagnostic::{Diagnostic, LeftOut, MOST, Severity, Span, Weighed, sort, trim};
use crate::document::parse;
use crate::lint::{self, LintResult, Occasion, Silences};
use crate::model::{AccountName, FieldPath, Observed};
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
    /// Findings that were only counted.
    pub(crate) left_out: LeftOut,
    /// The account that the file governs, if it is valid, and where it says so.
    claim: Option<Claim>,
}

#[derive(Debug, Clone)]
struct Claim {
    account: String,
    span: Span,
}

/// A file that can be planned.
#[derive(Debug, Clone)]
pub struct Ready {
    pub(crate) source: SourceText,
    pub(crate) sha256: String,
    /// What the file asks for.
    pub(crate) desired: Desired,
    /// The way back from a run, which stands for a file; what it asks for depends on the account.
    pub(crate) back: Option<Box<WayBack>>,
    /// Warnings of the file itself.
    pub(crate) findings: Vec<Diagnostic>,
    pub(crate) silenced: Vec<Diagnostic>,
    pub(crate) silences: Silences,
    pub(crate) left_out: LeftOut,
}

impl Ready {
    /// What is asked for of an account that holds this.
    pub(super) fn intent(&self, observed: &Observed) -> Desired {
        match &self.back {
            Some(back) => back.on(observed),
            None => self.desired.clone(),
        }
    }

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
    /// The account that the file says it governs, unless it cannot be read.
    pub(super) fn claimed(&self) -> Option<&str> {
        self.claim.as_ref().map(|claim| claim.account.as_str())
    }

    /// Puts aside what is not wanted, and makes errors of what an option forbids.
    pub(crate) fn narrow(&mut self, rules: &FindingRules) {
        self.silenced.extend(rules.narrow(&mut self.findings));
        rules.raise(&mut self.findings, &BTreeSet::new());
        rules.weigh(&mut self.left_out);
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
    pub(crate) fn worth_reporting(&self, rules: &FindingRules) -> WorthReporting {
        let findings = self.findings.iter();
        let findings =
            findings.filter(|found| found.severity != Severity::Info || rules.fails(found));
        let mut left_out = self.left_out.clone();
        left_out.weigh(|severity, _| (severity != Severity::Info).then_some(severity));
        WorthReporting {
            findings: findings.cloned().collect(),
            left_out,
        }
    }

    /// Keeps errors alone: whoever only asks a question of a file need not hear the rest.
    pub(crate) fn errors_alone(&mut self) {
        self.findings
            .retain(|finding| finding.severity == Severity::Error);
        self.left_out
            .weigh(|severity, _| (severity == Severity::Error).then_some(severity));
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
            back: None,
            source: self.source,
            sha256: self.sha256,
            findings: self.findings,
            silenced: self.silenced,
            silences: self.silences,
            left_out: self.left_out,
        })
    }
}

/// Findings of a file that matter to its plan.
pub(crate) struct WorthReporting {
    pub(crate) findings: Vec<Diagnostic>,
    pub(crate) left_out: LeftOut,
}

/// What of a file is kept after it was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keep {
    /// What it asks for, to plan it.
    Intent,
    /// What reports show.
    Report,
}

/// Findings of each file that are kept however many the run has.
const FEW: usize = 50;

/// Files that were read, each by itself and beside the others.
pub fn check_all(inputs: Vec<Input>, occasion: Occasion) -> Vec<Checked> {
    all(inputs, occasion, Keep::Intent)
}

/// The findings of files that are not planned. Of each nothing else is kept once it was judged.
pub(crate) fn judge_all(inputs: Vec<Input>, occasion: Occasion) -> Vec<Checked> {
    all(inputs, occasion, Keep::Report)
}

fn all(inputs: Vec<Input>, occasion: Occasion, keep: Keep) -> Vec<Checked> {
    // A single file has all the room of the run, and is looked at once.
    let mut files = if let [input] = &inputs[..] {
        let mut file = check_within(input, occasion, MOST);
        file.keep(keep);
        vec![file]
    } else {
        within_the_run(in_parallel(inputs, occasion, keep), occasion, keep)
    };
    one_file_an_account(&mut files);
    files
}

/// The file, what it asks for unless a finding refuses it, and every finding.
///
/// Two files for one account are found only by [`check_all`], because only it sees both.
pub fn check(input: Input, occasion: Occasion) -> Checked {
    check_within(&input, occasion, MOST)
}

/// As [`check`], but only so many findings are kept, the gravest first.
pub(crate) fn check_within(input: &Input, occasion: Occasion, most: usize) -> Checked {
    let parsed = parse(&input.bytes);
    let source = SourceText::new(input.name.clone(), &parsed.text, parsed.confidential);
    let (desired, mut looked) = match parsed.document {
        Err(mut findings) => {
            findings.extend(parsed.rest.iter().flat_map(judge_rest));
            sort(&mut findings);
            (None, LintResult::wrong(findings))
        }
        Ok(document) => {
            let lowered = lower(&document);
            let looked = match &lowered.desired {
                Some(desired) => lint::file(&document, desired, lowered.findings, occasion, most),
                None => LintResult::wrong(lowered.findings),
            };
            (lowered.desired, looked)
        }
    };
    if desired.is_none() && looked.findings.len() >= MOST {
        // The checks of the form end there.
        looked.left_out.open_ended();
    }
    looked.left_out.add(&trim(&mut looked.findings, most));
    Checked {
        sha256: sha256(&input.bytes),
        claim: desired.as_ref().map(Claim::of),
        desired,
        findings: shown(looked.findings, &source),
        silenced: shown(looked.silenced, &source),
        source,
        silences: looked.silences,
        left_out: looked.left_out,
    }
}

impl Claim {
    fn of(desired: &Desired) -> Self {
        Self {
            account: desired.account.to_string(),
            span: desired
                .places
                .of(&FieldPath::of("account"))
                .unwrap_or_default(),
        }
    }
}

fn shown(findings: Vec<Diagnostic>, source: &SourceText) -> Vec<Diagnostic> {
    let findings = findings.into_iter();
    findings.map(|finding| source.shown(finding)).collect()
}

/// A file with its first findings.
struct FirstLook {
    file: Checked,
    /// The file, if there are more.
    again: Option<Input>,
}

fn first_look(input: Input, occasion: Occasion, keep: Keep) -> FirstLook {
    let mut file = check_within(&input, occasion, FEW);
    file.keep(keep);
    let again = (!file.left_out.is_empty()).then_some(input);
    FirstLook { file, again }
}

/// The files with more than their first findings, in their order, as long as the run has room: what it
/// keeps does not depend on how many cores judge, and its memory not on what the files make of it.
fn within_the_run(looks: Vec<FirstLook>, occasion: Occasion, keep: Keep) -> Vec<Checked> {
    let kept: usize = looks.iter().map(|look| look.file.findings.len()).sum();
    let mut room = MOST.saturating_sub(kept);
    let mut files = Vec::new();
    for look in looks {
        let before = look.file.findings.len();
        let again = look.again.filter(|_| room > 0);
        let file = again.map(|input| {
            let mut file = check_within(&input, occasion, before + room);
            file.keep(keep);
            file
        });
        let file = file.unwrap_or(look.file);
        room = room.saturating_sub(file.findings.len().saturating_sub(before));
        files.push(file);
    }
    files
}

impl Checked {
    fn keep(&mut self, keep: Keep) {
        if keep == Keep::Intent {
            return;
        }
        self.desired = None;
        if self.findings.is_empty() && self.silenced.is_empty() {
            // Another file may turn out to have the same account, which is reported at this line.
            let end = self.claim.as_ref().map_or(0, |claim| claim.span.end);
            self.source.cut_after_line(end);
        }
    }
}

/// Files say nothing of each other, so each core takes a share.
fn in_parallel(inputs: Vec<Input>, occasion: Occasion, keep: Keep) -> Vec<FirstLook> {
    /// Fewer files are done before a thread has begun.
    const WORTH_A_THREAD: usize = 8;
    let check = move |input| first_look(input, occasion, keep);
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
        let Some(Claim { account, span }) = file.claim.clone() else {
            continue;
        };
        if let Some(other) = first.get(&account) {
            let message = Message::new("duplicate-account")
                .text("account", &account)
                .text("first", other);
            let finding = Diagnostic::error("duplicate-account", span, message)
                .help(Message::new("duplicate-account-help"))
                .at(FieldPath::of("account"));
            file.findings.push(finding);
            sort(&mut file.findings);
            file.desired = None;
        } else {
            first.insert(account, file.source.name.clone());
        }
    }
}
