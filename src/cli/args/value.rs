//! Values of arguments: how each is read, and the sentence for one that cannot be.

use chrono::{DateTime, Utc};

use super::wrong::{WrongValue, wrong};
use crate::model::Language;
use crate::plan::Word;
use crate::words::Message;

/// `fr`, and also `fr_CA.UTF-8` and the like.
pub(in crate::cli) fn language(text: &str) -> Result<Language, WrongValue> {
    let (code, rest) = text.split_at_checked(2).unwrap_or((text, ""));
    let language =
        Language::parse(&code.to_lowercase()).filter(|_| !rest.starts_with(char::is_alphanumeric));
    language.ok_or_else(|| wrong("wrong-language"))
}

pub(in crate::cli) fn instant(text: &str) -> Result<DateTime<Utc>, WrongValue> {
    let instant = DateTime::parse_from_rfc3339(text);
    instant
        .map(|instant| instant.to_utc())
        .map_err(|_| wrong("wrong-instant"))
}

/// The digest in the last line of a plan: SHA-256 in lower-case hexadecimal.
pub(in crate::cli) fn digest(text: &str) -> Result<String, WrongValue> {
    let digits = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if digits && text.len() == 64 {
        Ok(text.to_owned())
    } else {
        Err(wrong("wrong-digest"))
    }
}

pub(in crate::cli) fn word(text: &str) -> Result<Word, WrongValue> {
    let words = Word::ALL.map(Word::as_str);
    Word::parse(text)
        .ok_or_else(|| WrongValue(Message::new("choose-one").text("words", words.join(", "))))
}
