//! What a review says beside its changes: its assumptions, and how many findings are not new.

use super::assumption_view::AssumptionView;
use super::harmless;
use super::view::AccountView;
use crate::words::{Message, Words};

/// How many findings the file had before; only a review knows. They are counted instead of listed,
/// because the change under review did not cause them.
pub(super) fn known_findings(account: &AccountView, words: &Words) -> Option<String> {
    let findings = account.diagnostics.iter();
    let count = findings.filter(|finding| finding.is_known()).count();
    let message = Message::new("review-known-findings").number("count", count);
    (count > 0).then(|| words.say(&message))
}

/// Whether a setting shows no value before because the review does not know it. An assumption about
/// a list covers each of its entries.
pub(super) fn is_unknown_before(account: &AccountView, path: &str) -> bool {
    account.assumptions.iter().any(|assumption| {
        let below = path.strip_prefix(assumption.setting());
        below.is_some_and(|below| below.is_empty() || below.starts_with('['))
    })
}

/// The assumptions as sentences, settings of one kind together. Unknown old values are left out,
/// because they show at their changes.
pub(super) fn sentences(account: &AccountView, words: &Words) -> Vec<String> {
    let (mut messages, mut absent, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    for assumption in &account.assumptions {
        match assumption {
            AssumptionView::CivilWeek => messages.push(Message::new("review-assumed-civil")),
            AssumptionView::SameZone => messages.push(Message::new("review-assumed-zone")),
            AssumptionView::SwitchedOn => messages.push(Message::new("review-assumed-on")),
            AssumptionView::Absent(path) => absent.push(harmless(path)),
            AssumptionView::Kept(path) => kept.push(harmless(path)),
            AssumptionView::Unknown(_) => {}
        }
    }
    for (id, paths) in [
        ("review-assumed-absent", absent),
        ("review-assumed-kept", kept),
    ] {
        if !paths.is_empty() {
            messages.push(Message::new(id).text("paths", paths.join(", ")));
        }
    }
    let head = words.text("review-assumed");
    let sentences = messages
        .iter()
        .map(|message| format!("{head} {}", words.say(message)));
    sentences.collect()
}
