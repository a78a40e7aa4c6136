//! What is known of one step.

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

    pub(super) fn named(word: &str) -> Option<Self> {
        let all = [Self::Done, Self::Failed, Self::Unknown, Self::NotTried];
        all.into_iter().find(|result| result.as_str() == word)
    }
}
