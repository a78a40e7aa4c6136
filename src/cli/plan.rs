//! `consigne plan`, `drift` and `show`.

use std::path::Path;

use futures_util::StreamExt as _;

use super::args::{OutputArgs, Paths, PlanArgs, PortalArgs, Show};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::failure::unreadable;
use super::files::{SortedFiles, sorted};
use super::portal::Portals;
use super::save::{Privacy, save};
use super::unplanned::{Unplanned, failed};
use crate::lint::Occasion;
use crate::plan::file::{Damage, PlanFile, PlannedFile};
use crate::plan::{Plan, Verdict};
use crate::reconcile::{Ready, Rules, propose_all};
use crate::report::account;
use crate::report::form::Job;
use crate::report::view::{AccountView, View};
use crate::source::{Links, named};
use crate::words::Message;

/// Plans every file and reports all accounts together. Accounts are planned concurrently and arrive in
/// the order of the files. An account that cannot be planned is reported and skipped, unless its failure
/// concerns the others as well.
pub(super) async fn run(
    args: &PlanArgs,
    job: Job,
    environment: &Environment,
) -> Result<Exit, Failure> {
    // `drift` exists to find differences, so there they always count for the exit code.
    let pending = match job {
        Job::Drift => Exit::Pending,
        Job::Validate | Job::Plan | Job::Review | Job::Apply if args.detailed_exitcode => {
            Exit::Pending
        }
        Job::Validate | Job::Plan | Job::Review | Job::Apply => Exit::Done,
    };
    match compared(args, pending, environment).await {
        Ok(whole) => whole.report(args, job, environment),
        Err(failure) => Err(failed(failure, job, &args.output, environment)),
    }
}

async fn compared(
    args: &PlanArgs,
    pending: Exit,
    environment: &Environment,
) -> Result<PlanningRun, Failure> {
    let rules = args.scope.rules(environment.policy.as_ref());
    let occasion = Occasion {
        now: environment.now,
        calendar: args.expected.holidays,
    };
    let Paths { paths, limits } = &args.paths;
    let (chosen, findings) = (&args.selection, &rules.findings);
    let files = sorted(paths, limits, chosen, findings, occasion, environment)?;
    planned(files, &args.portal, &rules, pending, environment).await
}

/// Plans every file that is valid. `pending` is the exit code for changes.
pub(super) async fn planned(
    files: SortedFiles,
    portal: &PortalArgs,
    rules: &Rules,
    pending: Exit,
    environment: &Environment,
) -> Result<PlanningRun, Failure> {
    let mut whole = PlanningRun::default();
    // Findings matter more than a portal that cannot be reached: without a valid file none is asked.
    if !files.ready.is_empty() {
        let portals = Portals::open(&portal.for_reading(), environment).await?;
        whole
            .compare(&files.ready, &portals, rules, pending, environment)
            .await;
    }
    whole.exit = whole.exit.worst(files.exit(environment));
    whole.unplanned.invalid = files.invalid;
    Ok(whole)
}
/// The accounts that were planned so far, and the exit code of the worst of them.
#[derive(Default)]
pub(super) struct PlanningRun {
    exit: Exit,
    /// One report for each language that was asked for.
    views: Vec<Vec<AccountView>>,
    plans: Vec<Plan>,
    sources: Vec<PlannedFile>,
    unplanned: Unplanned,
}

impl PlanningRun {
    async fn compare(
        &mut self,
        files: &[Ready],
        portals: &Portals<'_>,
        rules: &Rules,
        pending: Exit,
        environment: &Environment,
    ) {
        let proposals = propose_all(files, portals, rules, environment.now);
        let mut proposals = std::pin::pin!(proposals);
        while let Some((ready, proposal)) = proposals.next().await {
            match proposal {
                Ok(proposal) => {
                    let views = environment.languages();
                    let views = views.map(|words| account::view(ready, &proposal, words));
                    self.add(ready, views.collect(), proposal.verdict, pending);
                }
                Err(error) => {
                    let ends_the_run = error.ends_the_run();
                    let account = ready.desired.account.as_str();
                    let failure = Failure::from(error);
                    let failed = self.unplanned.fails(account, failure, environment);
                    self.exit = self.exit.worst(failed);
                    if ends_the_run {
                        break;
                    }
                }
            }
        }
    }

    /// `views` are of one account, in every language.
    fn add(&mut self, ready: &Ready, views: Vec<AccountView>, verdict: Verdict, pending: Exit) {
        let exit = match verdict {
            Verdict::InSync(_) => Exit::Done,
            Verdict::Refused { .. } => Exit::Refused,
            Verdict::Ready { plan, .. } => {
                self.plans.push(*plan);
                pending
            }
        };
        self.exit = self.exit.worst(exit);
        self.views.resize(views.len(), Vec::new());
        for (report, view) in self.views.iter_mut().zip(views) {
            report.push(view);
        }
        self.sources.push(PlannedFile {
            path: ready.source.name.clone(),
            sha256: ready.sha256.clone(),
        });
    }

    /// Writes the report of a run that only looked.
    pub(super) fn report_alone(
        self,
        output: &OutputArgs,
        job: Job,
        environment: &Environment,
    ) -> Result<Exit, Failure> {
        let views = self.unplanned.reports(self.views, environment);
        output.write(job, &views, environment)?;
        Ok(self.exit)
    }

    /// Writes the report, and saves the plans. A plan file with an account missing could be taken for
    /// the whole later, so nothing is saved when an account could not be planned.
    fn report(self, args: &PlanArgs, job: Job, environment: &Environment) -> Result<Exit, Failure> {
        let views = self.unplanned.reports(self.views, environment);
        args.output.write(job, &views, environment)?;
        let Some(path) = &args.out else {
            return Ok(self.exit);
        };
        if self.exit == Exit::Failed {
            environment.say(&Message::new("plan-not-saved").text("path", path.display()));
            return Ok(self.exit);
        }
        let file = PlanFile {
            tool: env!("CARGO_PKG_VERSION").to_owned(),
            made_at: environment.now.to_rfc3339(),
            sources: self.sources,
            plans: self.plans,
            view: views.first().map_or_else(no_accounts, View::to_saved),
        };
        save(path, &file.to_bytes(), Privacy::Confidential)
            .map_err(|error| unreadable(path, &error))?;
        environment.say(&Message::new("plan-saved").text("path", path.display()));
        Ok(self.exit)
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
