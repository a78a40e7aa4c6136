//! The events of the YAML parser become a tree with spans.
//!
//! Files come from pull requests and so from strangers. Whatever a file contains, reading it must
//! take bounded time and memory, and the limits must be reached while the tree is built, not after.
//! There are four ways to make a small file expensive, and a budget for each:
//!
//! - *Depth.* `[[[[…` would overflow the stack of every later recursion: [`MAX_DEPTH`].
//! - *Number of values.* Each one costs a node of some 100 bytes: [`MAX_NODES`].
//! - *Repetition.* Nine anchored lists of nine aliases each become a thousand million values (the
//!   "billion laughs"). An alias is copied, so each copy is charged with the cost of what it
//!   repeats, in values and characters: [`MAX_REPEATED`].
//! - *Long lists of scalars and large mappings.* Later stages search them linearly or report every
//!   entry: [`MAX_SCALARS`], and an index of the keys once a mapping is large.
//!
//! ```text
//! events       - a: [1, 2]          open containers (a stack)      finished
//! MappingStart                      Map{}
//! Scalar a                          Map{key: a}
//! SequenceStart                     Map{key: a}, List[]
//! Scalar 1, 2                       Map{key: a}, List[1, 2]
//! SequenceEnd                       Map{a: [1, 2]}
//! MappingEnd                                                        root
//! ```
//!
//! Findings that leave the tree usable (a duplicate key, a tag) are collected and building goes on.
//! The others stop it: methods that return `Option<()>` return `None` then.

use std::collections::HashMap;

use granit_parser::{Event, Parser, Tag};

use super::budget::{MAX_DEPTH, MAX_NODES, MAX_REPEATED, MAX_SCALARS};
use super::comment::Comment;
use super::key::{MemberKey, Members};
use super::node::{Node, Value};
use super::scalar::resolve;
use super::syntax::syntax;
use crate::diagnostic::{Diagnostic, MOST, Span};
use crate::words::Message;

/// The outcome of reading a text.
#[derive(Default)]
pub(super) struct Built {
    /// `None` when the text could not be read to its end.
    pub(super) root: Option<Node>,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) comments: Vec<Comment>,
}

/// Reads the one document of a text. Reading stops at the first syntax error, at a second document,
/// at an exhausted budget, and after [`MOST`] findings.
pub(super) fn build(text: &str) -> Built {
    let mut builder = Builder::default();
    let mut documents = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok((event, span)) => (event, of(&span, text)),
            Err(error) => {
                builder.findings.push(syntax(&error, text));
                return builder.unread();
            }
        };
        // Comments stay out of the tree; those addressed to this tool are collected beside it.
        if let Event::Comment(said, _) = &event {
            builder.comments.extend(Comment::of(said, span, text));
        }
        // The first event of a second document is enough to refuse the file: which of the two is
        // meant is unknown.
        if let Event::DocumentStart(..) = event {
            documents += 1;
        }
        if documents > 1 {
            builder.fail("several-documents", "several-documents-help", span);
            return builder.unread();
        }
        if builder.event(event, span).is_none() || builder.findings.len() >= MOST {
            return builder.unread();
        }
    }
    Built {
        root: builder.root,
        findings: builder.findings,
        comments: builder.comments,
    }
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
    /// Anchored values with their cost.
    anchors: HashMap<usize, (Node, usize)>,
    /// Values so far, copies included.
    nodes: usize,
    /// Cost of all copies so far.
    repeated: usize,
    findings: Vec<Diagnostic>,
    comments: Vec<Comment>,
}

/// A list or mapping whose end has not come yet.
struct Open {
    start: Span,
    anchor: usize,
    /// Its cost so far, in values and characters.
    cost: usize,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Map {
        members: Members,
        /// The key whose value is the next event.
        key: Option<MemberKey>,
    },
}

impl Builder {
    /// The outcome when reading stops early: the findings alone, since neither the tree nor the
    /// comments are complete.
    fn unread(self) -> Built {
        Built {
            findings: self.findings,
            ..Built::default()
        }
    }

