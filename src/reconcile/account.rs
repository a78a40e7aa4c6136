//! What observing an account adds to a plan: candidates to be granted, and guards that differ.

use std::collections::BTreeMap;

use super::fault::ProposeError;
use crate::contract::ReadPortal;
use crate::desired::{Desired, Target};
use crate::model::Observed;
use crate::plan::{Candidates, Refusal};
use crate::words::Message;

/// One request for each delegate to be granted.
pub(super) async fn candidates(
    portal: &impl ReadPortal,
    observed: &Observed,
    target: &Target,
) -> Result<Candidates, ProposeError> {
    let mut found = BTreeMap::new();
    for user in target.account.delegates.keys() {
        if !observed.account.delegates.contains_key(user) {
            let candidate = portal.candidate(&observed.name, user).await;
            found.insert(user.clone(), candidate?);
        }
    }
    Ok(found)
}

/// « Ces champs ne peuvent être modifiés »: a guard that differs refuses the whole plan.
pub(super) fn refusals(desired: &Desired, target: &Target, observed: &Observed) -> Vec<Refusal> {
    let guards = desired
        .guard_differences(observed)
        .into_iter()
        .map(|difference| {
            let key = difference.path.to_string();
            let key = key.rsplit('.').next().unwrap_or_default().to_owned();
            Refusal {
                code: "immutable-field",
                message: Message::new("immutable-field")
                    .text("path", &difference.path)
                    .text("wanted", &difference.wanted)
                    .text("found", &difference.found),
                help: Message::new("immutable-field-help")
                    .text("key", key)
                    .text("found", scalar(&difference.found)),
                path: difference.path,
            }
        });
    let renames = target.ambiguous.iter().map(|ambiguous| Refusal {
        code: "rename-ambiguous",
        path: ambiguous.path.clone(),
        message: Message::new("rename-ambiguous")
            .text("from", &ambiguous.from)
            .text("to", &ambiguous.to),
        help: Message::new("rename-ambiguous-help"),
    });
    guards.chain(renames).collect()
}

/// A text as the file has to write it: in quotes where YAML would take it for something else.
fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || " -_.'".contains(c);
    let word = text.starts_with(char::is_alphabetic) && text.chars().all(plain);
    if word && !matches!(text, "true" | "false" | "null") {
        text.to_owned()
    } else {
        serde_json::Value::from(text).to_string()
    }
}
