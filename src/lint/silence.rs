//! Comments that silence a finding, with their reason:
//! `# consigne: allow L04 – we open on Sundays in winter`.
//!
//! A finding that is right in general and wrong here must be silenced where the reader of the file
//! sees it, with a reason, and no wider than needed. So a comment has a *scope*, which depends on
//! where it stands:
//!
//! ```text
//! workingHours:                  # consigne: allow L04 – …   behind a key: that key and all below
//!   days: [sat, sun]             # consigne: allow L04 – …   behind a value: the settings of its line
//! # consigne: allow L05 – nights     alone on its line: the next key or entry, and all below
//! weeklySchedules:
//!   - { name: Nuit, … }
//! ```
//!
//! In the first line the comment stands behind `workingHours:`, whose mapping goes on below; in the
//! second it stands behind `days`, which ends there. Both are one rule: a comment behind something
//! is about everything that *begins* on its line. If nothing does, as behind a closing bracket, it
//! is about the innermost thing that is still open there ([`scope`]).
//!
//! A silenced finding is one whose place *begins* inside the scope. Errors are never silenced, nor
//! are findings that the table of codes excludes. A comment is itself checked: without a reason,
//! with an unknown code, with a code that cannot be silenced, or without any effect, it is a
//! finding. The last one keeps files from collecting comments about settings that have long been
//! corrected.

use std::cell::Cell;

use crate::diagnostic::code::{self, Handling, Known, Stage};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::document::{Comment, Document, Node, Stands, Value};
use crate::model::FieldPath;
use crate::words::Message;

/// Characters that separate the codes from the reason.
const DASHES: [char; 3] = ['-', '–', '—'];

/// The comments of a file that silence findings.
#[derive(Debug, Clone, Default)]
pub(crate) struct Silences(Vec<Silence>);

/// One code of one comment.
#[derive(Debug, Clone)]
struct Silence {
    comment: Span,
    /// The word or number, as it was written.
    written: String,
    codes: Vec<&'static Known>,
    /// Parts of the file that the comment is about.
    scope: Vec<Span>,
    /// Whether it has silenced a finding, of the file or of a plan.
    used: Cell<bool>,
}

impl Silences {
    /// The comments of a file, and findings about those that can silence nothing.
    pub(super) fn of(document: &Document) -> (Self, Vec<Diagnostic>) {
        let (mut list, mut wrong) = (Vec::new(), Vec::new());
        if document.comments.is_empty() {
            return (Self::default(), wrong);
        }
        // Only a file with comments pays for the list of its nodes.
        let nodes = nodes(&document.root);
        for comment in &document.comments {
            // `allowed` or `allowance` begin a sentence, not a silence.
            let rest = comment.text.strip_prefix("allow");
            let Some(rest) = rest.filter(|rest| !rest.starts_with(char::is_alphanumeric)) else {
                continue;
            };
            let (words, reason) = apart(rest);
            if words.is_empty() || !reason.contains(char::is_alphanumeric) {
                wrong.push(without_reason(comment));
                continue;
            }
            // Each code is a silence of its own, so that an idle one is reported by itself.
            for written in words {
                let codes = code::meant(written);
                if codes.is_empty() {
                    wrong.push(unknown(comment, written));
                } else if !codes.iter().any(|known| known.can_be_silenced()) {
                    wrong.push(never_silenced(comment, written));
                } else {
                    list.push(Silence {
                        comment: comment.span,
                        written: written.to_owned(),
                        codes,
                        scope: scope(comment, &nodes),
                        used: Cell::new(false),
                    });
                }
            }
        }
        (Self(list), wrong)
    }

    /// Whether no comment silences anything.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a comment silences the finding; if so, it has been of use.
    pub(super) fn silences(&self, finding: &Diagnostic) -> bool {
        self.0.iter().any(|silence| silence.silences(finding))
    }

    /// Takes the findings that comments silence out of the list, and returns them. Each comment
    /// remembers that it was of use, so this comes before [`Silences::idle`].
    pub(crate) fn silence(&self, findings: &mut Vec<Diagnostic>) -> Vec<Diagnostic> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let all = std::mem::take(findings).into_iter();
        let (away, left) = all.partition(|finding| self.silences(finding));
        *findings = left;
        away
    }

    /// Findings about comments that have silenced nothing. A finding that comes and goes with the
    /// date may well return, so its comment is only noted; whether a comment about a finding of
    /// plans is used is not known here.
    pub(super) fn idle(&self) -> impl Iterator<Item = Diagnostic> {
        let idle = self.0.iter().filter(|silence| !silence.used.get());
        idle.filter(|silence| silence.codes.iter().any(|known| known.stage == Stage::File))
            .map(|silence| {
                let dated = silence
                    .codes
                    .iter()
                    .any(|known| known.handling == Handling::Dated);
                let message = Message::new("silences-nothing").text("code", &silence.written);
                let mut finding = Diagnostic::warning("silences-nothing", silence.comment, message)
                    .help(Message::new("silences-nothing-help"))
                    .at(FieldPath::root());
                if dated {
                    finding.severity = Severity::Info;
                }
                finding
            })
    }
}

