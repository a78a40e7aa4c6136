//! `consigne apply --plan FILE`: a plan that was saved and reviewed is carried out exactly, or not at
//! all.

use std::path::Path;

use super::applied::{report, show_conflicts, state_directory};
use super::args::ApplyArgs;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::interrupt::Interrupt;
use super::plan::{damaged, load, view};
use super::portal::Portals;
use crate::contract::ReadPortal as _;
use crate::plan::Plan;
use crate::reconcile::{ApplyError, Approval, Attempt, Held, Rules, SavedPlans, carry_out, gate};
use crate::report::view::View;
use crate::report::{account, conflict, diagnostics};
use crate::words::Message;

pub(super) async fn run(
    args: &ApplyArgs,
    path: &Path,
    environment: &Environment,
) -> Result<Exit, Failure> {
    let file = load(path)?;
    let clock = std::time::SystemTime::now().into();
    let (beside, most) = (&args.paths, args.limits.max_files);
    let saved = SavedPlans::of(&file, args.max_age, clock, beside, most)?;
    for path in &saved.absent {
        environment.say(&Message::new("plan-no-file").text("path", path));
    }
    let mut view = view(&file)?;
    let mut run = SavedApply {
        args,
        rules: args.scope.rules(environment.policy.as_ref()),
        portals: Portals::open(&args.portal, environment).await?,
        interrupt: Interrupt::listen(),
        environment,
    };
    let mut exit = Exit::Done;
    for plan in &saved.file.plans {
        let one = run.one(plan, &mut view).await;
        let account = plan.account.as_str();
        let one = one.unwrap_or_else(|failure| failure.report_of(account, environment));
        exit = exit.worst(one);
        if run.interrupt.is_set() {
            break;
        }
    }
    if saved.file.plans.is_empty() {
        environment.say(&Message::new("plan-empty"));
    }
    args.output.write_applied(&view, environment)?;
    Ok(exit)
}

/// A run over the plans of one file, in their order.
struct SavedApply<'a> {
    args: &'a ApplyArgs,
    rules: Rules,
    portals: Portals<'a>,
    interrupt: Interrupt,
    environment: &'a Environment,
}

impl SavedApply<'_> {
    /// Applies one plan as it was saved. Nothing is planned again: a plan that no longer fits the
    /// account is refused by the preconditions of its steps.
    async fn one(&mut self, plan: &Plan, view: &mut View) -> Result<Exit, Failure> {
        let connection = self.portals.account(plan.account.as_str(), None)?;
        let portal = &*connection.portal;
        let mut views = view.accounts.iter_mut();
        let Some(view) = views.find(|view| view.account == plan.account.as_str()) else {
            return Err(damaged("plan-changed"));
        };
        let findings = diagnostics::recorded(&view.diagnostics);
        let findings = findings.map_err(|_| damaged("plan-changed"))?;
        // A policy is judged on the account as it is now, so the account is read only if there is one.
        // From another portal nothing is read: the gate refuses such a plan.
        let seen = match &self.rules.policy {
            Some(_) if connection.origin == plan.origin => {
                let seen = portal.observe(&plan.account).await;
                Some(seen.map_err(|error| Failure::from(&error))?)
            }
            Some(_) | None => None,
        };
        let held = Held {
            origin: &connection.origin,
            observed: seen.as_ref(),
            findings: &findings,
        };
        let now = self.environment.now;
        let approved = gate(plan, Approval::Saved(&held), &self.rules, now)?;
        let state = state_directory(self.args.state_dir.as_ref(), self.environment)?;
        let attempt = Attempt {
            seen: seen.as_ref(),
            intent: None,
            state: &state,
            now,
            stop: self.interrupt.stop(),
        };
        let applied = carry_out(approved, portal, attempt).await;
        let moved = match &applied {
            Ok(applied) => applied.moved.as_deref(),
            Err(ApplyError::Stale { now }) => now.as_deref(),
            Err(_) => None,
        };
        if let Some(now) = moved {
            view.conflicts = conflict::moved(plan, view, now);
            show_conflicts(view, self.args, self.environment);
        }
        let applied = applied?;
        view.steps = Some(account::steps(plan, &applied.outcome));
        Ok(report(plan, &applied, self.environment))
    }
}
