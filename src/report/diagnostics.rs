//! Findings as rows of JSON.

use std::collections::BTreeSet;

use chrono::{Datelike as _, FixedOffset, TimeZone as _};
use serde::{Deserialize, Serialize};

use super::json_text::ExampleTime;
use super::setting_value::day_name;
use super::views::FORMAT_VERSION;
use super::{escape, views};
use crate::diagnostic::{Diagnostic, Example, Extent, LeftOut, MOST, Severity, code};
use crate::model::{Day, Language};
use crate::reconcile::{Checked, InvalidPolicy, RecordedFinding};
use crate::source::SourceText;
use crate::words::{Message, Words, civil};

/// The number of the finding that lists which hours customers gain and lose.
const CUSTOMERS_SEE: &str = "L21";

views! {
    derive(Eq, Serialize, Deserialize)
    // The members are in the order of the alphabet, because rows have always been written in it.
    /// One finding as machines read it.
    DiagnosticView {
        /// Stable name in kebab-case.
        code: String,
        column: usize,
        end_column: usize,
        end_line: usize,
        /// A minute that shows it: RFC 3339, without an offset where the zone is not known.
        #[serde(default)]
        example: Option<ExampleTime>,
        /// Path as given on the command line.
        file: String,
        help: Option<String>,
        /// Languages of the customers concerned.
        #[serde(default)]
        languages: Vec<String>,
        /// Lines and columns count from 1, columns in characters.
        line: usize,
        message: String,
        /// Whether the old file did not have it; set only by a review.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        new: Option<bool>,
        /// Languages and minute as text.
        #[serde(default)]
        note: Option<String>,
        /// `L01` to `L22`, for a finding about hours.
        #[serde(default)]
        number: Option<String>,
        /// Of the setting.
        path: String,
        severity: SeverityView,
        /// `plan` for findings that only planning can make.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(test, schemars(with = "Option<String>"))]
        stage: Option<StageView>,
    }
}

/// How much a finding weighs. A saved plan with any other word is refused as a whole, so that no
/// gate can take an unknown severity for a harmless one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(description = "How much a finding weighs.")
)]
#[serde(rename_all = "camelCase")]
pub(crate) enum SeverityView {
    Error,
    Warning,
    Info,
}

impl From<Severity> for SeverityView {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Info => Self::Info,
        }
    }
}

impl From<SeverityView> for Severity {
    fn from(severity: SeverityView) -> Self {
        match severity {
            SeverityView::Error => Self::Error,
            SeverityView::Warning => Self::Warning,
            SeverityView::Info => Self::Info,
        }
    }
}

/// When a finding was made, if not when the file was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum StageView {
    Plan,
}

impl DiagnosticView {
    fn of(finding: &Diagnostic, source: &SourceText, words: &Words) -> Self {
        // Findings of a plan have not passed the mask of the file yet.
        let finding = &source.shown(finding.clone());
        let (line, column) = source.position(finding.span.start);
        let (end_line, end_column) = source.position(finding.span.end);
        let number = code::known(finding.code).and_then(|known| known.number);
        Self {
            code: finding.code.to_owned(),
            number: number.map(str::to_owned),
            severity: finding.severity.into(),
            file: source.name.clone(),
            line,
            column,
            end_line,
            end_column,
            path: source.shown_path(&finding.path),
            languages: finding.languages.iter().map(ToString::to_string).collect(),
            example: finding.example.map(example_time),
            note: note(finding, words),
            message: words.say(&finding.message),
            help: finding.help.as_ref().map(|help| words.say(help)),
            stage: None,
            new: None,
        }
    }

    /// Whether the old version of the file had it already.
    pub(super) fn is_known(&self) -> bool {
        self.new == Some(false)
    }

    /// Whether reports leave it out because its hours show at the changes anyway, each with the
    /// schedule that is responsible and its line in the file.
    pub(super) fn shows_as_hours(&self) -> bool {
        self.is_of_customers() && !self.languages.is_empty()
    }

    /// Whether it only says what customers will see, and asks for nothing.
    pub(super) fn is_of_customers(&self) -> bool {
        self.number.as_deref() == Some(CUSTOMERS_SEE)
    }
}

/// In which languages a finding about hours holds, and a minute at which it shows: `in French;
/// for example Thu 2026-12-24 14:00`. None for all other findings.
pub(super) fn note(finding: &Diagnostic, words: &Words) -> Option<String> {
    let languages = finding.languages.iter().map(|language| match language {
        Language::Fr => words.text("in-french"),
        Language::En => words.text("in-english"),
    });
    let languages = languages.collect::<Vec<_>>().join(", ");
    let example = finding.example.map(|example| {
        let day = Day::from_weekday(example.civil.weekday());
        Message::new("finding-example")
            .text("day", words.text(day_name(day.index())))
            .text("time", civil(example.civil))
    });
    match (languages.is_empty(), example) {
        (true, None) => None,
        (false, None) => Some(languages),
        (true, Some(example)) => Some(words.say(&example)),
        (false, Some(example)) => {
            let both = Message::new("finding-shown").text("languages", languages);
            Some(words.say(&both.message("example", example)))
        }
    }
}

fn example_time(example: Example) -> ExampleTime {
    let offset = example.offset.and_then(FixedOffset::east_opt);
    let instant = offset.and_then(|offset| offset.from_local_datetime(&example.civil).single());
    instant.map_or(ExampleTime::Civil(example.civil), ExampleTime::Instant)
}

