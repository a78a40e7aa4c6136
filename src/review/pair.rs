//! Which old file belongs to which new one: by account, whatever the files are called.

use std::collections::{BTreeMap, BTreeSet};

use super::named::names;
use crate::model::{AccountName, FieldPath};
use crate::reconcile::Checked;
use crate::source::Place;

/// A file of one side.
pub(crate) struct Version {
    /// Its name on both sides, without what comes before.
    pub(crate) inside: String,
    pub(crate) file: Checked,
}

impl Version {
    /// Where the file sets this; for a setting that it deletes, where it lists the others.
    pub(crate) fn place(&self, path: &FieldPath) -> Option<Place> {
        let span = self.file.desired.as_ref()?.places.of(path)?;
        Some(self.file.source.place(span.start))
    }

    fn is_valid(&self) -> bool {
        self.file.is_valid()
    }

    fn account(&self) -> Option<&AccountName> {
        self.file.desired.as_ref().map(|desired| &desired.account)
    }
}

/// An account on both sides, or on one.
pub(crate) struct Pair {
    /// None when the account had no file; one that is not valid says nothing of it.
    pub(crate) old: Option<Version>,
    /// None when the account has no file any more.
    pub(crate) new: Option<Version>,
    /// The account that the new file governed before, when none governs that now.
    pub(crate) instead_of: Option<AccountName>,
}

impl Pair {
    /// Where the new file sets this, or lists the others of what it deletes.
    pub(crate) fn here(&self, path: &FieldPath) -> Option<Place> {
        self.new.as_ref()?.place(path)
    }

    /// Where the new file names a setting; for one that only the old file names, where that does.
    pub(crate) fn place(&self, path: &FieldPath) -> Option<Place> {
        let versions = [self.new.as_ref(), self.old.as_ref()];
        let mut versions = versions.into_iter().flatten();
        let naming = versions.find(|version| {
            let desired = version.file.desired.as_ref();
            desired.is_some_and(|desired| names(desired, path))
        });
        naming?.place(path)
    }
}

/// The accounts of both sides, and the new files that say nothing of any.
pub(crate) struct PairedSides {
    pub(crate) pairs: Vec<Pair>,
    /// New files that are not valid.
    pub(crate) invalid: Vec<Checked>,
}

/// Files that changed their account first, then those of the new side in their order, then accounts
/// that have no file any more.
///
/// A new file that is not valid may be about any account. The old file of its name is not compared
/// then; where there is none of its name, no account counts as removed.
pub(crate) fn pair(mut old: Vec<Version>, new: Vec<Version>) -> PairedSides {
    let (new, invalid): (Vec<_>, Vec<_>) = new.into_iter().partition(Version::is_valid);
    let mut removed = Removed::Known;
    for broken in &invalid {
        let before = old.len();
        old.retain(|version| version.inside != broken.inside);
        if old.len() == before {
            removed = Removed::NotKnown;
        }
    }
    let mut pairs = pairs(old, new);
    if removed == Removed::NotKnown {
        pairs.retain(|pair| pair.new.is_some());
    }
    PairedSides {
        pairs,
        invalid: invalid.into_iter().map(|version| version.file).collect(),
    }
}

/// Whether an account without a new file is known to have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Removed {
    Known,
    NotKnown,
}

fn pairs(old: Vec<Version>, new: Vec<Version>) -> Vec<Pair> {
    let now: BTreeSet<_> = new.iter().filter_map(Version::account).cloned().collect();
    let gone = |version: &Version| {
        let account = version.account().filter(|account| !now.contains(*account));
        account.map(|account| (version.inside.clone(), account.clone()))
    };
    let gone: BTreeMap<_, _> = old.iter().filter_map(gone).collect();
    let (mut valid, mut invalid) = (BTreeMap::new(), BTreeMap::new());
    for version in old {
        match version.account().cloned() {
            Some(account) => drop(valid.insert(account, version)),
            None => drop(invalid.insert(version.inside.clone(), version)),
        }
    }
    let mut pairs: Vec<_> = new
        .into_iter()
        .map(|new| {
            let same = new.account().and_then(|account| valid.remove(account));
            Pair {
                instead_of: gone.get(&new.inside).cloned(),
                old: same.or_else(|| invalid.remove(&new.inside)),
                new: Some(new),
            }
        })
        .collect();
    pairs.sort_by_key(|pair| pair.instead_of.is_none());
    let left = valid.into_values().map(|old| Pair {
        old: Some(old),
        new: None,
        instead_of: None,
    });
    pairs.extend(left);
    pairs
}
