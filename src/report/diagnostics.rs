//! Findings as text with the line they are about, and as rows of JSON.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json};

use super::{Style, harmless};
use crate::diagnostic::{Diagnostic, Excerpt, Severity, Span};
use crate::words::{Message, Words};

/// Text shows the first hundred; nobody reads more.
const SHOWN: usize = 100;
/// JSON has all up to here.
const LISTED: usize = 10_000;

/// A file whose findings are told.
pub(crate) struct Source<'a> {
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
}

impl Source<'_> {
    /// Line and column, both from 1, the column in characters.
    pub(crate) fn position(&self, at: usize) -> (usize, usize) {
        let before = self.text.get(..at.min(self.text.len())).unwrap_or_default();
        let line = 1 + before.matches('\n').count();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        (line, 1 + before[start..].chars().count())
    }
}

/// Findings with snippet, labels and help, in the order given.
pub(crate) fn render(
    findings: &[Diagnostic],
    source: &Source<'_>,
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

fn one(finding: &Diagnostic, source: &Source<'_>, words: &Words, renderer: &Renderer) -> String {
    let (level, name) = match finding.severity {
        Severity::Error => (Level::ERROR, "severity-error"),
        Severity::Warning => (Level::WARNING, "severity-warning"),
        Severity::Info => (Level::INFO, "severity-info"),
    };
    let (name, help_name) = (words.text(name), words.text("severity-help"));
    let title = harmless(&words.say(&finding.message));
    let help = finding.help.as_ref().map(|help| harmless(&words.say(help)));
    let file = harmless(source.name);
    if finding.excerpt == Excerpt::Hidden || source.text.is_empty() {
        let (line, column) = source.position(finding.span.start);
        let help = help
            .map(|help| format!("\n{help_name}: {help}"))
            .unwrap_or_default();
        return format!(
            "{name}[{}]: {title}\n --> {file}:{line}:{column}{help}",
            finding.code
        );
    }
    let labels: Vec<_> = finding
        .labels
        .iter()
        .map(|label| (label.span, words.say(&label.message)))
        .collect();
    let mut snippet = Snippet::source(source.text)
        .path(&file)
        .annotation(AnnotationKind::Primary.span(range(finding.span, source.text)));
    for (span, label) in &labels {
        let annotation = AnnotationKind::Context.span(range(*span, source.text));
        snippet = snippet.annotation(annotation.label(label.as_str()));
    }
    let title = level.with_name(name).primary_title(title).id(finding.code);
    let mut group: Group<'_> = title.element(snippet);
    if let Some(help) = help {
        group = group.element(Level::HELP.with_name(help_name).message(help));
    }
    renderer.render(&[group]).to_string()
}

/// A place on one line: a value that goes on for many is shown by its beginning.
fn range(span: Span, text: &str) -> std::ops::Range<usize> {
    let start = span.start.min(text.len());
    let rest = &text[start..span.end.clamp(start, text.len())];
    let end = start + rest.find(['\n', '\r']).unwrap_or(rest.len());
    start..end
}

/// Rows of JSON for what only planning could find; the report as text shows them as well.
pub(crate) fn notes(findings: &[Diagnostic], source: &Source<'_>, words: &Words) -> Vec<Value> {
    let mut rows = rows(findings, source, words);
    for row in &mut rows {
        row["stage"] = PLANNING.into();
    }
    rows
}

/// The stage of a row that planning found.
pub(super) const PLANNING: &str = "plan";

/// Rows of JSON.
pub(crate) fn rows(findings: &[Diagnostic], source: &Source<'_>, words: &Words) -> Vec<Value> {
    let row = |finding: &Diagnostic| {
        let (line, column) = source.position(finding.span.start);
        let (end_line, end_column) = source.position(finding.span.end);
        json!({
            "code": finding.code,
            "severity": match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "info",
            },
            "file": source.name,
            "line": line,
            "column": column,
            "endLine": end_line,
            "endColumn": end_column,
            "path": finding.path.to_string(),
            "message": words.say(&finding.message),
            "help": finding.help.as_ref().map(|help| words.say(help)),
        })
    };
    findings.iter().take(LISTED).map(row).collect()
}
