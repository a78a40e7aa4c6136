//! How new values are written: in one line where they fit, with the quotes of the value they replace.

use super::wish::{Wish, Wished};
use crate::document::{is_plain_text, plain_scalar, text_scalar};

/// The style of a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    Plain,
    Single,
    Double,
}

impl Quotes {
    /// The style of a scalar that is written like this.
    pub(super) fn of(written: &str) -> Self {
        match written.as_bytes().first() {
            Some(b'\'') => Self::Single,
            Some(b'"' | b'|' | b'>') | None => Self::Double,
            Some(_) => Self::Plain,
        }
    }

    /// A text in this style, or in double quotes where it does not fit.
    pub(super) fn write(self, text: &str) -> String {
        match self {
            Self::Plain if is_safe(text) => text.to_owned(),
            Self::Single if !text.chars().any(char::is_control) => {
                format!("'{}'", text.replace('\'', "''"))
            }
            Self::Plain | Self::Single | Self::Double => text_scalar(text),
        }
    }
}

/// Whether a text can stand without quotes anywhere, in the eyes of every reader.
fn is_safe(text: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || " -_./'@".contains(c);
    let clock = |text: &str| {
        let digits = text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"-T:".contains(&byte));
        digits && text.contains(':') && !text.ends_with(':')
    };
    let word = text.starts_with(char::is_alphabetic)
        && text.chars().all(inside)
        && !text.ends_with(' ')
        && !text.contains("  ");
    (word || clock(text)) && is_plain_text(text)
}

/// A value in one line.
pub(super) fn flow(wish: &Wish) -> String {
    match &wish.value {
        Wished::Word(word) => word.clone(),
        Wished::Text(text) if is_word(text) => plain_scalar(text),
        Wished::Text(text) => text_scalar(text),
        Wished::List(entries) => {
            let entries: Vec<_> = entries.iter().map(flow).collect();
            format!("[{}]", entries.join(", "))
        }
        Wished::Map(members) if members.is_empty() => "{}".to_owned(),
        Wished::Map(members) => {
            let members = members.iter();
            let members: Vec<_> = members
                .map(|(key, value)| format!("{key}: {}", flow(value)))
                .collect();
            format!("{{ {} }}", members.join(", "))
        }
    }
}

/// Words of the format, such as days, are written without quotes.
fn is_word(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "all", "open", "closed", "fr", "en",
    ];
    WORDS.contains(&text)
}

/// A member of a block mapping: lines without their first indent and without a break at the end.
pub(super) fn member(key: &str, value: &Wish, indent: usize, newline: &str) -> String {
    match &value.value {
        // The hours of a language are a block, as short as they may be.
        _ if value.is_small() && !matches!(key, "both" | "fr" | "en") => {
            format!("{key}: {}", flow(value))
        }
        Wished::List(entries) => {
            let entries = entries.iter().map(|entry| format!("- {}", flow(entry)));
            below(key, entries, indent, newline)
        }
        Wished::Map(members) => {
            let members = members.iter();
            let members = members.map(|(key, value)| member(key, value, indent + 2, newline));
            below(key, members, indent, newline)
        }
        Wished::Word(_) | Wished::Text(_) => format!("{key}: {}", flow(value)),
    }
}

/// A key with lines below it.
fn below(key: &str, lines: impl Iterator<Item = String>, indent: usize, newline: &str) -> String {
    let lines = lines.map(|line| format!("{newline}{:indent$}  {line}", ""));
    format!("{key}:{}", lines.collect::<String>())
}

/// An entry of a block list after its dash, as its siblings are written.
pub(super) fn entry(wish: &Wish, sibling: Sibling, indent: usize, newline: &str) -> String {
    match (&wish.value, sibling) {
        (Wished::Map(members), Sibling::Block) if !members.is_empty() => {
            let lines = members.iter();
            let lines: Vec<_> = lines
                .map(|(key, value)| member(key, value, indent, newline))
                .collect();
            lines.join(&format!("{newline}{:indent$}", ""))
        }
        (Wished::Word(_) | Wished::Text(_) | Wished::List(_) | Wished::Map(_), _) => flow(wish),
    }
}

/// How the entries around a new one are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sibling {
    Flow,
    Block,
}
