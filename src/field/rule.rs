//! The sentence of the help page behind a refusal.

use super::{Field, hours, page, table};

/// What the page says, for a refusal of this code at this path; none when the rule is ours.
pub(crate) fn rule(code: &str, path: &str) -> Option<&'static str> {
    let page = match code {
        "immutable-field" => row(path)?.page?,
        "primary-only" => page::DELEGATES,
        "not-a-candidate" => page::DELEGATE,
        "delegate-is-primary" => page::PRIMARY,
        "chat-not-deployed" => page::ENABLED,
        _ => return None,
    };
    // The last sentence of a part is the one that forbids.
    page.says.last().copied()
}

fn row(path: &str) -> Option<&'static Field> {
    let mut rows = table::FIELDS.iter().chain(hours::FIELDS);
    rows.find(|field| field.path == path)
}
