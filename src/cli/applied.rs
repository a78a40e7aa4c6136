//! The result of an apply, reported on standard error, and its exit code. `apply`, `apply --plan` and
//! `watch --apply` share this, so that equal results read alike.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::args::{ApplyArgs, AttemptArgs, OutputFormat};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::journal_failure::owned;
use crate::apply::{Outcome, StepResult};
use crate::contract::{PortalError, ReadPortal};
use crate::model::{AccountName, FieldPath, Observed};
use crate::plan::Plan;
use crate::reconcile::{
    Applied, ApplyError, Attempt, Earlier, Ending, OtherLock, ReadBack, RunAuthor, Stop,
    settle_earlier,
};
use crate::report::text::render_changes;
use crate::report::view::{AccountView, ChangeView};
use crate::report::{account, conflict, harmless};
use crate::words::Message;

impl From<Ending> for Exit {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Settled => Self::Done,
            Ending::Partial => Self::Partial,
            Ending::Stale | Ending::Spent => Self::Stale,
            Ending::NothingDone => Self::Failed,
            Ending::Interrupted => Self::Interrupted,
        }
    }
}

/// The directory of journals and locks: the one that was named, or that of the user.
pub(super) fn state_directory(
    args: &AttemptArgs,
    environment: &Environment,
) -> Result<PathBuf, Failure> {
    state(args.state_dir.as_deref(), environment)
}

/// The same of a command that writes nothing.
pub(super) fn state(named: Option<&Path>, environment: &Environment) -> Result<PathBuf, Failure> {
    let directory = named.map(Path::to_owned);
    let directory = directory.or_else(|| environment.state_directory());
    directory.ok_or_else(|| Failure::new(Exit::Usage, Message::new("no-state-directory")))
}

/// What surrounds the writes of one account.
pub(super) fn attempt<'a>(
    args: &AttemptArgs,
    state: &'a Path,
    stop: &'a Stop,
    author: &'a RunAuthor,
    environment: &Environment,
) -> Attempt<'a> {
    Attempt {
        state,
        now: environment.now,
        stop,
        settle: args.settle_timeout,
        author,
        other_lock: match args.break_lock {
            true => OtherLock::Break,
            false => OtherLock::Respect,
        },
    }
}

/// Looks for a write that an earlier apply of the account left open, before anything is planned. One
/// that may still arrive makes the run end as one that was applied in part.
pub(super) async fn look_for_earlier(
    account: &AccountName,
    portal: &impl ReadPortal,
    attempt: Attempt<'_>,
    environment: &Environment,
) -> Exit {
    let (id, paths, at, exit) = match settle_earlier(account, portal, attempt).await {
        Earlier::Nothing => return Exit::Done,
        Earlier::Settled { paths, at } => ("earlier-settled", paths, at, Exit::Done),
        Earlier::Open { paths, at } => ("earlier-open", paths, at, Exit::Partial),
    };
    let message = Message::new(id)
        .text("account", account)
        .text("paths", paths.join(", "))
        .text("at", at);
    environment.say(&message);
    exit
}

/// Keeps in the view of an account what came of its plan, and reports it.
pub(super) fn written(
    plan: &Plan,
    applied: Result<Applied, ApplyError>,
    view: &mut AccountView,
    args: &ApplyArgs,
    environment: &Environment,
) -> Result<Exit, Failure> {
    // Both a complete and a stale attempt may know what changed on the portal in the meantime.
    if let Some(now) = moved(&applied) {
        view.conflicts = conflict::moved(plan, view, now);
    }
    if let Ok(applied) = &applied {
        view.steps = Some(account::steps(plan, &applied.outcome));
    }
    show_conflicts(view, args, environment);
    Ok(report(plan, &applied?, environment))
}

