//! What could not be written at the place where it stands, and how it was written instead.

use crate::model::{FieldPath, Language};
use crate::words::Message;

/// A rewriting that a reader of the diff should know the reason of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AdoptionNote {
    /// What `both` said differs per language now; this language got its own.
    Split(FieldPath, Language),
    /// An alias repeats a value that differs at this line now; it became a value of its own.
    Unshared(usize),
    /// Holidays of a calendar are events of the file now, because the portal has others. The calendar.
    WrittenOut(String),
}

impl AdoptionNote {
    pub(crate) fn message(&self) -> Message {
        match self {
            Self::Split(path, language) => Message::new("adopt-split")
                .text("path", path)
                .text("language", language),
            Self::Unshared(line) => Message::new("adopt-unshared").number("line", *line),
            Self::WrittenOut(calendar) => {
                Message::new("adopt-written-out").text("calendar", calendar)
            }
        }
    }
}
