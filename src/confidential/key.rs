//! Names of keys whose values are confidential, in English and French.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use strsim::osa_distance;
use unicode_normalization::UnicodeNormalization as _;

use super::value::Confidentiality;

/// Characters of a key that are looked at, counted from its end.
const LONGEST: usize = 128;

/// Names that make a key secret wherever they stand in it: `adminPassword`, `token_file`.
const SECRETS: [&str; 15] = [
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "secret",
    "token",
    "credential",
    "apikey",
    "accesskey",
    "accesscode",
    "authorization",
    "motdepasse",
    "motpasse",
    "jeton",
    "codedacces",
];

/// Short names that have to be a whole word of the key, because they are part of harmless ones.
const SECRET_WORDS: [&str; 19] = [
    "pw", "pwd", "pass", "passe", "mdp", "nip", "pin", "key", "keys", "cle", "cles", "clef",
    "clefs", "auth", "bearer", "cookie", "jwt", "otp", "pat",
];

const PHONES: [&str; 5] = [
    "phone",
    "telephone",
    "cellulaire",
    "telecopieur",
    "mobilenumber",
];

const PHONE_WORDS: [&str; 6] = ["tel", "cell", "mobile", "gsm", "fax", "phones"];

/// Names that are recognized with a letter or two wrong.
const MISSPELT: [(&str, Confidentiality); 6] = [
    ("password", Confidentiality::Secret),
    ("motdepasse", Confidentiality::Secret),
    ("token", Confidentiality::Secret),
    ("jeton", Confidentiality::Secret),
    ("telephone", Confidentiality::Phone),
    ("phone", Confidentiality::Phone),
];

/// Words that look like one of these and are none: a key of the file, the words for it, and the French for
/// an office.
const HARMLESS: [&str; 3] = ["telephony", "telephonie", "secretari"];

/// All names. A file may have a hundred thousand keys, and nearly none has any of these in it.
static NAMES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words = SECRET_WORDS.iter().chain(&PHONE_WORDS);
    AhoCorasick::new(SECRETS.iter().chain(&PHONES).chain(words))
        .expect("an automaton of fifty words can be built")
});

/// What is confidential about the value of a key. Case, accents, hyphens and underscores do not matter.
pub(crate) fn kind_of(key: &str) -> Option<Confidentiality> {
    let from = key.char_indices().rev().nth(LONGEST - 1);
    let key = &key[from.map_or(0, |(at, _)| at)..];
    let mut folded = fold(key);
    if let Some(harmless) = HARMLESS.iter().find(|harmless| folded.contains(**harmless)) {
        folded = folded.replace(harmless, "");
    }
    if !NAMES.is_match(&folded) {
        return misspelt(&folded);
    }
    let words = words(key);
    let is_word = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    let has = |names: &[&str]| names.iter().any(|name| folded.contains(name));
    if has(&SECRETS) || is_word(&SECRET_WORDS) {
        Some(Confidentiality::Secret)
    } else if has(&PHONES) || is_word(&PHONE_WORDS) {
        Some(Confidentiality::Phone)
    } else {
        misspelt(&folded)
    }
}

fn misspelt(folded: &str) -> Option<Confidentiality> {
    if folded.len() > 12 || !folded.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let mut names = MISSPELT.iter();
    let meant = names.find(|(name, _)| {
        let wrong = if name.len() < 8 { 1 } else { 2 };
        folded.len().abs_diff(name.len()) <= wrong && osa_distance(folded, name) <= wrong
    });
    meant.map(|(_, kind)| *kind)
}

fn fold(text: &str) -> String {
    if text.is_ascii() {
        let kept = text.chars().filter(char::is_ascii_alphanumeric);
        return kept.map(|c| c.to_ascii_lowercase()).collect();
    }
    let kept = text.nfkd().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// The words of a key, folded: those of `clé-API` and `cleApi` are `cle` and `api`.
fn words(key: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for c in key.nfc() {
        if !c.is_alphanumeric() || (was_small && c.is_uppercase()) {
            words.push(String::new());
        }
        was_small = c.is_lowercase();
        if c.is_alphanumeric() {
            words.last_mut().expect("it begins with one word").push(c);
        }
    }
    words.iter().map(|word| fold(word)).collect()
}
