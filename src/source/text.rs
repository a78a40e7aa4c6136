//! The text of a file whose findings are reported: where a byte is, in lines and characters.
//!
//! A file may be large and have thousands of findings, so neither is counted from the beginning
//! each time: lines are found by bisection, and characters are counted from the nearest multiple of
//! a stride, which is at most a kilobyte away.

use crate::confidential::{ConfidentialValue, Mask};
use crate::diagnostic::{Diagnostic, Span};
use crate::model::FieldPath;

/// Bytes between two places at which the number of characters is known.
const STRIDE: usize = 1024;

/// Where in a file something is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// As the user gave it or would give it.
    pub(crate) file: String,
    /// Counted from 1.
    pub(crate) line: usize,
}

/// The text of a file as reports may show it, with an index of its lines. Confidential values are hidden
/// when it is made, so that no report has to think of them.
#[derive(Debug, Clone)]
pub(crate) struct SourceText {
    /// As people gave or would give it.
    pub(crate) name: String,
    pub(crate) text: String,
    mask: Box<Mask>,
    /// Where each line begins.
    lines: Box<[usize]>,
    /// Characters before each multiple of the stride.
    characters: Box<[usize]>,
}

impl SourceText {
    /// Forgets the text after the line of a place.
    pub(crate) fn cut_after_line(&mut self, at: usize) {
        let rest = self.text.get(at..).unwrap_or_default();
        let line = rest.find('\n').map_or(rest.len(), |end| end + 1);
        // What is left of the text is masked already.
        let kept = self.text.get(..at + line).unwrap_or_default().to_owned();
        let name = std::mem::take(&mut self.name);
        *self = Self::new(name, &kept, Vec::new());
    }

    /// The text of a file, with the confidential values that its tree has.
    pub(crate) fn new(name: String, text: &str, confidential: Vec<ConfidentialValue>) -> Self {
        let mask = Box::new(Mask::of(text, confidential));
        let text = mask.hide(text);
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1));
        // Counted once while the file is read: characters before each stride, not of each.
        let mut before = 0;
        let characters = text.as_bytes().chunks(STRIDE).map(|chunk| {
            let here = before;
            before += begun(chunk);
            here
        });
        Self {
            lines: lines.collect(),
            characters: characters.collect(),
            name,
            mask,
            text,
        }
    }

    /// A finding about the file as reports may show it: without the confidential values of the file in its
    /// sentences.
    pub(crate) fn shown(&self, mut finding: Diagnostic) -> Diagnostic {
        self.mask.hide_in(&mut finding.message);
        if let Some(help) = &mut finding.help {
            self.mask.hide_in(help);
        }
        for label in &mut finding.labels {
            self.mask.hide_in(&mut label.message);
        }
        finding
    }

    /// A path of the file as reports may show it: a key may be anything.
    pub(crate) fn shown_path(&self, path: &FieldPath) -> String {
        self.mask.hide(&path.to_string())
    }

    /// Line and column, both from 1, the column in characters.
    pub(crate) fn position(&self, at: usize) -> (usize, usize) {
        let line = self.line(at);
        let start = self.lines[line - 1];
        let at = at.min(self.text.len());
        (line, 1 + self.before(at) - self.before(start))
    }

    /// The file and the line of a byte.
    pub(crate) fn place(&self, at: usize) -> Place {
        Place {
            file: self.name.clone(),
            line: self.line(at),
        }
    }

    /// The line of a byte, from 1.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at)
    }

    /// The bytes from the beginning of a first line to the end of a last one, without its break.
    /// Both count from 1.
    pub(crate) fn stretch(&self, first: usize, last: usize) -> Span {
        let start = self.lines[first - 1];
        let end = self
            .lines
            .get(last)
            .map_or(self.text.len(), |next| next - 1);
        Span { start, end }
    }

    /// Characters before a byte of the text.
    fn before(&self, at: usize) -> usize {
        let stride = at / STRIDE;
        match self.characters.get(stride) {
            Some(known) => *known + begun(&self.text.as_bytes()[stride * STRIDE..at]),
            // The text ends exactly at a stride, so no chunk begins there.
            None => self.text.chars().count(),
        }
    }
}

/// Characters that begin in these bytes: all bytes of UTF-8 but those that go on with one.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}
