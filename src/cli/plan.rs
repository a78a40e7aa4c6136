//! `consigne plan` and `show`, and the run that `drift` makes as well.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::Path;
use std::pin::pin;

use futures_util::StreamExt as _;

use super::args::{OutputArgs, PlanArgs, PortalArgs, Show};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::failure::unreadable;
use super::files::{SortedFiles, narrowed};
use super::portal::Portals;
use super::progress::{AccountProgress, Phase};
use super::run_report::RunReport;
use super::save::{Privacy, save};
use super::totals::AccountFate;
use super::undo::undone;
use super::unplanned::failed;
use crate::lint::Occasion;
use crate::plan::file::{Damage, PlanFile, PlannedFile};
use crate::plan::{Plan, Verdict};
use crate::reconcile::{Proposal, ProposalRun, Ready, Rules, RunPace, propose_all};
use crate::report::account;
use crate::report::drift::drift;
use crate::report::drift_view::IgnoreFindingView;
use crate::report::form::Job;
use crate::report::reading::ReportSide;
use crate::report::view::{AccountView, View};
use crate::source::{Links, named};
use crate::words::{Message, Words};

/// Plans every file and reports all accounts together. Accounts are planned concurrently and arrive in
/// the order of the files. An account that cannot be planned is reported and skipped, unless its failure
/// concerns the others as well.
pub(super) async fn run(args: &PlanArgs, environment: &Environment) -> Result<Exit, Failure> {
    let pending = match args.detailed_exitcode {
        true => Exit::Pending,
        false => Exit::Done,
    };
    let rules = args.scope.rules(environment.policy.as_ref());
    match compared(args, &rules, pending, ReportSide::Plan, environment).await {
        Ok(whole) => whole.report(args, Job::Plan, environment),
        Err(failure) => Err(failed(failure, Job::Plan, &args.output, environment)),
    }
}

/// Plans every file of the arguments by these rules.
pub(super) async fn compared(
    args: &PlanArgs,
    rules: &Rules,
    pending: Exit,
    reading: ReportSide,
    environment: &Environment,
) -> Result<PlanningRun, Failure> {
    let occasion = Occasion {
        now: environment.now,
        calendar: args.expected.holidays,
    };
    let files = match &args.undo.undo {
        Some(run) => SortedFiles::of_one(undone(run, args, environment).await?),
        None => {
            let (chosen, findings) = (&args.selection, &rules.findings);
            let (paths, limits) = (&args.paths, &args.limits);
            let files = narrowed(paths, limits, chosen, findings, occasion, environment)?;
            match args.stopping.fail_fast {
                true => SortedFiles::up_to_the_first(files, findings, environment),
                false => SortedFiles::of(files, findings, environment),
            }
        }
    };
    let how = PlanningSetup {
        portal: &args.portal,
        rules,
        at_once: args.pace.at_once(),
        fail_fast: args.stopping.fail_fast,
        pending,
        reading,
    };
    how.run(files, environment).await
}

/// How accounts are planned by a run that only looks.
pub(super) struct PlanningSetup<'a> {
    pub(super) portal: &'a PortalArgs,
    pub(super) rules: &'a Rules,
    pub(super) at_once: NonZeroUsize,
    /// Whether the first account that is refused or fails ends the run.
    pub(super) fail_fast: bool,
    /// The exit code for changes.
    pub(super) pending: Exit,
    /// From which side the report is read.
    pub(super) reading: ReportSide,
}

impl PlanningSetup<'_> {
    /// Plans every file that is valid.
    pub(super) async fn run(
        self,
        files: SortedFiles,
        environment: &Environment,
    ) -> Result<PlanningRun, Failure> {
        let mut whole = PlanningRun::default();
        // Findings matter more than a portal that cannot be reached: without a valid file none is asked.
        if !files.ready.is_empty() {
            let portals = Portals::open(&self.portal.for_reading(), environment).await?;
            let left = self
                .compare(&files.ready, &portals, &mut whole, environment)
                .await;
            whole.report.totals.leave(left);
        }
        whole.report.leave_out(files, environment);
        Ok(whole)
    }

    /// Gives how many accounts were not tried.
    async fn compare(
        &self,
        files: &[Ready],
        portals: &Portals<'_>,
        whole: &mut PlanningRun,
        environment: &Environment,
    ) -> usize {
        let progress = AccountProgress::of(Phase::Planning, files.len(), environment);
        let run = ProposalRun {
            rules: self.rules,
            now: environment.now,
            pace: RunPace {
                at_once: self.at_once,
                progress: &progress,
            },
        };
        let mut left = files.len();
        let mut proposals = pin!(propose_all(files, portals, run));
        while let Some((ready, proposal)) = proposals.next().await {
            left -= 1;
            let exit = match proposal {
                Ok(proposal) => {
                    let views = environment.languages();
                    let views = views.map(|words| self.view(ready, &proposal, words));
                    let views = views.collect();
                    let used = proposal.ignored.iter().map(|ignored| ignored.entry);
                    whole.used.extend(used);
                    whole.add(ready, views, proposal.verdict, self.pending)
                }
                Err(error) => {
                    let ends_the_run = error.ends_the_run();
                    let failed = whole.report.fails(ready, error.into(), environment);
                    if ends_the_run {
                        return left;
                    }
                    failed
                }
            };
            if self.fail_fast && !matches!(exit, Exit::Done | Exit::Pending) {
                return left;
            }
        }
        left
    }

    fn view(&self, ready: &Ready, proposal: &Proposal, words: &Words) -> AccountView {
        let view = account::view(ready, proposal, words);
        match self.reading {
            ReportSide::Plan => view,
            ReportSide::Drift => AccountView {
                drift: Some(drift(ready, proposal)),
                ..view
            },
        }
    }
}

