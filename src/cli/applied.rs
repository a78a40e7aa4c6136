//! What became of a plan, reported on standard error, and the exit code that it means.

use std::path::PathBuf;

use super::environment::Environment;
use super::exit::Exit;
use super::failure::{Failure, no_journal};
use crate::apply::{Outcome, StepResult};
use crate::contract::PortalError;
use crate::plan::Plan;
use crate::reconcile::{Applied, Ending, ReadBack};
use crate::report::harmless;
use crate::words::Message;

impl From<Ending> for Exit {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Settled => Self::Done,
            Ending::Partial => Self::Partial,
            Ending::Stale => Self::Stale,
            Ending::NothingDone => Self::Failed,
            Ending::Interrupted => Self::Interrupted,
        }
    }
}

/// Where journals are kept.
pub(super) fn state_directory(
    named: Option<&PathBuf>,
    environment: &Environment,
) -> Result<PathBuf, Failure> {
    let directory = named.cloned().or_else(|| environment.state_directory());
    directory.ok_or_else(|| Failure::new(Exit::Usage, Message::new("no-state-directory")))
}

/// Reports what was done, what was not, and how to go on.
pub(super) fn report(plan: &Plan, applied: &Applied, environment: &Environment) -> Exit {
    let ending = applied.ending();
    match &applied.read_back {
        Some(read_back) => report_read_back(plan, read_back, environment),
        None => report_steps(plan, &applied.outcome, ending, environment),
    }
    ending.into()
}

fn report_read_back(plan: &Plan, read_back: &ReadBack, environment: &Environment) {
    let about = |id| Message::new(id).text("account", &plan.account);
    match read_back {
        ReadBack::Settled => {
            environment.say(&about("applied").number("count", plan.steps.len()));
        }
        ReadBack::Unsettled { changes, paths } => {
            environment.say(&about("not-settled"));
            let changed = changes.iter().map(|change| &change.path);
            let left: std::collections::BTreeSet<_> = changed.chain(paths).collect();
            for path in left {
                environment.say(&Message::new("step-has-failed").text("path", path));
            }
        }
        ReadBack::Older => {
            Failure::new(Exit::Partial, about("older-read-back")).tell(environment);
        }
        ReadBack::Unread(error) => {
            Failure::from(error).tell_of(plan.account.as_str(), environment);
            Failure::new(Exit::Partial, about("not-read-back")).tell(environment);
        }
        ReadBack::GivenUp => {
            environment.say(&Message::new("interrupted"));
            Failure::new(Exit::Partial, about("not-read-back")).tell(environment);
        }
    }
}

fn report_steps(plan: &Plan, outcome: &Outcome, ending: Ending, environment: &Environment) {
    for (step, result) in plan.steps.iter().zip(&outcome.steps) {
        let id = match result.result {
            StepResult::Done => "step-was-done",
            StepResult::Failed => "step-has-failed",
            StepResult::Unknown => "step-is-unknown",
            StepResult::NotTried => "step-was-not-tried",
        };
        let paths: Vec<_> = step.paths.iter().map(ToString::to_string).collect();
        environment.say(&Message::new(id).text("path", paths.join(", ")));
        if let Some(reason) = &result.reason {
            why(reason, environment);
        }
    }
    if let Some(fault) = &outcome.unrecorded {
        no_journal(fault).tell(environment);
    }
    environment.say(&Message::new(match ending {
        Ending::Interrupted => "interrupted",
        Ending::Partial if outcome.stale => "partial-stale",
        Ending::Partial => "partial",
        Ending::Stale => "stale",
        Ending::NothingDone | Ending::Settled => "nothing-applied",
    }));
}

/// The portal's reason, with every wrong member.
fn why(reason: &PortalError, environment: &Environment) {
    Failure::from(reason).tell(environment);
    if let PortalError::Refused(refusal) = reason {
        for error in &refusal.errors {
            let line = format!("  {} {}: {}", error.code, error.pointer, error.detail);
            environment.tell(&harmless(&line));
        }
    }
}
