//! `consigne apply --plan FILE`: a plan that was saved and reviewed is carried out exactly, or not at
//! all.

use std::path::Path;

use super::applied::{attempt, look_for_earlier, moved, report, show_conflicts, state_directory};
use super::args::ApplyArgs;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::interrupt::Interrupt;
use super::plan::{damaged, load, view};
use super::portal::Portals;
use crate::plan::Plan;
use crate::reconcile::{Recorded, Rules, SavedPlans, carry_out, gate_saved};
use crate::report::diagnostics::UnknownFinding;
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
        let findings = findings.map_err(|unknown| unknown_finding(&unknown))?;
        let environment = self.environment;
        let state = state_directory(&self.args.attempt, environment)?;
        let attempt = attempt(&self.args.attempt, &state, &self.interrupt, environment);
        let earlier = look_for_earlier(&plan.account, portal, attempt, environment).await;
        let (rules, now) = (&self.rules, environment.now);
        let approved = gate_saved(plan, Recorded(&findings), &connection, rules, now).await?;
        let applied = carry_out(approved, portal, attempt).await;
        let moved = moved(&applied);
        if let Some(now) = moved {
            view.conflicts = conflict::moved(plan, view, now);
            show_conflicts(view, self.args, environment);
        }
        let applied = applied?;
        view.steps = Some(account::steps(plan, &applied.outcome));
        Ok(earlier.worst(report(plan, &applied, environment)))
    }
}

/// A plan with a finding that this version does not have: an older or a newer version made it.
fn unknown_finding(unknown: &UnknownFinding) -> Failure {
    let message = Message::new("plan-unknown-finding").text("code", &unknown.0);
    Failure::new(Exit::Refused, message).help(Message::new("plan-again"))
}
