//! Facts to text and to JSON. The JSON view is made first, and text is made from it, so that
//! people and machines are told the same.

pub(crate) mod calendar;
pub(crate) mod conflict;
pub(crate) mod diagnostics;
pub(crate) mod explain;
pub(crate) mod finding;
pub(crate) mod holidays;
pub(crate) mod hours;
pub(crate) mod impact;
mod review;
pub(crate) mod source;
pub(crate) mod text;
mod value;
pub(crate) mod view;

#[cfg(test)]
mod tests;

use anstyle::{AnsiColor, Effects};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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

/// Text of a file or a portal as a terminal may show it: a control character or one that turns
/// the direction of writing could hide what is really there.
pub(crate) fn harmless(text: &str) -> String {
    let dangerous = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    if !text.chars().any(dangerous) {
        return text.to_owned();
    }
    text.chars()
        .map(|c| {
            if dangerous(c) {
                c.escape_unicode().to_string()
            } else {
                c.to_string()
            }
        })
        .collect()
}

/// The same in ASCII alone, for a terminal that knows nothing else: signs become their plain
/// counterparts, letters lose their accents, and what has no counterpart is escaped.
pub(crate) fn in_ascii(text: &str) -> String {
    let mut out = String::new();
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            '–' | '—' | '−' | '‑' => out.push('-'),
            '«' | '»' | '“' | '”' => out.push('"'),
            '’' | '‘' => out.push('\''),
            '·' => out.push('.'),
            '█' => out.push('#'),
            '▒' => out.push('+'),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            c if c.is_ascii() => out.push(c),
            c => out.extend(c.escape_unicode()),
        }
    }
    out
}
