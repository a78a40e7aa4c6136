//! Comments that silence a finding, with their reason:
//! `# consigne: allow L04 – we open on Sundays in winter`.
//!
//! Behind something on its line, a comment is about that; alone, about what follows. What is below
//! is meant as well.

use std::cell::Cell;

use crate::diagnostic::code::{self, Handling, Known, Stage};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::document::{Comment, Document, Node, Stands, Value};
use crate::model::FieldPath;
use crate::words::{Message, did_you_mean};

/// What separates the code from the reason.
const DASHES: [char; 3] = ['-', '–', '—'];

/// The comments of a file that silence something.
#[derive(Debug, Clone, Default)]
pub(crate) struct Silences(Vec<Silence>);

#[derive(Debug, Clone)]
struct Silence {
    comment: Span,
    /// The word or number, as it was written.
    written: String,
    codes: Vec<&'static Known>,
    scope: Vec<Span>,
    used: Cell<bool>,
}

impl Silences {
    /// The comments of a file, and what is wrong with those that silence nothing by their form.
    pub(super) fn of(document: &Document) -> (Self, Vec<Diagnostic>) {
        let (mut list, mut wrong) = (Vec::new(), Vec::new());
        if document.comments.is_empty() {
            return (Self::default(), wrong);
        }
        let nodes = nodes(&document.root);
        for comment in &document.comments {
            let asked = comment.text.strip_prefix("allow");
            let Some(asked) = asked.filter(|asked| !asked.starts_with(char::is_alphanumeric))
            else {
                continue;
            };
            let (words, reason) = apart(asked);
            if words.is_empty() || !reason.contains(char::is_alphanumeric) {
                wrong.push(malformed("silenced-without-reason", comment, Message::new));
                continue;
            }
            for written in words {
                let codes = code::meant(written);
                if codes.is_empty() {
                    wrong.push(unknown(comment, written));
                } else if !codes.iter().any(|known| known.can_be_silenced()) {
                    let text = |id| Message::new(id).text("code", written);
                    wrong.push(malformed("never-silenced", comment, text));
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

    /// Takes away what the comments silence, and gives it.
    pub(crate) fn silence(&self, findings: &mut Vec<Diagnostic>) -> Vec<Diagnostic> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let silenced = |finding: &Diagnostic| self.0.iter().any(|s| s.silences(finding));
        let all = std::mem::take(findings).into_iter();
        let (away, left) = all.partition(silenced);
        *findings = left;
        away
    }

    /// Comments that have silenced nothing. Of what comes and goes with the date this is no more
    /// than a word, and of what only a plan finds it is not known here.
    pub(super) fn idle(&self) -> impl Iterator<Item = Diagnostic> {
        let idle = self.0.iter().filter(|silence| !silence.used.get());
        idle.filter(|silence| silence.codes.iter().any(|known| known.stage == Stage::File))
            .map(|silence| {
                let dated = silence
                    .codes
                    .iter()
                    .any(|known| known.handling == Handling::Dated);
                let make = if dated {
                    Diagnostic::info
                } else {
                    Diagnostic::warning
                };
                let message = Message::new("silences-nothing").text("code", &silence.written);
                make("silences-nothing", silence.comment, message)
                    .help(Message::new("silences-nothing-help"))
                    .at(FieldPath::root())
            })
    }
}

impl Silence {
    fn silences(&self, finding: &Diagnostic) -> bool {
        let known = self.codes.iter().find(|known| known.code == finding.code);
        let can = known.is_some_and(|known| known.can_be_silenced());
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

/// Codes and reason. A code holds hyphens, so one that separates has a space before it.
fn apart(asked: &str) -> (Vec<&str>, &str) {
    let dash = asked.char_indices().find(|(at, c)| {
        let spaced = asked[..*at].ends_with(char::is_whitespace);
        DASHES.contains(c) && (*c != '-' || spaced)
    });
    let (codes, reason) = match dash {
        Some((at, c)) => (&asked[..at], &asked[at + c.len_utf8()..]),
        None => (asked, ""),
    };
    let between = |c: char| c == ',' || c.is_whitespace();
    let words = codes.split(between).filter(|word| !word.is_empty());
    (words.collect(), reason.trim_start_matches(DASHES))
}

fn malformed(
    code: &'static str,
    comment: &Comment,
    message: impl FnOnce(&'static str) -> Message,
) -> Diagnostic {
    let help = match code {
        "never-silenced" => "never-silenced-help",
        _ => "silenced-without-reason-help",
    };
    Diagnostic::warning(code, comment.span, message(code)).help(Message::new(help))
}

fn unknown(comment: &Comment, written: &str) -> Diagnostic {
    let message = Message::new("silenced-unknown-code").text("code", written);
    let otherwise = || Message::new("silenced-unknown-code-help");
    let help = did_you_mean(written, code::names(), otherwise);
    Diagnostic::warning("silenced-unknown-code", comment.span, message).help(help)
}

/// Keys with their values and entries of lists, in the order in which they begin, the outer first.
fn nodes(root: &Node) -> Vec<Span> {
    let mut nodes = Vec::new();
    collect(root, &mut nodes);
    nodes.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    nodes
}

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

fn scope(comment: &Comment, nodes: &[Span]) -> Vec<Span> {
    let from = |at: usize| nodes.partition_point(|span| span.start < at);
    let (line, here) = (from(comment.line), from(comment.span.start));
    match comment.stands {
        Stands::Alone => nodes[here..].first().copied().into_iter().collect(),
        Stands::Behind if line < here => nodes[line..here].to_vec(),
        // Behind the end of something that began above.
        Stands::Behind => {
            let around = nodes[..line].iter().rev();
            let mut around = around.filter(|span| span.end > comment.line);
            around.next().copied().into_iter().collect()
        }
    }
}
