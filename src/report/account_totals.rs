//! How the accounts of a run ended, counted.

use super::views::views;
use crate::words::Message;

views! {
    derive(Default, serde::Serialize, serde::Deserialize)
    /// How many accounts of a run ended in each way. Those that are zero are left out.
    AccountTotalsView {
        #[serde(default, skip_serializing_if = "is_zero")]
        in_sync: usize,
        /// With changes that this run only shows.
        #[serde(default, skip_serializing_if = "is_zero")]
        with_changes: usize,
        /// Whose plan was carried out on a copy without a refusal.
        #[serde(default, skip_serializing_if = "is_zero")]
        rehearsed: usize,
        #[serde(default, skip_serializing_if = "is_zero")]
        applied: usize,
        #[serde(default, skip_serializing_if = "is_zero")]
        partly_applied: usize,
        #[serde(default, skip_serializing_if = "is_zero")]
        refused: usize,
        #[serde(default, skip_serializing_if = "is_zero")]
        stale: usize,
        #[serde(default, skip_serializing_if = "is_zero")]
        failed: usize,
        #[serde(default, skip_serializing_if = "is_zero")]
        interrupted: usize,
        #[serde(default, skip_serializing_if = "is_zero")]
        not_tried: usize,
    }
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl AccountTotalsView {
    /// `Accounts: 2 applied, 1 refused.`
    pub(crate) fn message(&self) -> Message {
        let counts = [
            ("accounts-in-sync", self.in_sync),
            ("accounts-with-changes", self.with_changes),
            ("accounts-rehearsed", self.rehearsed),
            ("accounts-applied", self.applied),
            ("accounts-partly-applied", self.partly_applied),
            ("accounts-refused", self.refused),
            ("accounts-stale", self.stale),
            ("accounts-failed", self.failed),
            ("accounts-interrupted", self.interrupted),
            ("accounts-not-tried", self.not_tried),
        ];
        let parts = counts.into_iter().filter(|(_, count)| *count > 0);
        let parts = parts.map(|(id, count)| Message::new(id).number("count", count));
        Message::new("accounts-total").list("parts", "when-comma", parts.collect())
    }
}
