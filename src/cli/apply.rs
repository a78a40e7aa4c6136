//! `consigne apply`: plan, gate, ask, write, read back.

use super::args::ApplyArgs;
use super::direct::DirectApply;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::files::{SortedFiles, narrowed};
use super::plan::PlanningSetup;
use super::saved;
use super::unplanned::{Unplanned, failed};
use crate::lint::Occasion;
use crate::report::form::Job;
use crate::report::reading::ReportSide;
use crate::words::Message;

/// Applies files, or a saved plan. Without a terminal an approval has to be given as an argument; that
/// is checked first, so that a run in CI fails before it contacts the portal.
pub(super) async fn run(args: &ApplyArgs, environment: &Environment) -> Result<Exit, Failure> {
    let done = match &args.plan {
        Some(path) => saved::run(args, path, environment).await,
        None => apply_files(args, environment).await,
    };
    done.map_err(|failure| failed(failure, Job::Apply, &args.output, environment))
}

async fn apply_files(args: &ApplyArgs, environment: &Environment) -> Result<Exit, Failure> {
    if !args.auto_approve && args.expect.is_empty() && !environment.is_interactive() {
        let help = Message::new("no-approval-help");
        return Err(Failure::new(Exit::Usage, Message::new("no-approval")).help(help));
    }
    let rules = args.scope.rules(environment.policy.as_ref());
    let occasion = Occasion::at(environment.now);
    let (paths, limits) = (&args.paths, &args.limits);
    let (chosen, findings) = (&args.selection, &rules.findings);
    let files = narrowed(paths, limits, chosen, findings, occasion, environment)?;
    let files = SortedFiles::of(files, findings, environment);
    if !files.invalid.is_empty() && !args.keep_going {
        // Half of a change that spans several files is never applied; what the others ask for is shown.
        let only = PlanningSetup {
            portal: &args.portal,
            rules: &rules,
            at_once: args.pace.at_once(),
            fail_fast: false,
            pending: Exit::Done,
            reading: ReportSide::Plan,
        };
        let only = only.run(files, environment).await?;
        return only.report_alone(&args.output, Job::Apply, environment);
    }
    let unplanned = Unplanned::of_invalid(files.invalid);
    let run = DirectApply::open(args, rules, unplanned, environment).await?;
    run.run(&files.ready).await
}
