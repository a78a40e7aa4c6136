//! Looks for confidential keys in a text, and for what is written at them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::extent::{Notation, Site, extent};
use super::key::kind_of;
use super::value::Confidentiality;

/// A stretch of a text that may hold a confidential value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) kind: Confidentiality,
    pub(super) range: Range<usize>,
}

/// What is written at confidential keys, also in comments and in what is no valid YAML, and at the anchors
/// that such a key refers to.
pub(super) fn regions(text: &str) -> Vec<Region> {
    let mut regions = Vec::new();
    // Most of what a message quotes is a word.
    if !text.contains([':', '=', '：']) {
        return regions;
    }
    let mut aliases = BTreeSet::new();
    let mut lines = Lines::default();
    let mut done = 0;
    for (at, c) in text.char_indices() {
        lines.see(text, at, c);
        if at < done || !matches!(c, ':' | '=' | '：') {
            continue;
        }
        let Some((site, kind)) = lines.site(text, at, c) else {
            continue;
        };
        let range = site.after..extent(text, &site);
        aliases.extend(alias(&text[range.clone()]).map(str::to_owned));
        done = range.end;
        regions.push(Region { kind, range });
    }
    regions.extend(anchored(text, &aliases));
    regions
}

/// The line that a scan is in.
#[derive(Debug, Default)]
struct Lines {
    start: usize,
    /// The last line before it that has any text.
    above: Range<usize>,
    comment: Option<usize>,
}

impl Lines {
    fn see(&mut self, text: &str, at: usize, c: char) {
        if c == '\n' {
            if !text[self.start..at].trim().is_empty() {
                self.above = self.start..at;
            }
            self.start = at + 1;
            self.comment = None;
        } else if c == '#' && self.comment.is_none() {
            let before = text[self.start..at].chars().next_back();
            self.comment = before.is_none_or(char::is_whitespace).then_some(at);
        }
    }

    /// The confidential key that ends at a separator.
    fn site(&self, text: &str, at: usize, separator: char) -> Option<(Site, Confidentiality)> {
        let key = key_before(text, self.start..at);
        let after = at + separator.len_utf8();
        let (key, kind) = if key.is_empty() {
            // `? password` with its value on the next line.
            let above = key_before(text, self.above.clone());
            (self.start..self.start, kind_of(&text[above])?)
        } else {
            (key.clone(), kind_of(&text[key])?)
        };
        let before = text[self.start..key.start].trim_end_matches([' ', '\t', '"', '\'']);
        let style = if self.comment.is_some() {
            Notation::Comment
        } else if before.ends_with(['{', '[', ',']) {
            Notation::Flow
        } else {
            Notation::Block
        };
        let site = Site {
            after,
            column: key.start - self.start,
            line: self.start,
            style,
            kind,
        };
        Some((site, kind))
    }
}

/// The key at the end of a stretch of one line: what follows the last character that no key has.
fn key_before(text: &str, line: Range<usize>) -> Range<usize> {
    let before = text[line.clone()].trim_end_matches([' ', '\t', '"', '\'', '\u{a0}']);
    let delimiter = |(at, c): &(usize, char)| match c {
        '{' | '}' | '[' | ']' | ',' | '#' | '?' | ';' | '&' | '(' | '|' | '"' | ':' | '=' => true,
        // An apostrophe within a word is a part of it: `code d'accès`.
        '\'' => !before[..*at].ends_with(char::is_alphanumeric),
        _ => false,
    };
    let last = before.char_indices().rev().find(delimiter);
    let start = last.map_or(0, |(at, c)| at + c.len_utf8());
    let key = &before[start..];
    let start = start + key.len() - key.trim_start().len();
    line.start + start..line.start + before.len()
}

/// The name in a value that is an alias.
fn alias(value: &str) -> Option<&str> {
    let name = value.trim_start().strip_prefix('*')?;
    name.split(|c: char| c.is_whitespace() || ",}]".contains(c))
        .next()
}

/// What is written at the anchors of these names. They are taken for secrets: a number that is used twice
/// is not worth a second rule.
fn anchored(text: &str, names: &BTreeSet<String>) -> Vec<Region> {
    if names.is_empty() {
        return Vec::new();
    }
    let mut regions = Vec::new();
    for (at, _) in text.match_indices('&') {
        let rest = &text[at + 1..];
        let end = rest.find(|c: char| c.is_whitespace() || ",}]".contains(c));
        let name = &rest[..end.unwrap_or(rest.len())];
        if !names.contains(name) {
            continue;
        }
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let site = Site {
            after: at + 1 + name.len(),
            column: text[line..at].len() - text[line..at].trim_start().len(),
            line,
            style: if text[line..at].contains(['{', '[']) {
                Notation::Flow
            } else {
                Notation::Block
            },
            kind: Confidentiality::Secret,
        };
        let range = site.after..extent(text, &site);
        regions.push(Region {
            kind: Confidentiality::Secret,
            range,
        });
    }
    regions
}
