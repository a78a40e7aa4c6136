//! Canonical text and the identity of a name.

use std::fmt;

use unicode_casefold::UnicodeCaseFold;
use unicode_normalization::UnicodeNormalization;

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
    let canonical: String = name.nfc().collect();
    let canonical = canonical.split_whitespace().collect::<Vec<_>>().join(" ");
    NameKey(canonical.case_fold().nfc().collect())
}

/// Refuses control characters, then NFC, runs of white space become one space, trimmed.
pub(crate) fn canonical_text(text: &str) -> Result<String, Invalid> {
    if text.chars().any(char::is_control) {
        return Err(Invalid::Control);
    }
    let composed: String = text.nfc().collect();
    Ok(composed.split_whitespace().collect::<Vec<_>>().join(" "))
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
    RESERVED_WEEKLY_NAMES
        .iter()
        .any(|name| name_key(name) == *key)
}
