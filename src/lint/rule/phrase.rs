//! Parts of sentences that several rules use.

use crate::model::Language;
use crate::words::Message;

/// `2 h 30`, in both languages.
pub(super) fn length(minutes: u64) -> String {
    format!("{} h {:02}", minutes / 60, minutes % 60)
}

/// « in French », « in English ».
pub(super) fn in_language(language: Language) -> Message {
    Message::new(match language {
        Language::Fr => "in-french",
        Language::En => "in-english",
    })
}
