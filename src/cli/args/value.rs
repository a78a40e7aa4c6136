//! Values of arguments: how each is read, and the sentence for one that cannot be.

use std::ffi::OsStr;

use chrono::{DateTime, Utc};
use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::{Arg, Command};

use super::wrong::{WrongValue, wrong};
use crate::model::Language;
use crate::plan::Word;

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

/// A consent; help and completions list all of them.
pub(in crate::cli) fn word() -> impl TypedValueParser<Value = Word> {
    let words = PossibleValuesParser::new(Word::ALL.map(Word::as_str));
    words.try_map(|text| Word::parse(&text).ok_or_else(|| wrong("choose-one")))
}

/// A parser of texts with values that completions offer; other texts may be right as well.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Offering<T> {
    pub(in crate::cli) parse: fn(&str) -> Result<T, WrongValue>,
    pub(in crate::cli) values: fn() -> Vec<&'static str>,
}

impl<T: Clone + Send + Sync + 'static> TypedValueParser for Offering<T> {
    type Value = T;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<T, clap::Error> {
        let parse = self.parse;
        let texts = StringValueParser::new().try_map(move |text| parse(&text));
        texts.parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let values = (self.values)();
        Some(Box::new(values.into_iter().map(PossibleValue::new)))
    }
}

/// A language, of which completions offer both.
pub(in crate::cli) fn languages() -> Offering<Language> {
    Offering {
        parse: language,
        values: || Language::ALL.map(Language::as_str).to_vec(),
    }
}
