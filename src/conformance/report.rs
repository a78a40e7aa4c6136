//! What became of the checks.

use super::check::Check;
use super::message::Mismatch;
use super::need::Need;

/// What became of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CheckOutcome {
    Pass,
    Fail(Mismatch),
    NotApplicable(Need),
}

impl From<Result<(), Mismatch>> for CheckOutcome {
    fn from(result: Result<(), Mismatch>) -> Self {
        match result {
            Ok(()) => Self::Pass,
            Err(mismatch) => Self::Fail(mismatch),
        }
    }
}

impl CheckOutcome {
    /// Stable word for reports.
    pub(super) fn as_str(&self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail(_) => "fail",
            Self::NotApplicable(_) => "notApplicable",
        }
    }
}

/// A check with its outcome.
pub(super) struct CheckResult {
    pub(super) check: &'static Check,
    pub(super) outcome: CheckOutcome,
}

/// Every check that was run with its outcome, in the order of the list. After an interruption the checks
/// that were not run are missing, and the last one still says whether the account is as it was.
pub(crate) struct ConformanceReport {
    pub(super) portal: String,
    pub(super) account: String,
    pub(super) results: Vec<CheckResult>,
    /// Whether the run was stopped before its end.
    pub(crate) interrupted: bool,
}

/// How many checks passed, failed and were not applicable.
#[derive(Debug, Default)]
pub(super) struct OutcomeCounts {
    pub(super) pass: usize,
    pub(super) fail: usize,
    pub(super) not_applicable: usize,
}

impl ConformanceReport {
    pub(crate) fn all_pass(&self) -> bool {
        self.counts().fail == 0
    }

    pub(super) fn counts(&self) -> OutcomeCounts {
        let mut counts = OutcomeCounts::default();
        for result in &self.results {
            match result.outcome {
                CheckOutcome::Pass => counts.pass += 1,
                CheckOutcome::Fail(_) => counts.fail += 1,
                CheckOutcome::NotApplicable(_) => counts.not_applicable += 1,
            }
        }
        counts
    }
}