/// The findings of one file.
#[derive(Debug, Clone, Default)]
pub(crate) struct FileView {
    pub(crate) name: String,
    pub(crate) findings: Vec<DiagnosticView>,
    /// Findings that are not listed.
    pub(crate) left_out: LeftOut,
}

/// A file that was checked, for a report of findings alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct JudgedFile<'a> {
    pub(crate) source: &'a SourceText,
    pub(crate) findings: &'a [Diagnostic],
    pub(crate) left_out: &'a LeftOut,
}

impl Checked {
    /// The findings of the file for a report.
    pub(crate) fn judged(&self) -> JudgedFile<'_> {
        JudgedFile {
            source: &self.source,
            findings: &self.findings,
            left_out: &self.left_out,
        }
    }
}

impl InvalidPolicy {
    /// The findings of the policy for a report.
    pub(crate) fn judged(&self) -> JudgedFile<'_> {
        JudgedFile {
            source: &self.source,
            findings: &self.findings,
            left_out: &self.left_out,
        }
    }
}

/// The findings of each file, for the formats that list the files that were checked: of the run as many
/// as a report has, the gravest first.
pub(crate) fn files(files: &[JudgedFile<'_>], words: &Words) -> Vec<FileView> {
    let chosen = gravest(files.iter().map(|file| file.findings), MOST);
    let mut views = Vec::new();
    for (file, chosen) in files.iter().zip(chosen) {
        let mut left_out = file.left_out.clone();
        let mut findings = Vec::new();
        for (at, finding) in file.findings.iter().enumerate() {
            if chosen.contains(&at) {
                findings.push(DiagnosticView::of(finding, file.source, words));
            } else {
                left_out.count(finding.severity, finding.code);
            }
        }
        views.push(FileView {
            name: file.source.name.clone(),
            findings,
            left_out,
        });
    }
    views
}

/// The positions of the gravest findings of several lists, at most so many of all lists together.
pub(super) fn gravest<'a>(
    lists: impl Iterator<Item = &'a [Diagnostic]>,
    most: usize,
) -> Vec<BTreeSet<usize>> {
    let (mut order, mut chosen) = (Vec::new(), Vec::new());
    for (list, findings) in lists.enumerate() {
        let findings = findings.iter().enumerate();
        order.extend(findings.map(|(at, finding)| (finding.severity, list, at)));
        chosen.push(BTreeSet::new());
    }
    order.sort_unstable();
    for (_, list, at) in order.into_iter().take(most) {
        chosen[list].insert(at);
    }
    chosen
}

/// How many findings the reports of these files do not list.
pub(crate) fn left_out(files: &[FileView]) -> LeftOut {
    let mut sum = LeftOut::default();
    for file in files {
        sum.add(&file.left_out);
    }
    sum
}

/// `and 180 more`; nothing where none is left out.
pub(crate) fn more(left_out: &LeftOut, words: &Words) -> Option<String> {
    let id = match left_out.extent() {
        Extent::Exact => "more-findings",
        Extent::AtLeast => "more-findings-at-least",
    };
    let count = left_out.total();
    (count > 0).then(|| words.say(&Message::new(id).number("count", count)))
}

/// The rows of findings; of too many for a report, the gravest. Messages, helps and notes are in the language
/// of `words`; codes and paths do not depend on it.
pub(crate) fn rows(
    findings: &[Diagnostic],
    source: &SourceText,
    words: &Words,
) -> Vec<DiagnosticView> {
    let chosen = gravest(std::iter::once(findings), MOST);
    let chosen = chosen.into_iter().flatten();
    chosen
        .map(|at| DiagnosticView::of(&findings[at], source, words))
        .collect()
}

/// The rows of findings that only planning could make. They are marked, because text shows them
/// with the plan; findings of the file go to standard error.
pub(crate) fn notes(
    findings: &[Diagnostic],
    source: &SourceText,
    words: &Words,
) -> Vec<DiagnosticView> {
    let mut rows = rows(findings, source, words);
    for row in &mut rows {
        row.stage = Some(StageView::Plan);
    }
    rows
}

/// The report of `validate` for programs: findings of all files, up to a limit, and how many there are
/// beside.
pub(crate) fn report(files: &[FileView]) -> String {
    let more = left_out(files).total();
    let report = FindingsReport {
        diagnostics: files.iter().flat_map(|file| &file.findings).collect(),
        format_version: FORMAT_VERSION,
        more: (more > 0).then_some(more),
    };
    let report = serde_json::to_string_pretty(&report);
    escape::json(&report.expect("rows hold only texts, numbers and lists")) + "\n"
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FindingsReport<'a> {
    diagnostics: Vec<&'a DiagnosticView>,
    format_version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<usize>,
}

/// A finding of a saved plan whose code this version does not know, so that nothing can be said of
/// how much it weighs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnknownFinding(pub(crate) String);

/// The findings of a saved plan, for the gate.
pub(crate) fn recorded(rows: &[DiagnosticView]) -> Result<Vec<RecordedFinding>, UnknownFinding> {
    rows.iter().map(one_recorded).collect()
}

fn one_recorded(row: &DiagnosticView) -> Result<RecordedFinding, UnknownFinding> {
    let known = code::known(&row.code).ok_or_else(|| UnknownFinding(row.code.clone()))?;
    Ok(RecordedFinding {
        code: known.code,
        severity: row.severity.into(),
        message: row.message.clone(),
    })
}
