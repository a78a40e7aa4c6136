//! Which old file belongs to which new one: by account, whatever the files are called.

use std::collections::{BTreeMap, BTreeSet};

use super::super::files::Checked;
use crate::model::AccountName;

/// A file of one side.
pub(super) struct Version {
    /// Its name on both sides, without what comes before.
    pub(super) inside: String,
    pub(super) file: Checked,
}

impl Version {
    fn account(&self) -> Option<&AccountName> {
        self.file.desired.as_ref().map(|desired| &desired.account)
    }
}

/// An account on both sides, or on one.
pub(super) struct Pair {
    /// None when the account had no file; one that is not valid says nothing of it.
    pub(super) old: Option<Version>,
    /// None when the account has no file any more.
    pub(super) new: Option<Version>,
    /// The account that the new file governed before, when none governs that now.
    pub(super) instead_of: Option<AccountName>,
}

/// Files that changed their account first, then those of the new side in their order, then accounts
/// that have no file any more.
pub(super) fn pair(old: Vec<Version>, new: Vec<Version>) -> Vec<Pair> {
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
