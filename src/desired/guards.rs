//! Guards: settings that a file asserts and that no plan ever changes.
//!
//! The help page calls the CAN, the principal administrator and the telephone system unchangeable.
//! A file may still name them, as a safeguard: when the portal has another value, the file is meant
//! for another account or is out of date, and the plan is refused before it can do harm.

use crate::model::{Account, Can, Carrier, FieldPath, Pbx, UserCode};

/// The settings that a file asserts; `None` is not compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Guards {
    pub(crate) can: Option<Can>,
    pub(crate) primary: Option<UserCode>,
    pub(crate) pbx: Option<Pbx>,
    pub(crate) carrier: Option<Carrier>,
}

/// A guard whose value is not the one that the file asserts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GuardDifference {
    pub(crate) path: FieldPath,
    pub(crate) wanted: String,
    pub(crate) found: String,
}

impl Guards {
    pub(super) fn of(account: &Account) -> Self {
        Self {
            can: Some(account.general.can.clone()),
            primary: Some(account.administrator.primary.user.clone()),
            pbx: Some(account.telephony.pbx.clone()),
            carrier: Some(account.telephony.carrier.clone()),
        }
    }

    /// The guards that differ between this side, the wanted one, and the other, in the order of the
    /// file. They are compared exactly, capitals included; a guard that only one side has does not
    /// differ.
    pub(crate) fn differences(&self, found: &Self) -> Vec<GuardDifference> {
        let pairs = self.by_path().into_iter().zip(found.by_path());
        let differing = pairs.filter_map(|((path, wanted), (_, found))| {
            let (wanted, found) = (wanted?, found?);
            (wanted != found).then(|| GuardDifference {
                path: FieldPath::of(path),
                wanted: wanted.to_owned(),
                found: found.to_owned(),
            })
        });
        differing.collect()
    }

    fn by_path(&self) -> [(&'static str, Option<&str>); 4] {
        [
            ("general.can", self.can.as_ref().map(Can::as_str)),
            (
                "administrator.primary",
                self.primary.as_ref().map(UserCode::as_str),
            ),
            ("telephony.pbx", self.pbx.as_ref().map(Pbx::as_str)),
            (
                "telephony.provider",
                self.carrier.as_ref().map(Carrier::as_str),
            ),
        ]
    }
}
