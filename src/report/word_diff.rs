//! What goes and what comes in a changed value, word by word.

use serde_json::Value;
use similar::{ChangeTag, TextDiff};

use super::harmless;
use super::setting_json::without_name;
use super::setting_value::in_words;
use super::view::ChangeView;
use crate::words::Words;

/// A changed text is shown word by word when at least this share of it stays.
const ALIKE_TEXTS: f32 = 0.5;

/// The same of hours, which share signs and days with any other hours.
const ALIKE_HOURS: f32 = 0.6;

/// Neighbouring words with one fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) fate: Fate,
    pub(super) text: String,
}

/// What becomes of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Stays,
    Goes,
    Comes,
}

/// The pieces of a text or of hours that change, in the words of a report. None for other values,
/// and for two that have so little in common that the pieces would be harder to read than both.
pub(super) fn pieces(change: &ChangeView, words: &Words) -> Option<Vec<Piece>> {
    match (&change.before, &change.after) {
        (Value::String(old), Value::String(new)) => {
            let (old, new) = (harmless(old), harmless(new));
            merged(&TextDiff::from_unicode_words(&old, &new), ALIKE_TEXTS)
        }
        (old @ Value::Object(_), new @ Value::Object(_)) => {
            let [old, new] = [old, new].map(|side| in_words(&without_name(side), words));
            merged(
                &TextDiff::from_slices(&tokens(&old), &tokens(&new)),
                ALIKE_HOURS,
            )
        }
        (_, _) => None,
    }
}

/// Words, times and days, each whole, and what stands between them.
fn tokens(text: &str) -> Vec<&str> {
    let parts = text.split_inclusive([' ', '\u{a0}', '–', ',']);
    let split = parts.flat_map(|part| {
        let end = part.trim_end_matches([' ', '\u{a0}', '–', ',']).len();
        [&part[..end], &part[end..]]
    });
    split.filter(|token| !token.is_empty()).collect()
}

fn merged(diff: &TextDiff<'_, '_, str>, alike: f32) -> Option<Vec<Piece>> {
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let fate = match change.tag() {
            ChangeTag::Equal => Fate::Stays,
            ChangeTag::Delete => Fate::Goes,
            ChangeTag::Insert => Fate::Comes,
        };
        match pieces.last_mut() {
            Some(last) if last.fate == fate => last.text.push_str(change.value()),
            Some(_) | None => pieces.push(Piece {
                fate,
                text: change.value().to_owned(),
            }),
        }
    }
    let changes = pieces.iter().any(|piece| piece.fate != Fate::Stays);
    (changes && diff.old_len() > 0 && diff.ratio() >= alike).then_some(pieces)
}
