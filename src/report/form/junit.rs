//! JUnit XML: a case for each file that was checked, or for each account that was planned.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::super::diagnostics::{DiagnosticView, FileView, SeverityView};
use super::super::escape::{markup, node};
use super::super::view::{AccountView, Outcome, View};
use super::{Frame, Job, Told, change, verdict};
use crate::words::Words;

/// A file fails that an error refuses.
pub(super) fn findings(told: &Told<'_, [FileView]>) -> String {
    let mut suite = TestSuite::new("validate");
    suite.add_test_cases(told.what.iter().map(of_file));
    written(suite)
}

/// An account fails that is refused, after an apply one whose steps are not all done, and for
/// `drift` one that has changes.
pub(super) fn plan(told: &Told<'_, View>, frame: &Frame) -> String {
    let mut suite = TestSuite::new(frame.job.as_str());
    let accounts = told.what.accounts.iter();
    suite.add_test_cases(accounts.map(|account| of_account(account, frame.job, told.words)));
    written(suite)
}

fn written(suite: TestSuite) -> String {
    let mut report = Report::new("consigne");
    report.add_test_suite(suite);
    markup(&report.to_string().unwrap_or_default())
}

fn of_file(file: &FileView) -> TestCase {
    let line = |finding: &DiagnosticView| {
        let (line, column) = (finding.line, finding.column);
        let message = format!("{line}:{column} {}: {}", finding.code, finding.message);
        node(&message)
    };
    let findings = file.findings.iter();
    let errors = findings
        .clone()
        .filter(|finding| finding.severity == SeverityView::Error);
    let errors: Vec<_> = errors.map(line).collect();
    let others = findings.filter(|finding| finding.severity != SeverityView::Error);
    let others: Vec<_> = others.map(line).collect();
    let mut case = TestCase::new(node(&file.name), outcome(&errors));
    case.set_classname("consigne.validate");
    if !others.is_empty() {
        case.set_system_out(others.join("\n"));
    }
    case
}

/// The first of the reasons is what an overview shows.
fn outcome(reasons: &[String]) -> TestCaseStatus {
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
    let changes: Vec<_> = account
        .changes
        .iter()
        .map(|one| {
            let row = change::row(one, account, words);
            let sides = format!("{} → {}", row.before.text(), row.after.text());
            node(&format!(
                "{} {} {}: {}",
                row.sign,
                row.action,
                row.path,
                sides.trim()
            ))
        })
        .collect();
    let head = node(&words.text(verdict(account.verdict)));
    let failed = account
        .steps
        .iter()
        .flatten()
        .filter(|step| step.outcome != "done");
    let failed: Vec<_> = failed
        .map(|step| node(&format!("{} {}", step.outcome, step.path)))
        .collect();
    let reasons = match (account.verdict, job) {
        (Outcome::Refused, _) => {
            let refusals = account.refusals.iter();
            refusals
                .map(|one| node(&format!("{}: {}", one.code, one.message)))
                .collect()
        }
        (Outcome::Ready, Job::Drift) => changes.clone(),
        (Outcome::Ready, Job::Validate | Job::Plan | Job::Review | Job::Apply)
        | (Outcome::InSync, _) => failed,
    };
    let reasons: Vec<_> = if reasons.is_empty() {
        reasons
    } else {
        std::iter::once(head).chain(reasons).collect()
    };
    let mut case = TestCase::new(node(&account.account), outcome(&reasons));
    case.set_classname(format!("consigne.{}", job.as_str()));
    if !changes.is_empty() {
        case.set_system_out(changes.join("\n"));
    }
    case
}
