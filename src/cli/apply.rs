//! `consigne apply`: plan, ask, write, read back.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::args::{ApplyArgs, Format};
use super::environment::Environment;
use super::pipeline::{Planned, Ready, propose};
use super::plan::{load, ready, shown};
use super::portal::{Connection, connect, unanswered};
use super::{Exit, Failure};
use crate::apply::{Journal, Outcome, Refused, StepResult, apply};
use crate::contract::PortalError;
use crate::model::Observed;
use crate::plan::file::{PlanDigest, sha256};
use crate::plan::{Plan, Verdict};
use crate::report::view::{Action, StepView, View};
use crate::words::Message;

pub(super) async fn run(args: &ApplyArgs, environment: &Environment) -> Result<Exit, Failure> {
    if let Some(path) = &args.plan {
        return saved(args, path, environment).await;
    }
    if !args.auto_approve && args.expect.is_none() && !environment.is_interactive() {
        let help = Message::new("no-approval-help");
        return Err(Failure::new(Exit::Usage, Message::new("no-approval")).help(help));
    }
    let mut exit = Exit::Done;
    for ready in ready(&args.paths, environment)? {
        exit = exit.worst(one(args, &ready, environment).await?);
    }
    Ok(exit)
}

async fn one(args: &ApplyArgs, ready: &Ready, environment: &Environment) -> Result<Exit, Failure> {
    let account = ready.desired.account.as_str();
    let connection = connect(&args.portal, account, Some(&ready.desired), environment).await?;
    let (http, origin) = (&connection.http, connection.origin.as_str());
    let propose = || propose(ready, http, origin, &args.scope, environment);
    let planned = propose().await?;
    let mut view = View::of(vec![planned.view.clone()]);
    let Planned {
        verdict, observed, ..
    } = planned;
    let plan = match verdict {
        Verdict::Ready { plan, .. } => plan,
        Verdict::InSync(_) => {
            environment.result(&shown(&view, args.output.format, environment));
            return Ok(Exit::Done);
        }
        Verdict::Refused { .. } => {
            environment.result(&shown(&view, args.output.format, environment));
            return Ok(Exit::Refused);
        }
    };
    if args.output.format == Format::Text {
        environment.result(&shown(&view, Format::Text, environment));
    }
    approve(args, &plan, environment).await?;
    let outcome = write(args, &plan, Some(&observed), &connection, environment).await?;
    if let Some(account) = view.accounts.first_mut() {
        account.steps = Some(steps(&plan, &outcome));
    }
    if args.output.format == Format::Json {
        environment.result(&view.to_json());
    }
    let exit = tell(&plan, &outcome, environment);
    if exit != Exit::Done {
        return Ok(exit);
    }
    // Everything is read again: the difference must be empty.
    let again = propose().await?;
    match again.verdict {
        Verdict::InSync(_) => {
            let count = plan.steps.len();
            environment.say(
                &Message::new("applied")
                    .text("account", account)
                    .number("count", count),
            );
            Ok(Exit::Done)
        }
        Verdict::Ready { .. } | Verdict::Refused { .. } => {
            let view = View::of(vec![again.view]);
            environment.say(&Message::new("not-settled").text("account", account));
            environment.tell(&shown(&view, Format::Text, environment));
            Ok(Exit::Partial)
        }
    }
}

/// Words of consent and the approval: a flag, a digest, or a person who answers `yes`.
async fn approve(args: &ApplyArgs, plan: &Plan, environment: &Environment) -> Result<(), Failure> {
    if let Some(wanted) = &args.expect {
        let now = PlanDigest::of(plan);
        if now.as_str() != wanted {
            let message = Message::new("digest-differs")
                .text("wanted", wanted)
                .text("now", now.as_str());
            return Err(Failure::new(Exit::Stale, message).help(Message::new("plan-again")));
        }
    }
    let asks = !args.auto_approve && args.expect.is_none();
    let missing = plan.missing_words();
    if !missing.is_empty() && !asks {
        let flags: Vec<_> = missing
            .iter()
            .map(|word| format!("--allow {}", word.as_str()))
            .collect();
        let message = Message::new("consent-missing").text("flags", flags.join(" "));
        return Err(Failure::new(Exit::Refused, message));
    }
    if !asks {
        return Ok(());
    }
    environment.say(&Message::new("ask-yes").text("account", &plan.account));
    let line = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        std::io::stdin().read_line(&mut line).map(|_| line)
    });
    let line = tokio::select! {
        line = line => line,
        () = super::portal::interrupted() => {
            return Err(Failure::new(Exit::Interrupted, Message::new("nothing-applied")));
        }
    };
    match line {
        Ok(Ok(line)) if matches!(line.trim(), "yes" | "oui") => Ok(()),
        Ok(_) | Err(_) => Err(Failure::new(Exit::Refused, Message::new("nothing-applied"))),
    }
}

