//! The mask of a file: hides its confidential values in its text and in messages about it.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::phone;
use super::scan::{Region, regions};
use super::value::{ConfidentialValue, Confidentiality};
use crate::words::Message;

/// Characters of the shortest value that is hidden wherever it stands. A shorter one is hidden at its key and
/// where a message quotes nothing else: hiding each `x` would leave nothing to read.
const SHORTEST: usize = 4;

/// Digits of the shortest number of which four are shown.
const LONG_NUMBER: usize = 8;

/// Hides the confidential values of one file.
#[derive(Debug, Clone)]
pub(crate) struct Mask {
    values: BTreeMap<String, Confidentiality>,
    /// Finds the values of [`SHORTEST`] characters or more.
    finder: Option<AhoCorasick>,
}

impl Mask {
    /// The mask of a text, with the values that its tree has at confidential keys.
    pub(crate) fn of(text: &str, in_tree: Vec<ConfidentialValue>) -> Self {
        let mut values = BTreeMap::new();
        let written = regions(text).into_iter().flat_map(|region| {
            let kind = region.kind;
            spellings(&text[region.range]).map(move |text| (text.to_owned(), kind))
        });
        let in_tree = in_tree.into_iter().map(|value| (value.text, value.kind));
        for (text, kind) in written.chain(in_tree) {
            if !text.trim().is_empty() {
                values.insert(text.trim().to_owned(), kind);
            }
        }
        let long = values.keys();
        let long: Vec<_> = long.filter(|v| v.chars().count() >= SHORTEST).collect();
        // A text of a mebibyte has too few values for the automaton to have too many states.
        let finder = (!long.is_empty()).then(|| {
            AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .build(long)
                .expect("an automaton of at most a mebibyte of patterns can be built")
        });
        Self { values, finder }
    }

    /// The text with everything confidential hidden. It has the same characters in the same bytes, so that
    /// places in the one are places in the other.
    pub(crate) fn hide(&self, text: &str) -> String {
        let mut found = regions(text);
        found.extend(phone::numbers(text).into_iter().map(Region::phone));
        found.extend(self.occurrences(text));
        found.sort_by_key(|region| (region.range.start, region.range.end));
        let (mut hidden, mut done) = (String::with_capacity(text.len()), 0);
        for Region { kind, range } in found {
            if range.end <= done {
                continue;
            }
            let start = range.start.max(done);
            hidden.push_str(&text[done..start]);
            hide(&text[start..range.end], kind, &mut hidden);
            done = range.end;
        }
        hidden.push_str(&text[done..]);
        hidden
    }

    /// A message with everything confidential hidden in its arguments.
    pub(crate) fn hide_in(&self, message: &mut Message) {
        message.change_texts(&|text| self.quoted(text));
    }

    /// Text that a message quotes. The last member of a file that could not be read to its end may be quoted
    /// with less than its whole value, so that only its own look gives it away.
    fn quoted(&self, text: &str) -> String {
        match self.values.get(text.trim()) {
            Some(kind) => {
                let mut hidden = String::new();
                hide(text, *kind, &mut hidden);
                hidden
            }
            None => self.hide(text),
        }
    }

    fn occurrences(&self, text: &str) -> Vec<Region> {
        let mut regions = Vec::new();
        if let Some(finder) = &self.finder {
            for found in finder.find_iter(text) {
                let range = found.range();
                let kind = self.values.get(&text[range.clone()]).copied();
                let kind = kind.filter(|_| stands_alone(text, &range));
                regions.extend(kind.map(|kind| Region { kind, range }));
            }
        }
        regions
    }
}

impl Region {
    fn phone(range: Range<usize>) -> Self {
        let kind = Confidentiality::Phone;
        Self { kind, range }
    }
}

/// Whether no letter or digit touches a stretch that begins or ends with one.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let value = &text[range.clone()];
    let before = text[..range.start].ends_with(char::is_alphanumeric);
    let after = text[range.end..].starts_with(char::is_alphanumeric);
    !(before && value.starts_with(char::is_alphanumeric)
        || after && value.ends_with(char::is_alphanumeric))
}

/// The readings of what is written at a key: as a whole, and without quotes, comment, anchor and tag.
fn spellings(written: &str) -> impl Iterator<Item = &str> {
    let written = written.trim();
    let bare = written.split(" #").next().unwrap_or(written).trim();
    let mut rest = bare;
    while rest.starts_with(['&', '!']) {
        rest = rest.split_once(' ').map_or("", |(_, rest)| rest.trim());
    }
    let inner = rest.trim_matches(['"', '\'']);
    // An alias is a name, and collections are left to their parts.
    let lines = inner.lines().map(str::trim);
    let lines = lines.filter(|line| !line.starts_with(['*', '{', '[', '|', '>', '#']));
    lines
        .map(|line| line.trim_start_matches("- "))
        .chain([inner])
}

/// Writes a star for each character, or another sign of the same bytes. Quotes at both ends, indentation and
/// line breaks stay.
fn hide(text: &str, kind: Confidentiality, hidden: &mut String) {
    let inner = text.trim_start_matches(|c: char| c.is_whitespace() || "\"'".contains(c));
    let start = text.len() - inner.len();
    let end = start
        + inner
            .trim_end_matches(|c: char| c.is_whitespace() || "\"'".contains(c))
            .len();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let shown = match kind {
        Confidentiality::Phone if digits >= LONG_NUMBER => digits - 4,
        Confidentiality::Phone | Confidentiality::Secret => usize::MAX,
    };
    let (mut seen, mut is_indentation) = (0, false);
    for (at, c) in text.char_indices() {
        seen += usize::from(c.is_ascii_digit());
        is_indentation = c == '\n' || (is_indentation && c.is_whitespace());
        let is_kept = at < start || at >= end || is_indentation || matches!(c, '\r' | '\n');
        if is_kept || (c.is_ascii_digit() && seen > shown) {
            hidden.push(c);
        } else {
            hidden.push(match c.len_utf8() {
                1 => '*',
                2 => '·',
                3 => '•',
                _ => '\u{10101}',
            });
        }
    }
}
