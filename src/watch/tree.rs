//! One look at a directory, and the comparison of two looks.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::plan::file::sha256;
use crate::source::{Limits, SourceError, look};

/// Digest of what a look found at a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mark {
    Bytes(String),
    /// The file could not be read, for this reason. A reason is compared like bytes, so that it is
    /// reported once and not in every round.
    Reason(String),
}

/// The content that a look found at a name, with its mark.
pub(crate) struct FileState {
    pub(crate) mark: Mark,
    pub(crate) content: Result<Vec<u8>, SourceError>,
}

/// A whole look.
pub(crate) struct Tree {
    pub(crate) files: BTreeMap<String, FileState>,
    /// Names whose content is unknown, because no two looks agreed on it.
    restless: BTreeSet<String>,
}

impl Tree {
    pub(crate) fn look(root: &Path, limits: Limits) -> Self {
        let found = look(root, limits).into_iter().map(|(name, content)| {
            let mark = match &content {
                Ok(bytes) => Mark::Bytes(sha256(bytes)),
                Err(error) => Mark::Reason(format!("{error:?}")),
            };
            (name, FileState { mark, content })
        });
        Self {
            files: found.collect(),
            restless: BTreeSet::new(),
        }
    }

    pub(crate) fn mark(&self, name: &str) -> Option<&Mark> {
        self.files.get(name).map(|found| &found.mark)
    }

    /// Names at which two looks differ, or that only one of them has.
    pub(crate) fn differences(&self, other: &Self) -> BTreeSet<String> {
        let names = self.files.keys().chain(other.files.keys());
        names
            .filter(|name| self.mark(name) != other.mark(name))
            .cloned()
            .collect()
    }

    /// Leaves out the names on which two looks did not agree; they count neither as changed nor as gone.
    pub(crate) fn without(mut self, restless: BTreeSet<String>) -> Self {
        self.files.retain(|name, _| !restless.contains(name));
        self.restless = restless;
        self
    }

    /// Whether a file is known to be absent. Below a directory that could not be listed nothing is known
    /// of files, so that a moment without permission does not look like a deletion of everything.
    pub(crate) fn lacks(&self, name: &str) -> bool {
        let unlisted = Path::new(name)
            .ancestors()
            .any(|above| self.files.contains_key(above.to_string_lossy().as_ref()));
        !unlisted && !self.restless.contains(name)
    }
}
