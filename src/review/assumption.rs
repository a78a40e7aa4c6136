//! The assumptions of a review, which has no portal to ask.

use std::collections::BTreeSet;
use std::fmt;

use super::named::managed;
use crate::desired::{Assumed, Desired};
use crate::model::FieldPath;

/// One assumption of a review. Its text is a code for machines; reports have sentences for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ReviewAssumption {
    /// Neither version has a time zone: hours are compared as weeks whose clocks never change.
    CivilWeek,
    /// Only the new version has a time zone; the account is taken to have had it before.
    SameZone,
    /// The old version does not say whether chat is on; it is taken to have been on.
    On,
    /// Schedules that a version does not manage; the account is taken to have none.
    Absent(FieldPath),
    /// A setting that only the old version manages; the portal is taken to keep it.
    Kept(FieldPath),
    /// A setting that only the new version manages; its value before is unknown.
    Unknown(FieldPath),
}

impl fmt::Display for ReviewAssumption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CivilWeek => f.write_str("chat.timeZone=none"),
            Self::SameZone => f.write_str("chat.timeZone=same"),
            Self::On => f.write_str("chat.enabled=true"),
            Self::Absent(path) => write!(f, "{path}=none"),
            Self::Kept(path) => write!(f, "{path}=kept"),
            Self::Unknown(path) => write!(f, "{path}=unknown"),
        }
    }
}

/// Every assumption about two versions: the time zone and the switch of chat first, then schedules,
/// then other settings in the order of the file.
pub(super) fn assumptions(old: &Desired, new: &Desired) -> Vec<ReviewAssumption> {
    let (was, is) = (managed(old), managed(new));
    // Only what the old version leaves open is assumed: the new one describes the account as it
    // will be.
    let mut out = Vec::new();
    if old.time_zone.is_none() {
        out.push(match new.time_zone {
            Some(_) => ReviewAssumption::SameZone,
            None => ReviewAssumption::CivilWeek,
        });
    }
    if old.enabled.is_none() {
        out.push(ReviewAssumption::On);
    }
    out.extend(absent(old, new).into_iter().map(ReviewAssumption::Absent));
    // Hours that only the new version manages were listed above as absent before.
    let unknown = is
        .iter()
        .filter(|path| !was.contains(path) && path.section() != Some("chat") && !is_guard(path));
    out.extend(unknown.cloned().map(ReviewAssumption::Unknown));
    let kept = was
        .iter()
        .filter(|path| !is.contains(path) && !is_guard(path));
    out.extend(kept.cloned().map(ReviewAssumption::Kept));
    out
}

/// Schedules that the account is taken not to have: those that the old version does not manage, and
/// those that neither version manages.
fn absent(old: &Desired, new: &Desired) -> BTreeSet<FieldPath> {
    let kept = managed(old);
    let mut absent: BTreeSet<_> = absent_alone(old).collect();
    for path in absent_alone(new) {
        let is_listed = absent.iter().any(|known| known.holds(&path));
        // What the old version manages is released by the new one and kept by the portal.
        if !is_listed && !kept.iter().any(|kept| path.holds(kept)) {
            absent.insert(path);
        }
    }
    absent
}

/// The schedules that are taken to be absent when a version is looked at without the other one.
fn absent_alone(desired: &Desired) -> impl Iterator<Item = FieldPath> {
    let assumed = desired.alone().assumed.into_iter();
    assumed.filter_map(|assumed| match assumed {
        Assumed::Absent(path) => Some(path),
        Assumed::CivilWeek | Assumed::On => None,
    })
}

/// Whether a setting is a guard. Guards are compared; nothing is assumed about them.
fn is_guard(path: &FieldPath) -> bool {
    let guards = [
        "general.can",
        "administrator.primary",
        "telephony.pbx",
        "telephony.provider",
    ];
    guards.map(FieldPath::of).contains(path)
}
