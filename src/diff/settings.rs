//! The settings of one account, by their paths.

use std::collections::BTreeMap;

use super::account::diff;
use super::blank;
use super::change::Setting;
use crate::model::{Account, FieldPath, Renames};

/// Every setting of an account that has a value.
///
/// These are the left sides of a difference to an account that is unlike it everywhere, so that
/// paths and order are those of [`diff`], which lists settings already. A setting that
/// [`blank::unlike`] forgets to change would be missing here; a test compares the paths.
pub(crate) fn settings(account: &Account) -> BTreeMap<FieldPath, Setting> {
    let changes = diff(account, &blank::unlike(account), &Renames::new());
    changes
        .into_iter()
        .filter_map(|change| Some((change.path, change.before?)))
        .collect()
}
