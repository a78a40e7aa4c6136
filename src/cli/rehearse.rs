//! `consigne rehearse`: every plan is carried out on a copy of its account, in a portal in memory, and
//! planned again there. Nothing is written to the real portal.
//!
//! ```text
//!   plan all ──> copy what the portal holds ──> write every plan there ──> plan again: nothing left
//! ```
//!
//! What passes shows that the help page's rules refuse no write of the plan, in its order, and that the
//! account is as the file says afterwards. It does not show that the account stays as it is until `apply`,
//! which looks for that itself, nor that a real portal has no rules of its own.

use std::pin::pin;
use std::time::Duration;

use futures_util::{StreamExt as _, stream};

use super::applied::report_reason;
use super::args::RehearseArgs;
use super::author::author;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::files::{SortedFiles, narrowed};
use super::portal::Portals;
use super::portal_copy::PortalCopy;
use super::progress::{AccountProgress, Phase};
use super::run_report::RunReport;
use super::totals::AccountFate;
use super::unplanned::failed;
use crate::apply::StepResult;
use crate::client::HttpPortal;
use crate::lint::Occasion;
use crate::plan::{Plan, Verdict};
use crate::reconcile::{
    Attempt, OtherLock, Proposal, ProposalRun, Ready, Rehearsal, RehearsalFault, Rules, RunAuthor,
    RunError, RunPace, Stop, propose_all, rehearse,
};
use crate::report::account;
use crate::report::form::Job;
use crate::report::view::{AccountView, RehearsalView};
use crate::words::Message;

pub(super) async fn run(args: &RehearseArgs, environment: &Environment) -> Result<Exit, Failure> {
    let rehearsed = rehearsed(args, environment).await;
    rehearsed.map_err(|failure| failed(failure, Job::Plan, &args.output, environment))
}

async fn rehearsed(args: &RehearseArgs, environment: &Environment) -> Result<Exit, Failure> {
    let rules = args.scope.rules(environment.policy.as_ref());
    let occasion = Occasion {
        now: environment.now,
        calendar: args.expected.holidays,
    };
    let (chosen, findings) = (&args.selection, &rules.findings);
    let (paths, limits) = (&args.files.paths, &args.files.limits);
    let files = narrowed(paths, limits, chosen, findings, occasion, environment)?;
    let files = SortedFiles::of(files, findings, environment);
    let mut report = RehearsalReport::default();
    if !files.ready.is_empty() {
        let portals = Portals::open(&args.portal.for_reading(), environment).await?;
        let copy = PortalCopy::open(environment.words.language()).await?;
        let (stop, _never) = Stop::new();
        let run = RehearsalRun {
            args,
            rules: &rules,
            author: author(paths),
            stop: &stop,
            environment,
        };
        let left = run.all(&files.ready, &portals, &copy, &mut report).await;
        report.accounts.totals.leave(left);
    }
    report.has_gap |= !files.invalid.is_empty();
    report.accounts.leave_out(files, environment);
    report.write(args, environment)
}

/// What every rehearsal of the run shares.
struct RehearsalRun<'a> {
    args: &'a RehearseArgs,
    rules: &'a Rules,
    author: RunAuthor,
    stop: &'a Stop,
    environment: &'a Environment,
}

/// An account that could be planned and copied, and its copy.
struct CopiedAccount {
    proposal: Proposal,
    copy: HttpPortal,
}

/// What became of one account. Without a plan there is nothing to rehearse.
type RehearsedAccount = Result<(Proposal, Option<Rehearsal>), Failure>;

impl RehearsalRun<'_> {
    /// Gives how many accounts were not tried. All are copied before the first is written, so that what one
    /// takes from another is refused as the portal would refuse it.
    async fn all(
        &self,
        files: &[Ready],
        portals: &Portals<'_>,
        copies: &PortalCopy,
        report: &mut RehearsalReport,
    ) -> usize {
        let planned = self.plan(files, portals).await;
        let left = files.len() - planned.len();
        let copied: Vec<_> = planned
            .into_iter()
            .map(|(ready, proposal)| {
                (
                    ready,
                    proposal.and_then(|proposal| copied(proposal, copies)),
                )
            })
            .collect();
        let rehearsals = stream::iter(copied)
            .map(|(ready, copied)| async move { (ready, self.one(ready, copied, copies).await) });
        let mut rehearsals = pin!(rehearsals.buffered(self.args.pace.at_once().get()));
        while let Some((ready, rehearsed)) = rehearsals.next().await {
            report.add(ready, rehearsed, self.environment);
        }
        left
    }

    /// Until one fails in a way that the next would too.
    async fn plan<'f>(
        &self,
        files: &'f [Ready],
        portals: &Portals<'_>,
    ) -> Vec<(&'f Ready, Result<Proposal, Failure>)> {
        let environment = self.environment;
        let progress = AccountProgress::of(Phase::Planning, files.len(), environment);
        let run = ProposalRun {
            rules: self.rules,
            now: environment.now,
            pace: RunPace {
                at_once: self.args.pace.at_once(),
                progress: &progress,
            },
        };
        let mut proposals = pin!(propose_all(files, portals, run));
        let mut planned = Vec::new();
        while let Some((ready, proposal)) = proposals.next().await {
            let ends_the_run = proposal.as_ref().is_err_and(RunError::ends_the_run);
            planned.push((ready, proposal.map_err(Failure::from)));
            if ends_the_run {
                break;
            }
        }
        planned
    }

    async fn one(
        &self,
        ready: &Ready,
        copied: Result<CopiedAccount, Failure>,
        copies: &PortalCopy,
    ) -> RehearsedAccount {
        let CopiedAccount { proposal, copy } = copied?;
        let attempt = Attempt {
            state: copies.state(),
            now: self.environment.now,
            stop: self.stop,
            settle: Duration::ZERO,
            author: &self.author,
            other_lock: OtherLock::Respect,
        };
        let rehearsal = rehearse(ready, &proposal, &copy, attempt).await?;
        Ok((proposal, rehearsal))
    }
}

