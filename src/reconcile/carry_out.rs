//! Writing an approved plan: a journal first, then step by step, then reading everything again.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::fault::ApplyError;
use super::gate::Approved;
use super::read_back::{ReadBack, read_back};
use crate::apply::{
    AccountLock, Journal, JournalFault, JournalHead, LockOwner, NotApplied, OtherLock, Outcome,
    Patience, RecordedRename, RunAuthor, Sighting, Stop, apply, unsettled,
};
use crate::contract::{ReadPortal, WritePortal};
use crate::export::{Phones, Unsayable, export};
use crate::model::{Action, FieldPath, Language, Observed};
use crate::plan::Plan;
use crate::plan::file::{PlanDigest, sha256};
use crate::words::Words;

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
    /// For the journal, and for whoever finds the account locked.
    pub author: &'a RunAuthor,
    pub other_lock: OtherLock,
}

/// What became of a plan that was approved.
#[derive(Debug)]
pub struct Applied {
    pub(crate) outcome: Outcome,
    /// Only when every step was done.
    pub(crate) read_back: Option<ReadBack>,
    /// What the portal holds, when the first write met an account that is no longer as planned.
    pub(crate) moved: Option<Overtaken>,
    /// Whose lock was broken for it.
    pub(crate) broken: Option<LockOwner>,
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

impl Ending {
    /// Stable word for journals.
    fn as_str(self) -> &'static str {
        match self {
            Self::Settled => "applied",
            Self::Partial => "partlyApplied",
            Self::Interrupted => "interrupted",
            Self::Stale | Self::Spent | Self::NothingDone => "nothingWritten",
        }
    }
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

/// Carries an approved plan out. The account as it is and every write with its outcome are on disk before
/// the next write.
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
    let fresh = match seen {
        Some(_) => None,
        None => Some(
            portal
                .observe(&plan.account)
                .await
                .map_err(ApplyError::Portal)?,
        ),
    };
    let sighting = match (seen.as_deref(), &fresh) {
        (Some(seen), _) => Sighting::Planned(seen),
        (None, Some(fresh)) => Sighting::Fresh(fresh),
        (None, None) => unreachable!("what was not seen was observed"),
    };
    let (Sighting::Planned(before) | Sighting::Fresh(before)) = sighting;
    let mut journal = begin(plan, before, attempt).map_err(|fault| ApplyError::NoJournal {
        directory: attempt.state.to_owned(),
        fault,
    })?;
    let patience = Patience {
        stop: attempt.stop,
        settle: attempt.settle,
    };
    let outcome = match apply(plan, sighting, portal, &mut journal, patience).await {
        Ok(outcome) => outcome,
        Err(not_applied) => {
            journal.discard();
            return Err(error_of(not_applied, plan, portal).await);
        }
    };
    let mut applied = Applied {
        outcome,
        read_back: None,
        moved: None,
        broken: journal.broken().cloned(),
    };
    if applied.all_done() {
        let reading = read_back(plan, before.revision, desired, portal);
        applied.read_back = Some(tokio::select! {
            // A run that was stopped ends in the same way every time.
            biased;
            () = attempt.stop.reached() => ReadBack::GivenUp,
            read = reading => read,
        });
    } else if applied.ending() == Ending::Stale {
        applied.moved = as_it_is_now(plan, portal).await;
    }
    journal.end(applied.ending().as_str());
    Ok(applied)
}

fn begin(plan: &Plan, before: &Observed, attempt: Attempt<'_>) -> Result<Journal, JournalFault> {
    let at = attempt.now.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let account = plan.account.as_str();
    let lock = AccountLock::take(
        attempt.state,
        account,
        attempt.author,
        &at,
        attempt.other_lock,
    )?;
    // Whole, with the confidential phone: what is not kept cannot be restored.
    let file = export(
        before,
        Phones::Kept,
        &Unsayable::new(),
        &Words::of(Language::En),
    );
    let head = JournalHead {
        account: account.to_owned(),
        at,
        digest: PlanDigest::of(plan).as_str().to_owned(),
        user: attempt.author.user.clone(),
        host: attempt.author.host.clone(),
        commit: attempt.author.commit.clone(),
        origin: plan.origin.clone(),
        before: sha256(file.as_bytes()),
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        renames: renames(plan, before),
    };
    Journal::begin(lock, &head, &file)
}

/// The schedules that a plan gives another name, found by their ids.
fn renames(plan: &Plan, before: &Observed) -> Vec<RecordedRename> {
    let names: BTreeMap<_, _> = before.ids.iter().map(|(at, id)| (id, at)).collect();
    let renames = plan.steps.iter().filter_map(|step| {
        let Action::PutSchedule(language, id, new) = &step.action else {
            return None;
        };
        let old = before.account.schedule(names.get(id)?)?;
        let path = FieldPath::of("chat.hours").key(language.as_str());
        let path = path.key(new.pattern.kind().list()).entry(new.name.as_str());
        (old.name != new.name).then(|| RecordedRename {
            path: path.to_string(),
            from: old.name.as_str().to_owned(),
        })
    });
    renames.collect()
}

async fn error_of(not_applied: NotApplied, plan: &Plan, portal: &impl ReadPortal) -> ApplyError {
    match not_applied {
        NotApplied::Stale => stale(as_it_is_now(plan, portal).await),
        NotApplied::ReadOnly => ApplyError::ReadOnly,
        NotApplied::Refused(refusals) => ApplyError::Refused(Box::new(refusals)),
        NotApplied::Portal(error) => ApplyError::Portal(error),
    }
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