impl Silence {
    /// Whether this silences a finding; if so, it has been of use.
    fn silences(&self, finding: &Diagnostic) -> bool {
        // A number such as L02 stands for several codes, not all of which may be silenced.
        let known = self.codes.iter().find(|known| known.code == finding.code);
        let can = known.is_some_and(|known| known.can_be_silenced());
        // A finding without a place in the file is in no scope, not even in one from its beginning.
        let placed = finding.span != Span::default();
        let at = finding.span.start;
        let inside = self
            .scope
            .iter()
            .any(|span| span.start <= at && at < span.end);
        let silences = can && placed && inside && finding.severity != Severity::Error;
        if silences {
            self.used.set(true);
        }
        silences
    }
}

/// Codes and reason. Any dash separates them, but codes hold hyphens themselves, so a hyphen only
/// separates after a space.
fn apart(text: &str) -> (Vec<&str>, &str) {
    let dash = text.char_indices().find(|(at, c)| {
        let spaced = text[..*at].ends_with(char::is_whitespace);
        DASHES.contains(c) && (*c != '-' || spaced)
    });
    // Without a dash there is no reason, which the caller reports.
    let (codes, reason) = match dash {
        Some((at, c)) => (&text[..at], &text[at + c.len_utf8()..]),
        None => (text, ""),
    };
    let words = codes
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|word| !word.is_empty());
    (words.collect(), reason.trim_start_matches(DASHES))
}

fn without_reason(comment: &Comment) -> Diagnostic {
    let message = Message::new("silenced-without-reason");
    Diagnostic::warning("silenced-without-reason", comment.span, message)
        .help(Message::new("silenced-without-reason-help"))
}

fn never_silenced(comment: &Comment, written: &str) -> Diagnostic {
    let message = Message::new("never-silenced").text("code", written);
    Diagnostic::warning("never-silenced", comment.span, message)
        .help(Message::new("never-silenced-help"))
}

fn unknown(comment: &Comment, written: &str) -> Diagnostic {
    let message = Message::new("silenced-unknown-code").text("code", written);
    let help = match code::near(written) {
        Some(near) => Message::new("did-you-mean").text("word", near),
        None => Message::new("silenced-unknown-code-help"),
    };
    Diagnostic::warning("silenced-unknown-code", comment.span, message).help(help)
}

/// Everything that a comment can be about: keys with their values and entries of lists, in the
/// order in which they begin, and where several begin at one place the outer first.
fn nodes(root: &Node) -> Vec<Span> {
    // Where several begin at one place, as an entry of a list and its first key do, the outer
    // first.
    let mut nodes = Vec::new();
    collect(root, &mut nodes);
    nodes.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    nodes
}

/// A key and its value are one span, so that a scope holds both.
fn collect(node: &Node, nodes: &mut Vec<Span>) {
    match &node.value {
        Value::Map(members) => {
            for member in members {
                nodes.push(Span {
                    start: member.key_span.start,
                    end: member.value.span.end.max(member.key_span.end),
                });
                collect(&member.value, nodes);
            }
        }
        Value::List(entries) => {
            for entry in entries {
                nodes.push(Span {
                    start: entry.head().start,
                    end: entry.span.end,
                });
                collect(entry, nodes);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

/// The parts of the file that a comment is about, among the nodes of the file in their order. Empty
/// for a comment at the end of the file with nothing below it.
fn scope(comment: &Comment, nodes: &[Span]) -> Vec<Span> {
    // Nodes from `line` on begin on the comment's line or below it, and those from `here` on behind
    // the comment.
    let line = nodes.partition_point(|span| span.start < comment.line);
    let here = nodes.partition_point(|span| span.start < comment.span.start);
    match comment.stands {
        // The next one; the outermost, where several begin at one place.
        Stands::Alone => nodes[here..].first().copied().into_iter().collect(),
        // Everything that begins on the line.
        Stands::Behind if line < here => nodes[line..here].to_vec(),
        // Behind the end of something that began above: the innermost of what reaches this line.
        Stands::Behind => {
            let mut around = nodes[..line].iter().rev();
            let innermost = around.find(|span| span.end > comment.line);
            innermost.copied().into_iter().collect()
        }
    }
}
