//! The comparison of two versions of a file.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::assumption::{ReviewAssumption, assumptions};
use super::named::{covers, managed};
use crate::availability::UnknownZone;
use crate::desired::{Ambiguous, Desired, GuardDifference, Target};
use crate::diagnostic::Diagnostic;
use crate::diff::{Change, blank, diff};
use crate::model::{Account, Chat, FieldPath};
use crate::plan::{Word, needs};

/// A file before and after a change.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Versions<'a> {
    /// `None` when there was no file of this account, or only an invalid one.
    pub(crate) old: Option<&'a Desired>,
    pub(crate) new: &'a Desired,
}

/// The meaning of a new version, as far as two versions of a file can show.
#[derive(Debug)]
pub(crate) struct Reviewed {
    /// Changes of settings; without `before` where the old version does not manage the setting.
    pub(crate) changes: Vec<Change>,
    /// Guards that differ between the versions; `found` is the old value.
    pub(crate) guards: Vec<GuardDifference>,
    /// Renames whose old and new names are both in the old version.
    pub(crate) ambiguous: Vec<Ambiguous>,
    /// The kinds of consent that an apply will need.
    pub(crate) needs: BTreeSet<Word>,
    /// The hours of the old version, as far as it manages them.
    pub(crate) before: Chat,
    /// The hours of the new version, with those that only the old one manages.
    pub(crate) after: Chat,
    /// Settings that only the old version manages, in the order of the file.
    pub(crate) released: Vec<FieldPath>,
    pub(crate) assumed: Vec<ReviewAssumption>,
    pub(crate) notes: Vec<Diagnostic>,
    /// Settings that the old version manages.
    known: BTreeSet<FieldPath>,
}

impl Reviewed {
    /// Whether the value of a setting before the change is known.
    pub(crate) fn knew(&self, path: &FieldPath) -> bool {
        covers(&self.known, path)
    }
}

/// Compares two versions of a file, without reading anything else. Hours are judged from `now` on.
/// Fails when a version names a time zone that this tool has no data for.
pub(crate) fn review(versions: Versions<'_>, now: DateTime<Utc>) -> Result<Reviewed, UnknownZone> {
    let nothing = Desired::nothing(versions.new.account.clone());
    let (old, new) = (versions.old.unwrap_or(&nothing), versions.new);
    let known: BTreeSet<_> = managed(old).into_iter().collect();
    // Two comparisons over two invented accounts: one on which only real differences show, for
    // consent and hours, and one on which everything shows that the new version names, for the list
    // of changes.
    let (held, target) = settled(old, new);
    let (before, after) = (held.chat.clone(), target.account.chat.clone());
    let needs = match versions.old {
        Some(_) => needs(&held, &target.account, &target.renames, now)?,
        // Nothing is known about an account that had no file, so nothing is known to be lost.
        None => BTreeSet::new(),
    };
    Ok(Reviewed {
        changes: changes(old, new, &known),
        guards: new.guards.differences(&old.guards),
        ambiguous: target.ambiguous,
        needs,
        before,
        after,
        released: released(old, new),
        assumed: assumptions(old, new),
        notes: notes(target.notes, &known),
        known,
    })
}

/// The account before and the target after, for consent and hours.
///
/// Both start from one base: a blank account with everything that the new version names. A setting
/// that the old version does not manage is therefore equal on both sides and cannot ask for
/// consent. Hours are the exception: the base has none and chat is on, so that the hours of both
/// versions are compared as each of them describes them.
fn settled(old: &Desired, new: &Desired) -> (Account, Target) {
    let mut base = new.over(&blank::account()).account;
    if old.delegates.is_some() {
        // `over` keeps the name of a delegate who stays, and that must be the name of the old file.
        base.delegates.clear();
    }
    // The zone must be that of the new version on both sides. Otherwise a version that begins to
    // name the zone would seem to move all hours.
    base.chat = blank::chat(new.time_zone.as_ref().or(old.time_zone.as_ref()));
    // The target is laid over the old version, because the portal keeps what the new one releases.
    let held = old.over(&base).account;
    let target = new.over(&held);
    (held, target)
}

/// The changes between the versions.
///
/// Both versions are laid over an account that is unlike the new version in every setting, so that
/// each setting that the new version names is a change unless the old version gives it the same
/// value. For a setting that the old version does not name, the value before is that of the
/// invented account; it is removed, since the real one is unknown.
fn changes(old: &Desired, new: &Desired, known: &BTreeSet<FieldPath>) -> Vec<Change> {
    let unlike = blank::unlike(&new.over(&blank::account()).account);
    let held = old.over(&unlike).account;
    let target = new.over(&held);
    let mut changes = diff(&held, &target.account, &target.renames);
    // What stands before a change is either from the old version or invented.
    for change in &mut changes {
        if !covers(known, &change.path) {
            change.before = None;
        }
    }
    changes
}

/// The settings that the old version manages and the new one does not: the portal keeps them from
/// now on.
fn released(old: &Desired, new: &Desired) -> Vec<FieldPath> {
    let kept: BTreeSet<_> = managed(new).into_iter().collect();
    let gone: Vec<_> = managed(old)
        .into_iter()
        .filter(|path| !kept.contains(path))
        .collect();
    // A lunch break that is released together with its working hours is not listed separately.
    let outermost = gone
        .iter()
        .filter(|path| !gone.iter().any(|other| other != *path && other.holds(path)));
    outermost.cloned().collect()
}

/// The notes of `over` that are worth repeating without a portal: those about names, where the old
/// version knows the names. The note about an unmanaged lunch break is left out, because the break
/// is listed as released.
fn notes(mut notes: Vec<Diagnostic>, known: &BTreeSet<FieldPath>) -> Vec<Diagnostic> {
    notes.retain(|note| {
        let of_names = matches!(note.code, "delegate-name-differs" | "renamed-from-nothing");
        of_names && covers(known, &note.path)
    });
    notes
}
