//! Did you mean …?

use crate::words::Message;

/// A longer word is no slip of the finger, and comparing it would cost its length squared.
const LONGEST: usize = 64;

/// The closest word, when it is close enough to be a slip of the finger.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let lower = word.to_lowercase();
    let distance = |known: &str| strsim::damerau_levenshtein(&lower, &known.to_lowercase());
    known
        .map(|known| (distance(known), known))
        .filter(|(distance, known)| *distance <= known.len().max(3) / 3)
        .min()
        .map(|(_, known)| known)
}

/// What to do about a word that is none of the known ones: the nearest, or else what `otherwise`
/// says.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    known: impl Iterator<Item = &'a str>,
    otherwise: impl FnOnce() -> Message,
) -> Message {
    match nearest(word, known) {
        Some(near) => Message::new("did-you-mean").text("word", near),
        None => otherwise(),
    }
}
