//! The text of a file while it is written, line by line.

use super::standing::Standing;
use super::unit::Unsayable;
use crate::document::text_scalar;
use crate::model::FieldPath;
use crate::words::{Message, Words};

/// The comment by which editors find the schema; `consigne schema` writes that file.
pub(crate) const MODELINE: &str = "# yaml-language-server: $schema=reseller.schema.json";

pub(super) struct FileWriter<'a> {
    text: String,
    unsayable: &'a Unsayable,
    words: &'a Words,
}

impl<'a> FileWriter<'a> {
    pub(super) fn new(unsayable: &'a Unsayable, words: &'a Words) -> Self {
        Self {
            text: String::new(),
            unsayable,
            words,
        }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    pub(super) fn line(&mut self, depth: usize, text: &str) {
        self.text.extend(std::iter::repeat_n("  ", depth));
        self.text.push_str(text);
        self.text.push('\n');
    }

    pub(super) fn comment(&mut self, depth: usize, id: &'static str) {
        let comment = format!("# {}", self.words.text(id));
        self.line(depth, &comment);
    }

    /// A fact of the account that no key holds. A line break in it would end the comment.
    pub(super) fn standing(&mut self, depth: usize, fact: &Standing) {
        let (label, value) = (self.words.text(fact.label), self.words.say(&fact.value));
        let text = self.words.labelled(&label, &value);
        let text = text.replace(is_break, " ");
        self.line(depth, &format!("# {text}"));
    }

    pub(super) fn says(&self, path: &FieldPath) -> bool {
        !self.unsayable.contains(path)
    }

    /// A comment in place of a setting that the file cannot express.
    pub(super) fn left_out(&mut self, depth: usize, path: &FieldPath) {
        let message = Message::new("export-left-out").text("path", path);
        let comment = format!("# {}", self.words.say(&message));
        self.line(depth, &comment);
    }

    /// A key with the lines that `write` puts below it. When those are comments only, the key is
    /// left out as well: its value would be null.
    pub(super) fn block(&mut self, depth: usize, key: &str, write: impl FnOnce(&mut Self)) {
        let before = self.text.len();
        self.line(depth, &format!("{key}:"));
        let start = self.text.len();
        write(self);
        let mut lines = self.text[start..].lines().map(str::trim_start);
        if lines.all(|line| line.starts_with('#')) {
            self.text.replace_range(before..start, "");
        }
    }

    /// A key of a section with its text.
    pub(super) fn value(&mut self, dotted: &'static str, value: &str) {
        self.setting(dotted, &text_scalar(value));
    }

    pub(super) fn setting(&mut self, dotted: &'static str, value: &str) {
        let path = FieldPath::of(dotted);
        if self.says(&path) {
            let key = dotted.rsplit_once('.').map_or(dotted, |(_, key)| key);
            self.line(1, &format!("{key}: {value}"));
        } else {
            self.left_out(1, &path);
        }
    }
}

/// A control character, or a separator that older readers of YAML take for a line break.
fn is_break(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}
