//! YAML events to a tree with spans. It counts as it builds, so that no text, however it nests or
//! repeats itself, takes more than a bounded time and memory.

use std::borrow::Cow;
use std::collections::HashMap;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Tag};

use super::{Member, Node, Value};
use crate::diagnostic::{Diagnostic, MOST, Span};
use crate::words::Message;

/// Lists and mappings within each other, at most.
const MAX_DEPTH: usize = 32;
/// Values of a file, at most, with the repeated ones.
const MAX_NODES: usize = 250_000;
/// Scalars of one list, at most: days, years and holidays are all that a list has of them.
const MAX_SCALARS: usize = 200;
/// Members of a mapping among which a key is looked for one by one.
const FEW: usize = 16;
/// What anchors may repeat, in values and characters.
const MAX_REPEATED: usize = 64 * 1024;

/// The tree and every finding; no tree when the text cannot be read to its end.
pub(super) fn build(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    let mut builder = Builder::default();
    let mut documents = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok((event, span)) => (event, of(&span, text)),
            Err(error) => {
                builder.findings.push(syntax(&error, text));
                return (None, builder.findings);
            }
        };
        if let Event::DocumentStart(..) = event {
            documents += 1;
        }
        if documents > 1 {
            builder.fail("several-documents", span);
            return (None, builder.findings);
        }
        if builder.event(event, span).is_none() || builder.findings.len() >= MOST {
            return (None, builder.findings);
        }
    }
    (builder.root, builder.findings)
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
    anchors: HashMap<usize, (Node, usize)>,
    nodes: usize,
    repeated: usize,
    findings: Vec<Diagnostic>,
}

/// A list or mapping whose end has not come yet.
struct Open {
    start: Span,
    anchor: usize,
    /// What it has cost so far, in values and characters.
    cost: usize,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Map {
        members: Vec<Member>,
        /// Where each key stands, to find one that comes again among many.
        seen: HashMap<String, Span>,
        /// The key whose value comes next; `None` inside for one that is left out.
        key: Option<Option<(String, Span)>>,
    },
}

impl Builder {
    /// `None` when reading must stop.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the events belong to the parser, which may add marks"
    )]
    fn event(&mut self, event: Event<'_>, span: Span) -> Option<()> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.no_tag(tag.as_deref(), span);
                let cost = 1 + text.len();
                let value = resolve(text, style);
                self.add(Node { span, value }, anchor, cost)
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.no_tag(tag.as_deref(), span);
                self.begin(span, anchor, Content::List(Vec::new()))
            }
            Event::MappingStart(_, anchor, tag) => {
                self.no_tag(tag.as_deref(), span);
                let content = Content::Map {
                    members: Vec::new(),
                    seen: HashMap::new(),
                    key: None,
                };
                self.begin(span, anchor, content)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => self.alias(anchor, span),
            // Marks of the stream and comments hold no value.
            _ => Some(()),
        }
    }

    fn begin(&mut self, start: Span, anchor: usize, content: Content) -> Option<()> {
        if self.open.len() >= MAX_DEPTH {
            let message = Message::new("too-deep").number("limit", MAX_DEPTH);
            self.findings
                .push(Diagnostic::error("too-deep", start, message));
            return None;
        }
        self.open.push(Open {
            start,
            anchor,
            cost: 0,
            content,
        });
        Some(())
    }

    fn end(&mut self, end: Span) -> Option<()> {
        let open = self.open.pop()?;
        let value = match open.content {
            Content::List(values) => Value::List(values),
            Content::Map { members, .. } => Value::Map(members),
        };
        let span = Span {
            start: open.start.start,
            end: end.end.max(open.start.end),
        };
        self.add(Node { span, value }, open.anchor, open.cost + 1)
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Option<()> {
        let Some((node, cost)) = self.anchors.get(&anchor) else {
            // An anchor whose value is not complete yet: it would contain itself.
            self.fail("alias-in-itself", span);
            return None;
        };
        self.repeated += cost;
        if self.repeated > MAX_REPEATED {
            self.fail("too-many-aliases", span);
            return None;
        }
        let (node, cost) = (
            Node {
                span,
                value: node.value.clone(),
            },
            *cost,
        );
        self.add(node, 0, cost)
    }

    fn add(&mut self, node: Node, anchor: usize, cost: usize) -> Option<()> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return self.too_many(MAX_NODES, node.span);
        }
        if self.in_a_long_list_of(&node) {
            return self.too_many(MAX_SCALARS, node.span);
        }
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), cost));
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Some(());
        };
        open.cost += cost;
        match &mut open.content {
            Content::List(values) => values.push(node),
            Content::Map { members, seen, key } => match key.take() {
                None => *key = Some(accept_key(node, members, seen, &mut self.findings)),
                Some(None) => {}
                Some(Some((key, key_span))) => members.push(Member {
                    key,
                    key_span,
                    value: node,
                }),
            },
        }
        Some(())
    }

    fn in_a_long_list_of(&self, node: &Node) -> bool {
        let scalar = !matches!(node.value, Value::List(_) | Value::Map(_));
        let list = self.open.last().map(|open| &open.content);
        matches!(list, Some(Content::List(values)) if scalar && values.len() >= MAX_SCALARS)
    }

    fn too_many(&mut self, limit: usize, span: Span) -> Option<()> {
        let message = Message::new("too-many-values").number("limit", limit);
        self.findings
            .push(Diagnostic::error("too-many-values", span, message));
        None
    }

    fn no_tag(&mut self, tag: Option<&Tag>, span: Span) {
        if tag.is_some() {
            self.fail("tag", span);
        }
    }

    /// A finding that needs no more than its code.
    fn fail(&mut self, code: &'static str, span: Span) {
        let help = HELPS
            .iter()
            .find(|(of, _)| *of == code)
            .map(|(_, help)| *help);
        let mut finding = Diagnostic::error(code, span, Message::new(code));
        finding.help = help.map(Message::new);
        self.findings.push(finding);
    }
}

