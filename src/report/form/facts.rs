//! What the first line of a report names beside the verdict and the hours.

use crate::report::impact::SwitchView;
use crate::report::view::{AccountView, View};
use crate::words::{Message, Words};

/// The finding about a setting, or a whole account, that no file manages any more.
const RELEASED: &str = "no-longer-managed";

/// `chat is switched off`, `2 keys are no longer managed`: what hours and counts of changes do not
/// show.
pub(super) fn facts(view: &View, words: &Words) -> Vec<String> {
    let switched = |to: SwitchView| {
        let accounts = view.accounts.iter();
        accounts
            .filter(|account| switch(account) == Some(to))
            .count()
    };
    let released = view
        .accounts
        .iter()
        .flat_map(|account| &account.diagnostics);
    let released = released.filter(|finding| finding.code == RELEASED);
    let (gone, keys): (Vec<_>, Vec<_>) = released.partition(|finding| finding.path == "account");
    let several = view.accounts.len() > 1;
    let [off, on] = match several {
        true => ["forms-accounts-off", "forms-accounts-on"],
        false => ["forms-chat-off", "forms-chat-on"],
    };
    let counted = [
        ("forms-invalid-files", invalid_files(view)),
        ("forms-failures", view.failures.len()),
        (off, switched(SwitchView::Off)),
        (on, switched(SwitchView::On)),
        (
            if several {
                "forms-accounts-gone"
            } else {
                "forms-account-gone"
            },
            gone.len(),
        ),
        ("forms-keys-gone", keys.len()),
    ];
    let counted = counted.into_iter().filter(|(_, count)| *count > 0);
    counted
        .map(|(id, count)| words.say(&Message::new(id).number("count", count)))
        .collect()
}

fn switch(account: &AccountView) -> Option<SwitchView> {
    account.hours.as_ref()?.impact.switch
}

/// Files that are not valid; each has a finding.
pub(super) fn invalid_files(view: &View) -> usize {
    let findings = view.diagnostics.chunk_by(|a, b| a.file == b.file);
    findings.count()
}
