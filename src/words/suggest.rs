//! Suggestions for misspelt words: "did you mean …?"

use super::message::Message;

/// Maximum length in bytes of a word that gets a suggestion. The comparison takes time proportional
/// to the square of the length, and a longer word is not a misspelling of a key or a code.
const LONGEST: usize = 64;

/// The known word that is closest to a word, if it is close enough to be meant: at most one edit
/// for every three letters, with swapped neighbours counted as one edit and capitals ignored. When
/// several words are equally close, none is: either would be a guess.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let lower = word.to_lowercase();
    let close = known
        .map(|known| {
            let distance = strsim::damerau_levenshtein(&lower, &known.to_lowercase());
            (distance, known)
        })
        .filter(|(distance, known)| *distance <= known.len().max(3) / 3);
    let mut close: Vec<_> = close.collect();
    close.sort_unstable();
    close.dedup();
    match close.as_slice() {
        [(first, _), (second, _), ..] if first == second => None,
        [(_, known), ..] => Some(known),
        [] => None,
    }
}

/// The help of a finding about an unknown word: the suggestion of [`nearest`], or the message of
/// `otherwise`, usually a list of the known words.
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
