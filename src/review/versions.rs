//! Two versions of what a file asks for, and what going from one to the other means while no portal
//! is there to ask. A setting that only the new version names may have been anything before; one
//! that only the old version names, the portal keeps.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::assumed::{Assumed, assumed};
use super::named::{covers, managed};
use crate::availability::{UnknownZone, loses_hours};
use crate::desired::{Ambiguous, Desired, GuardDifference, Target};
use crate::diagnostic::Diagnostic;
use crate::diff::{Change, blank, diff};
use crate::model::{Account, Chat, FieldPath};
use crate::plan::{Loss, Word, needs};

/// A file before and after.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Versions<'a> {
    /// None when there was no file of this account, or no valid one.
    pub(crate) old: Option<&'a Desired>,
    pub(crate) new: &'a Desired,
}

/// What a new version means.
#[derive(Debug)]
pub(crate) struct Reviewed {
    /// Without `before` where the old version leaves the setting alone.
    pub(crate) changes: Vec<Change>,
    /// Guards that differ: `found` is the old value.
    pub(crate) guards: Vec<GuardDifference>,
    /// Renames whose both names the old version has.
    pub(crate) ambiguous: Vec<Ambiguous>,
    /// Words that an apply will need.
    pub(crate) needs: BTreeSet<Word>,
    /// Hours on both sides, as far as the versions say them.
    pub(crate) before: Chat,
    pub(crate) after: Chat,
    /// Settings that only the old version names, in the order of the file.
    pub(crate) released: Vec<FieldPath>,
    pub(crate) assumed: Vec<Assumed>,
    pub(crate) notes: Vec<Diagnostic>,
    known: BTreeSet<FieldPath>,
}

impl Reviewed {
    /// Whether the old version says what a setting was.
    pub(crate) fn knew(&self, path: &FieldPath) -> bool {
        covers(&self.known, path)
    }
}

/// Compares two versions. Nothing is read.
pub(crate) fn review(versions: Versions<'_>, now: DateTime<Utc>) -> Result<Reviewed, UnknownZone> {
    let nothing = Desired::nothing(versions.new.account.clone());
    let (old, new) = (versions.old.unwrap_or(&nothing), versions.new);
    let known: BTreeSet<_> = managed(old).into_iter().collect();
    let (held, target) = settled(old, new);
    let (before, after) = (held.chat.clone(), target.account.chat.clone());
    let loss = if loses_hours(&before, &after, now)? {
        Loss::NeedsConsent
    } else {
        Loss::Bearable
    };
    let needs = match versions.old {
        Some(_) => needs(&held, &target.account, &target.renames, loss),
        // Nothing is known of an account that had no file.
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
        assumed: assumed(old, new),
        notes: notes(target.notes, &known),
        known,
    })
}

/// Both accounts, alike in everything that the old version leaves alone but hours: of those there
/// are none then, and chat is on.
fn settled(old: &Desired, new: &Desired) -> (Account, Target) {
    let mut base = new.over(&blank::account()).account;
    if old.delegates.is_some() {
        // Of a delegate who stays the name is kept, and here it is the old file's.
        base.delegates.clear();
    }
    base.chat = blank::chat(new.time_zone.as_ref().or(old.time_zone.as_ref()));
    let held = old.over(&base).account;
    let target = new.over(&held);
    (held, target)
}

/// Laid over an account that differs in each setting, the new version shows all that it names; what
/// the old one does not name has no value before.
fn changes(old: &Desired, new: &Desired, known: &BTreeSet<FieldPath>) -> Vec<Change> {
    let unlike = blank::unlike(&new.over(&blank::account()).account);
    let held = old.over(&unlike).account;
    let target = new.over(&held);
    let mut changes = diff(&held, &target.account, &target.renames);
    for change in &mut changes {
        if !covers(known, &change.path) {
            change.before = None;
        }
    }
    changes
}

fn released(old: &Desired, new: &Desired) -> Vec<FieldPath> {
    let kept: BTreeSet<_> = managed(new).into_iter().collect();
    let gone: Vec<_> = managed(old)
        .into_iter()
        .filter(|path| !kept.contains(path))
        .collect();
    // A lunch break that goes with its working hours needs no word of its own.
    let within = |path: &FieldPath| gone.iter().any(|other| other != path && other.holds(path));
    gone.iter().filter(|path| !within(path)).cloned().collect()
}

/// What the new version says of names, judged by the old one where that knows them. A lunch break
/// that is left alone is told as a released key.
fn notes(mut notes: Vec<Diagnostic>, known: &BTreeSet<FieldPath>) -> Vec<Diagnostic> {
    notes.retain(|note| {
        let of_names = matches!(note.code, "delegate-name-differs" | "renamed-from-nothing");
        of_names && covers(known, &note.path)
    });
    notes
}
