//! Differences that are known and left alone.

use chrono::{DateTime, Utc};

use super::rules::Rules;
use crate::desired::Target;
use crate::diff::diff;
use crate::model::{Account, FieldPath};

/// A difference that was left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IgnoredChange {
    pub(crate) path: FieldPath,
    /// Which entry of the rules says so.
    pub(crate) entry: usize,
}

/// Leaves every difference that an entry of the rules covers as the portal has it. What is not
/// compared any more can neither be planned nor change any hours.
pub(super) fn ignore(
    target: &mut Target,
    held: &Account,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Vec<IgnoredChange> {
    if rules.ignored.is_empty() {
        return Vec::new();
    }
    let mut ignored = Vec::new();
    for change in diff(held, &target.account, &target.renames) {
        // Every entry that covers a difference is of use, also beside another.
        let entries = rules.ignored.iter().enumerate();
        let covering = entries.filter(|(_, entry)| !entry.is_expired(now));
        let covering = covering.filter(|(_, entry)| entry.covers(&change.path));
        let before = ignored.len();
        ignored.extend(covering.map(|(entry, _)| IgnoredChange {
            path: change.path.clone(),
            entry,
        }));
        if ignored.len() > before {
            target.keep(&change.path, held);
        }
    }
    ignored
}