fn copied(proposal: Proposal, copies: &PortalCopy) -> Result<CopiedAccount, Failure> {
    let steps = match &proposal.verdict {
        Verdict::Ready { plan, .. } => &plan.steps[..],
        Verdict::InSync(_) | Verdict::Refused { .. } => &[],
    };
    let granted = steps.iter().filter_map(|step| step.action.granted());
    let copy = copies.of(&proposal.observed, granted)?;
    Ok(CopiedAccount { proposal, copy })
}

impl From<RehearsalFault> for Failure {
    fn from(fault: RehearsalFault) -> Self {
        match fault {
            RehearsalFault::Unlike(paths) => {
                let paths: Vec<_> = paths.iter().map(ToString::to_string).collect();
                let message = Message::new("copy-unlike").text("paths", paths.join(", "));
                Self::new(Exit::Failed, message)
            }
            RehearsalFault::Portal(error) => Self::from(&error),
            RehearsalFault::Apply(error) => error.into(),
            RehearsalFault::Propose(error) => error.into(),
        }
    }
}

/// The accounts that were rehearsed so far.
#[derive(Default)]
struct RehearsalReport {
    accounts: RunReport,
    /// Whether the plan of an account did not pass, so that there is nothing to approve as a whole.
    has_gap: bool,
}

impl RehearsalReport {
    fn add(&mut self, ready: &Ready, rehearsed: RehearsedAccount, environment: &Environment) {
        let (proposal, rehearsal) = match rehearsed {
            Ok(rehearsed) => rehearsed,
            Err(failure) => {
                self.has_gap = true;
                self.accounts.fails(ready, failure, environment);
                return;
            }
        };
        let words = environment.languages();
        let mut views: Vec<_> = words
            .map(|words| account::view(ready, &proposal, words))
            .collect();
        let (fate, exit) = match (&proposal.verdict, &rehearsal) {
            (Verdict::Ready { plan, .. }, Some(rehearsal)) => {
                for view in &mut views {
                    show(plan, rehearsal, view);
                }
                say_refusals(plan, rehearsal, environment);
                match rehearsal.has_passed() {
                    true => (AccountFate::Rehearsed, Exit::Done),
                    false => (AccountFate::Refused, Exit::Refused),
                }
            }
            (Verdict::InSync(_), _) => (AccountFate::InSync, Exit::Done),
            (Verdict::Ready { .. } | Verdict::Refused { .. }, _) => {
                (AccountFate::Refused, Exit::Refused)
            }
        };
        self.has_gap |= exit != Exit::Done;
        self.accounts.add(views, fate, exit);
    }

    fn write(mut self, args: &RehearseArgs, environment: &Environment) -> Result<Exit, Failure> {
        let mut views = self.accounts.views(environment);
        if self.has_gap {
            for view in &mut views {
                view.run_digest = None;
            }
        }
        args.output.write(Job::Plan, &views, environment)?;
        Ok(self.accounts.exit)
    }
}

/// Puts what became of a plan into the view of its account. Only a plan that passed keeps its digest.
fn show(plan: &Plan, rehearsal: &Rehearsal, view: &mut AccountView) {
    view.steps = Some(account::steps(plan, &rehearsal.applied.outcome));
    view.rehearsal = Some(RehearsalView {
        passed: rehearsal.has_passed(),
        writes: plan.steps.len(),
        left: rehearsal.left.iter().map(ToString::to_string).collect(),
    });
    if !rehearsal.has_passed() {
        view.digest = None;
    }
}

/// Says which writes the copy refused, and why.
fn say_refusals(plan: &Plan, rehearsal: &Rehearsal, environment: &Environment) {
    let steps = plan.steps.iter().zip(&rehearsal.applied.outcome.steps);
    for (step, outcome) in steps.filter(|(_, outcome)| outcome.result == StepResult::Failed) {
        let message = Message::new("rehearsal-refused").text("account", &plan.account);
        environment.say(&message.text("path", step.path()));
        if let Some(reason) = &outcome.reason {
            report_reason(reason, environment);
        }
    }
}
