//! The edits that make a text say what is wished, and no others.
//!
//! The tree of the file is walked beside the wish, in the order of the text. Where both say the same, not
//! a byte is touched; where a scalar differs, its span is replaced, in its own quotes; members and entries
//! come and go as lines in block style and between commas in flow style.
//!
//! An anchored value that changes would change every place that repeats it. The walk meets the anchor
//! first and notes what it will say; a repetition that should say something else is replaced by its own
//! value.

use std::collections::BTreeMap;

use super::fresh::{Quotes, Sibling, entry, flow, member};
use super::patch::Edit;
use super::text_lines::TextLines;
use super::wish::{Wish, Wished};
use crate::diagnostic::Span;
use crate::document::{Anchors, Member, Node, Value};

/// The edits, in the order of the text, and the places of repetitions that got a value of their own.
pub(super) struct Edits {
    pub(super) edits: Vec<Edit>,
    pub(super) unshared: Vec<usize>,
}

pub(super) fn edits(text: &str, root: &Node, wish: &Wish) -> Edits {
    let mut editor = Editor {
        text,
        lines: TextLines::of(text),
        anchors: Anchors::of(text),
        known: BTreeMap::new(),
        edits: Vec::new(),
        unshared: Vec::new(),
    };
    editor.value(root, wish);
    editor.edits.sort_by_key(|edit| edit.span);
    Edits {
        edits: editor.edits,
        unshared: editor.unshared,
    }
}

struct Editor<'a> {
    text: &'a str,
    lines: TextLines<'a>,
    anchors: Anchors,
    /// What each anchor will say.
    known: BTreeMap<usize, Wish>,
    edits: Vec<Edit>,
    unshared: Vec<usize>,
}