async fn write(
    args: &ApplyArgs,
    plan: &Plan,
    seen: Option<&Observed>,
    connection: &Connection,
    environment: &Environment,
) -> Result<Outcome, Failure> {
    let directory = args
        .state_dir
        .clone()
        .or_else(|| environment.state_directory());
    let directory =
        directory.ok_or_else(|| Failure::new(Exit::Usage, Message::new("no-state-directory")))?;
    let digest = PlanDigest::of(plan);
    let at = environment.now.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let journal = Journal::begin(&directory, plan.account.as_str(), &at, digest.as_str());
    let mut journal = journal.map_err(|fault| failed(&Refused::Journal(fault)))?;
    let interrupt = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&interrupt);
    let watcher = tokio::spawn(async move {
        super::portal::interrupted().await;
        flag.store(true, Ordering::SeqCst);
    });
    let outcome = apply(plan, seen, &connection.http, &mut journal, &interrupt).await;
    watcher.abort();
    outcome.map_err(|refused| failed(&refused))
}

fn failed(refused: &Refused) -> Failure {
    match refused {
        Refused::Stale => {
            Failure::new(Exit::Stale, Message::new("stale")).help(Message::new("plan-again"))
        }
        Refused::ReadOnly => {
            let help = Message::new("portal-403-scope-help");
            Failure::new(Exit::Refused, Message::new("read-only-scope")).help(help)
        }
        Refused::Portal(error) => unanswered(error),
        Refused::Journal(fault) => {
            let source = std::error::Error::source(fault);
            let reason =
                source.map_or_else(|| fault.to_string(), |source| format!("{fault}: {source}"));
            Failure::new(
                Exit::Failed,
                Message::new("no-journal").text("reason", reason),
            )
        }
    }
}

/// What was done and what was not, and how to go on.
fn tell(plan: &Plan, outcome: &Outcome, environment: &Environment) -> Exit {
    if outcome.is_complete() {
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
            unanswered(reason).tell(environment);
            if let PortalError::Refused(refusal) = reason {
                for error in &refusal.errors {
                    environment.tell(&format!(
                        "  {} {}: {}",
                        error.code, error.pointer, error.detail
                    ));
                }
            }
        }
    }
    match (outcome.wrote(), outcome.stale, outcome.interrupted) {
        (_, _, true) => Exit::Interrupted,
        (true, true, false) => {
            environment.say(&Message::new("partial-stale"));
            Exit::Partial
        }
        (true, false, false) => {
            environment.say(&Message::new("partial"));
            Exit::Partial
        }
        (false, true, false) => {
            environment.say(&Message::new("stale"));
            Exit::Stale
        }
        (false, false, false) => Exit::Failed,
    }
}

fn steps(plan: &Plan, outcome: &Outcome) -> Vec<StepView> {
    let view =
        |(step, result): (&crate::plan::Step, &crate::apply::StepOutcome)| StepView {
            action: match &step.action {
                crate::model::Action::CreateSchedule(..)
                | crate::model::Action::GrantDelegate(_) => Action::Create,
                crate::model::Action::DeleteSchedule(..)
                | crate::model::Action::RevokeDelegate(_) => Action::Delete,
                crate::model::Action::PatchGeneral(_)
                | crate::model::Action::PatchAdministrator(_)
                | crate::model::Action::PatchChat(_)
                | crate::model::Action::PutWorkingHours(..)
                | crate::model::Action::PutWeekendHours(..)
                | crate::model::Action::PutLunchBreak(..)
                | crate::model::Action::PutSchedule(..) => Action::Update,
            },
            path: step
                .paths
                .first()
                .map(ToString::to_string)
                .unwrap_or_default(),
            outcome: match result.result {
                StepResult::Done => "done",
                StepResult::Failed => "failed",
                StepResult::Unknown => "unknown",
                StepResult::NotTried => "notTried",
            }
            .to_owned(),
            status: result.status,
            attempts: result.attempts,
        };
    plan.steps.iter().zip(&outcome.steps).map(view).collect()
}

/// A saved plan: whole, from this portal, from the same bytes.
async fn saved(
    args: &ApplyArgs,
    path: &std::path::Path,
    environment: &Environment,
) -> Result<Exit, Failure> {
    let file = load(path)?;
    for source in &file.sources {
        match std::fs::read(&source.path) {
            Ok(bytes) if sha256(&bytes) == source.sha256 => {}
            Ok(_) => {
                let message = Message::new("plan-other-file").text("path", &source.path);
                return Err(Failure::new(Exit::Refused, message).help(Message::new("plan-again")));
            }
            Err(_) => environment.say(&Message::new("plan-no-file").text("path", &source.path)),
        }
    }
    let mut exit = Exit::Done;
    for plan in &file.plans {
        let connection = connect(&args.portal, plan.account.as_str(), None, environment).await?;
        if connection.origin != plan.origin {
            let message = Message::new("plan-other-portal").text("origin", &plan.origin);
            return Err(Failure::new(Exit::Refused, message));
        }
        let missing = plan.missing_words();
        if !missing.is_empty() {
            let flags: Vec<_> = missing
                .iter()
                .map(|word| format!("--allow {}", word.as_str()))
                .collect();
            let message = Message::new("consent-missing").text("flags", flags.join(" "));
            return Err(Failure::new(Exit::Refused, message));
        }
        let outcome = write(args, plan, None, &connection, environment).await?;
        let told = tell(plan, &outcome, environment);
        if told == Exit::Done {
            let message = Message::new("applied").text("account", &plan.account);
            environment.say(&message.number("count", plan.steps.len()));
        }
        exit = exit.worst(told);
    }
    Ok(exit)
}
