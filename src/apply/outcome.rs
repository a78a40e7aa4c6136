//! How an apply went, step by step.

use super::journal::JournalFault;
use crate::contract::PortalError;

/// How one step went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StepOutcome {
    pub(crate) result: StepResult,
    /// HTTP status of the last response, if there was one.
    pub(crate) status: Option<u16>,
    /// How often the request was sent; 0 when the step was not tried.
    pub(crate) attempts: u32,
    /// Why the step is not done.
    pub(crate) reason: Option<PortalError>,
}

impl StepOutcome {
    pub(super) const NOT_TRIED: Self = Self {
        result: StepResult::NotTried,
        status: None,
        attempts: 0,
        reason: None,
    };
}

/// What is known of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StepResult {
    /// The portal acknowledged it, or holds what it was to leave behind.
    Done,
    /// It did not happen.
    Failed,
    /// The response was lost, and reading the account did not settle whether it happened.
    Unknown,
    /// An earlier step was not done, or the apply was interrupted.
    NotTried,
}

impl StepResult {
    /// Stable word for journals.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::NotTried => "notTried",
        }
    }
}

/// Why no step was tried. Nothing was written.
#[derive(Debug)]
pub(crate) enum NotApplied {
    /// The account is no longer as planned.
    Stale,
    /// The token may read and not write.
    ReadOnly,
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

    /// Whether anything was or may have been written.
    pub(crate) fn wrote(&self) -> bool {
        let mut results = self.steps.iter().map(|step| step.result);
        results.any(|result| matches!(result, StepResult::Done | StepResult::Unknown))
    }
}
