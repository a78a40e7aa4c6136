//! Writing an approved plan: a journal first, then step by step, then reading everything again.

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::fault::ApplyError;
use super::gate::Approved;
use super::read_back::{ReadBack, read_back};
use crate::apply::{AccountLock, Journal, NotApplied, Outcome, Patience, Stop, apply, unsettled};
use crate::contract::{ReadPortal, WritePortal};
use crate::model::Observed;
use crate::plan::Plan;
use crate::plan::file::PlanDigest;

/// What surrounds the writes of a plan.
#[derive(Debug, Clone, Copy)]
pub struct Attempt<'a> {
    /// Where the journal is kept.
    pub state: &'a Path,
    pub now: DateTime<Utc>,
    /// Ends the attempt after the write in flight.
    pub stop: &'a Stop,
    /// How long a write whose response was lost may take to show; see [`settle_earlier`](super::settle_earlier).
    pub settle: Duration,
}

/// What became of a plan that was approved.
#[derive(Debug)]
pub struct Applied {
    pub(crate) outcome: Outcome,
    /// Only when every step was done.
    pub(crate) read_back: Option<ReadBack>,
    /// What the portal holds, when the first write met an account that is no longer as planned.
    pub(crate) moved: Option<Overtaken>,
}

/// How an attempt ended, for exit codes and for those who wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Written, read back, in sync.
    Settled,
    /// Some steps were not done, or did not settle, or were not recorded.
    Partial,
    /// The portal changed before the first write.
    Stale,
    /// The portal changed before the first write, to what the plan would have made of it.
    Spent,
    /// Nothing was written, for another reason.
    NothingDone,
    Interrupted,
}

impl Applied {
    /// What the account holds, if the attempt met one that is no longer as planned and still differs
    /// from the plan.
    pub(crate) fn moved_to(&self) -> Option<&Observed> {
        let moved = self.moved.as_ref().filter(|moved| !moved.spent);
        moved.map(|moved| &*moved.observed)
    }

    /// Whether the first write failed for a reason that may pass: then nothing was written, and a new
    /// plan may succeed.
    pub(crate) fn may_succeed_later(&self) -> bool {
        match self.ending() {
            Ending::Stale => true,
            Ending::NothingDone => !self.outcome.is_refused(),
            Ending::Settled | Ending::Partial | Ending::Spent | Ending::Interrupted => false,
        }
    }

    fn all_done(&self) -> bool {
        self.outcome.is_complete() && self.outcome.unrecorded.is_none()
    }

    pub fn ending(&self) -> Ending {
        let outcome = &self.outcome;
        if self.all_done() {
            return match self.read_back {
                Some(ReadBack::Settled) => Ending::Settled,
                Some(
                    ReadBack::Unsettled { .. }
                    | ReadBack::Older
                    | ReadBack::Unread(_)
                    | ReadBack::GivenUp,
                )
                | None => Ending::Partial,
            };
        }
        match (outcome.interrupted, outcome.wrote(), outcome.stale) {
            (true, _, _) => Ending::Interrupted,
            (false, true, _) => Ending::Partial,
            (false, false, true) if self.moved.as_ref().is_some_and(|now| now.spent) => {
                Ending::Spent
            }
            (false, false, true) => Ending::Stale,
            (false, false, false) => Ending::NothingDone,
        }
    }
}

/// Carries an approved plan out. Every write and its outcome is in the journal before the next one.
pub async fn carry_out<P: ReadPortal + WritePortal>(
    approved: Approved<'_>,
    portal: &P,
    attempt: Attempt<'_>,
) -> Result<Applied, ApplyError> {
    let Approved {
        plan,
        seen,
        desired,
    } = approved;
    let digest = PlanDigest::of(plan);
    let at = attempt.now.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let journal = AccountLock::take(attempt.state, plan.account.as_str())
        .and_then(|lock| Journal::begin(lock, &at, digest.as_str()));
    let mut journal = journal.map_err(|fault| ApplyError::NoJournal {
        directory: attempt.state.to_owned(),
        fault,
    })?;
    let seen = seen.as_deref();
    let patience = Patience {
        stop: attempt.stop,
        settle: attempt.settle,
    };
    let outcome = match apply(plan, seen, portal, &mut journal, patience).await {
        Ok(outcome) => outcome,
        Err(NotApplied::Stale) => return Err(stale(as_it_is_now(plan, portal).await)),
        Err(NotApplied::ReadOnly) => return Err(ApplyError::ReadOnly),
        Err(NotApplied::Refused(refusals)) => return Err(ApplyError::Refused(Box::new(refusals))),
        Err(NotApplied::Portal(error)) => return Err(ApplyError::Portal(error)),
    };
    let mut applied = Applied {
        outcome,
        read_back: None,
        moved: None,
    };
    if applied.all_done() {
        let before = seen.map_or(0, |seen| seen.revision);
        let reading = read_back(plan, before, desired, portal);
        applied.read_back = Some(tokio::select! {
            read = reading => read,
            () = attempt.stop.reached() => ReadBack::GivenUp,
        });
    } else if applied.ending() == Ending::Stale {
        applied.moved = as_it_is_now(plan, portal).await;
    }
    Ok(applied)
}

/// What an account that is no longer as planned holds now.
#[derive(Debug)]
pub(crate) struct Overtaken {
    pub(crate) observed: Box<Observed>,
    /// It holds what the plan would have written: there is nothing left to do.
    pub(crate) spent: bool,
}

/// None when the portal no longer answers.
async fn as_it_is_now(plan: &Plan, portal: &impl ReadPortal) -> Option<Overtaken> {
    let observed = portal.observe(&plan.account).await.ok()?;
    Some(Overtaken {
        spent: unsettled(plan, &observed).is_empty(),
        observed: Box::new(observed),
    })
}

fn stale(now: Option<Overtaken>) -> ApplyError {
    match now {
        Some(Overtaken { spent: true, .. }) => ApplyError::Spent,
        Some(Overtaken { observed, .. }) => ApplyError::Stale {
            now: Some(observed),
        },
        None => ApplyError::Stale { now: None },
    }
}
