//! Facts to text and to JSON. The JSON view is made first, and text is made from it, so that
//! people and machines are told the same.

pub(crate) mod account;
pub(crate) mod calendar;
pub(crate) mod conflict;
pub(crate) mod diagnostics;
pub(crate) mod escape;
pub(crate) mod explain;
pub(crate) mod finding;
pub(crate) mod form;
pub(crate) mod holidays;
pub(crate) mod hours;
pub(crate) mod impact;
pub(crate) mod ordinary;
mod review;
pub(crate) mod reviewed;
pub(crate) mod text;
mod value;
pub(crate) mod view;

#[cfg(test)]
mod tests;

use anstyle::{AnsiColor, Effects};
pub(crate) use escape::{harmless, in_ascii};

/// Whether escape sequences may be written. A sign and a word always carry the meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Coloured,
}

/// What a piece of text is, from which its colour follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tone {
    Added,
    Changed,
    Removed,
    Refused,
    Strong,
    Faint,
}

impl Style {
    fn paint(self, tone: Tone, text: &str) -> String {
        let style = match tone {
            Tone::Added => AnsiColor::Green.on_default(),
            Tone::Changed => AnsiColor::Yellow.on_default(),
            Tone::Removed => AnsiColor::Red.on_default(),
            Tone::Refused => AnsiColor::Red.on_default() | Effects::BOLD,
            Tone::Strong => anstyle::Style::new() | Effects::BOLD,
            Tone::Faint => anstyle::Style::new() | Effects::DIMMED,
        };
        match self {
            Self::Plain => text.to_owned(),
            Self::Coloured => format!("{style}{text}{style:#}"),
        }
    }
}
