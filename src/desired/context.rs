//! The context in which a file is lowered: the document, the places of its settings, and the
//! findings so far.
//!
//! Lowering never stops at a mistake. A wrong value gives a finding and becomes `None`, and the
//! rest of the file is still checked, so that an author sees everything at once. The result is
//! discarded in the end when any finding is an error, so that such a `None` is never taken for "not
//! managed".

use super::places::Places;
use super::text_form::TextForm;
use crate::advice;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, shape};
use crate::model::{FieldPath, InvalidText, Segment, TimeZone};
use crate::words::Message;

/// Lowers a document of some shape. Values go in one by one; places and findings accumulate.
pub(crate) struct Lower<'a, F = shape::File> {
    pub(super) document: &'a Document<F>,
    pub(super) places: Places,
    pub(crate) findings: Vec<Diagnostic>,
}

impl<'a, F> Lower<'a, F> {
    pub(crate) fn of(document: &'a Document<F>) -> Self {
        Self {
            document,
            places: Places::default(),
            findings: Vec::new(),
        }
    }

    /// Parses the name of a time zone; a misspelt one gets a suggestion.
    pub(crate) fn time_zone(&mut self, path: &FieldPath, text: &str) -> Option<TimeZone> {
        let zone = TimeZone::parse(text).ok();
        if zone.is_none() {
            let meant = advice::zone(&advice::plain(text), TimeZone::names());
            let meant: Vec<_> = meant.map(str::to_owned).into_iter().collect();
            let help = advice::spelled(text, &meant, || Message::new("form-time-zone"));
            let message = Message::new("invalid-time-zone").text("written", text);
            self.error("invalid-time-zone", path, message, Some(help));
        }
        zone
    }

    /// Parses the text at a path, or reports why it is not a value of its type.
    pub(super) fn at<T>(
        &mut self,
        path: &FieldPath,
        written: &str,
        form: &TextForm,
        parse: impl FnOnce(&str) -> Result<T, InvalidText>,
    ) -> Option<T> {
        let invalid = match parse(written) {
            Ok(value) => return Some(value),
            Err(invalid) => invalid,
        };
        let (code, message) = match invalid {
            InvalidText::Control => ("control-character", Message::new("control-character")),
            InvalidText::Empty => ("empty-value", Message::new("empty-value")),
            InvalidText::Invisible => ("empty-value", Message::new("invisible-value")),
            InvalidText::TooLong { limit } => {
                ("too-long", Message::new("too-long").number("limit", limit))
            }
            InvalidText::Form => (
                form.code,
                Message::new("invalid-form").text("written", written),
            ),
        };
        let help = match invalid {
            InvalidText::Form => self.spelled(path, written, || Message::new(form.help)),
            InvalidText::Invisible => match advice::strange(written) {
                Some(odd) => odd.message(),
                None => Message::new(form.help),
            },
            InvalidText::Control => control_help(written),
            InvalidText::Empty | InvalidText::TooLong { .. } => Message::new(form.help),
        };
        self.error(code, path, message.text("path", path), Some(help));
        None
    }

    /// The help of a refused text: its right spellings by the key that it stands at, or else the message
    /// of `otherwise`.
    pub(super) fn spelled(
        &self,
        path: &FieldPath,
        written: &str,
        otherwise: impl FnOnce() -> Message,
    ) -> Message {
        let key = path.split_last().map(|(_, last)| last);
        let right = match key {
            Some(Segment::Key(key)) => advice::spellings(key, written),
            Some(Segment::Entry(_) | Segment::Index(_)) | None => Vec::new(),
        };
        advice::spelled(written, &right, otherwise)
    }

    /// Reports an error at the place of a path.
    pub(crate) fn error(
        &mut self,
        code: &'static str,
        path: &FieldPath,
        message: Message,
        help: Option<Message>,
    ) {
        let span = self.document.locate(path);
        let mut finding = Diagnostic::error(code, span, message).at(path.clone());
        finding.help = help;
        self.findings.push(finding);
    }
}

impl Lower<'_> {
    /// Records the place of a key.
    pub(super) fn place(&mut self, dotted: &'static str) {
        let path = FieldPath::of(dotted);
        let span = self.document.locate_key(&path);
        self.places.insert(path, span);
    }

    /// A text of an optional key, with its place.
    pub(super) fn optional<T>(
        &mut self,
        dotted: &'static str,
        written: Option<&String>,
        form: &TextForm,
        parse: impl FnOnce(&str) -> Result<T, InvalidText>,
    ) -> Option<T> {
        let written = written?;
        self.place(dotted);
        self.text(dotted, written, form, parse)
    }

    pub(super) fn text<T>(
        &mut self,
        dotted: &'static str,
        written: &str,
        form: &TextForm,
        parse: impl FnOnce(&str) -> Result<T, InvalidText>,
    ) -> Option<T> {
        self.at(&FieldPath::of(dotted), written, form, parse)
    }
}

/// Which character to remove.
fn control_help(written: &str) -> Message {
    let control = written
        .chars()
        .find(|c| c.is_control())
        .map_or(0, u32::from);
    Message::new("control-character-help").text("code", format!("U+{control:04X}"))
}
