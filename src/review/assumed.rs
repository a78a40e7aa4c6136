//! What a review takes for granted, because no portal is asked.

use std::collections::BTreeSet;
use std::fmt;

use super::named::managed;
use crate::desired::{self, Desired};
use crate::model::FieldPath;

/// One assumption. Its text is a code that machines read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Assumed {
    /// Neither version has a zone: a civil week, whose clocks never change.
    CivilWeek,
    /// Only the new version has a zone, and the account had it already.
    SameZone,
    /// No switch: on.
    On,
    /// Schedules that a version leaves alone: there are none.
    Absent(FieldPath),
    /// Only the old version names it, and the portal keeps it.
    Kept(FieldPath),
    /// Only the new version names it: what it was is not known.
    Unknown(FieldPath),
}

impl fmt::Display for Assumed {
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

/// Every assumption about two versions: zone and switch first, then settings in the order of the
/// file.
pub(super) fn assumed(old: &Desired, new: &Desired) -> Vec<Assumed> {
    let (was, is) = (managed(old), managed(new));
    let mut out = Vec::new();
    if old.time_zone.is_none() {
        let same = new.time_zone.is_some();
        out.push(if same {
            Assumed::SameZone
        } else {
            Assumed::CivilWeek
        });
    }
    if old.enabled.is_none() {
        out.push(Assumed::On);
    }
    out.extend(absent(old, new).into_iter().map(Assumed::Absent));
    let of_chat = |path: &&FieldPath| path.section() == Some("chat");
    let unknown = is
        .iter()
        .filter(|path| !was.contains(path) && !of_chat(path) && !is_guard(path));
    out.extend(unknown.cloned().map(Assumed::Unknown));
    let kept = was
        .iter()
        .filter(|path| !is.contains(path) && !is_guard(path));
    out.extend(kept.cloned().map(Assumed::Kept));
    out
}

/// Schedules of which one version at least knows nothing, and which the other does not keep.
fn absent(old: &Desired, new: &Desired) -> BTreeSet<FieldPath> {
    let paths = |desired: &Desired| {
        let assumed = desired.alone().assumed.into_iter();
        assumed.filter_map(|assumed| match assumed {
            desired::Assumed::Absent(path) => Some(path),
            desired::Assumed::CivilWeek | desired::Assumed::On => None,
        })
    };
    let kept = managed(old);
    let mut absent: BTreeSet<_> = paths(old).collect();
    for path in paths(new) {
        let told = absent.iter().any(|known| known.holds(&path));
        if !told && !kept.iter().any(|kept| path.holds(kept)) {
            absent.insert(path);
        }
    }
    absent
}

/// Guards are compared and assumed nothing of.
fn is_guard(path: &FieldPath) -> bool {
    let guards = [
        "general.can",
        "administrator.primary",
        "telephony.pbx",
        "telephony.provider",
    ];
    guards.map(FieldPath::of).contains(path)
}
