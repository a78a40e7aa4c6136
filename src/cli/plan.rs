//! `consigne plan`, `drift` and `show`.

use std::path::Path;

use futures_util::{StreamExt, stream};

use super::args::{Paths, PlanArgs, Show};
use super::environment::Environment;
use super::files::{Ready, ready};
use super::output::save;
use super::pipeline::{Planned, propose};
use super::portal::Portals;
use super::source::unreadable;
use super::{Exit, Failure};
use crate::plan::file::{Damage, PlanFile, PlannedFile};
use crate::plan::{Plan, Verdict};
use crate::report::form::Job;
use crate::report::view::{AccountView, View};
use crate::words::Message;

/// Accounts that are read at the same time.
const AT_ONCE: usize = 8;

/// Plans every file and shows the whole.
pub(super) async fn run(
    args: &PlanArgs,
    job: Job,
    environment: &Environment,
) -> Result<Exit, Failure> {
    // What changes mean for the exit code.
    let pending = match job {
        Job::Drift => Exit::Pending,
        Job::Validate | Job::Plan | Job::Review | Job::Apply if args.detailed_exitcode => {
            Exit::Pending
        }
        Job::Validate | Job::Plan | Job::Review | Job::Apply => Exit::Done,
    };
    let Paths { paths, limits } = &args.paths;
    let looked_for = (&args.scope.strictness, args.expected.holidays);
    let files = ready(paths, limits, looked_for, environment)?;
    let portals = Portals::open(&args.portal, environment).await?;
    let mut whole = Whole::default();
    let mut planned = stream::iter(&files)
        .map(async |ready| (ready, one(args, ready, &portals, environment).await))
        .buffered(AT_ONCE);
    while let Some((ready, planned)) = planned.next().await {
        match planned {
            Ok(planned) => whole.add(ready, planned, pending),
            Err(failure) => {
                let account = ready.desired.account.as_str();
                whole.exit = whole.exit.worst(failure.tell_of(account, environment));
                if failure.ends_the_run {
                    break;
                }
            }
        }
    }
    whole.told(args, job, environment)
}

async fn one(
    args: &PlanArgs,
    ready: &Ready,
    portals: &Portals<'_>,
    environment: &Environment,
) -> Result<Planned, Failure> {
    let connection = portals.account(ready.desired.account.as_str(), Some(&ready.desired))?;
    let (http, origin) = (&*connection.http, connection.origin.as_str());
    propose(ready, http, origin, &args.scope, environment).await
}

/// What planning every account came to.
#[derive(Default)]
struct Whole {
    exit: Exit,
    views: Vec<AccountView>,
    /// The same in each of the other languages.
    translated: Vec<Vec<AccountView>>,
    plans: Vec<Plan>,
    sources: Vec<PlannedFile>,
}

impl Whole {
    fn add(&mut self, ready: &Ready, planned: Planned, pending: Exit) {
        let Planned {
            verdict,
            view,
            translated,
            ..
        } = planned;
        let exit = match verdict {
            Verdict::InSync(_) => Exit::Done,
            Verdict::Refused { .. } => Exit::Refused,
            Verdict::Ready { plan, .. } => {
                self.plans.push(*plan);
                pending
            }
        };
        self.exit = self.exit.worst(exit);
        self.views.push(view);
        self.translated.resize(translated.len(), Vec::new());
        for (views, view) in self.translated.iter_mut().zip(translated) {
            views.push(view);
        }
        self.sources.push(PlannedFile {
            path: ready.source.name.clone(),
            sha256: ready.sha256.clone(),
        });
    }

    /// The report, and the plans in a file unless an account could not be planned.
    fn told(self, args: &PlanArgs, job: Job, environment: &Environment) -> Result<Exit, Failure> {
        let view = View::of(self.views);
        if !view.accounts.is_empty() {
            let translated = self.translated.into_iter().map(View::of);
            let views: Vec<_> = std::iter::once(view.clone()).chain(translated).collect();
            args.output.tell(job, &views, environment)?;
        }
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
            view: view.to_saved(),
        };
        save(path, &file.to_bytes()).map_err(|error| unreadable(path, &error))?;
        environment.say(&Message::new("plan-saved").text("path", path.display()));
        Ok(self.exit)
    }
}

/// `consigne show`: a saved plan again.
pub(super) fn show(args: &Show, environment: &Environment) -> Result<Exit, Failure> {
    let view = view(&load(&args.file)?)?;
    args.output.tell(Job::Plan, &[view], environment)?;
    Ok(Exit::Done)
}

/// The report that was shown when the plan was made.
pub(super) fn view(file: &PlanFile) -> Result<View, Failure> {
    serde_json::from_value(file.view.clone()).map_err(|_| damaged("plan-changed"))
}

pub(super) fn load(path: &Path) -> Result<PlanFile, Failure> {
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
