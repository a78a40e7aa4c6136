//! Words for the values of a fixed choice, in French and English.

use super::fold::{fold, listed, long};
use crate::words::nearest;

/// A value of a choice with other words for it, folded.
struct Value {
    value: &'static str,
    others: &'static str,
}

const VALUES: [Value; 6] = [
    Value {
        value: "open",
        others: "open opened ouvert ouverte ouverts ouverture disponible available",
    },
    Value {
        value: "closed",
        others: "closed close ferme fermee fermes fermeture indisponible unavailable",
    },
    Value {
        value: "fr",
        others: "fr fra fre frca french francais francaise",
    },
    Value {
        value: "en",
        others: "en eng enca enus english anglais anglaise",
    },
    Value {
        value: "true",
        others: "true yes y on vrai oui o active activer actif enabled coche",
    },
    Value {
        value: "false",
        others: "false no n off faux non desactive desactiver inactif disabled decoche",
    },
];

/// The value among `known` that a word stands for. A word that is none of the listed ones may be a
/// misspelling of exactly one of the known values.
pub(crate) fn word<'a>(written: &str, known: &[&'a str]) -> Option<&'a str> {
    let word = fold(written);
    let value = VALUES.iter().find(|value| listed(value.others, &word));
    let meant = value.and_then(|value| known.iter().find(|known| **known == value.value));
    meant
        .or_else(|| known.iter().find(|known| fold(known) == word))
        .copied()
        .or_else(|| nearest(written, long(known)))
}

/// The switch that a word stands for, as it is written in the file.
pub(crate) fn switch(written: &str) -> Option<&'static str> {
    let word = fold(written);
    let value = VALUES.iter().find(|value| listed(value.others, &word))?;
    ["true", "false"]
        .into_iter()
        .find(|known| *known == value.value)
}