/// Reports what was done, what was not, and how to go on. The steps are listed only when the account
/// was not read back, because after a read-back the account itself is the answer.
pub(super) fn report(plan: &Plan, applied: &Applied, environment: &Environment) -> Exit {
    if let Some(owner) = &applied.broken {
        environment.say(&owned("lock-broken", owner).text("account", &plan.account));
    }
    let ending = applied.ending();
    match &applied.read_back {
        Some(read_back) => report_read_back(plan, read_back, environment),
        None => report_steps(plan, &applied.outcome, ending, environment),
    }
    ending.into()
}

fn report_read_back(plan: &Plan, read_back: &ReadBack, environment: &Environment) {
    match read_back {
        ReadBack::Settled => {
            let changes: BTreeSet<_> = plan.steps.iter().flat_map(|step| &step.paths).collect();
            let message = about("applied", plan).number("changes", changes.len());
            environment.say(&message.number("count", plan.steps.len()));
        }
        ReadBack::Unsettled { changes, paths } => {
            environment.say(&about("not-settled", plan));
            // Values as a plan shows them: what the portal holds, and what was asked for.
            let views = changes.iter().map(|change| ChangeView::of(change, None));
            let views: Vec<_> = views.collect();
            let (words, style) = (&environment.words, environment.error_style);
            let text = render_changes(&views, words, style);
            environment.print_error(text.trim_end());
            let shown = |path: &&FieldPath| changes.iter().any(|change| change.path == **path);
            for path in paths.iter().filter(|path| !shown(path)) {
                environment.say(&Message::new("not-as-planned").text("path", path));
            }
        }
        ReadBack::Older => {
            Failure::new(Exit::Partial, about("older-read-back", plan)).report(environment);
        }
        ReadBack::Unread(error) => {
            Failure::from(error).report_of(plan.account.as_str(), environment);
            Failure::new(Exit::Partial, about("not-read-back", plan)).report(environment);
        }
        ReadBack::GivenUp => {
            environment.say(&Message::new("interrupted"));
            Failure::new(Exit::Partial, about("not-read-back", plan)).report(environment);
        }
    }
}

fn about(id: &'static str, plan: &Plan) -> Message {
    Message::new(id).text("account", &plan.account)
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
            report_reason(reason, environment);
        }
    }
    if let Some(fault) = &outcome.unrecorded {
        Failure::from(fault).report(environment);
    }
    environment.say(&Message::new(match ending {
        Ending::Interrupted => "interrupted",
        Ending::Partial if outcome.stale => "partial-stale",
        Ending::Partial => "partial",
        Ending::Stale => "stale",
        Ending::Spent => "plan-spent",
        Ending::NothingDone | Ending::Settled => "nothing-applied",
    }));
}

/// What the account holds, if an attempt met one that is no longer as planned.
fn moved(applied: &Result<Applied, ApplyError>) -> Option<&Observed> {
    match applied {
        Ok(applied) => applied.moved_to(),
        Err(ApplyError::Stale { now }) => now.as_deref(),
        Err(
            ApplyError::NoJournal { .. }
            | ApplyError::Spent
            | ApplyError::ReadOnly
            | ApplyError::Refused(_)
            | ApplyError::Portal(_),
        ) => None,
    }
}

/// Prints the portal's reason, and below it every member of the request that the portal refused.
pub(super) fn report_reason(reason: &PortalError, environment: &Environment) {
    Failure::from(reason).report(environment);
    if let PortalError::Refused(refusal) = reason {
        for error in &refusal.errors {
            let label = format!("  {} {}", error.code, error.pointer);
            let line = environment.words.labelled(&label, &error.detail);
            environment.print_error(&harmless(&line));
        }
    }
}

/// In text, prints the settings that no longer are as they were planned, with their value now.
pub(super) fn show_conflicts(view: &AccountView, args: &ApplyArgs, environment: &Environment) {
    if args.output.format == OutputFormat::Text && !view.conflicts.is_empty() {
        let (words, style) = (&environment.words, environment.style);
        environment.report(&conflict::text(view, words, style));
    }
}
