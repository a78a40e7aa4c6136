//! A mapping in one line, as the file has its small units: `{ days: [sat], allDay: true }`.

use std::fmt;

use serde::Serialize;

use crate::document::{plain_scalar, text_scalar};

/// The mapping while it is written. Keys are those of the format, and need no quotes.
#[derive(Default)]
pub(super) struct FlowMapping {
    parts: Vec<String>,
}

impl FlowMapping {
    pub(super) fn text(self, key: &str, text: &str) -> Self {
        self.part(key, &text_scalar(text))
    }

    /// A key that is left out where it has no text.
    pub(super) fn optional_text(self, key: &str, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(key, text),
            None => self,
        }
    }

    /// A word of the format or a switch.
    pub(super) fn plain(self, key: &str, value: impl Serialize) -> Self {
        self.part(key, &plain_scalar(&value))
    }

    /// A list of words of the format.
    pub(super) fn words(self, key: &str, words: impl Iterator<Item = &'static str>) -> Self {
        let words: Vec<_> = words.map(|word| plain_scalar(&word)).collect();
        self.part(key, &format!("[{}]", words.join(", ")))
    }

    pub(super) fn mapping(self, key: &str, below: &Self) -> Self {
        self.part(key, &below.to_string())
    }

    fn part(mut self, key: &str, written: &str) -> Self {
        self.parts.push(format!("{key}: {written}"));
        self
    }
}

impl fmt::Display for FlowMapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{ {} }}", self.parts.join(", "))
    }
}
