//! `consigne apply --plan FILE`: a plan that was saved and reviewed is carried out as it is.

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::args::ApplyArgs;
use super::environment::Environment;
use super::interrupt::Interrupt;
use super::outcome::{carry_out, consent, steps};
use super::plan::{load, view};
use super::portal::{Connection, Portals, unanswered};
use super::source::read;
use super::{Exit, Failure};
use crate::apply::unsettled;
use crate::contract::ReadPortal;
use crate::plan::Plan;
use crate::plan::file::{PlanFile, Source, sha256};
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
        Some(source) => Err(other_file(source)),
    }
}

fn other_file(source: &Source) -> Failure {
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
    consent(plan)?;
    let means = (args.state_dir.as_deref(), interrupt.flag());
    let (outcome, exit) = carry_out(plan, None, &connection, means, environment).await?;
    let mut views = view.accounts.iter_mut();
    if let Some(view) = views.find(|view| view.account == account) {
        view.steps = Some(steps(plan, &outcome));
    }
    if exit != Exit::Done {
        return Ok(exit);
    }
    read_back(plan, &connection, environment).await
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
