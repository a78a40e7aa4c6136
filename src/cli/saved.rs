//! `consigne apply --plan FILE`: a plan that was saved and reviewed is carried out exactly, or not at
//! all.

use std::path::Path;

use super::applied::{attempt, look_for_earlier, state_directory};
use super::apply_report::{ApplyReport, WritableAccount};
use super::args::ApplyArgs;
use super::author::author;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::interrupt::Interrupt;
use super::plan::{damaged, load, view};
use super::portal::Portals;
use super::totals::RunTotals;
use super::unplanned::Unplanned;
use crate::plan::Plan;
use crate::reconcile::{Recorded, Rules, SavedPlans, gate_saved};
use crate::report::diagnostics;
use crate::report::diagnostics::UnknownFinding;
use crate::report::view::View;
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
        rules: args.scope.rules(environment.policy.as_ref()),
        portals: Portals::open(&args.portal, environment).await?,
        earlier: Exit::Done,
        report: ApplyReport {
            args,
            environment,
            author: author(&args.paths),
            interrupt: Interrupt::listen(),
            views: std::mem::take(&mut view.accounts),
            unplanned: Unplanned::default(),
            totals: RunTotals::default(),
        },
    };
    run.apply(&saved.file.plans).await;
    if saved.file.plans.is_empty() {
        environment.say(&Message::new("plan-empty"));
    }
    let exit = run.report.conclude().worst(run.earlier);
    let report = run.report.view();
    view.failures.extend(report.failures);
    let view = View {
        accounts: report.accounts,
        account_totals: report.account_totals,
        ..view
    };
    args.output.write_applied(&view, environment)?;
    Ok(exit)
}

/// A run over the plans of one file, in their order. All of them pass the gate before the first is
/// written.
struct SavedApply<'a> {
    rules: Rules,
    portals: Portals<'a>,
    /// What earlier runs left open.
    earlier: Exit,
    /// Its views are those of the file.
    report: ApplyReport<'a>,
}

impl SavedApply<'_> {
    async fn apply(&mut self, plans: &[Plan]) {
        let mut passed = Vec::new();
        for plan in plans {
            match self.pass(plan).await {
                Ok(writable) => passed.push(writable),
                Err(failure) => self.report.fails(plan.account.as_str(), failure),
            }
        }
        if self.report.is_blocked() || self.report.interrupt.is_set() {
            self.report.leave(passed.len());
        } else {
            self.report.write(passed).await;
        }
    }

    /// The gate for one plan. Nothing is planned again: a plan that no longer fits the account is refused
    /// by the preconditions of its steps.
    async fn pass<'p>(&mut self, plan: &'p Plan) -> Result<WritableAccount<'p>, Failure> {
        let (args, environment) = (self.report.args, self.report.environment);
        let connection = self.portals.account(plan.account.as_str(), None)?;
        let mut views = self.report.views.iter();
        let at = views.position(|view| view.account == plan.account.as_str());
        let at = at.ok_or_else(|| damaged("plan-changed"))?;
        let findings = diagnostics::recorded(&self.report.views[at].diagnostics);
        let findings = findings.map_err(|unknown| unknown_finding(&unknown))?;
        let state = state_directory(&args.attempt, environment)?;
        let stop = self.report.interrupt.stop();
        let attempt = attempt(
            &args.attempt,
            &state,
            stop,
            &self.report.author,
            environment,
        );
        let portal = &*connection.portal;
        let earlier = look_for_earlier(&plan.account, portal, attempt, environment).await;
        self.earlier = self.earlier.worst(earlier);
        let (rules, now) = (&self.rules, environment.now);
        let approved = gate_saved(plan, Recorded(&findings), &connection, rules, now).await?;
        Ok(WritableAccount {
            plan,
            approved,
            connection,
            at,
        })
    }
}

/// A plan with a finding that this version does not have: an older or a newer version made it.
fn unknown_finding(unknown: &UnknownFinding) -> Failure {
    let message = Message::new("plan-unknown-finding").text("code", &unknown.0);
    Failure::new(Exit::Refused, message).help(Message::new("plan-again"))
}
