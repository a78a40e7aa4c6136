//! Who runs an apply, from where and of which configuration.

use serde::{Deserialize, Serialize};

/// As a journal names it. Nothing decides by it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RunAuthor {
    /// A login, or the person whom a pipeline names.
    pub user: String,
    pub host: String,
    /// The Git commit of the files, if they are in a repository.
    pub commit: Option<String>,
}

/// Whose a lock is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockOwner {
    pub user: String,
    pub host: String,
    pub process: u32,
    /// When it was taken (RFC 3339).
    pub since: String,
}
