//! One look at a directory, and when two looks are equal.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::plan::file::sha256;
use crate::source::{SourceError, look};

/// Digest of what a look found at a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mark {
    Bytes(String),
    /// There are no bytes, for this reason.
    Reason(String),
}

/// What stands at a name.
pub(crate) struct FileState {
    pub(crate) mark: Mark,
    pub(crate) content: Result<Vec<u8>, SourceError>,
}

/// A whole look.
pub(crate) struct Tree {
    pub(crate) files: BTreeMap<String, FileState>,
    /// Names of which it is not known what they hold, because they never stayed the same.
    restless: BTreeSet<String>,
}

impl Tree {
    pub(crate) fn look(root: &Path, most: usize) -> Self {
        let found = look(root, most).into_iter().map(|(name, content)| {
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

    /// Names at which another look found something else, or nothing.
    pub(crate) fn differences(&self, other: &Self) -> BTreeSet<String> {
        let names = self.files.keys().chain(other.files.keys());
        names
            .filter(|name| self.mark(name) != other.mark(name))
            .cloned()
            .collect()
    }

    /// Leaves out what is not the same from one look to the next.
    pub(crate) fn without(mut self, restless: BTreeSet<String>) -> Self {
        self.files.retain(|name, _| !restless.contains(name));
        self.restless = restless;
        self
    }

    /// Whether a file is known not to be there. One below a directory that cannot be listed is not.
    pub(crate) fn lacks(&self, name: &str) -> bool {
        let unlisted = Path::new(name)
            .ancestors()
            .any(|above| self.files.contains_key(above.to_string_lossy().as_ref()));
        !unlisted && !self.restless.contains(name)
    }
}
