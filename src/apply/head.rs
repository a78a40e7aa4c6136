//! The first line of a journal: which run it is of.

use serde::{Deserialize, Serialize};

/// The first line of a journal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct JournalHead {
    pub(crate) account: String,
    /// When the apply began (RFC 3339).
    pub(crate) at: String,
    /// Which plan the lines below belong to: they name steps by their number.
    pub(crate) digest: String,
    /// Journals of earlier versions end here.
    #[serde(default)]
    pub(crate) user: String,
    #[serde(default)]
    pub(crate) host: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) commit: Option<String>,
    /// What the portal is called in plans.
    #[serde(default)]
    pub(crate) origin: String,
    /// SHA-256 of the file of the account as it was.
    #[serde(default)]
    pub(crate) before: String,
    /// Version of this program.
    #[serde(default)]
    pub(crate) tool: String,
    /// Schedules that the plan renames: path of the new name, and the old name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) renames: Vec<RecordedRename>,
}

/// A schedule that a plan renames.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecordedRename {
    pub(crate) path: String,
    pub(crate) from: String,
}
