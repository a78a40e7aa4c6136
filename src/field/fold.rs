//! Texts without what their spellings differ in.

use unicode_normalization::UnicodeNormalization;

/// A text reduced to its letters and digits, in lower case and without accents; `*` is kept,
/// because paths of the table have it.
pub(super) fn fold(text: &str) -> String {
    let kept = text.nfd().filter(|c| c.is_alphanumeric() || *c == '*');
    kept.flat_map(char::to_lowercase).collect()
}
