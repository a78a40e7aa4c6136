//! JUnit XML: a case for each file that was checked, or for each account that was planned.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::change;
use super::frame::{Frame, Job, Localized};
use crate::report::account_sentences::verdict;
use crate::report::diagnostics::{DiagnosticView, FileView, SeverityView, more};
use crate::report::escape::{markup, node};
use crate::report::view::{AccountView, ChangeView, FailureView, StepFate, VerdictKind, View};
use crate::words::Words;

/// A case for each file; one with an error fails, and warnings go to its output.
pub(super) fn findings(report: &Localized<'_, [FileView]>) -> String {
    let mut suite = TestSuite::new("validate");
    let files = report.content.iter();
    suite.add_test_cases(files.map(|file| of_file(file, report.words)));
    written(suite)
}

/// A refused account fails; after an apply one whose steps were not all carried out, and for
/// `drift` one that has changes.
pub(super) fn plan(report: &Localized<'_, View>, frame: &Frame) -> String {
    let mut suite = TestSuite::new(frame.job.as_str());
    let accounts = report.content.accounts.iter();
    suite.add_test_cases(accounts.map(|account| of_account(account, frame.job, report.words)));
    let invalid = report.content.diagnostics.chunk_by(|a, b| a.file == b.file);
    suite.add_test_cases(invalid.map(|findings| of_findings(findings, frame.job)));
    let failures = report.content.failures.iter();
    suite.add_test_cases(failures.map(|failure| of_failure(failure, frame.job)));
    if let Some(more) = report.content.more(report.words) {
        suite.set_system_out(node(&more));
    }
    written(suite)
}

fn written(suite: TestSuite) -> String {
    let mut report = Report::new("consigne");
    report.add_test_suite(suite);
    markup(&report.to_string().expect("XML is written into memory"))
}

fn of_file(file: &FileView, words: &Words) -> TestCase {
    let more = more(&file.left_out, words).map(|more| node(&more));
    let mut case = case_of(&file.findings, more, Job::Validate);
    case.name = node(&file.name).into();
    case
}

/// The findings of one file, which give the case its name.
fn of_findings(findings: &[DiagnosticView], job: Job) -> TestCase {
    case_of(findings, None, job)
}

/// A case with an error fails; `more` says how many findings are not listed.
fn case_of(findings: &[DiagnosticView], more: Option<String>, job: Job) -> TestCase {
    let name = findings.first().map_or("", |finding| &finding.file);
    let (errors, others): (Vec<_>, Vec<_>) = findings
        .iter()
        .partition(|finding| finding.severity == SeverityView::Error);
    let mut errors: Vec<_> = errors.into_iter().map(finding_line).collect();
    let mut others: Vec<_> = others.into_iter().map(finding_line).collect();
    match errors.is_empty() {
        true => others.extend(more),
        false => errors.extend(more),
    }
    let mut case = TestCase::new(node(name), status(&errors));
    case.set_classname(format!("consigne.{}", job.as_str()));
    if !others.is_empty() {
        case.set_system_out(others.join("\n"));
    }
    case
}

/// A case that could not be judged: of an account, or of the whole run.
fn of_failure(failure: &FailureView, job: Job) -> TestCase {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_message(node(&failure.message));
    status.set_type("consigne");
    let name = failure.account.as_deref().unwrap_or("consigne");
    let mut case = TestCase::new(node(name), status);
    case.set_classname(format!("consigne.{}", job.as_str()));
    case
}

/// `3:7 unknown-key: the key is not known`.
fn finding_line(finding: &DiagnosticView) -> String {
    let (line, column) = (finding.line, finding.column);
    let message = format!("{line}:{column} {}: {}", finding.code, finding.message);
    node(&message)
}

/// Success without reasons; else a failure, of which overviews show the first reason.
fn status(reasons: &[String]) -> TestCaseStatus {
    let Some(first) = reasons.first() else {
        return TestCaseStatus::success();
    };
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_message(first.as_str());
    status.set_type("consigne");
    status.set_description(reasons.join("\n"));
    status
}

fn of_account(account: &AccountView, job: Job, words: &Words) -> TestCase {
    let changes = account.changes.iter();
    let changes: Vec<_> = changes
        .map(|change| change_line(change, account, words))
        .collect();
    let mut reasons = match (account.verdict, job) {
        (VerdictKind::Refused, _) => refusal_lines(account),
        (VerdictKind::Ready, Job::Drift) => changes.clone(),
        (VerdictKind::Ready, Job::Validate | Job::Plan | Job::Review | Job::Apply)
        | (VerdictKind::InSync, _) => undone_lines(account),
    };
    if !reasons.is_empty() {
        reasons.insert(0, node(&words.text(verdict(account))));
    }
    let mut case = TestCase::new(node(&account.account), status(&reasons));
    case.set_classname(format!("consigne.{}", job.as_str()));
    if !changes.is_empty() {
        case.set_system_out(changes.join("\n"));
    }
    case
}

/// `~ update general.spid: (none) → SP-88120`.
fn change_line(change: &ChangeView, account: &AccountView, words: &Words) -> String {
    let row = change::row(change, account, words);
    let sides = format!("{} → {}", row.before.text(), row.after.text());
    let sides = sides.trim();
    node(&format!(
        "{} {} {}: {sides}",
        row.sign, row.action, row.path
    ))
}

fn refusal_lines(account: &AccountView) -> Vec<String> {
    let refusals = account.refusals.iter();
    refusals
        .map(|refusal| node(&format!("{}: {}", refusal.code, refusal.message)))
        .collect()
}

fn undone_lines(account: &AccountView) -> Vec<String> {
    let steps = account.steps.iter().flatten();
    steps
        .filter(|step| step.outcome != StepFate::Done)
        .map(|step| node(&format!("{} {}", step.outcome.as_str(), step.path)))
        .collect()
}
