//! The rule behind a refusal: a sentence of the help page, or a convention of ours.

use super::page;
use super::table::fields;

/// Where the rule of a refusal comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RuleOrigin {
    /// The help page says it, in this sentence.
    Page(&'static str),
    /// The page does not say it: consigne and the contract do.
    Convention,
    /// The refusal explains itself: a limit of an organisation, a consent, the state of the portal.
    Itself,
}

/// The origin of the rule that a refusal enforces, by its code and its path.
pub(crate) fn rule(code: &str, path: &str) -> RuleOrigin {
    let in_delegates = path == "delegates" || path.starts_with("delegates[");
    let page = match code {
        // The page shows the primary administrator and gives no way to change it, but it does not say that
        // there is none.
        "immutable-field" if path == "administrator.primary" => return RuleOrigin::Convention,
        "immutable-field" => match fields().find(|field| field.path == path) {
            Some(field) => field.page,
            None => None,
        },
        "primary-only" if in_delegates => Some(page::DELEGATES),
        "not-a-candidate" => Some(page::DELEGATE),
        "chat-not-deployed" => Some(page::ENABLED),
        // The page closes the list of administrators to delegates, and nothing else.
        "primary-only" | "delegate-is-primary" | "delegate-name-differs" => {
            return RuleOrigin::Convention;
        }
        _ => None,
    };
    // The table lists the sentences of a section in the order of the page, and there the prohibition
    // comes last.
    match page.and_then(|page| page.says.last()) {
        Some(says) => RuleOrigin::Page(says),
        None => RuleOrigin::Itself,
    }
}
