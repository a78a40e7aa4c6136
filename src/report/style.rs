//! Colours of a terminal.

use anstyle::{AnsiColor, Effects};

/// Whether escape sequences may be written. Colours only repeat what a sign and a word say, so
/// that nothing is lost without them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Coloured,
}

/// The meaning of a piece of text. Reports name meanings and never colours, so that one table
/// decides how a meaning looks on every terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Added,
    Changed,
    Removed,
    Refused,
    Strong,
    Faint,
}

impl Style {
    pub(crate) fn paint(self, tone: Tone, text: &str) -> String {
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