/// The accounts that were planned so far.
#[derive(Default)]
pub(super) struct PlanningRun {
    report: RunReport,
    plans: Vec<Plan>,
    sources: Vec<PlannedFile>,
    /// Entries of ignored differences that covered one.
    used: BTreeSet<usize>,
    /// What is wrong with the others, for each language.
    ignore_findings: Vec<Vec<IgnoreFindingView>>,
}

impl PlanningRun {
    /// `views` are of one account, in every language.
    fn add(
        &mut self,
        ready: &Ready,
        views: Vec<AccountView>,
        verdict: Verdict,
        pending: Exit,
    ) -> Exit {
        let (fate, exit) = match verdict {
            Verdict::InSync(_) => (AccountFate::InSync, Exit::Done),
            Verdict::Refused { .. } => (AccountFate::Refused, Exit::Refused),
            Verdict::Ready { plan, .. } => {
                self.plans.push(*plan);
                (AccountFate::WithChanges, pending)
            }
        };
        self.report.add(views, fate, exit);
        self.sources.push(PlannedFile {
            path: ready.source.name.clone(),
            sha256: ready.sha256.clone(),
        });
        exit
    }

    fn views(&mut self, environment: &Environment) -> Vec<View> {
        let mut views = self.report.views(environment);
        for (view, findings) in views
            .iter_mut()
            .zip(std::mem::take(&mut self.ignore_findings))
        {
            view.ignore_findings = findings;
        }
        views
    }

    /// Whether every account that was asked for was compared.
    pub(super) fn is_whole(&self) -> bool {
        self.report.unplanned.is_empty() && self.report.totals.is_whole()
    }

    /// The entries of ignored differences that covered one.
    pub(super) fn used(&self) -> &BTreeSet<usize> {
        &self.used
    }

    /// Adds what is wrong with entries of ignored differences, and the exit code of that.
    pub(super) fn finds(&mut self, findings: Vec<Vec<IgnoreFindingView>>, exit: Exit) {
        self.ignore_findings = findings;
        self.report.exit = self.report.exit.worst(exit);
    }

    /// Writes the report of a run that only looked.
    pub(super) fn report_alone(
        mut self,
        output: &OutputArgs,
        job: Job,
        environment: &Environment,
    ) -> Result<Exit, Failure> {
        if job == Job::Apply {
            self.report.totals.leave_those_with_changes();
        }
        let views = self.views(environment);
        output.write(job, &views, environment)?;
        Ok(self.report.exit)
    }

    /// Writes the report, and saves the plans. A plan file with an account missing could be taken for
    /// the whole later, so nothing is saved when an account could not be planned.
    pub(super) fn report(
        mut self,
        args: &PlanArgs,
        job: Job,
        environment: &Environment,
    ) -> Result<Exit, Failure> {
        let views = self.views(environment);
        args.output.write(job, &views, environment)?;
        let Some(path) = &args.out else {
            return Ok(self.report.exit);
        };
        if self.report.exit == Exit::Failed {
            environment.say(&Message::new("plan-not-saved").text("path", path.display()));
            return Ok(self.report.exit);
        }
        let file = PlanFile {
            tool: env!("CARGO_PKG_VERSION").to_owned(),
            made_at: environment.now.to_rfc3339(),
            // What was undone is in no file that could be compared later.
            sources: match args.undo.undo {
                Some(_) => Vec::new(),
                None => self.sources,
            },
            plans: self.plans,
            view: views.first().map_or_else(no_accounts, View::to_saved),
        };
        save(path, &file.to_bytes(), Privacy::Confidential)
            .map_err(|error| unreadable(path, &error))?;
        environment.say(&Message::new("plan-saved").text("path", path.display()));
        Ok(self.report.exit)
    }
}

/// The report of no account at all.
fn no_accounts() -> serde_json::Value {
    View::of(Vec::new()).to_saved()
}

/// `consigne show`: the report of a saved plan, as it was made.
pub(super) fn show(args: &Show, environment: &Environment) -> Result<Exit, Failure> {
    let view = view(&load(&args.file)?)?;
    args.output.write(Job::Plan, &[view], environment)?;
    Ok(Exit::Done)
}

/// The report that was shown when the plan was made.
pub(super) fn view(file: &PlanFile) -> Result<View, Failure> {
    serde_json::from_value(file.view.clone()).map_err(|_| damaged("plan-changed"))
}

/// Reads a saved plan. A file of a newer version, or one whose digest does not match its content, is
/// refused as a whole.
pub(super) fn load(path: &Path) -> Result<PlanFile, Failure> {
    named(path, Links::Everywhere)?;
    let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
    PlanFile::from_bytes(&bytes).map_err(|damage| match damage {
        Damage::NotAPlan => damaged("plan-none"),
        Damage::Format(_) => damaged("plan-newer"),
        Damage::Changed => damaged("plan-changed"),
    })
}

pub(super) fn damaged(id: &'static str) -> Failure {
    Failure::new(Exit::Refused, Message::new(id)).help(Message::new("plan-again"))
}
