//! One look at a directory, and what makes two of them the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::source;
use crate::plan::file::sha256;

/// Digest of what a look found at a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    Bytes(String),
    /// There are no bytes, for this reason.
    Reason(String),
}

/// What stands at a name.
pub(super) struct Found {
    pub(super) mark: Mark,
    pub(super) content: Result<Vec<u8>, Failure>,
}

/// A whole look.
pub(super) struct Tree {
    pub(super) files: BTreeMap<String, Found>,
    /// Names of which it is not known what they hold, because they never stayed the same.
    restless: BTreeSet<String>,
}

impl Tree {
    pub(super) fn look(root: &Path, most: usize) -> Self {
        let found = source::look(root, most).into_iter().map(|(name, content)| {
            let mark = match &content {
                Ok(bytes) => Mark::Bytes(sha256(bytes)),
                Err(failure) => Mark::Reason(format!("{:?}", failure.message)),
            };
            (name, Found { mark, content })
        });
        Self {
            files: found.collect(),
            restless: BTreeSet::new(),
        }
    }

    pub(super) fn mark(&self, name: &str) -> Option<&Mark> {
        self.files.get(name).map(|found| &found.mark)
    }

    /// Names at which another look found something else, or nothing.
    pub(super) fn differences(&self, other: &Self) -> BTreeSet<String> {
        let names = self.files.keys().chain(other.files.keys());
        names
            .filter(|name| self.mark(name) != other.mark(name))
            .cloned()
            .collect()
    }

    /// Leaves out what is not the same from one look to the next.
    pub(super) fn without(mut self, restless: BTreeSet<String>) -> Self {
        self.files.retain(|name, _| !restless.contains(name));
        self.restless = restless;
        self
    }

    /// Whether a file is known not to be there. One below a directory that cannot be listed is not.
    pub(super) fn lacks(&self, name: &str) -> bool {
        let unlisted = Path::new(name)
            .ancestors()
            .any(|above| self.files.contains_key(above.to_string_lossy().as_ref()));
        !unlisted && !self.restless.contains(name)
    }
}
