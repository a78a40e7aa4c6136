//! Findings as text with the line they are about, and as rows of JSON.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use chrono::{Datelike as _, FixedOffset, TimeZone as _};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::source::Source;
use super::view::FORMAT_VERSION;
use super::{Style, escape, harmless, value};
use crate::diagnostic::{Diagnostic, Example, MOST, Severity, Shown, Span, code};
use crate::model::{Day, Language};
use crate::words::{Message, Words, civil};

/// Text shows the first hundred; nobody reads more.
const SHOWN: usize = 100;

/// A longer line is not for reading: its place is told without it.
const WIDEST: usize = 2_000;

/// Findings with snippet, labels and help, in the order given.
pub(crate) fn render(
    findings: &[Diagnostic],
    source: &Source,
    words: &Words,
    style: Style,
) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut text = String::new();
    for finding in findings.iter().take(SHOWN) {
        text.push_str(&one(finding, source, words, &renderer));
        text.push_str("\n\n");
    }
    if findings.len() > SHOWN {
        let more = Message::new("more-findings").number("count", findings.len() - SHOWN);
        text.push_str(&words.say(&more));
        text.push('\n');
    }
    text
}

fn one(finding: &Diagnostic, source: &Source, words: &Words, renderer: &Renderer) -> String {
    let (level, name) = match finding.severity {
        Severity::Error => (Level::ERROR, "severity-error"),
        Severity::Warning => (Level::WARNING, "severity-warning"),
        Severity::Info => (Level::INFO, "severity-info"),
    };
    let (name, help_name) = (words.text(name), words.text("severity-help"));
    let title = harmless(&words.say(&finding.message));
    let help = finding.help.as_ref().map(|help| harmless(&words.say(help)));
    let (shown, note_name) = (shown(finding, words), words.text("severity-note"));
    let file = harmless(&source.name);
    let Some(excerpt) = excerpt(finding, source) else {
        let (line, column) = source.position(finding.span.start);
        let help = help
            .map(|help| format!("\n{help_name}: {help}"))
            .unwrap_or_default();
        return format!(
            "{name}[{}]: {title}\n --> {file}:{line}:{column}{help}",
            finding.code
        );
    };
    let labels: Vec<_> = finding
        .labels
        .iter()
        .map(|label| (label.span, harmless(&words.say(&label.message))))
        .collect();
    let mut snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.line)
        .path(&file)
        .annotation(AnnotationKind::Primary.span(excerpt.range(finding.span)));
    for (span, label) in &labels {
        let annotation = AnnotationKind::Context.span(excerpt.range(*span));
        snippet = snippet.annotation(annotation.label(label.as_str()));
    }
    let title = level.with_name(name).primary_title(title).id(finding.code);
    let mut group: Group<'_> = title.element(snippet);
    if let Some(shown) = &shown {
        group = group.element(Level::NOTE.with_name(note_name).message(shown));
    }
    if let Some(help) = help {
        group = group.element(Level::HELP.with_name(help_name).message(help));
    }
    escape::snippet(&renderer.render(&[group]).to_string())
}

/// In which language, and when for example; nothing when the finding is not about hours.
fn shown(finding: &Diagnostic, words: &Words) -> Option<String> {
    let languages = finding.languages.iter().map(|language| match language {
        Language::Fr => words.text("in-french"),
        Language::En => words.text("in-english"),
    });
    let languages: Vec<_> = languages.collect();
    let languages = languages.join(", ");
    let example = finding.example.map(|example| {
        let day = Day::from_weekday(example.civil.weekday());
        let day = words.text(value::day(day.index()));
        let time = civil(example.civil);
        Message::new("finding-example")
            .text("day", day)
            .text("time", time)
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

/// An RFC 3339 instant, or a civil time when the zone is not known.
fn rfc_3339(example: Example) -> String {
    let offset = example.offset.and_then(FixedOffset::east_opt);
    match offset.and_then(|offset| offset.from_local_datetime(&example.civil).single()) {
        Some(instant) => instant.to_rfc3339(),
        None => example.civil.format("%Y-%m-%dT%H:%M:%S").to_string(),
    }
}

/// The lines that a finding speaks of.
struct Excerpt<'a> {
    text: &'a str,
    /// Number of the first of them.
    line: usize,
    start: usize,
}

/// None when the line may hold a secret, or is none that anybody could read.
fn excerpt<'a>(finding: &Diagnostic, source: &'a Source) -> Option<Excerpt<'a>> {
    if finding.line == Shown::Hidden || source.text.is_empty() {
        return None;
    }
    let labels = finding.labels.iter().map(|label| label.span.start);
    let places: Vec<_> = labels.chain([finding.span.start]).collect();
    let lines = places.iter().map(|at| source.line(*at));
    let (first, last) = (lines.clone().min()?, lines.clone().max()?);
    for line in lines {
        let Span { start, end } = source.stretch(line, line);
        if end - start > WIDEST {
            return None;
        }
    }
    let Span { start, end } = source.stretch(first, last);
    Some(Excerpt {
        text: source.text.get(start..end)?,
        line: first,
        start,
    })
}