    /// Takes one event of the parser. `None` when reading must stop.
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
                    members: Members::default(),
                    key: None,
                };
                self.begin(span, anchor, content)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => self.alias(anchor, span),
            // Comments and the marks of the stream and of documents have no value.
            _ => Some(()),
        }
    }

    /// Opens a list or a mapping.
    fn begin(&mut self, start: Span, anchor: usize, content: Content) -> Option<()> {
        if self.open.len() >= MAX_DEPTH {
            let message = Message::new("too-deep").number("limit", MAX_DEPTH);
            let help = Message::new("too-deep-help");
            self.findings
                .push(Diagnostic::error("too-deep", start, message).help(help));
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

    /// Closes the innermost list or mapping, which becomes a value of the one around it.
    fn end(&mut self, end: Span) -> Option<()> {
        // The parser balances starts and ends, so there always is an open one.
        let open = self.open.pop()?;
        let value = match open.content {
            Content::List(values) => Value::List(values),
            Content::Map { members, .. } => Value::Map(members.into_list()),
        };
        // The end of a block collection has no width and may come after blank lines. The end of a
        // flow collection is its bracket.
        let span = Span {
            start: open.start.start,
            end: end.end.max(open.start.end),
        };
        self.add(Node { span, value }, open.anchor, open.cost + 1)
    }

    /// Replaces an alias by a copy of its anchored value, at the place of the alias.
    fn alias(&mut self, anchor: usize, span: Span) -> Option<()> {
        let Some((node, cost)) = self.anchors.get(&anchor) else {
            // The value of the anchor is not complete yet, so the alias is inside of it.
            self.fail("alias-in-itself", "alias-in-itself-help", span);
            return None;
        };
        // The budget is checked before the copy is made.
        self.repeated += cost;
        if self.repeated > MAX_REPEATED {
            self.fail("too-many-aliases", "too-many-aliases-help", span);
            return None;
        }
        // The copy counts as one value here. Its inner values were counted once, when they were
        // read, and the budget above bounds how often they are repeated. Its full cost is passed
        // on, so that a list of aliases that is itself anchored costs what all of its copies cost.
        let (value, cost) = (node.value.clone(), *cost);
        self.add(Node { span, value }, 0, cost)
    }

    /// Adds a finished value to the innermost open list or mapping; without one, it is the root.
    fn add(&mut self, node: Node, anchor: usize, cost: usize) -> Option<()> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return self.too_many(MAX_NODES, node.span);
        }
        if self.exceeds_its_list(&node) {
            return self.too_many(MAX_SCALARS, node.span);
        }
        // The parser numbers anchors from 1; 0 means that the value has none.
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), cost));
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Some(());
        };
        // A container costs as much as its values, whether they were written out or repeated.
        open.cost += cost;
        match &mut open.content {
            Content::List(values) => values.push(node),
            // The nodes of a mapping alternate: a key, then its value.
            Content::Map { members, key } => match key.take() {
                // A key with a finding is dropped together with its value, and building goes on.
                None => *key = Some(members.accept(node, &mut self.findings)),
                Some(known) => members.add(known, node),
            },
        }
        Some(())
    }

    /// Whether the node is a scalar and the list that it belongs to has as many as it may.
    fn exceeds_its_list(&self, node: &Node) -> bool {
        let scalar = !matches!(node.value, Value::List(_) | Value::Map(_));
        let list = self.open.last().map(|open| &open.content);
        matches!(list, Some(Content::List(values)) if scalar && values.len() >= MAX_SCALARS)
    }

    fn too_many(&mut self, limit: usize, span: Span) -> Option<()> {
        let message = Message::new("too-many-values").number("limit", limit);
        let help = Message::new("too-many-values-help");
        self.findings
            .push(Diagnostic::error("too-many-values", span, message).help(help));
        None
    }

    fn no_tag(&mut self, tag: Option<&Tag>, span: Span) {
        if tag.is_some() {
            self.fail("tag", "tag-help", span);
        }
    }

    /// A finding whose message has the name of its code and no arguments.
    fn fail(&mut self, code: &'static str, help: &'static str, span: Span) {
        let finding = Diagnostic::error(code, span, Message::new(code));
        self.findings.push(finding.help(Message::new(help)));
    }
}

/// A span of the parser in bytes, kept within the text: the parser may place the end of the stream
/// behind it.
fn of(span: &granit_parser::Span, text: &str) -> Span {
    let range = span.byte_range().unwrap_or(0..0);
    let start = range.start.min(text.len());
    Span {
        start,
        end: range.end.clamp(start, text.len()),
    }
}
