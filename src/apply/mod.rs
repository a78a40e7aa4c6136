//! Carries out a plan, one write after the other, with its intent and outcome on disk first.

mod journal;
mod settle;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::contract::{PortalError, WritePortal, Written};
use crate::model::{Action, ETag, Observed, Precondition, Resource, Scope};
use crate::plan::{Plan, Require, Step};
pub(crate) use journal::{Journal, JournalFault};
use settle::Stored;

/// How one step went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StepOutcome {
    pub(crate) result: StepResult,
    /// HTTP status of the last answer, if there was one.
    pub(crate) status: Option<u16>,
    pub(crate) attempts: u32,
    pub(crate) reason: Option<PortalError>,
}

/// What is known of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StepResult {
    Done,
    Failed,
    /// The answer was lost, and reading again did not settle it.
    Unknown,
    NotTried,
}

/// Why no step was tried.
#[derive(Debug)]
pub(crate) enum Refused {
    /// The account is no longer as planned.
    Stale,
    /// The token may read and not write.
    ReadOnly,
    Portal(PortalError),
}

/// How the whole went, step by step.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) steps: Vec<StepOutcome>,
    /// A step met a state that is not the planned one.
    pub(crate) stale: bool,
    pub(crate) interrupted: bool,
    /// The journal could not be kept, so no further step was tried.
    pub(crate) unrecorded: Option<JournalFault>,
}

impl Outcome {
    pub(crate) fn is_complete(&self) -> bool {
        self.steps
            .iter()
            .all(|step| step.result == StepResult::Done)
    }

    /// Whether anything was or may have been written.
    pub(crate) fn wrote(&self) -> bool {
        let wrote =
            |step: &StepOutcome| matches!(step.result, StepResult::Done | StepResult::Unknown);
        self.steps.iter().any(wrote)
    }
}

/// Applies a plan. `seen` is what this process observed with the same token, if it did: then a
/// conditional GET is enough to know that nothing changed.
pub(crate) async fn apply(
    plan: &Plan,
    seen: Option<&Observed>,
    portal: &impl WritePortal,
    journal: &mut Journal,
    interrupted: &AtomicBool,
) -> Result<Outcome, Refused> {
    let revision = still_as_planned(plan, seen, portal).await?;
    let mut run = Run {
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
        if interrupted.load(Ordering::SeqCst) {
            outcome.interrupted = true;
            break;
        }
        if let Err(fault) = journal.intent(at, step) {
            outcome.unrecorded = Some(fault);
            break;
        }
        let done = run.step(step).await;
        outcome.unrecorded = journal.outcome(at, &done).err();
        let stop = done.result != StepResult::Done || outcome.unrecorded.is_some();
        outcome.stale |= done.reason.as_ref().is_some_and(is_stale);
        outcome.steps.push(done);
        if stop {
            break;
        }
    }
    outcome.steps.resize_with(plan.steps.len(), || StepOutcome {
        result: StepResult::NotTried,
        status: None,
        attempts: 0,
        reason: None,
    });
    Ok(outcome)
}

/// Steps of a plan that was carried out whose value the portal does not hold: it answered well and
/// stored something else.
pub(crate) fn unsettled<'a>(plan: &'a Plan, observed: &Observed) -> Vec<&'a Step> {
    let steps = plan.steps.iter().enumerate();
    let last: HashMap<_, _> = steps
        .clone()
        .map(|(at, step)| (step.action.resource(), at))
        .collect();
    let rewritten = |at: usize, step: &Step| {
        let whole = matches!(step.action, Action::PutSchedule(..));
        whole && last.get(&step.action.resource()) != Some(&at)
    };
    let stored = Stored::of(observed);
    steps
        .filter(|(at, step)| !rewritten(*at, step) && !stored.holds(&step.action))
        .map(|(_, step)| step)
        .collect()
}

/// The revision at which the account is as planned.
async fn still_as_planned(
    plan: &Plan,
    seen: Option<&Observed>,
    portal: &impl WritePortal,
) -> Result<u64, Refused> {
    let now = match seen {
        Some(seen) => portal.observe_again(seen).await,
        None => portal.observe(&plan.account).await.map(Some),
    };
    let now = now.map_err(Refused::Portal)?;
    let Some(observed) = now.as_ref().or(seen) else {
        return Err(Refused::Stale);
    };
    if observed.viewer.scope == Scope::Read {
        return Err(Refused::ReadOnly);
    }
    if plan.base.holds_for(observed) {
        Ok(observed.revision)
    } else {
        Err(Refused::Stale)
    }
}

/// The statuses by which the contract says "no longer as planned".
fn is_stale(error: &PortalError) -> bool {
    match error {
        PortalError::Refused(refusal) => {
            matches!(refusal.status, 404 | 410 | 412) || refusal.kind == "name-taken"
        }
        PortalError::Unreachable { .. }
        | PortalError::Lost { .. }
        | PortalError::NotThePortal { .. }
        | PortalError::Newer { .. } => false,
    }
}

