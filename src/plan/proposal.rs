//! One account, all facts gathered, to its verdict.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::base::Base;
use super::consent::{Word, needs};
use super::refusal::{Refusal, Refusals};
use super::refuse::{Candidates, refusals};
use super::steps::steps;
use super::verdict::{Plan, Preview, Verdict};
use crate::availability::UnknownZone;
use crate::diff::Change;
use crate::model::{Account, Observed, Renames};

/// Everything that a plan is made of. The caller has read the portal and the file, has laid the one
/// over the other, and knows which consent was given.
pub(crate) struct PlanInputs<'a> {
    /// Where the portal is, without credentials.
    pub(crate) origin: &'a str,
    pub(crate) observed: &'a Observed,
    pub(crate) target: &'a Account,
    pub(crate) renames: &'a Renames,
    pub(crate) changes: Vec<Change>,
    /// Keys of the resources that the file manages, changed or not.
    pub(crate) managed: BTreeSet<String>,
    /// Guards that differ and renames that are ambiguous.
    pub(crate) refusals: Vec<Refusal>,
    pub(crate) candidates: Candidates,
    pub(crate) granted: BTreeSet<Word>,
    /// What is over by now is no loss to customers.
    pub(crate) now: DateTime<Utc>,
}

/// The verdict on one account. Nothing is read or written here, and equal proposals have equal
/// plans, byte for byte, so that a digest identifies what would be done.
///
/// # Errors
///
/// A time zone that the tz database of this tool does not have.
pub(crate) fn plan(proposal: PlanInputs<'_>) -> Result<Verdict, UnknownZone> {
    let PlanInputs {
        observed,
        target,
        renames,
        ..
    } = proposal;
    let steps = steps(observed, target, renames);
    let changes = proposal.changes;
    let found = refusals(observed, target, &changes, &steps, &proposal.candidates);
    let refusals = Refusals::of(proposal.refusals.into_iter().chain(found));
    let preview = Preview { changes };
    if let Some(refusals) = refusals {
        return Ok(Verdict::Refused { preview, refusals });
    }
    // Steps, not changes: a change that the portal already regards as done takes no step.
    if steps.is_empty() {
        return Ok(Verdict::InSync(preview));
    }
    let plan = Plan {
        account: observed.name.clone(),
        origin: proposal.origin.to_owned(),
        base: Base::of(observed, &proposal.managed),
        steps,
        needs: needs(&observed.account, target, renames, proposal.now)?,
        granted: proposal.granted,
    };
    Ok(Verdict::Ready {
        plan: Box::new(plan),
        preview,
    })
}
