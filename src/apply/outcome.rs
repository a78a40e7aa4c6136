//! How an apply went as a whole.

use super::disk::JournalFault;
use super::step_outcome::{StepOutcome, StepResult};
use crate::contract::PortalError;
use crate::plan::Refusals;

/// Why no step was tried. Nothing was written.
#[derive(Debug)]
pub(crate) enum NotApplied {
    /// The account is no longer as planned.
    Stale,
    /// The token may read and not write.
    ReadOnly,
    /// A grant would give the rights to somebody else than planned.
    Refused(Refusals),
    /// The account could not be read.
    Portal(PortalError),
}

/// How the whole plan went.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// One for each step of the plan, in its order.
    pub(crate) steps: Vec<StepOutcome>,
    /// A step met a state that is not the planned one. Together with [`Outcome::wrote`] this decides
    /// between "stale, nothing was applied" (exit 4) and "applied in part" (exit 5).
    pub(crate) stale: bool,
    /// The user stopped the apply; the request in flight was finished first.
    pub(crate) interrupted: bool,
    /// The journal could not be kept, so no further step was tried.
    pub(crate) unrecorded: Option<JournalFault>,
}

impl Outcome {
    pub(crate) fn is_complete(&self) -> bool {
        let mut results = self.steps.iter().map(|step| step.result);
        results.all(|result| result == StepResult::Done)
    }

    /// Whether the portal said no to a step. The same request would be refused again.
    pub(crate) fn is_refused(&self) -> bool {
        let mut reasons = self.steps.iter().filter_map(|step| step.reason.as_ref());
        reasons.any(|reason| reason.rejection().is_some())
    }

    /// Whether anything was or may have been written.
    pub(crate) fn wrote(&self) -> bool {
        let mut results = self.steps.iter().map(|step| step.result);
        results.any(|result| matches!(result, StepResult::Done | StepResult::Unknown))
    }
}
