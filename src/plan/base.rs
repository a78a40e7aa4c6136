//! The state of the portal that a plan was made from.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Can, Carrier, ETag, Observed, Pbx, Role, UserCode};

/// The parts of an account that must still be as they were when the plan was made: who the token
/// acts for, the guards of the file, and the tags of everything that the plan relies on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Base {
    /// Whose rights the plan needs.
    pub(crate) role: Role,
    pub(crate) can: Can,
    pub(crate) primary: UserCode,
    pub(crate) pbx: Pbx,
    pub(crate) carrier: Carrier,
    /// Tags of every managed part and of everything under `chat`, by resource key.
    pub(crate) etags: BTreeMap<String, ETag>,
}

impl Base {
    /// Everything under `chat` counts, managed or not: the hours that a plan reports follow from
    /// all schedules together, and a schedule that is added elsewhere changes them.
    pub(super) fn of(observed: &Observed, managed: &BTreeSet<String>) -> Self {
        let account = &observed.account;
        let etags = observed.etags.iter();
        Self {
            role: planned_for(observed.viewer.role),
            can: account.general.can.clone(),
            primary: account.administrator.primary.user.clone(),
            pbx: account.telephony.pbx.clone(),
            carrier: account.telephony.carrier.clone(),
            etags: etags
                .filter(|(key, _)| key.starts_with("chat") || managed.contains(*key))
                .map(|(key, tag)| (key.clone(), tag.clone()))
                .collect(),
        }
    }

    /// Whether the account is still the one that the plan was made for.
    pub(crate) fn holds_for(&self, observed: &Observed) -> bool {
        let managed = self.etags.keys().cloned().collect();
        *self == Self::of(observed, &managed)
    }
}

/// Whose plan it is. The system administrator sees what the primary administrator sees and writes nothing,
/// so its plans are for the primary administrator to apply, under the same digest.
fn planned_for(viewer: Role) -> Role {
    match viewer {
        Role::Primary | Role::System => Role::Primary,
        Role::Delegate => Role::Delegate,
    }
}
