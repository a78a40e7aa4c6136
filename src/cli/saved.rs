//! `consigne apply --plan FILE`: a plan that was saved and reviewed is carried out as it is.

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::args::ApplyArgs;
use super::environment::Environment;
use super::files::check;
use super::interrupt::Interrupt;
use super::outcome::{carry_out, consent, steps};
use super::plan::{damaged, load, view};
use super::portal::{Connection, Portals, unanswered};
use super::source::{Input, read};
use super::{Exit, Failure, policy, stale};
use crate::apply::unsettled;
use crate::contract::ReadPortal;
use crate::diagnostic::Severity;
use crate::lint::Occasion;
use crate::plan::Plan;
use crate::plan::file::{PlanFile, PlannedFile, sha256};
use crate::report::view::View;
use crate::words::Message;

pub(super) async fn run(
    args: &ApplyArgs,
    path: &Path,
    environment: &Environment,
) -> Result<Exit, Failure> {
    let file = load(path)?;
    not_too_old(&file, args.max_age)?;
    same_files(&file, args, environment)?;
    let mut view = view(&file)?;
    let portals = Portals::open(&args.portal, environment).await?;
    let interrupt = Interrupt::listen();
    let mut exit = Exit::Done;
    for plan in &file.plans {
        let one = one(plan, &mut view, &portals, args, (&interrupt, environment)).await;
        let account = plan.account.as_str();
        let one = one.unwrap_or_else(|failure| failure.tell_of(account, environment));
        exit = exit.worst(one);
        if interrupt.is_set() {
            break;
        }
    }
    if file.plans.is_empty() {
        environment.say(&Message::new("plan-empty"));
    }
    args.output.tell_what_became(&view, environment)?;
    Ok(exit)
}

/// By the real clock: a fixed one would keep a plan young for ever.
fn not_too_old(file: &PlanFile, limit: Option<Duration>) -> Result<(), Failure> {
    let Some(limit) = limit else { return Ok(()) };
    let now: DateTime<Utc> = std::time::SystemTime::now().into();
    let made = DateTime::parse_from_rfc3339(&file.made_at);
    let age = made.map(|made| (now - made.to_utc()).to_std());
    match age {
        Ok(Ok(age)) if age <= limit => Ok(()),
        // A plan from the future is as suspect as an old one.
        Ok(_) | Err(_) => {
            let message = Message::new("plan-too-old").text("made", &file.made_at);
            Err(Failure::new(Exit::Refused, message).help(Message::new("plan-again")))
        }
    }
}

/// The files that were planned are the ones recorded, or the PATH beside the plan.
fn same_files(file: &PlanFile, args: &ApplyArgs, environment: &Environment) -> Result<(), Failure> {
    let named = &args.paths;
    if named.is_empty() {
        for source in &file.sources {
            let path = [Path::new(&source.path).to_owned()];
            match read(&path, 1).as_deref() {
                Ok([input]) if sha256(&input.bytes) == source.sha256 => {}
                Ok(_) if source.path != "-" => return Err(other_file(source)),
                Ok(_) | Err(_) => {
                    let message = Message::new("plan-no-file").text("path", &source.path);
                    environment.say(&message);
                }
            }
        }
        return Ok(());
    }
    let inputs = read(named, args.limits.max_files).map_err(|mut failures| failures.remove(0))?;
    let known: Vec<_> = inputs.iter().map(|input| sha256(&input.bytes)).collect();
    let mut sources = file.sources.iter();
    match sources.find(|source| !known.contains(&source.sha256)) {
        None => Ok(()),
        Some(source) => {
            Err(other_account(file, inputs, environment.now).unwrap_or_else(|| other_file(source)))
        }
    }
}

/// Files that govern none of the plan's accounts, and at least one other.
fn other_account(file: &PlanFile, inputs: Vec<Input>, now: DateTime<Utc>) -> Option<Failure> {
    let occasion = Occasion::at(now);
    let desired = inputs
        .into_iter()
        .filter_map(|input| check(input, occasion).desired);
    let given: Vec<_> = desired.map(|desired| desired.account).collect();
    let planned = || file.plans.iter().map(|plan| &plan.account);
    if planned().any(|account| given.contains(account)) {
        return None;
    }
    let message = Message::new("plan-other-account")
        .text("planned", planned().next()?)
        .text("given", given.first()?);
    Some(Failure::new(Exit::Refused, message).help(Message::new("plan-again")))
}

