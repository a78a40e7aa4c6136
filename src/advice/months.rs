//! Names of months in French and English.

use super::fold::{fold, listed};

/// For each month, its names and abbreviations, folded.
const MONTHS: [&str; 12] = [
    "janvier january janv jan",
    "fevrier february fevr fev feb",
    "mars march mar",
    "avril april avr apr",
    "mai may",
    "juin june jun",
    "juillet july juil jul",
    "aout august aou aug",
    "septembre september sept sep",
    "octobre october oct",
    "novembre november nov",
    "decembre december dec",
];

/// The number of a month that is written as a word.
pub(super) fn month(written: &str) -> Option<u32> {
    let word = fold(written);
    let at = MONTHS.iter().position(|names| listed(names, &word))?;
    u32::try_from(at + 1).ok()
}
