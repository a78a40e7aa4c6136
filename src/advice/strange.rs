//! Characters that look like nothing or like others: they come from word processors, from web pages and
//! from French keyboards, and no eye finds them.

use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;

use crate::words::Message;

/// A character that a file should not have at this place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Strange {
    character: char,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    NoBreakSpace,
    Space,
    Invisible,
    DoubleQuote,
    SingleQuote,
    Dash,
    Colon,
}

impl Kind {
    fn of(character: char) -> Option<Self> {
        match character {
            '\u{a0}' | '\u{202f}' | '\u{2007}' => Some(Self::NoBreakSpace),
            '\u{201c}'..='\u{201f}' | '«' | '»' | '\u{ff02}' => Some(Self::DoubleQuote),
            '\u{2018}'..='\u{201b}' | '\u{ff07}' => Some(Self::SingleQuote),
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' => Some(Self::Dash),
            '\u{ff1a}' | '\u{2236}' | '\u{a789}' => Some(Self::Colon),
            // The blank of Braille is a symbol to Unicode, and no mark to the eye.
            '\u{2800}' => Some(Self::Invisible),
            _ if is_ignorable(character) => Some(Self::Invisible),
            _ if character.is_whitespace() && !character.is_ascii() => Some(Self::Space),
            _ => None,
        }
    }

    /// What people meant to type.
    fn instead(self) -> &'static str {
        match self {
            Self::NoBreakSpace | Self::Space => " ",
            Self::Invisible => "",
            Self::DoubleQuote => "\"",
            Self::SingleQuote => "'",
            Self::Dash => "-",
            Self::Colon => ":",
        }
    }
}

fn is_ignorable(character: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character)
}

impl Strange {
    /// The sentence that names the character and says what to type.
    pub(crate) fn message(self) -> Message {
        let id = match self.kind {
            Kind::NoBreakSpace => "strange-no-break-space",
            Kind::Space => "strange-space",
            Kind::Invisible => "strange-invisible",
            Kind::DoubleQuote => "strange-double-quote",
            Kind::SingleQuote => "strange-single-quote",
            Kind::Dash => "strange-dash",
            Kind::Colon => "strange-colon",
        };
        Message::new(id).text("code", format!("U+{:04X}", u32::from(self.character)))
    }
}

/// The first such character of a text.
pub(crate) fn strange(text: &str) -> Option<Strange> {
    // Nearly every text is ASCII, which has none of them.
    if text.is_ascii() {
        return None;
    }
    text.chars().find_map(|character| {
        let kind = Kind::of(character)?;
        Some(Strange { character, kind })
    })
}

/// The text with the characters that people meant to type.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match Kind::of(character) {
            Some(kind) => plain.push_str(kind.instead()),
            None => plain.push(character),
        }
    }
    plain
}
