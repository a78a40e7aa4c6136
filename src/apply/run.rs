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
//! A write ends in one of three ways:
//!
//! 1. *It is acknowledged.* Its tags are kept for the steps after it.
//! 2. *It is refused* by a rule. It did not happen, and the plan ends here.
//! 3. *Its outcome is open.* The response was lost, or it may be an echo of the tool's own write: who
//!    sends an update twice hears of the second one that the tag is stale (412), who deletes twice
//!    that nothing is there (404), and a proxy may have repeated what was sent once. So the account is
//!    read, for every kind of write alike (`settle.rs`).
//!
//! In no case is the write sent again under a fresh tag. That would overwrite what somebody else may
//! have written in the meantime, and the plan was approved for a state without it.

use super::in_flight::Intent;
use super::journal::Journal;
use super::outcome::{NotApplied, Outcome};
use super::settle::{Sight, is_about_the_tag, is_open, is_refusal, look, wait};
use super::step_outcome::{StepOutcome, StepResult};
use super::stop::Patience;
use super::tags::{StepTags, earlier, is_older, precondition};
use super::undisturbed::is_undisturbed;
use crate::contract::{PortalError, WriteFailure, WritePortal, WriteReceipt};
use crate::model::{Observed, Precondition, Role, Scope};
use crate::plan::{Candidates, Plan, Refusals, Step, refused_grants};

