//! The report as text, as JSON and as JUnit XML. Words are for people; ids, outcomes and JSON never
//! change.

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};
use serde_json::{Value, json};

use super::{Finding, Outcome, Report};
use crate::words::{Message, Words};

/// Form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    Json,
    Junit,
}

pub(crate) fn render(report: &Report, form: Form, words: &Words) -> String {
    match form {
        Form::Text => text(report, words),
        Form::Json => format!("{:#}\n", object(report, words)),
        Form::Junit => junit(report, words),
    }
}

/// Checks that passed, failed and were not applicable.
struct Count {
    pass: usize,
    fail: usize,
    not_applicable: usize,
}

impl Report {
    fn count(&self) -> Count {
        let of = |word| {
            self.findings
                .iter()
                .filter(|one| one.word() == word)
                .count()
        };
        Count {
            pass: of("pass"),
            fail: of("fail"),
            not_applicable: of("notApplicable"),
        }
    }
}

impl Finding {
    fn word(&self) -> &'static str {
        match self.outcome {
            Outcome::Pass => "pass",
            Outcome::Fail(_) => "fail",
            Outcome::NotApplicable(_) => "notApplicable",
        }
    }
}

fn text(report: &Report, words: &Words) -> String {
    let title = Message::new("conformance-title")
        .text("account", &report.account)
        .text("portal", &report.portal);
    let mut lines = vec![words.say(&title)];
    let mut group = "";
    for finding in &report.findings {
        if group != finding.check.group {
            group = finding.check.group;
            lines.extend([String::new(), words.text(heading(group))]);
        }
        lines.extend(finding_lines(finding, words));
    }
    let count = report.count();
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

fn finding_lines(finding: &Finding, words: &Words) -> Vec<String> {
    let word = words.text(match finding.outcome {
        Outcome::Pass => "conformance-pass",
        Outcome::Fail(_) => "conformance-fail",
        Outcome::NotApplicable(_) => "conformance-not-applicable",
    });
    let (id, rule) = (finding.check.id, words.text(finding.check.rule));
    let mut lines = vec![format!("  {word} {id}: {rule}")];
    match &finding.outcome {
        Outcome::Pass => {}
        Outcome::Fail(mismatch) => {
            let told = [
                ("conformance-asked", &mismatch.asked),
                ("conformance-expected", &mismatch.expected),
                ("conformance-got", &mismatch.got),
            ];
            let told = told.map(|(id, text)| Message::new(id).text("text", text));
            let page = finding.check.page;
            let page = page.map(|page| Message::new("conformance-page").text("text", page));
            let all = told.into_iter().chain(page);
            lines.extend(all.map(|message| format!("      {}", words.say(&message))));
        }
        Outcome::NotApplicable(need) => {
            lines.push(format!("      {}", words.text(need.lacking())));
        }
    }
    lines
}

fn object(report: &Report, words: &Words) -> Value {
    let count = report.count();
    let checks: Vec<_> = report.findings.iter().map(|one| row(one, words)).collect();
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

fn row(finding: &Finding, words: &Words) -> Value {
    let mut row = json!({
        "check": finding.check.id,
        "group": finding.check.group,
        "rule": words.text(finding.check.rule),
        "outcome": finding.word(),
    });
    if let Some(page) = finding.check.page {
        row["helpPage"] = page.into();
    }
    match &finding.outcome {
        Outcome::Pass => {}
        Outcome::Fail(mismatch) => {
            row["asked"] = mismatch.asked.as_str().into();
            row["expected"] = mismatch.expected.as_str().into();
            row["got"] = mismatch.got.as_str().into();
        }
        Outcome::NotApplicable(need) => row["reason"] = words.text(need.lacking()).into(),
    }
    row
}

fn junit(report: &Report, words: &Words) -> String {
    let mut suites: Vec<TestSuite> = Vec::new();
    for finding in &report.findings {
        let group = finding.check.group;
        if suites
            .last()
            .is_none_or(|suite| suite.name.as_str() != group)
        {
            suites.push(TestSuite::new(group));
        }
        if let Some(suite) = suites.last_mut() {
            suite.add_test_case(case(finding, words));
        }
    }
    let mut xml = quick_junit::Report::new("consigne portal conformance");
    xml.add_test_suites(suites);
    xml.to_string().unwrap_or_default()
}

fn case(finding: &Finding, words: &Words) -> TestCase {
    let status = match &finding.outcome {
        Outcome::Pass => TestCaseStatus::success(),
        Outcome::Fail(mismatch) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            let told = finding_lines(finding, words);
            let told: Vec<_> = told.iter().map(|line| line.trim()).collect();
            let expected = Message::new("conformance-expected").text("text", &mismatch.expected);
            let got = Message::new("conformance-got").text("text", &mismatch.got);
            status.set_message(format!("{}; {}", words.say(&expected), words.say(&got)));
            status.set_description(told.join("\n"));
            status
        }
        Outcome::NotApplicable(need) => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(words.text(need.lacking()));
            status
        }
    };
    let mut case = TestCase::new(finding.check.id, status);
    case.set_classname(format!("conformance.{}", finding.check.group));
    case
}
