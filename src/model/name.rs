//! Canonical text and the identity of a name.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use unicode_casefold::UnicodeCaseFold;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::text::Invalid;

/// Identity of a schedule within its language and kind: NFC of the full case folding of the
/// canonical name, so that « Jeudi soir » and « jeudi  SOIR » are one schedule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NameKey(String);

impl NameKey {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for NameKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The one function that makes a key of a name, for the tool and for the portal.
pub(crate) fn name_key(name: &str) -> NameKey {
    let canonical = one_line(name);
    NameKey(if canonical.is_ascii() {
        canonical.to_ascii_lowercase()
    } else {
        canonical.case_fold().nfc().collect()
    })
}

/// Refuses control characters, then NFC, runs of white space become one space, trimmed.
pub(crate) fn canonical_text(text: &str) -> Result<String, Invalid> {
    if text.chars().any(char::is_control) {
        return Err(Invalid::Control);
    }
    Ok(one_line(text))
}

/// NFC with single spaces. Most texts are so already, and then they are only copied.
fn one_line(text: &str) -> String {
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

/// Names that the portal keeps for the schedules it creates itself, in both languages.
const RESERVED_WEEKLY_NAMES: [&str; 7] = [
    "Heures de travail",
    "En semaine",
    "Weekend",
    "Pause-repas",
    "Working hours",
    "Weekdays",
    "Lunch break",
];

/// Whether the portal keeps the name for the weekly schedules that it creates itself.
pub(crate) fn is_reserved_weekly_name(key: &NameKey) -> bool {
    static KEYS: LazyLock<[NameKey; 7]> = LazyLock::new(|| RESERVED_WEEKLY_NAMES.map(name_key));
    KEYS.contains(key)
}