impl Editor<'_> {
    fn replace(&mut self, start: usize, end: usize, with: String) {
        self.edits.push(Edit {
            span: Span { start, end },
            with,
        });
    }

    fn insert(&mut self, at: usize, with: String) {
        self.replace(at, at, with);
    }

    fn is_alias(&self, node: &Node) -> bool {
        self.anchors.repeated_by(node).is_some()
    }

    fn is_flow(&self, node: &Node) -> bool {
        matches!(self.text.as_bytes().get(node.span.start), Some(b'{' | b'['))
    }

    fn value(&mut self, old: &Node, new: &Wish) {
        if let Some(anchor) = self.anchors.repeated_by(old) {
            let says = self.known.get(&anchor).is_some_and(|known| known.says(new));
            if !says {
                self.unshared.push(old.span.start);
                self.replace(old.span.start, old.span.end, flow(new));
            }
            return;
        }
        if let Some(anchor) = self.anchors.defined_by(old) {
            self.known.insert(anchor, new.clone());
        }
        match (&old.value, &new.value) {
            (Value::Map(before), Wished::Map(after)) if !before.is_empty() && !after.is_empty() => {
                self.map(old, before, after);
            }
            (Value::List(before), Wished::List(after))
                if !before.is_empty() && !after.is_empty() =>
            {
                self.list(old, before, after);
            }
            _ => self.scalar(old, new),
        }
    }

    /// A scalar, or a value of another kind: written whole.
    fn scalar(&mut self, old: &Node, new: &Wish) {
        if Wish::of(old).says(new) {
            return;
        }
        let mark = match &old.value {
            Value::Text(_) => self.lines.block_mark(old.span.start),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Map(_) => {
                None
            }
        };
        let start = mark.unwrap_or(old.span.start);
        let written = &self.text[start..old.span.end];
        let fresh = match (&new.value, &old.value) {
            (Wished::Text(text), Value::Text(_)) => Quotes::of(written).write(text),
            _ => flow(new),
        };
        let end = match &old.value {
            Value::List(_) | Value::Map(_) => self.end(old),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {
                self.lines.end_of_scalar(old.span)
            }
        };
        // A block list may stand below its key without an indent; a value in one line may not.
        let short = matches!(old.value, Value::List(_)) && !self.is_flow(old);
        let start = if short {
            self.lines.dash_before(old.span.start)
        } else {
            start
        };
        let indent = if short { "  " } else { "" };
        self.replace(start, end, format!("{indent}{fresh}"));
    }

    /// The end of what is written of a value. The span of a block collection may reach into what follows.
    fn end(&self, node: &Node) -> usize {
        if self.is_alias(node) || self.is_flow(node) {
            return node.span.end;
        }
        match &node.value {
            Value::List(nodes) => nodes.last().map_or(node.span.end, |last| self.end(last)),
            Value::Map(members) => members
                .last()
                .map_or(node.span.end, |last| self.end(&last.value)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {
                self.lines.end_of_scalar(node.span)
            }
        }
    }

    fn map(&mut self, old: &Node, before: &[Member], after: &[(String, Wish)]) {
        let wished = |key: &str| after.iter().find(|(name, _)| name == key);
        let kept: Vec<bool> = before
            .iter()
            .map(|member| wished(&member.key).is_some())
            .collect();
        if !kept.contains(&true) {
            let fresh = Wish {
                from: None,
                value: Wished::Map(after.to_vec()),
            };
            return self.replace(old.span.start, self.end(old), flow(&fresh));
        }
        let parts: Vec<_> = before
            .iter()
            .map(|member| Part {
                start: member.key_span.start,
                end: self.end(&member.value),
            })
            .collect();
        if self.is_flow(old) {
            self.drop_between_commas(&parts, &kept);
        } else {
            self.drop_members(&parts, &kept);
        }
        for member in before {
            if let Some((_, new)) = wished(&member.key) {
                self.value(&member.value, new);
            }
        }
        let last = kept.iter().rposition(|kept| *kept).unwrap_or(0);
        let added = after.iter().filter(|(key, _)| old.member(key).is_none());
        if self.is_flow(old) {
            let added: String = added
                .map(|(key, value)| format!(", {key}: {}", flow(value)))
                .collect();
            self.add(parts[last].end, added);
        } else {
            let indent = self.lines.column(parts[0].start);
            let newline = self.lines.newline;
            let added: String = added
                .map(|(key, value)| {
                    let lines = member(key, value, indent, newline);
                    format!("{newline}{:indent$}{lines}", "")
                })
                .collect();
            let at = self.lines.end_of_line(parts[last].end);
            self.add(at, added);
        }
    }

    fn add(&mut self, at: usize, added: String) {
        if !added.is_empty() {
            self.insert(at, added);
        }
    }

    /// Members of a block mapping that go, with their lines. The first one may stand behind a dash, so the
    /// next that stays moves to its place.
    fn drop_members(&mut self, parts: &[Part], kept: &[bool]) {
        let first = kept.iter().position(|kept| *kept).unwrap_or(0);
        if first > 0 {
            self.replace(parts[0].start, parts[first].start, String::new());
        }
        for (part, _) in parts
            .iter()
            .zip(kept)
            .skip(first)
            .filter(|(_, kept)| !**kept)
        {
            let start = self.lines.end_of_line_before(part.start);
            self.replace(start, self.lines.end_of_line(part.end), String::new());
        }
    }

    /// Parts of a flow collection that go, with one comma each.
    fn drop_between_commas(&mut self, parts: &[Part], kept: &[bool]) {
        let first = kept.iter().position(|kept| *kept).unwrap_or(0);
        if first > 0 {
            self.replace(parts[0].start, parts[first].start, String::new());
        }
        for at in first + 1..parts.len() {
            if !kept[at] {
                self.replace(parts[at - 1].end, parts[at].end, String::new());
            }
        }
    }

    fn list(&mut self, old: &Node, before: &[Node], after: &[Wish]) {
        let pairs = pair(before, after);
        let kept: Vec<bool> = pairs.iter().map(Option::is_some).collect();
        let flow_style = self.is_flow(old);
        if !kept.contains(&true) {
            return self.whole_list(old, before, after);
        }
        let parts: Vec<_> = before
            .iter()
            .map(|node| Part {
                start: if flow_style {
                    node.span.start
                } else {
                    self.lines.dash_before(node.span.start)
                },
                end: self.end(node),
            })
            .collect();
        if flow_style {
            self.drop_between_commas(&parts, &kept);
        } else {
            self.drop_entries(&parts, &kept);
        }
        for (node, pair) in before.iter().zip(&pairs) {
            if let Some(at) = pair {
                self.value(node, &after[*at]);
            }
        }
        self.add_entries(before, after, &parts, &pairs);
    }

    /// Entries that come: each after the one that stays before it.
    fn add_entries(
        &mut self,
        before: &[Node],
        after: &[Wish],
        parts: &[Part],
        pairs: &[Option<usize>],
    ) {
        let mut behind: Option<usize> = None;
        let mut added: BTreeMap<Option<usize>, Vec<&Wish>> = BTreeMap::new();
        for (at, wish) in after.iter().enumerate() {
            match pairs.iter().position(|pair| *pair == Some(at)) {
                Some(old) => behind = Some(old),
                None => added.entry(behind).or_default().push(wish),
            }
        }
        let flow_style = parts
            .first()
            .is_some_and(|part| part.start == before[0].span.start);
        for (behind, wishes) in added {
            match (behind, flow_style) {
                (Some(old), true) => {
                    let added: String = wishes
                        .iter()
                        .map(|wish| format!(", {}", flow(wish)))
                        .collect();
                    self.insert(parts[old].end, added);
                }
                (None, true) => {
                    let first = first_kept(pairs);
                    let added: String = wishes
                        .iter()
                        .map(|wish| format!("{}, ", flow(wish)))
                        .collect();
                    self.insert(parts[first].start, added);
                }
                (Some(old), false) => {
                    let added = self.entry_lines(&wishes, &before[old], parts[old].start);
                    self.insert(self.lines.end_of_line(parts[old].end), added);
                }
                (None, false) => {
                    let first = first_kept(pairs);
                    let added = self.entry_lines(&wishes, &before[first], parts[first].start);
                    self.insert(self.lines.end_of_line_before(parts[first].start), added);
                }
            }
        }
    }

    fn entry_lines(&self, wishes: &[&Wish], sibling: &Node, dash: usize) -> String {
        let is_map = matches!(&sibling.value, Value::Map(_));
        let style = match is_map && !self.is_flow(sibling) && !self.is_alias(sibling) {
            true => Sibling::Block,
            false => Sibling::Flow,
        };
        let (indent, newline) = (self.lines.column(dash), self.lines.newline);
        let lines = wishes.iter().map(|wish| {
            let lines = entry(wish, style, indent + 2, newline);
            format!("{newline}{:indent$}- {lines}", "")
        });
        lines.collect()
    }

    /// A list of which nothing stays.
    fn whole_list(&mut self, old: &Node, before: &[Node], after: &[Wish]) {
        if self.is_flow(old) {
            let fresh = Wish::list(after.to_vec());
            return self.replace(old.span.start, self.end(old), flow(&fresh));
        }
        let dash = self.lines.dash_before(before[0].span.start);
        let lines = self.entry_lines(&after.iter().collect::<Vec<_>>(), &before[0], dash);
        let start = self.lines.end_of_line_before(dash);
        // A comment behind the last entry is removed with it.
        let end = self.lines.end_of_line(self.end(old));
        self.replace(start, end, lines);
    }

    fn drop_entries(&mut self, parts: &[Part], kept: &[bool]) {
        for (part, _) in parts.iter().zip(kept).filter(|(_, kept)| !**kept) {
            let start = self.lines.end_of_line_before(part.start);
            self.replace(start, self.lines.end_of_line(part.end), String::new());
        }
    }
}

/// Where a member or an entry is written.
struct Part {
    start: usize,
    end: usize,
}

fn first_kept(pairs: &[Option<usize>]) -> usize {
    pairs.iter().position(Option::is_some).unwrap_or(0)
}

/// For each entry of the file, which of the wished ones it becomes. Scalars are paired by what they say.
fn pair(before: &[Node], after: &[Wish]) -> Vec<Option<usize>> {
    let mut free: Vec<bool> = after.iter().map(|_| true).collect();
    let pairs = before.iter().map(|node| {
        let of_old = Wish::of(node);
        let at = after.iter().enumerate().position(|(at, wish)| {
            let same = match wish.from {
                Some(from) => from == node.span,
                None => wish.is_scalar() && wish.says(&of_old),
            };
            free[at] && same
        })?;
        free[at] = false;
        Some(at)
    });
    pairs.collect()
}
