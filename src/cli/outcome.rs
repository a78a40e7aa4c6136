//! From a plan that is approved to what became of it, in words and as rows.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::environment::Environment;
use super::pipeline::Planned;
use super::portal::{Connection, unanswered};
use super::{Exit, Failure};
use crate::apply::{Journal, JournalFault, NotApplied, Outcome, StepOutcome, StepResult, apply};
use crate::contract::PortalError;
use crate::model::{Action, Observed};
use crate::plan::file::PlanDigest;
use crate::plan::{Plan, Step, Verdict};
use crate::report::text;
use crate::report::view::{Action as ActionView, StepView, View};
use crate::words::Message;

/// Writes the plan, tells what did not go well, and gives the exit code so far. `seen` is what
/// this process observed with the same token.
pub(super) async fn carry_out(
    plan: &Plan,
    seen: Option<&Observed>,
    connection: &Connection,
    (state, interrupt): (Option<&Path>, &AtomicBool),
    environment: &Environment,
) -> Result<(Outcome, Exit), Failure> {
    let directory = state.map(Path::to_owned);
    let directory = directory.or_else(|| environment.state_directory());
    let none = || Failure::new(Exit::Usage, Message::new("no-state-directory"));
    let directory = directory.ok_or_else(none)?;
    let digest = PlanDigest::of(plan);
    let at = environment.now.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let mut journal = Journal::begin(&directory, plan.account.as_str(), &at, digest.as_str())
        .map_err(|fault| no_journal(&fault))?;
    let outcome = apply(plan, seen, &*connection.http, &mut journal, interrupt).await;
    let outcome = outcome.map_err(|refused| nothing_tried(&refused))?;
    let exit = tell(plan, &outcome, environment);
    Ok((outcome, exit))
}

/// Every word of consent that the plan needs must have been given.
pub(super) fn consent(plan: &Plan) -> Result<(), Failure> {
    let missing = plan.missing_words();
    if missing.is_empty() {
        return Ok(());
    }
    let flags: Vec<_> = missing
        .iter()
        .map(|word| format!("--allow {}", word.as_str()))
        .collect();
    let message = Message::new("consent-missing").text("flags", flags.join(" "));
    Err(Failure::new(Exit::Refused, message))
}

/// What everything that was read again comes to: the difference must be empty.
pub(super) fn read_back(
    plan: &Plan,
    before: &Observed,
    again: Result<Planned, Failure>,
    environment: &Environment,
) -> Result<Exit, Failure> {
    let account = &plan.account;
    let again = match again {
        Ok(again) => again,
        Err(failure) => {
            failure.tell_of(account.as_str(), environment);
            let message = Message::new("not-read-back").text("account", account);
            return Err(Failure::new(Exit::Partial, message));
        }
    };
    if again.observed.revision < before.revision {
        let message = Message::new("older-read-back").text("account", account);
        return Err(Failure::new(Exit::Partial, message));
    }
    match again.verdict {
        Verdict::InSync(_) => {
            let message = Message::new("applied").text("account", account);
            environment.say(&message.number("count", plan.steps.len()));
            Ok(Exit::Done)
        }
        Verdict::Ready { .. } | Verdict::Refused { .. } => {
            environment.say(&Message::new("not-settled").text("account", account));
            let view = View::of(vec![again.view]);
            environment.tell(&text::render(
                &view,
                &environment.words,
                environment.error_style,
            ));
            Ok(Exit::Partial)
        }
    }
}

fn nothing_tried(refused: &NotApplied) -> Failure {
    match refused {
        NotApplied::Stale => {
            Failure::new(Exit::Stale, Message::new("stale")).help(Message::new("plan-again"))
        }
        NotApplied::ReadOnly => {
            let help = Message::new("portal-403-scope-help");
            Failure::new(Exit::Refused, Message::new("read-only-scope")).help(help)
        }
        NotApplied::Portal(error) => unanswered(error),
    }
}

fn no_journal(fault: &JournalFault) -> Failure {
    let reason = match std::error::Error::source(fault) {
        Some(source) => format!("{fault}: {source}"),
        None => fault.to_string(),
    };
    let message = Message::new("no-journal").text("reason", reason);
    Failure::new(Exit::Failed, message)
}

/// What was done and what was not, and how to go on.
fn tell(plan: &Plan, outcome: &Outcome, environment: &Environment) -> Exit {
    if outcome.is_complete() && outcome.unrecorded.is_none() {
        return Exit::Done;
    }
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
    let (message, exit) = match (outcome.wrote(), outcome.stale, outcome.interrupted) {
        (_, _, true) => ("interrupted", Exit::Interrupted),
        (true, true, false) => ("partial-stale", Exit::Partial),
        (true, false, false) => ("partial", Exit::Partial),
        (false, true, false) => ("stale", Exit::Stale),
        (false, false, false) => ("nothing-applied", Exit::Failed),
    };
    environment.say(&Message::new(message));
    exit
}

/// The portal's reason, with every wrong member.
fn why(reason: &PortalError, environment: &Environment) {
    unanswered(reason).tell(environment);
    if let PortalError::Refused(refusal) = reason {
        for error in &refusal.errors {
            let line = format!("  {} {}: {}", error.code, error.pointer, error.detail);
            environment.tell(&crate::report::harmless(&line));
        }
    }
}

/// Each step with its fate.
pub(super) fn steps(plan: &Plan, outcome: &Outcome) -> Vec<StepView> {
    plan.steps.iter().zip(&outcome.steps).map(row).collect()
}

fn row((step, result): (&Step, &StepOutcome)) -> StepView {
    let action = match &step.action {
        Action::CreateSchedule(..) | Action::GrantDelegate(_) => ActionView::Create,
        Action::DeleteSchedule(..) | Action::RevokeDelegate(_) => ActionView::Delete,
        Action::PatchGeneral(_)
        | Action::PatchAdministrator(_)
        | Action::PatchChat(_)
        | Action::PutWorkingHours(..)
        | Action::PutWeekendHours(..)
        | Action::PutLunchBreak(..)
        | Action::PutSchedule(..) => ActionView::Update,
    };
    let outcome = match result.result {
        StepResult::Done => "done",
        StepResult::Failed => "failed",
        StepResult::Unknown => "unknown",
        StepResult::NotTried => "notTried",
    };
    let path = step.paths.first().map(ToString::to_string);
    StepView {
        action,
        path: path.unwrap_or_default(),
        outcome: outcome.to_owned(),
        status: result.status,
        attempts: result.attempts,
    }
}
