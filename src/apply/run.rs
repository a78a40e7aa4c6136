//! One apply, from the comparison before the first write to the last outcome.
//!
//! ```text
//!   compare with the plan --stale--> nothing is written
//!        |
//!   +--> intent on disk -> write -> outcome on disk --+
//!   |                        |                        |
//!   +------ done ------------+                   not done: stop, the rest is "not tried"
//! ```
//!
//! A write ends in one of four ways:
//!
//! 1. *It is acknowledged.* Its tags are kept for the steps after it.
//! 2. *It is refused, and that is as good as done.* Who deletes what is gone (404, 410) has what he
//!    wanted. Who creates something and hears that it exists (412 on `If-None-Match: *`) may be
//!    hearing of his own earlier attempt, because ids are derived from the plan: the account is read
//!    to see whether it holds exactly what was sent.
//! 3. *It is refused.* It did not happen, and the plan ends here.
//! 4. *Its response was lost.* The account is read. If it holds what was to be written, the step is
//!    done, whoever did it; if it is older than an earlier acknowledged write, or cannot be read, the
//!    outcome is unknown; otherwise the write did not happen.
//!
//! In no case is the write sent again under a fresh tag. That would overwrite what somebody else may
//! have written in the meantime, and the plan was approved for a state without it.

use std::sync::atomic::{AtomicBool, Ordering};

use super::journal::Journal;
use super::outcome::{NotApplied, Outcome};
use super::step_outcome::{StepOutcome, StepResult};
use super::stored::{Stored, lunch_break_tag};
use super::tags::{StepTags, is_older, precondition};
use crate::contract::{PortalError, WritePortal, WriteReceipt};
use crate::model::{Action, Observed, Precondition, Scope};
use crate::plan::{Plan, Step};

/// Applies a plan. `seen` is what this process observed with the token it writes with, if it did:
/// then a conditional GET is enough to know that nothing changed. `interrupted` is looked at between
/// two writes and never during one.
///
/// # Errors
///
/// [`NotApplied`], and then nothing was written. Whatever happens after the first write is in the
/// [`Outcome`].
pub(crate) async fn apply(
    plan: &Plan,
    seen: Option<&Observed>,
    portal: &impl WritePortal,
    journal: &mut Journal,
    interrupted: &AtomicBool,
) -> Result<Outcome, NotApplied> {
    // Each write carries a precondition of its own, but these cannot see what a plan rests on without
    // writing it: the guards, the role of the token, and the hours that a loss was computed from.
    let revision = still_as_planned(plan, seen, portal).await?;
    let mut run = ApplyRun {
        plan,
        portal,
        revision,
        tags: Vec::new(),
    };
    let mut outcome = Outcome {
        steps: Vec::new(),
        stale: false,
        interrupted: false,
        unrecorded: None,
    };
    for (at, step) in plan.steps.iter().enumerate() {
        // A request in flight is always finished: an interruption must not turn a write whose outcome
        // would be known in a moment into one that has to be settled.
        if interrupted.load(Ordering::SeqCst) {
            outcome.interrupted = true;
            break;
        }
        // Without a record of the intent a crash during the write would leave no trace of it.
        if let Err(fault) = journal.intent(at, step) {
            outcome.unrecorded = Some(fault);
            break;
        }
        let done = run.step(step).await;
        // This write has happened all the same, so it counts; but the next one would be unrecorded.
        outcome.unrecorded = journal.outcome(at, &done).err();
        // A plan is an order: later steps rely on earlier ones, so nothing follows one that is not done.
        let stop = done.result != StepResult::Done || outcome.unrecorded.is_some();
        outcome.stale |= done.reason.as_ref().is_some_and(is_stale);
        outcome.steps.push(done);
        if stop {
            break;
        }
    }
    // One outcome for each step, so that a report can show the two side by side.
    outcome
        .steps
        .resize_with(plan.steps.len(), || StepOutcome::NOT_TRIED);
    Ok(outcome)
}

/// The revision at which the account is as planned. Only what the plan rests on is compared: a change
/// elsewhere in the account does not make it stale.
async fn still_as_planned(
    plan: &Plan,
    seen: Option<&Observed>,
    portal: &impl WritePortal,
) -> Result<u64, NotApplied> {
    let now = match seen {
        Some(seen) => portal.observe_again(seen).await,
        None => portal.observe(&plan.account).await.map(Some),
    };
    let now = now.map_err(NotApplied::Portal)?;
    // The portal says that nothing changed since it was seen, or shows what there is now.
    let Some(observed) = now.as_ref().or(seen) else {
        return Err(NotApplied::Stale);
    };
    // The portal would refuse the first write for this anyway, but only after a journal was begun.
    if observed.viewer.scope == Scope::Read {
        return Err(NotApplied::ReadOnly);
    }
    if plan.base.holds_for(observed) {
        Ok(observed.revision)
    } else {
        Err(NotApplied::Stale)
    }
}