/// What this process has observed of an account with the token that it writes with.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sighting<'a> {
    /// When it was planned: a conditional GET is enough to know that nothing changed since.
    Planned(&'a Observed),
    /// Just now.
    Fresh(&'a Observed),
}

/// Applies a plan.
///
/// # Errors
///
/// [`NotApplied`], and then nothing was written. Whatever happens after the first write is in the
/// [`Outcome`].
pub(crate) async fn apply(
    plan: &Plan,
    seen: Sighting<'_>,
    portal: &impl WritePortal,
    journal: &mut Journal,
    patience: Patience<'_>,
) -> Result<Outcome, NotApplied> {
    // Each write carries a precondition of its own, but these cannot see what a plan rests on without
    // writing it: the guards, the role of the token, and the hours that a loss was computed from.
    let before = still_as_planned(plan, seen, portal).await?;
    still_the_candidates(plan, portal).await?;
    let mut run = ApplyRun {
        plan,
        portal,
        patience,
        before,
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
        if patience.stop.is_set() {
            outcome.interrupted = true;
            break;
        }
        let condition = precondition(step, &plan.steps, &run.tags);
        // Without a record of the intent a crash during the write would leave no trace of it.
        if let Err(fault) = journal.intent(&run.intent(at, step, &condition)) {
            outcome.unrecorded = Some(fault);
            break;
        }
        let done = run.step(at, step, &condition).await;
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

/// The account, which is as planned. Only what the plan rests on is compared: a change
/// elsewhere in the account does not make it stale.
async fn still_as_planned(
    plan: &Plan,
    seen: Sighting<'_>,
    portal: &impl WritePortal,
) -> Result<Observed, NotApplied> {
    let (now, seen) = match seen {
        Sighting::Planned(seen) => (portal.observe_again(seen).await, seen),
        Sighting::Fresh(seen) => (Ok(None), seen),
    };
    let now = now.map_err(NotApplied::Portal)?;
    // The portal says that nothing changed since it was seen, or shows what there is now.
    let observed = now.unwrap_or_else(|| seen.clone());
    // The portal would refuse the first write for this anyway, but only after a journal was begun.
    let viewer = &observed.viewer;
    if viewer.scope == Scope::Read || viewer.role == Role::System {
        return Err(NotApplied::ReadOnly);
    }
    if plan.base.holds_for(&observed) {
        Ok(observed)
    } else {
        Err(NotApplied::Stale)
    }
}

/// A user code may have passed to another person since the plan was made, and the write sends the code
/// alone.
async fn still_the_candidates(plan: &Plan, portal: &impl WritePortal) -> Result<(), NotApplied> {
    let mut candidates = Candidates::new();
    for (user, _) in plan.steps.iter().filter_map(|step| step.action.granted()) {
        let candidate = portal.candidate(&plan.account, user).await;
        candidates.insert(user.clone(), candidate.map_err(NotApplied::Portal)?);
    }
    match Refusals::of(refused_grants(plan, &candidates)) {
        Some(refusals) => Err(NotApplied::Refused(refusals)),
        None => Ok(()),
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
    patience: Patience<'a>,
    /// The account before the first write.
    before: Observed,
    /// One entry for each step that is done.
    tags: Vec<StepTags>,
}

impl<P: WritePortal> ApplyRun<'_, P> {
    /// What is on disk before the write: with it, a later run knows whether the write may still come.
    fn intent(&self, at: usize, step: &Step, condition: &Precondition) -> Intent {
        Intent::of(at, step, condition)
            .since(self.before.revision)
            .after(earlier(step, &self.plan.steps, &self.tags))
    }

    async fn step(&mut self, at: usize, step: &Step, condition: &Precondition) -> StepOutcome {
        let account = &self.plan.account;
        let written = self.portal.write(account, &step.action, condition).await;
        match written {
            Ok(receipt) => self.acknowledged(receipt),
            Err(failure) if is_open(&failure) => self.settle(at, step, condition, failure).await,
            Err(failure) => not_done(StepResult::Failed, failure),
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

    /// Finds out what became of a write by reading the account.
    async fn settle(
        &mut self,
        at: usize,
        step: &Step,
        condition: &Precondition,
        failure: WriteFailure,
    ) -> StepOutcome {
        // Nothing is known of a request that was lost. Of one that was refused as not fitting, a reading in
        // which it would fit knows nothing either: a cache shows the account from before.
        let lost = failure.error.is_lost();
        let sight = {
            let look = || async {
                let observed = self.portal.observe(&self.plan.account).await.ok();
                let recent = observed.filter(|observed| !self.is_older(observed));
                let sight = look(step, condition, recent.as_ref());
                self.trusted(sight, at, recent.as_ref())
            };
            // A refusal says that the portal has dealt with the request, so one look is enough, unless
            // what is seen contradicts it. Of a request that was lost nothing is known: it may be
            // carried out in a minute.
            if lost || is_about_the_tag(&failure) {
                wait(look, self.patience).await
            } else {
                look().await
            }
        };
        match sight {
            // It is there. The tags are those that the lost response would have given.
            Sight::Arrived(tags) => {
                self.tags.push(tags);
                StepOutcome {
                    result: StepResult::Done,
                    status: failure.error.status(),
                    attempts: failure.attempts,
                    reason: None,
                }
            }
            Sight::Overtaken if is_refusal(&failure) => not_done(StepResult::Failed, failure),
            // The portal would refuse it now, but may have stored it before somebody changed the resource.
            Sight::Overtaken => not_done(StepResult::Unknown, failure),
            // A portal that says "another tag", and then shows the old one, shows an old state.
            Sight::NotYet if !lost && !is_about_the_tag(&failure) => {
                not_done(StepResult::Failed, failure)
            }
            Sight::NotYet | Sight::Unclear => not_done(StepResult::Unknown, failure),
        }
    }

    /// What was found, without the tags where they belong to a change by somebody else. A later step of
    /// the resource is then refused as stale.
    fn trusted(&self, sight: Sight, at: usize, observed: Option<&Observed>) -> Sight {
        match (sight, observed) {
            (Sight::Arrived(_), Some(observed))
                if !is_undisturbed(&self.before, &self.plan.steps[..=at], observed) =>
            {
                Sight::Arrived(StepTags::default())
            }
            (sight, _) => sight,
        }
    }

    fn is_older(&self, observed: &Observed) -> bool {
        is_older(observed, self.before.revision, &self.plan.steps, &self.tags)
    }
}

fn not_done(result: StepResult, failure: WriteFailure) -> StepOutcome {
    StepOutcome {
        result,
        status: failure.error.status(),
        attempts: failure.attempts,
        reason: Some(failure.error),
    }
}
