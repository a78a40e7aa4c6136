//! Canonical text, why a text is refused, and the identity of a name.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;
use unicode_casefold::UnicodeCaseFold;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The reason why a text is not a value of its type; `desired` turns it into a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvalidText {
    /// It has a control character, as no setting of the help page has.
    Control,
    /// Nothing is left after white space is trimmed.
    Empty,
    /// It has characters, and none of them can be seen.
    Invisible,
    /// More characters than the limit, counted in the canonical form.
    TooLong { limit: usize },
    /// It does not have the form of the type.
    Form,
}

/// The identity of a schedule within its language and kind: the full case folding of the canonical
/// name, in NFC. « Jeudi soir » and « jeudi  SOIR » are one schedule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameKey(String);

impl NameKey {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for NameKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The key of a name. The tool and the embedded portal both use this function, because they would
/// disagree about which schedule a file means if they folded names differently.
pub fn name_key(name: &str) -> NameKey {
    let canonical = one_line(name);
    // For ASCII, the folding is lower case. Nearly all keys of a large account take this way.
    NameKey(if canonical.is_ascii() {
        canonical.to_ascii_lowercase()
    } else {
        canonical.case_fold().nfc().collect()
    })
}

/// The canonical form of a text: NFC, trimmed, with single spaces. Control characters are refused,
/// among them line breaks, which would otherwise silently become spaces.
pub fn canonical_text(text: &str) -> Result<String, InvalidText> {
    if text.chars().any(char::is_control) {
        return Err(InvalidText::Control);
    }
    Ok(one_line(text))
}

/// Whether a text has a character that can be seen. The blank of Braille is a symbol to Unicode.
pub(super) fn is_visible(text: &str) -> bool {
    let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    text.chars()
        .any(|c| !c.is_whitespace() && c != '\u{2800}' && !ignorable.contains(c))
}

/// Whether a text has a character that programs may drop without a trace.
pub(super) fn has_invisible(text: &str) -> bool {
    let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    text.chars().any(|c| ignorable.contains(c))
}

/// The text in NFC, trimmed, with single spaces.
fn one_line(text: &str) -> String {
    // The quick check settles nearly every text without composing it.
    let composed = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect::<String>()),
    };
    let mut line = String::with_capacity(composed.len());
    for word in composed.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Names that the portal reserves for the schedules that it creates itself, in both languages: those
/// in the text of the help page, and those that its pages display.
const RESERVED_WEEKLY_NAMES: [&str; 9] = [
    "Heures de travail",
    "En semaine",
    "Weekend",
    "Pause-repas",
    "Working hours",
    "Weekdays",
    "Lunch break",
    "Heures de travail (en semaine)",
    "Working hours (weekdays)",
];

/// Whether the portal reserves the name for the weekly schedules that it creates itself.
pub fn is_reserved_weekly_name(key: &NameKey) -> bool {
    static KEYS: LazyLock<[NameKey; 9]> = LazyLock::new(|| RESERVED_WEEKLY_NAMES.map(name_key));
    KEYS.contains(key)
}
