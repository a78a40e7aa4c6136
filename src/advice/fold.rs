//! Words reduced to what their spellings have in common.

use unicode_normalization::UnicodeNormalization as _;

/// A text reduced to its letters and digits, in lower case and without accents: `heures_de_travail`,
/// `heuresDeTravail` and « Heures de travail » are one word.
pub(super) fn fold(text: &str) -> String {
    let kept = text.nfkd().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// Whether a word is among the words of a list separated by spaces.
pub(super) fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// The words that are long enough to be misspelt: `es` with a letter wrong is `en`, and another language.
pub(super) fn long<'a>(known: &[&'a str]) -> impl Iterator<Item = &'a str> {
    known.iter().copied().filter(|word| word.len() > 3)
}