/// Whether a refusal means "no longer as planned": the resource is gone, has another tag, or its name
/// was taken by somebody.
fn is_stale(error: &PortalError) -> bool {
    error.rejection().is_some_and(|rejection| {
        matches!(rejection.status, 404 | 410 | 412) || rejection.kind == "name-taken"
    })
}

/// An apply under way.
struct ApplyRun<'a, P> {
    plan: &'a Plan,
    portal: &'a P,
    /// Of the account before the first write.
    revision: u64,
    /// One entry for each step that is done.
    tags: Vec<StepTags>,
}

impl<P: WritePortal> ApplyRun<'_, P> {
    async fn step(&mut self, step: &Step) -> StepOutcome {
        let precondition = precondition(step, &self.plan.steps, &self.tags);
        let written = self
            .portal
            .write(&self.plan.account, &step.action, &precondition)
            .await;
        match written {
            Ok(receipt) => self.acknowledged(receipt),
            Err(error) => self.settle(step, &precondition, error).await,
        }
    }

    fn acknowledged(&mut self, receipt: WriteReceipt) -> StepOutcome {
        self.tags.push(StepTags {
            resource: receipt.etag,
            lunch_break: receipt.lunch_break,
        });
        StepOutcome {
            result: StepResult::Done,
            status: Some(receipt.status),
            attempts: receipt.attempts,
            reason: None,
        }
    }

    /// What a response that is no success means: see the page above.
    async fn settle(
        &mut self,
        step: &Step,
        precondition: &Precondition,
        error: PortalError,
    ) -> StepOutcome {
        let status = error.status();
        // What was to be deleted is gone. Its tag is of no use to anyone any more.
        if deletes(&step.action) && matches!(status, Some(404 | 410)) {
            return self.found_done(status, StepTags::default());
        }
        // Something with this id exists. `plan/id.rs` derives ids from what is created and from the tag
        // of its list, so it may be what an earlier run of this plan created before its process died.
        let exists = *precondition == Precondition::Absent && status == Some(412);
        if !exists && !error.is_lost() {
            return not_done(StepResult::Failed, error);
        }
        match self.portal.observe(&self.plan.account).await {
            // The write may have happened, and neither the response nor the account says so.
            Err(_) => not_done(StepResult::Unknown, error),
            Ok(observed) if self.is_older(&observed) => not_done(StepResult::Unknown, error),
            // It is there. The tags are those that the lost response would have given.
            Ok(observed) if Stored::of(&observed).holds(&step.action) => {
                let tags = StepTags {
                    resource: observed.etags.get(&step.action.resource().key()).cloned(),
                    lunch_break: lunch_break_tag(&step.action, &observed),
                };
                self.found_done(status, tags)
            }
            // The account is recent enough and does not hold it.
            Ok(_) => not_done(StepResult::Failed, error),
        }
    }

    fn is_older(&self, observed: &Observed) -> bool {
        is_older(observed, self.revision, &self.plan.steps, &self.tags)
    }

    /// A step whose effect is there although its own response did not say so.
    fn found_done(&mut self, status: Option<u16>, tags: StepTags) -> StepOutcome {
        self.tags.push(tags);
        StepOutcome {
            result: StepResult::Done,
            status,
            attempts: 1,
            reason: None,
        }
    }
}

fn not_done(result: StepResult, error: PortalError) -> StepOutcome {
    StepOutcome {
        result,
        status: error.status(),
        attempts: 1,
        reason: Some(error),
    }
}

fn deletes(action: &Action) -> bool {
    match action {
        Action::DeleteSchedule(..) | Action::RevokeDelegate(_) => true,
        Action::PatchGeneral(_)
        | Action::PatchAdministrator(_)
        | Action::GrantDelegate(_)
        | Action::PatchChat(_)
        | Action::PutWorkingHours(..)
        | Action::PutWeekendHours(..)
        | Action::PutLunchBreak(..)
        | Action::CreateSchedule(..)
        | Action::PutSchedule(..) => false,
    }
}
