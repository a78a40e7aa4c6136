//! A run: one check after the other on a real account, which is put back after each.
//!
//! Putting back after each check and not only at the end keeps the checks independent: a portal that
//! fails one of them would otherwise leave a state in which the next ones fail for no fault of theirs.
//! It also bounds what an interrupted run leaves behind to one check.

use std::pin::pin;

use futures_util::future::{Either, select};

use super::check::Check;
use super::checks::all;
use super::claim::{Claim, ConformanceError};
use super::message::Mismatch;
use super::probe::Probe;
use super::report::{CheckOutcome, CheckResult, ConformanceReport};
use super::restore::Baseline;
use super::trial::Trial;

/// Whether there is a check of that name.
pub(crate) fn is_check(id: &str) -> bool {
    all().any(|check| check.id == id)
}

/// The last check, of the run itself.
pub(super) const RESTORED: Check = Check {
    id: "account-is-as-it-was",
    rule: "check-account-is-as-it-was",
    group: "run",
    page: None,
    needs: &[],
    steps: &[],
    more: None,
};

/// Runs the checks one by one, and puts the account back after each, also when `stop` ends the run.
///
/// # Errors
///
/// [`ConformanceError`] when the settings cannot be read at all. A portal that fails a check is no
/// error but a result.
pub(crate) async fn run(
    claim: Claim,
    stop: impl Future<Output = ()>,
) -> Result<ConformanceReport, ConformanceError> {
    let probe = Probe::new(&claim)?;
    let before = Baseline::read(&probe).await?;
    let mut report = ConformanceReport {
        portal: claim.origin.clone(),
        account: claim.account.clone(),
        results: Vec::new(),
        interrupted: false,
    };
    let mut stop = pin!(stop);
    for check in all().filter(|check| is_wanted(check, &claim.only)) {
        let judged = pin!(judged(check, &probe, &before, &claim));
        let outcome = match select(judged, &mut stop).await {
            Either::Left((outcome, _)) => outcome,
            // The check was cut off anywhere, perhaps with a request in flight. What it left is
            // repaired like after any other check.
            Either::Right(((), _)) => {
                report.interrupted = true;
                before.restore(&probe).await;
                break;
            }
        };
        report.results.push(CheckResult { check, outcome });
    }
    report.results.push(CheckResult {
        check: &RESTORED,
        outcome: before.as_it_was(&probe).await.into(),
    });
    Ok(report)
}

fn is_wanted(check: &Check, only: &[String]) -> bool {
    only.is_empty() || only.iter().any(|id| id == check.id)
}

async fn judged(
    check: &'static Check,
    probe: &Probe,
    before: &Baseline,
    claim: &Claim,
) -> CheckOutcome {
    if let Some(need) = check.needs.iter().find(|need| !before.has(**need, claim)) {
        return CheckOutcome::NotApplicable(*need);
    }
    let outcome = tried(check, probe, before).await;
    // Also after a failure, so that the next check finds the account as it was.
    before.restore(probe).await;
    outcome.into()
}

/// Steps in their order, up to the first that is not met.
async fn tried(check: &Check, probe: &Probe, before: &Baseline) -> Result<(), Mismatch> {
    let mut trial = Trial::new(probe, before)?;
    for line in check.steps {
        trial.step(line).await?;
    }
    match check.more {
        Some(more) => more(&mut trial).await,
        None => Ok(()),
    }
}