/// Tags that a step's answer gave.
#[derive(Default, Clone)]
struct Tags {
    resource: Option<ETag>,
    lunch_break: Option<ETag>,
}

struct Run<'a, P> {
    plan: &'a Plan,
    portal: &'a P,
    /// What is older was read from before the first write.
    revision: u64,
    tags: Vec<Tags>,
}

impl<P: WritePortal> Run<'_, P> {
    async fn step(&mut self, step: &Step) -> StepOutcome {
        let precondition = self.precondition(step);
        let written = self
            .portal
            .write(&self.plan.account, &step.action, &precondition)
            .await;
        match written {
            Ok(written) => self.done(written),
            Err(error) => self.settle(step, &precondition, error).await,
        }
    }

    fn done(&mut self, written: Written) -> StepOutcome {
        self.tags.push(Tags {
            resource: written.etag,
            lunch_break: written.lunch_break,
        });
        StepOutcome {
            result: StepResult::Done,
            status: Some(written.status),
            attempts: written.attempts,
            reason: None,
        }
    }

    fn precondition(&self, step: &Step) -> Precondition {
        let unknown = || ETag("\"\"".to_owned());
        match &step.require {
            Require::None => Precondition::None,
            Require::Absent => Precondition::Absent,
            Require::Planned(etag) => Precondition::Matches(etag.clone()),
            Require::After(at) => {
                let tags = self.tags.get(*at).cloned().unwrap_or_default();
                let after = self.plan.steps.get(*at).map(|step| step.action.resource());
                let ticked = matches!(after, Some(Resource::WorkingHours(_)))
                    && matches!(step.action, Action::PutLunchBreak(..));
                let tag = if ticked {
                    tags.lunch_break
                } else {
                    tags.resource
                };
                // A tag that no answer gave matches nothing, so the step is stale.
                Precondition::Matches(tag.unwrap_or_else(unknown))
            }
        }
    }

    /// An answer that is no success: some mean that all is well, and a lost one is settled by
    /// reading again. Nothing is ever sent again with a fresh tag.
    async fn settle(
        &mut self,
        step: &Step,
        precondition: &Precondition,
        error: PortalError,
    ) -> StepOutcome {
        let status = match &error {
            PortalError::Refused(refusal) => Some(refusal.status),
            PortalError::Unreachable { .. }
            | PortalError::Lost { .. }
            | PortalError::NotThePortal { .. }
            | PortalError::Newer { .. } => None,
        };
        let deletes = matches!(
            step.action,
            Action::DeleteSchedule(..) | Action::RevokeDelegate(_)
        );
        if deletes && matches!(status, Some(404 | 410)) {
            return self.settled(status, Tags::default());
        }
        let creates = matches!(precondition, Precondition::Absent) && status == Some(412);
        let lost = matches!(
            error,
            PortalError::Lost { .. } | PortalError::NotThePortal { .. }
        );
        let failed = |result| StepOutcome {
            result,
            status,
            attempts: 1,
            reason: Some(error.clone()),
        };
        if !creates && !lost {
            return failed(StepResult::Failed);
        }
        match self.portal.observe(&self.plan.account).await {
            Err(_) => failed(StepResult::Unknown),
            Ok(observed) if self.is_older(&observed) => failed(StepResult::Unknown),
            Ok(observed) if Stored::of(&observed).holds(&step.action) => {
                let resource = step.action.resource().key();
                let tags = Tags {
                    resource: observed.etags.get(&resource).cloned(),
                    lunch_break: settle::lunch_break_tag(&step.action, &observed),
                };
                self.settled(status, tags)
            }
            Ok(_) => failed(StepResult::Failed),
        }
    }

    /// Whether the portal answered with a state from before something that it acknowledged: such a
    /// state says nothing of a write after it.
    fn is_older(&self, observed: &Observed) -> bool {
        let mut given = BTreeMap::new();
        for (step, tags) in self.plan.steps.iter().zip(&self.tags) {
            let resource = step.action.resource();
            if let Resource::LunchBreak(language) = resource {
                // The tag of the working hours covers it.
                given.remove(&Resource::WorkingHours(language).key());
            }
            // A delegate has no tag of its own in what is read.
            let tag = tags.resource.as_ref();
            match tag.filter(|_| !matches!(resource, Resource::Delegate(_))) {
                Some(tag) => given.insert(resource.key(), tag),
                None => given.remove(&resource.key()),
            };
        }
        let mut given = given.into_iter();
        observed.revision < self.revision
            || given.any(|(key, tag)| observed.etags.get(&key) != Some(tag))
    }

    fn settled(&mut self, status: Option<u16>, tags: Tags) -> StepOutcome {
        self.tags.push(tags);
        StepOutcome {
            result: StepResult::Done,
            status,
            attempts: 1,
            reason: None,
        }
    }
}
