//! `consigne apply --plan FILE`: a plan that was saved and reviewed is carried out exactly, or not at
//! all.

use std::path::Path;

use super::applied::{attempt, carried_out, look_for_earlier, state_directory};
use super::args::ApplyArgs;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::interrupt::Interrupt;
use super::plan::{damaged, load, view};
use super::portal::Portals;
use super::totals::{AccountFate, RunTotals};
use crate::plan::Plan;
use crate::reconcile::{Approved, Recorded, Rules, SavedPlans, gate_saved};
use crate::report::diagnostics;
use crate::report::diagnostics::UnknownFinding;
use crate::report::view::{AccountView, View};
use crate::words::Message;

pub(super) async fn run(
    args: &ApplyArgs,
    path: &Path,
    environment: &Environment,
) -> Result<Exit, Failure> {
    let file = load(path)?;
    let clock = std::time::SystemTime::now().into();
    let (beside, limits) = (&args.paths, args.limits.limits());
    let saved = SavedPlans::of(&file, args.max_age, clock, beside, limits)?;
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
        totals: RunTotals::default(),
        earlier: Exit::Done,
    };
    run.apply(&saved.file.plans, &mut view).await;
    if saved.file.plans.is_empty() {
        environment.say(&Message::new("plan-empty"));
    }
    if let Some(message) = run.totals.message() {
        environment.say(&message);
    }
    args.output.write_applied(&view, environment)?;
    Ok(run.totals.exit().worst(run.earlier))
}

/// A run over the plans of one file, in their order. All of them pass the gate before the first is
/// written.
struct SavedApply<'a> {
    args: &'a ApplyArgs,
    rules: Rules,
    portals: Portals<'a>,
    interrupt: Interrupt,
    environment: &'a Environment,
    totals: RunTotals,
    /// What earlier runs left open.
    earlier: Exit,
}

impl SavedApply<'_> {
    async fn apply(&mut self, plans: &[Plan], view: &mut View) {
        let mut passed = Vec::new();
        for plan in plans {
            match self.pass(plan, view).await {
                Ok(approved) => passed.push((plan, approved)),
                Err(failure) => self.fails(plan, &failure),
            }
        }
        let blocked = self.totals.is_blocked() && !self.args.keep_going;
        for (plan, approved) in passed {
            if blocked || self.interrupt.is_set() {
                self.totals.add(AccountFate::NotTried);
                continue;
            }
            match self.carry_out(plan, approved, view).await {
                Ok(exit) => self.totals.add(AccountFate::of(exit)),
                Err(failure) => self.fails(plan, &failure),
            }
        }
    }

    fn fails(&mut self, plan: &Plan, failure: &Failure) {
        let exit = failure.report_of(plan.account.as_str(), self.environment);
        self.totals.add(AccountFate::of(exit));
    }

    async fn pass<'p>(&mut self, plan: &'p Plan, view: &View) -> Result<Approved<'p>, Failure> {
        let connection = self.portals.account(plan.account.as_str(), None)?;
        let view = of_account(&view.accounts, plan).ok_or_else(|| damaged("plan-changed"))?;
        let findings = diagnostics::recorded(&view.diagnostics);
        let findings = findings.map_err(|unknown| unknown_finding(&unknown))?;
        let environment = self.environment;
        let state = state_directory(&self.args.attempt, environment)?;
        let attempt = attempt(&self.args.attempt, &state, &self.interrupt, environment);
        let portal = &*connection.portal;
        let earlier = look_for_earlier(&plan.account, portal, attempt, environment).await;
        self.earlier = self.earlier.worst(earlier);
        let (rules, now) = (&self.rules, environment.now);
        Ok(gate_saved(plan, Recorded(&findings), &connection, rules, now).await?)
    }

    /// Applies one plan as it was saved. Nothing is planned again: a plan that no longer fits the
    /// account is refused by the preconditions of its steps.
    async fn carry_out(
        &self,
        plan: &Plan,
        approved: Approved<'_>,
        view: &mut View,
    ) -> Result<Exit, Failure> {
        let environment = self.environment;
        let connection = self.portals.account(plan.account.as_str(), None)?;
        let state = state_directory(&self.args.attempt, environment)?;
        let attempt = attempt(&self.args.attempt, &state, &self.interrupt, environment);
        let mut views = view.accounts.iter_mut();
        let view = views.find(|view| view.account == plan.account.as_str());
        let view = view.ok_or_else(|| damaged("plan-changed"))?;
        let portal = &*connection.portal;
        carried_out(
            approved,
            plan,
            view,
            portal,
            attempt,
            self.args,
            environment,
        )
        .await
    }
}

fn of_account<'v>(views: &'v [AccountView], plan: &Plan) -> Option<&'v AccountView> {
    views
        .iter()
        .find(|view| view.account == plan.account.as_str())
}

/// A plan with a finding that this version does not have: an older or a newer version made it.
fn unknown_finding(unknown: &UnknownFinding) -> Failure {
    let message = Message::new("plan-unknown-finding").text("code", &unknown.0);
    Failure::new(Exit::Refused, message).help(Message::new("plan-again"))
}
