//! The right spellings of a value, by the key that it was written for.

use super::clock::{Edge, time};
use super::date::{date_times, dates};
use super::days::days;
use super::fit::fits;
use super::strange::{plain, strange};
use super::word::{switch, word};

/// What a refused text of a key may have meant, as it is written in the file: none when that is
/// anyone's guess, two when it has two readings. Every spelling is right for its key.
pub(crate) fn spellings(key: &str, written: &str) -> Vec<String> {
    match key {
        "startTime" => quoted_time(written, Edge::Start),
        "endTime" => quoted_time(written, Edge::End),
        "startDate" | "endDate" => dates(written),
        "startsAt" => date_times(written, Edge::Start),
        "endsAt" => date_times(written, Edge::End),
        "days" => days(&plain(written)).into_iter().collect(),
        "availability" => one(word(&plain(written), &["open", "closed"])),
        "language" | "defaultCustomerLanguage" => one(word(&plain(written), &["fr", "en"])),
        "enabled" | "allDay" => one(switch(&plain(written))),
        "account" => made(key, &account(written)),
        "country" | "province" => made(key, &plain(written).trim().to_uppercase()),
        // A confidential number is in no text but its own.
        "phone" => Vec::new(),
        _ => made_plain(key, written),
    }
}

fn one(word: Option<&str>) -> Vec<String> {
    word.map(str::to_owned).into_iter().collect()
}

fn quoted_time(written: &str, edge: Edge) -> Vec<String> {
    let time = time(written, edge);
    time.map(|time| format!("\"{time}\"")).into_iter().collect()
}

/// A name of an account in lower case, with hyphens for what separates its words.
fn account(written: &str) -> String {
    let text = plain(written).trim().to_lowercase();
    text.replace([' ', '_', '.'], "-")
}

fn made(key: &str, text: &str) -> Vec<String> {
    if fits(key, text) {
        vec![text.to_owned()]
    } else {
        Vec::new()
    }
}

/// The text with plain characters, if that makes it right.
fn made_plain(key: &str, written: &str) -> Vec<String> {
    if strange(written).is_none() {
        return Vec::new();
    }
    let text = plain(written);
    let text = text.trim().trim_matches(['"', '\'']).trim();
    if !fits(key, text) {
        return Vec::new();
    }
    // What YAML would read as a number needs its quotes.
    let number = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
    vec![if number {
        format!("\"{text}\"")
    } else {
        text.to_owned()
    }]
}
