//! The report as text, as JSON and as JUnit XML. Words are for people; ids, outcomes and JSON never
//! change.

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};
use serde_json::{Value, json};

use super::message::Mismatch;
use super::report::{CheckOutcome, CheckResult, ConformanceReport};
use crate::words::{Message, Words};

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ConformanceFormat {
    Text,
    Json,
    Junit,
}

pub(crate) fn render(
    report: &ConformanceReport,
    format: ConformanceFormat,
    words: &Words,
) -> String {
    match format {
        ConformanceFormat::Text => text(report, words),
        ConformanceFormat::Json => format!("{:#}\n", object(report, words)),
        ConformanceFormat::Junit => junit(report, words),
    }
}

fn text(report: &ConformanceReport, words: &Words) -> String {
    let title = Message::new("conformance-title")
        .text("account", &report.account)
        .text("portal", &report.portal);
    let mut lines = vec![words.say(&title)];
    let mut group = "";
    for result in &report.results {
        if group != result.check.group {
            group = result.check.group;
            lines.extend([String::new(), words.text(heading(group))]);
        }
        lines.extend(result_lines(result, words));
    }
    let count = report.counts();
    let sum = Message::new("conformance-sum")
        .number("pass", count.pass)
        .number("fail", count.fail)
        .number("other", count.not_applicable);
    lines.extend([String::new(), words.say(&sum)]);
    if report.interrupted {
        lines.push(words.text("conformance-interrupted"));
    }
    lines.join("\n") + "\n"
}

/// The catalogue's name of a group.
pub(super) fn heading(group: &str) -> &'static str {
    match group {
        "reading" => "conformance-group-reading",
        "lists" => "conformance-group-lists",
        "preconditions" => "conformance-group-preconditions",
        "sections" => "conformance-group-sections",
        "hours" => "conformance-group-hours",
        "schedules" => "conformance-group-schedules",
        "availability" => "conformance-group-availability",
        "people" => "conformance-group-people",
        _ => "conformance-group-run",
    }
}

fn result_lines(result: &CheckResult, words: &Words) -> Vec<String> {
    let word = words.text(match result.outcome {
        CheckOutcome::Pass => "conformance-pass",
        CheckOutcome::Fail(_) => "conformance-fail",
        CheckOutcome::NotApplicable(_) => "conformance-not-applicable",
    });
    let (id, rule) = (result.check.id, words.text(result.check.rule));
    let mut lines = vec![words.labelled(&format!("  {word} {id}"), &rule)];
    match &result.outcome {
        CheckOutcome::Pass => {}
        CheckOutcome::Fail(mismatch) => {
            let reasons = reasons(mismatch, result.check.page);
            let reasons = reasons.iter().map(|reason| words.say(reason));
            lines.extend(reasons.map(|reason| format!("      {reason}")));
        }
        CheckOutcome::NotApplicable(need) => {
            lines.push(format!("      {}", words.text(need.lacking())));
        }
    }
    lines
}

/// What was asked, expected and got, and the sentence of the help page that says so.
fn reasons(mismatch: &Mismatch, page: Option<&str>) -> Vec<Message> {
    let sides = [
        ("conformance-asked", Some(mismatch.asked.as_str())),
        ("conformance-expected", Some(mismatch.expected.as_str())),
        ("conformance-got", Some(mismatch.got.as_str())),
        ("conformance-page", page),
    ];
    let mut reasons = Vec::new();
    for (id, text) in sides {
        reasons.extend(text.map(|text| Message::new(id).text("text", text)));
    }
    reasons
}

fn object(report: &ConformanceReport, words: &Words) -> Value {
    let count = report.counts();
    let checks: Vec<_> = report.results.iter().map(|one| row(one, words)).collect();
    json!({
        "portal": report.portal,
        "account": report.account,
        "pass": count.pass,
        "fail": count.fail,
        "notApplicable": count.not_applicable,
        "interrupted": report.interrupted,
        "checks": checks,
    })
}

fn row(result: &CheckResult, words: &Words) -> Value {
    let mut row = json!({
        "check": result.check.id,
        "group": result.check.group,
        "rule": words.text(result.check.rule),
        "outcome": result.outcome.as_str(),
    });
    if let Some(page) = result.check.page {
        row["helpPage"] = page.into();
    }
    match &result.outcome {
        CheckOutcome::Pass => {}
        CheckOutcome::Fail(mismatch) => {
            row["asked"] = mismatch.asked.as_str().into();
            row["expected"] = mismatch.expected.as_str().into();
            row["got"] = mismatch.got.as_str().into();
        }
        CheckOutcome::NotApplicable(need) => row["reason"] = words.text(need.lacking()).into(),
    }
    row
}

fn junit(report: &ConformanceReport, words: &Words) -> String {
    let mut suites: Vec<TestSuite> = Vec::new();
    for result in &report.results {
        let group = result.check.group;
        if suites
            .last()
            .is_none_or(|suite| suite.name.as_str() != group)
        {
            suites.push(TestSuite::new(group));
        }
        if let Some(suite) = suites.last_mut() {
            suite.add_test_case(case(result, words));
        }
    }
    let mut xml = quick_junit::Report::new("consigne portal conformance");
    xml.add_test_suites(suites);
    xml.to_string()
        .expect("a report is written to memory, and its texts hold no invalid character")
}

fn case(result: &CheckResult, words: &Words) -> TestCase {
    let status = match &result.outcome {
        CheckOutcome::Pass => TestCaseStatus::success(),
        CheckOutcome::Fail(mismatch) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            let lines = result_lines(result, words);
            let lines: Vec<_> = lines.iter().map(|line| line.trim()).collect();
            let expected = Message::new("conformance-expected").text("text", &mismatch.expected);
            let got = Message::new("conformance-got").text("text", &mismatch.got);
            status.set_message(format!("{}; {}", words.say(&expected), words.say(&got)));
            status.set_description(lines.join("\n"));
            status
        }
        CheckOutcome::NotApplicable(need) => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(words.text(need.lacking()));
            status
        }
    };
    let mut case = TestCase::new(result.check.id, status);
    case.set_classname(format!("conformance.{}", result.check.group));
    case
}
