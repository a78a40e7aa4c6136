//! Writing an approved plan: a journal first, then step by step, then reading everything again.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::check::Ready;
use super::fault::ApplyError;
use super::gate::Approved;
use super::propose::narrowed;
use super::read_back::{ReadBack, read_back};
use super::rules::Rules;
use super::stop::Stop;
use crate::apply::{Journal, NotApplied, Outcome, apply, unsettled};
use crate::contract::{ReadPortal, WritePortal};
use crate::model::Observed;
use crate::plan::Plan;
use crate::plan::file::PlanDigest;

/// What surrounds the writes of a plan.
#[derive(Debug, Clone, Copy)]
pub struct Attempt<'a> {
    /// What this process observed with the same token, so that a conditional request is enough to
    /// know that nothing changed.
    pub seen: Option<&'a Observed>,
    /// The file and the rules that it was planned by; none for a saved plan.
    pub intent: Option<(&'a Ready, &'a Rules)>,
    /// Where the journal is kept.
    pub state: &'a Path,
    pub now: DateTime<Utc>,
    /// Ends the attempt after the write in flight.
    pub stop: &'a Stop,
}

/// What became of a plan that was approved.
#[derive(Debug)]
pub struct Applied {
    pub(crate) outcome: Outcome,
    /// Only when every step was done.
    pub(crate) read_back: Option<ReadBack>,
    /// What the portal holds, when the first write met an account that is no longer as planned.
    pub(crate) moved: Option<Box<Observed>>,
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
    /// Nothing was written, for another reason.
    NothingDone,
    Interrupted,
}

impl Applied {
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
    let plan = approved.plan();
    let digest = PlanDigest::of(plan);
    let at = attempt.now.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let journal = Journal::begin(attempt.state, plan.account.as_str(), &at, digest.as_str());
    let mut journal = journal.map_err(|fault| ApplyError::NoJournal {
        directory: attempt.state.to_owned(),
        fault,
    })?;
    let seen = attempt.seen;
    let outcome = match apply(plan, seen, portal, &mut journal, attempt.stop.flag()).await {
        Ok(outcome) => outcome,
        Err(NotApplied::Stale) => {
            let now = as_it_is_now(plan, portal).await?;
            return Err(ApplyError::Stale { now });
        }
        Err(NotApplied::ReadOnly) => return Err(ApplyError::ReadOnly),
        Err(NotApplied::Portal(error)) => return Err(ApplyError::Portal(error)),
    };
    let mut applied = Applied {
        outcome,
        read_back: None,
        moved: None,
    };
    if applied.all_done() {
        let intent = attempt.intent.map(|(ready, rules)| narrowed(ready, rules));
        let before = seen.map_or(0, |seen| seen.revision);
        let reading = read_back(plan, before, intent.as_ref(), portal);
        applied.read_back = Some(tokio::select! {
            read = reading => read,
            () = attempt.stop.reached() => ReadBack::GivenUp,
        });
    } else if applied.ending() == Ending::Stale {
        applied.moved = as_it_is_now(plan, portal).await?;
    }
    Ok(applied)
}

/// What an account that is no longer as planned holds, if the portal still answers. It may be as
/// the plan would leave it: then there is nothing left to do.
async fn as_it_is_now(
    plan: &Plan,
    portal: &impl ReadPortal,
) -> Result<Option<Box<Observed>>, ApplyError> {
    match portal.observe(&plan.account).await {
        Ok(observed) if unsettled(plan, &observed).is_empty() => Err(ApplyError::Spent),
        Ok(observed) => Ok(Some(Box::new(observed))),
        Err(_) => Ok(None),
    }
}
