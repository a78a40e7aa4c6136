//! The sentence of the help page behind a refusal.

use super::page;
use super::table::fields;

/// The sentence of the help page that a refusal enforces, for its code and its path; `None` when
/// the rule is ours and not the page's.
pub(crate) fn rule(code: &str, path: &str) -> Option<&'static str> {
    let page = match code {
        "immutable-field" => fields().find(|field| field.path == path)?.page?,
        "primary-only" => page::DELEGATES,
        "not-a-candidate" => page::DELEGATE,
        "delegate-is-primary" => page::PRIMARY,
        "chat-not-deployed" => page::ENABLED,
        _ => return None,
    };
    // The table lists the sentences of a section in the order of the page, and there the
    // prohibition comes last.
    page.says.last().copied()
}
