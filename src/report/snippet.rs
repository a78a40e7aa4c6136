//! Findings as text, with the line they are about.

use std::collections::BTreeSet;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::account_sentences::severity as severity_name;
use super::diagnostics::{JudgedFile, gravest, more, note};
use super::{Style, escape, harmless};
use crate::diagnostic::{Diagnostic, LeftOut, Severity, Shown, Span};
use crate::source::SourceText;
use crate::words::{Message, Words};

/// Findings that text shows of a file. The first mistake often causes the next hundred, and a
/// longer list would not be read.
const SHOWN: usize = 100;

/// Findings that text shows of a run.
const SHOWN_OF_RUN: usize = 1_000;

/// Bytes of the longest line that is shown. A longer one is not made for reading, and only its
/// place is given.
const WIDEST: usize = 2_000;

/// Findings with snippet, labels and help, in the order given. Where not all are shown, those that are
/// are the gravest, and the others are counted.
pub(crate) fn render(files: &[JudgedFile<'_>], words: &Words, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut text = String::new();
    let mut skipped = Skipped::default();
    for (file, shown) in files.iter().zip(shown(files)) {
        let mut left_out = file.left_out.clone();
        for (at, finding) in file.findings.iter().enumerate() {
            if shown.contains(&at) {
                text.push_str(&one(finding, file.source, words, &renderer));
                text.push_str("\n\n");
            } else {
                left_out.count(finding.severity, finding.code);
            }
        }
        if shown.is_empty() {
            skipped.add(&left_out);
        } else if let Some(more) = more(&left_out, words) {
            text.push_str(&more);
            text.push('\n');
        }
    }
    text + &skipped.said(words)
}

/// Which findings of each file are shown: the gravest of the run among the gravest of each file.
fn shown(files: &[JudgedFile<'_>]) -> Vec<BTreeSet<usize>> {
    let of_files = files.iter().map(|file| {
        let list = std::iter::once(file.findings);
        gravest(list, SHOWN).pop().expect("one list gives one set")
    });
    let (mut order, mut shown) = (Vec::new(), Vec::new());
    for (file, candidates) in of_files.enumerate() {
        let candidates = candidates.into_iter();
        order.extend(candidates.map(|at| (files[file].findings[at].severity, file, at)));
        shown.push(BTreeSet::new());
    }
    order.sort_unstable();
    for (_, file, at) in order.into_iter().take(SHOWN_OF_RUN) {
        shown[file].insert(at);
    }
    shown
}

/// Files of which no finding is shown, because the run has too many.
#[derive(Default)]
struct Skipped {
    files: usize,
    left_out: LeftOut,
}

impl Skipped {
    fn add(&mut self, left_out: &LeftOut) {
        if !left_out.is_empty() {
            self.files += 1;
            self.left_out.add(left_out);
        }
    }

    fn said(&self, words: &Words) -> String {
        if self.files == 0 {
            return String::new();
        }
        let message = Message::new("more-findings-of-files")
            .number("count", self.left_out.total())
            .number("files", self.files);
        words.say(&message) + "\n"
    }
}

fn one(finding: &Diagnostic, source: &SourceText, words: &Words, renderer: &Renderer) -> String {
    let Some(excerpt) = excerpt(finding, source) else {
        return without_line(finding, source, words);
    };
    let file = harmless(&source.name);
    let mut snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.line)
        .path(&file)
        .annotation(AnnotationKind::Primary.span(excerpt.range(finding.span)));
    for label in &finding.labels {
        let text = harmless(&words.say(&label.message));
        let annotation = AnnotationKind::Context.span(excerpt.range(label.span));
        snippet = snippet.annotation(annotation.label(text));
    }
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = harmless(&words.say(&finding.message));
    let title = level
        .with_name(severity(finding, words))
        .primary_title(title)
        .id(finding.code);
    let mut group: Group<'_> = title.element(snippet);
    if let Some(note) = note(finding, words) {
        let name = labelling("severity-note", words);
        group = group.element(Level::NOTE.with_name(name).message(note));
    }
    if let Some(help) = help(finding, words) {
        let name = labelling("severity-help", words);
        group = group.element(Level::HELP.with_name(name).message(help));
    }
    let text = renderer.render(&[group]).to_string();
    escape::snippet(&with_colon(&text, words))
}

/// The name of a note, before the colon that the renderer writes.
fn labelling(id: &'static str, words: &Words) -> String {
    words.text(id) + words.colon().trim_end_matches(':')
}

/// The title, `erreur[code] :`, with the colon of its language.
fn with_colon(text: &str, words: &Words) -> String {
    let code = text.find(']').unwrap_or(0);
    let colon = text[code..].find(':').map(|at| code + at);
    match colon {
        Some(at) => format!("{}{}{}", &text[..at], words.colon(), &text[at + 1..]),
        None => text.to_owned(),
    }
}

/// The finding with its place alone.
fn without_line(finding: &Diagnostic, source: &SourceText, words: &Words) -> String {
    let (line, column) = source.position(finding.span.start);
    let (file, name) = (harmless(&source.name), severity(finding, words));
    let title = harmless(&words.say(&finding.message));
    let title = words.labelled(&format!("{name}[{}]", finding.code), &title);
    let head = format!("{title}\n --> {file}:{line}:{column}");
    match help(finding, words) {
        Some(help) => {
            let help = words.labelled(&words.text("severity-help"), &help);
            format!("{head}\n{help}")
        }
        None => head,
    }
}

fn severity(finding: &Diagnostic, words: &Words) -> String {
    words.text(severity_name(finding.severity.into()))
}

fn help(finding: &Diagnostic, words: &Words) -> Option<String> {
    let help = finding.help.as_ref()?;
    Some(harmless(&words.say(help)))
}

/// The lines from the first to the last that a finding or one of its labels is about.
struct Excerpt<'a> {
    text: &'a str,
    /// Number of the first of them.
    line: usize,
    /// The byte of the file with which they begin.
    start: usize,
}

/// None when a line may hold a secret, or is too long to be read.
fn excerpt<'a>(finding: &Diagnostic, source: &'a SourceText) -> Option<Excerpt<'a>> {
    if finding.line == Shown::Hidden || source.text.is_empty() {
        return None;
    }
    let labels = finding.labels.iter().map(|label| label.span.start);
    let places = labels.chain([finding.span.start]);
    let lines: Vec<_> = places.map(|at| source.line(at)).collect();
    for line in &lines {
        let Span { start, end } = source.stretch(*line, *line);
        if end - start > WIDEST {
            return None;
        }
    }
    let (first, last) = (*lines.iter().min()?, *lines.iter().max()?);
    let Span { start, end } = source.stretch(first, last);
    Some(Excerpt {
        text: source.text.get(start..end)?,
        line: first,
        start,
    })
}

impl Excerpt<'_> {
    /// A place on one line, in bytes of the excerpt. A value that goes on over many lines is shown
    /// by its beginning.
    fn range(&self, span: Span) -> Range<usize> {
        let start = self.within(span.start);
        let rest = &self.text[start..self.within(span.end).max(start)];
        let end = start + rest.find(['\n', '\r']).unwrap_or(rest.len());
        start..end
    }

    /// A byte of the file as one of the excerpt, or the nearer end of that.
    fn within(&self, at: usize) -> usize {
        at.saturating_sub(self.start).min(self.text.len())
    }
}