const HELPS: [(&str, &str); 4] = [
    ("several-documents", "several-documents-help"),
    ("tag", "tag-help"),
    ("too-many-aliases", "too-many-aliases-help"),
    ("alias-in-itself", "alias-in-itself-help"),
];

/// The key and its place, or nothing when the member is left out of the tree.
fn accept_key(
    node: Node,
    members: &[Member],
    seen: &mut HashMap<String, Span>,
    findings: &mut Vec<Diagnostic>,
) -> Option<(String, Span)> {
    let key = match node.value {
        Value::Text(text) | Value::Number(text) => text,
        Value::Bool(on) => on.to_string(),
        Value::Null | Value::List(_) | Value::Map(_) => {
            let message = Message::new("key-not-text");
            findings.push(Diagnostic::error("key-not-text", node.span, message));
            return None;
        }
    };
    if key == "<<" {
        let finding = Diagnostic::error("merge-key", node.span, Message::new("merge-key"));
        findings.push(finding.help(Message::new("merge-key-help")));
        return None;
    }
    if members.len() == FEW && seen.is_empty() {
        let known = members.iter();
        seen.extend(known.map(|member| (member.key.clone(), member.key_span)));
    }
    let first = if members.len() < FEW {
        let same = members.iter().find(|member| member.key == key);
        same.map(|member| member.key_span)
    } else {
        seen.get(&key).copied()
    };
    if let Some(first) = first {
        let message = Message::new("duplicate-key").text("key", &key);
        let finding = Diagnostic::error("duplicate-key", node.span, message)
            .help(Message::new("duplicate-key-help"))
            .label(first, Message::new("first-here"));
        findings.push(finding);
        return None;
    }
    if members.len() >= FEW {
        seen.insert(key.clone(), node.span);
    }
    Some((key, node.span))
}

/// YAML 1.2: only plain scalars are anything but text, and only `true` and `false` are booleans.
fn resolve(text: Cow<'_, str>, style: ScalarStyle) -> Value {
    if style != ScalarStyle::Plain {
        return Value::Text(text.into_owned());
    }
    match text.as_ref() {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        number if is_number(number) => Value::Number(text.into_owned()),
        _ => Value::Text(text.into_owned()),
    }
}

/// The integers and floats of the core schema (YAML 1.2.2, 10.3.2).
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if let Some(octal) = text.strip_prefix("0o") {
        return !octal.is_empty() && octal.bytes().all(|b| matches!(b, b'0'..=b'7'));
    }
    if let Some(hexadecimal) = text.strip_prefix("0x") {
        return !hexadecimal.is_empty() && hexadecimal.bytes().all(|b| b.is_ascii_hexdigit());
    }
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return true;
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let exponent_ok = exponent
        .is_none_or(|exponent| digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent)));
    let mantissa_ok = match mantissa.split_once('.') {
        None => digits(mantissa),
        Some(("", fraction)) => digits(fraction),
        Some((whole, fraction)) => digits(whole) && (fraction.is_empty() || digits(fraction)),
    };
    exponent_ok && mantissa_ok
}

/// A text that is no YAML. The parser's own sentence is English and for experts, so ours says
/// what people who edit such files meet.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds belong to the parser, and ours name the ones people meet"
)]
fn syntax(error: &ScanError, text: &str) -> Diagnostic {
    let start = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let end = text[start..]
        .chars()
        .next()
        .map_or(start, |c| start + c.len_utf8());
    let span = Span { start, end };
    let (code, message, help) = match error.kind() {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar => ("tab", "tab", "tab-help"),
        ErrorKind::UnclosedQuotedScalar => ("syntax", "syntax-quote", "syntax-quote-help"),
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::MisplacedFlowCollectionEnd => {
            ("syntax", "syntax-bracket", "syntax-bracket-help")
        }
        ErrorKind::UnknownAnchor => ("syntax", "syntax-anchor", "syntax-anchor-help"),
        ErrorKind::RecursionLimitExceeded => ("too-deep", "too-deep", "syntax-help"),
        _ => return generic(span, text),
    };
    let message = Message::new(message).number("limit", MAX_DEPTH);
    Diagnostic::error(code, span, message).help(Message::new(help))
}

fn generic(span: Span, text: &str) -> Diagnostic {
    let line = text[..span.start].rsplit('\n').next().unwrap_or_default();
    // A tab before the place is the usual reason, whatever the parser made of it.
    let (code, message, help) = if line.contains('\t') || text[span.start..].starts_with('\t') {
        ("tab", "tab", "tab-help")
    } else {
        ("syntax", "syntax", "syntax-help")
    };
    Diagnostic::error(code, span, Message::new(message)).help(Message::new(help))
}

fn of(span: &granit_parser::Span, text: &str) -> Span {
    let range = span.byte_range().unwrap_or(0..0);
    let start = range.start.min(text.len());
    Span {
        start,
        end: range.end.clamp(start, text.len()),
    }
}
