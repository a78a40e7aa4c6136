//! Values of arguments: how each is read, and the sentence for one that cannot be.

use chrono::{DateTime, Utc};

use super::wrong::{Wrong, wrong};
use crate::model::Language;
use crate::plan::Word;
use crate::words::Message;

/// `fr`, and also `fr_CA.UTF-8` and the like.
pub(in crate::cli) fn language(text: &str) -> Result<Language, Wrong> {
    let code = text.get(..2).unwrap_or_default().to_lowercase();
    let rest = text.get(2..).unwrap_or_default();
    let language = Language::parse(&code).filter(|_| !rest.starts_with(char::is_alphanumeric));
    language.ok_or_else(|| wrong("wrong-language"))
}

pub(in crate::cli) fn instant(text: &str) -> Result<DateTime<Utc>, Wrong> {
    let instant = DateTime::parse_from_rfc3339(text);
    instant
        .map(|instant| instant.to_utc())
        .map_err(|_| wrong("wrong-instant"))
}

/// The last line of a plan.
pub(in crate::cli) fn digest(text: &str) -> Result<String, Wrong> {
    let digits = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if digits && text.len() == 64 {
        Ok(text.to_owned())
    } else {
        Err(wrong("wrong-digest"))
    }
}

pub(in crate::cli) fn word(text: &str) -> Result<Word, Wrong> {
    let words = Word::ALL.map(Word::as_str);
    let message = || Message::new("choose-one").text("words", words.join(", "));
    Word::parse(text).ok_or_else(|| Wrong(message()))
}
