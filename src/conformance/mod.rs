//! The contract's own test, run against any portal that claims to speak it. It writes to an
//! account, and puts back what it changed. It knows nothing of the client nor of the embedded
//! portal, so that it can catch the mistakes of both.

mod answer;
mod checks;
mod form;
mod restore;
mod step;
mod tokens;
mod trial;

#[cfg(test)]
mod tests;

use std::pin::pin;

use futures_util::future::{BoxFuture, Either, select};
use serde_json::Value;

use answer::{Mismatch, Probe};
use checks::all;
pub(crate) use form::{Form, render};
use restore::Baseline;
pub(crate) use tokens::{Holder, Tokens};
use trial::Trial;

/// What is run, and with whose tokens.
pub(crate) struct Claim {
    /// Address of the portal, without a slash at its end.
    pub(crate) origin: String,
    pub(crate) account: String,
    pub(crate) tokens: Tokens,
    /// One more root certificate, in PEM.
    pub(crate) extra_root: Option<Vec<u8>>,
    /// These checks alone; all when empty.
    pub(crate) only: Vec<String>,
}

/// Why nothing could be checked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    #[error("prepare a connection")]
    Connection(#[from] reqwest::Error),
    #[error("read the settings as the primary administrator: {0}")]
    NoSettings(String),
}

/// One check of the list.
struct Check {
    /// Also the message of the catalogue that says the rule, with `check-` before.
    id: &'static str,
    rule: &'static str,
    group: &'static str,
    /// Sentence of the help page that the rule comes from; otherwise it is the contract's.
    page: Option<&'static str>,
    needs: &'static [Need],
    steps: &'static [&'static str],
    /// What steps cannot say.
    more: Option<More>,
}

type More = for<'a, 'b> fn(&'a mut Trial<'b>) -> BoxFuture<'a, Result<(), Mismatch>>;

/// What a check cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    Token(Holder),
    /// Someone on the portal's list who is no delegate yet.
    Candidate,
    Deployed,
    Undeployed,
    /// A second account that the system token sees.
    SecondAccount,
    /// No weekly schedule and no special event in French.
    NoSchedules,
}

impl Need {
    /// Why a check is not applicable, as a message of the catalogue.
    fn lacking(self) -> &'static str {
        match self {
            Self::Token(Holder::Delegate) => "conformance-lacks-delegate",
            Self::Token(Holder::Reader) => "conformance-lacks-reader",
            Self::Token(Holder::System) => "conformance-lacks-system",
            Self::Token(Holder::Other | Holder::Primary | Holder::Stranger | Holder::Nobody) => {
                "conformance-lacks-other"
            }
            Self::Candidate => "conformance-lacks-candidate",
            Self::Deployed => "conformance-lacks-software",
            Self::Undeployed => "conformance-has-software",
            Self::SecondAccount => "conformance-lacks-second",
            Self::NoSchedules => "conformance-has-schedules",
        }
    }
}

/// What became of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    Pass,
    Fail(Mismatch),
    NotApplicable(Need),
}

struct Finding {
    check: &'static Check,
    outcome: Outcome,
}

/// Every check with its outcome, in the order of the list.
pub(crate) struct Report {
    portal: String,
    account: String,
    findings: Vec<Finding>,
    /// Whether the run was told to stop before its end.
    pub(crate) interrupted: bool,
}

impl Report {
    pub(crate) fn all_pass(&self) -> bool {
        let failed = |finding: &Finding| matches!(finding.outcome, Outcome::Fail(_));
        !self.findings.iter().any(failed)
    }
}

/// Whether there is a check of that name.
pub(crate) fn is_check(id: &str) -> bool {
    all().any(|check| check.id == id)
}

/// The last check, of the run itself.
const RESTORED: Check = Check {
    id: "account-is-as-it-was",
    rule: "check-account-is-as-it-was",
    group: "run",
    page: None,
    needs: &[],
    steps: &[],
    more: None,
};

/// Runs the checks one by one, and puts the account back after each, also when `stop` ends the run.
pub(crate) async fn run(claim: Claim, stop: impl Future<Output = ()>) -> Result<Report, Fault> {
    let probe = Probe::new(&claim)?;
    let before = Baseline::read(&probe).await?;
    let mut report = Report {
        portal: claim.origin.clone(),
        account: claim.account.clone(),
        findings: Vec::new(),
        interrupted: false,
    };
    let mut stop = pin!(stop);
    let wanted = |id| claim.only.is_empty() || claim.only.iter().any(|only| only == id);
    for check in all().filter(|check| wanted(check.id)) {
        let outcome = match select(pin!(judged(check, &probe, &before, &claim)), &mut stop).await {
            Either::Left((outcome, _)) => outcome,
            Either::Right(((), _)) => {
                report.interrupted = true;
                before.restore(&probe).await;
                break;
            }
        };
        report.findings.push(Finding { check, outcome });
    }
    report.findings.push(Finding {
        check: &RESTORED,
        outcome: before.as_it_was(&probe).await,
    });
    Ok(report)
}

async fn judged(check: &'static Check, probe: &Probe, before: &Baseline, claim: &Claim) -> Outcome {
    if let Some(need) = check.needs.iter().find(|need| !before.has(**need, claim)) {
        return Outcome::NotApplicable(*need);
    }
    let outcome = match Trial::new(probe, before) {
        Ok(mut trial) => trial.run(check).await,
        Err(mismatch) => Err(mismatch),
    };
    before.restore(probe).await;
    match outcome {
        Ok(()) => Outcome::Pass,
        Err(mismatch) => Outcome::Fail(mismatch),
    }
}

/// A text member, or nothing.
fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found.unwrap_or_default()
}