impl Excerpt<'_> {
    /// A place on one line: a value that goes on for many is shown by its beginning.
    fn range(&self, span: Span) -> std::ops::Range<usize> {
        let within = |at: usize| at.saturating_sub(self.start).min(self.text.len());
        let start = within(span.start);
        let rest = &self.text[start..within(span.end).max(start)];
        let end = start + rest.find(['\n', '\r']).unwrap_or(rest.len());
        start..end
    }
}

/// Rows of JSON for what only planning could find; the report as text shows them as well.
pub(crate) fn notes(findings: &[Diagnostic], source: &Source, words: &Words) -> Vec<Value> {
    let mut rows = rows(findings, source, words);
    for row in &mut rows {
        row["stage"] = PLANNING.into();
    }
    rows
}

/// The stage of a row that planning found.
pub(super) const PLANNING: &str = "plan";

/// One finding as machines read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DiagnosticView {
    /// Stable name in kebab-case.
    pub(crate) code: String,
    /// `L01` to `L22`, for a finding about hours.
    #[serde(default)]
    pub(crate) number: Option<String>,
    pub(crate) severity: SeverityView,
    /// Path as given on the command line.
    pub(crate) file: String,
    /// Lines and columns count from 1, columns in characters.
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) end_line: usize,
    pub(crate) end_column: usize,
    /// Of the setting.
    pub(crate) path: String,
    /// Languages of the customers concerned.
    #[serde(default)]
    pub(crate) languages: Vec<String>,
    /// A minute that shows it: RFC 3339, without an offset where the zone is not known.
    #[serde(default)]
    pub(crate) example: Option<String>,
    /// Languages and minute as text.
    #[serde(default)]
    pub(crate) note: Option<String>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// `plan` for findings that only planning can make.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) stage: Option<String>,
    /// Whether the old file did not have it; set only by a review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) new: Option<bool>,
}

/// Severity of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(crate) enum SeverityView {
    Error,
    Warning,
    Info,
}

impl DiagnosticView {
    fn of(finding: &Diagnostic, source: &Source, words: &Words) -> Self {
        let (line, column) = source.position(finding.span.start);
        let (end_line, end_column) = source.position(finding.span.end);
        let number = code::known(finding.code).and_then(|known| known.number);
        Self {
            code: finding.code.to_owned(),
            number: number.map(str::to_owned),
            severity: match finding.severity {
                Severity::Error => SeverityView::Error,
                Severity::Warning => SeverityView::Warning,
                Severity::Info => SeverityView::Info,
            },
            file: source.name.clone(),
            line,
            column,
            end_line,
            end_column,
            path: finding.path.to_string(),
            languages: finding.languages.iter().map(ToString::to_string).collect(),
            example: finding.example.map(rfc_3339),
            note: shown(finding, words),
            message: words.say(&finding.message),
            help: finding.help.as_ref().map(|help| words.say(help)),
            stage: None,
            new: None,
        }
    }
}

/// The findings of one file.
#[derive(Debug, Clone)]
pub(crate) struct FileView {
    pub(crate) name: String,
    pub(crate) findings: Vec<DiagnosticView>,
}

/// The findings of each file, for the forms that say which files were checked.
pub(crate) fn files<'a>(
    files: impl Iterator<Item = (&'a Source, &'a [Diagnostic])>,
    words: &Words,
) -> Vec<FileView> {
    files
        .map(|(source, findings)| FileView {
            name: source.name.clone(),
            findings: views(findings, source, words).collect(),
        })
        .collect()
}

fn views<'a>(
    findings: &'a [Diagnostic],
    source: &'a Source,
    words: &'a Words,
) -> impl Iterator<Item = DiagnosticView> + 'a {
    let findings = findings.iter().take(MOST);
    findings.map(|finding| DiagnosticView::of(finding, source, words))
}

/// Rows of JSON.
pub(crate) fn rows(findings: &[Diagnostic], source: &Source, words: &Words) -> Vec<Value> {
    // A row holds nothing that JSON cannot say.
    let row = |view| serde_json::to_value(view).unwrap_or_default();
    views(findings, source, words).map(row).collect()
}

/// The report of `validate` as machines read it: findings of all files, up to a limit.
pub(crate) fn report(files: &[FileView]) -> String {
    let rows = files.iter().flat_map(|file| &file.findings);
    let rows: Vec<_> = rows.take(MOST).collect();
    let report = json!({ "formatVersion": FORMAT_VERSION, "diagnostics": rows });
    escape::json(&format!("{report:#}")) + "\n"
}
