//! What a review tells beside changes: what it takes for granted, and findings that are no news.

use super::harmless;
use super::view::AccountView;
use crate::words::{Message, Words};

/// How many findings of the file were there before; only a review tells them apart.
pub(super) fn known_findings(account: &AccountView, words: &Words) -> Option<String> {
    let rows = account.diagnostics.iter();
    let count = rows.filter(|row| row["new"] == false).count();
    let message = Message::new("review-known-findings").number("count", count);
    (count > 0).then(|| words.say(&message))
}

/// Whether a setting has no value before because nobody knows it.
pub(super) fn is_unknown_before(account: &AccountView, path: &str) -> bool {
    let of_path = |code: &String| {
        let (setting, _) = code.rsplit_once('=').unwrap_or_default();
        let list = path
            .strip_prefix(setting)
            .is_some_and(|rest| rest.starts_with('['));
        setting == path || list
    };
    account.assumptions.iter().any(of_path)
}

/// The assumptions, in sentences; what was unknown before is told beside its change.
pub(super) fn assumed(account: &AccountView, words: &Words) -> Vec<String> {
    let (mut said, mut absent, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    for code in &account.assumptions {
        match code.rsplit_once('=') {
            Some(("chat.timeZone", "none")) => said.push(Message::new("review-assumed-civil")),
            Some(("chat.timeZone", "same")) => said.push(Message::new("review-assumed-zone")),
            Some(("chat.enabled", "true")) => said.push(Message::new("review-assumed-on")),
            Some((path, "none")) => absent.push(harmless(path)),
            Some((path, "kept")) => kept.push(harmless(path)),
            Some(_) | None => {}
        }
    }
    for (id, paths) in [
        ("review-assumed-absent", absent),
        ("review-assumed-kept", kept),
    ] {
        if !paths.is_empty() {
            said.push(Message::new(id).text("paths", paths.join(", ")));
        }
    }
    let head = words.text("review-assumed");
    let sentences = said
        .iter()
        .map(|message| format!("{head} {}", words.say(message)));
    sentences.collect()
}