fn other_file(source: &PlannedFile) -> Failure {
    let message = Message::new("plan-other-file").text("path", &source.path);
    Failure::new(Exit::Refused, message).help(Message::new("plan-again"))
}

async fn one(
    plan: &Plan,
    view: &mut View,
    portals: &Portals<'_>,
    args: &ApplyArgs,
    (interrupt, environment): (&Interrupt, &Environment),
) -> Result<Exit, Failure> {
    let account = plan.account.as_str();
    let connection = portals.account(account, None)?;
    if connection.origin != plan.origin {
        let message = Message::new("plan-other-portal").text("origin", &plan.origin);
        return Err(Failure::new(Exit::Refused, message));
    }
    let mut views = view.accounts.iter_mut();
    let Some(view) = views.find(|view| view.account == account) else {
        return Err(damaged("plan-changed"));
    };
    nothing_fails(plan, &view.diagnostics, args)?;
    consent(plan)?;
    policy::may_apply(environment)?;
    let seen = match environment.policy {
        None => None,
        Some(_) => {
            let seen = connection.http.observe(&plan.account).await;
            let seen = seen.map_err(|error| unanswered(&error))?;
            policy::saved(plan, &seen, &view.diagnostics, environment)?;
            Some(seen)
        }
    };
    let means = (args.state_dir.as_deref(), interrupt.flag());
    let done = carry_out(plan, seen.as_ref(), &connection, means, environment).await;
    let means = (&args.output, environment);
    let (outcome, exit) = stale::told(done, plan, view, &connection, means).await?;
    view.steps = Some(steps(plan, &outcome));
    if exit != Exit::Done {
        return Ok(exit);
    }
    read_back(plan, &connection, environment).await
}

/// Findings of the day on which the plan was made count as they do in a plan of today.
fn nothing_fails(plan: &Plan, found: &[Value], args: &ApplyArgs) -> Result<(), Failure> {
    let granted: Vec<_> = plan.granted.iter().copied().collect();
    let fails = |row: &&Value| {
        let severity = match row["severity"].as_str() {
            Some("error") => Severity::Error,
            Some("warning") => Severity::Warning,
            Some(_) | None => Severity::Info,
        };
        let code = row["code"].as_str().unwrap_or_default();
        let strictness = &args.scope.strictness;
        !strictness.allows(code) && strictness.fails_beside(code, severity, &granted)
    };
    let Some(row) = found.iter().find(fails) else {
        return Ok(());
    };
    let code = row["code"].as_str().unwrap_or_default();
    let message = Message::new("policy-exceeded")
        .text("code", code)
        .text("message", row["message"].as_str().unwrap_or_default());
    Err(Failure::new(Exit::Refused, message).help(Message::new("policy-exceeded-help")))
}

/// Every step is compared with what the portal holds now.
async fn read_back(
    plan: &Plan,
    connection: &Connection,
    environment: &Environment,
) -> Result<Exit, Failure> {
    let account = &plan.account;
    let observed = match connection.http.observe(account).await {
        Ok(observed) => observed,
        Err(error) => {
            unanswered(&error).tell_of(account.as_str(), environment);
            let message = Message::new("not-read-back").text("account", account);
            return Err(Failure::new(Exit::Partial, message));
        }
    };
    let left = unsettled(plan, &observed);
    if left.is_empty() {
        let message = Message::new("applied").text("account", account);
        environment.say(&message.number("count", plan.steps.len()));
        return Ok(Exit::Done);
    }
    environment.say(&Message::new("not-settled").text("account", account));
    for path in left.iter().flat_map(|step| &step.paths) {
        environment.say(&Message::new("step-has-failed").text("path", path));
    }
    Ok(Exit::Partial)
}
