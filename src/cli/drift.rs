//! `consigne drift`: what the portal holds instead of what the files say.

use super::adopt::adopt;
use super::args::DriftArgs;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::plan::{PlanningRun, compared};
use super::unplanned::failed;
use crate::diagnostic::{Code, Severity};
use crate::reconcile::{IgnoredDrift, Policy, Rules};
use crate::report::drift_view::IgnoreFindingView;
use crate::report::form::Job;
use crate::report::harmless;
use crate::report::reading::ReportSide;

/// An entry of ignored differences that ended.
const EXPIRED: Code = "ignored-expired";
/// An entry of ignored differences that covers none.
const UNUSED: Code = "ignored-unused";

/// Compares every file with its account. Differences always count for the exit code: finding them is what
/// the command is for.
pub(super) async fn run(args: &DriftArgs, environment: &Environment) -> Result<Exit, Failure> {
    let plan = &args.plan;
    let policy = environment.policy.as_ref();
    let mut rules = plan.scope.rules(policy);
    rules.ignored = ignored(policy, &args.ignore);
    if args.adopt {
        return adopt(args, &rules, environment).await;
    }
    match compared(plan, &rules, Exit::Pending, ReportSide::Drift, environment).await {
        Ok(mut whole) => {
            judge_entries(&mut whole, args, &rules, environment);
            whole.report(plan, Job::Drift, environment)
        }
        Err(failure) => Err(failed(failure, Job::Drift, &plan.output, environment)),
    }
}

/// The entries of the policy, then those of the arguments.
pub(super) fn ignored(policy: Option<&Policy>, given: &[IgnoredDrift]) -> Vec<IgnoredDrift> {
    let of_policy = policy.map_or(&[][..], Policy::ignored_drift);
    of_policy.iter().chain(given).cloned().collect()
}

/// Reports entries that ended, and entries without a difference. The latter is known only of a run that
/// compared everything.
fn judge_entries(
    whole: &mut PlanningRun,
    args: &DriftArgs,
    rules: &Rules,
    environment: &Environment,
) {
    let complete =
        whole.is_whole() && rules.sections.is_empty() && args.plan.selection.is_everything();
    let found: Vec<_> = rules
        .ignored
        .iter()
        .enumerate()
        .filter_map(|(at, entry)| {
            let code = match entry.is_expired(environment.now) {
                true => EXPIRED,
                false if complete && !whole.used().contains(&at) => UNUSED,
                false => return None,
            };
            (!rules.findings.allows(code)).then_some((code, entry))
        })
        .collect();
    let mut exit = Exit::Done;
    for (code, entry) in &found {
        let severity = match rules
            .findings
            .fails_beside(code, Severity::Warning, &rules.granted)
        {
            true => {
                exit = Exit::Failed;
                "severity-error"
            }
            false => "severity-warning",
        };
        let finding = IgnoreFindingView::of(code, entry, &environment.words);
        let head = format!("{}[{code}]", environment.words.text(severity));
        let said = format!(
            "{}{} {}",
            finding.place,
            environment.words.colon(),
            finding.message
        );
        environment.print_error(&harmless(&environment.words.labelled(&head, &said)));
    }
    let findings = environment.languages().map(|words| {
        let found = found.iter();
        found
            .map(|(code, entry)| IgnoreFindingView::of(code, entry, words))
            .collect()
    });
    let findings = findings.collect();
    whole.finds(findings, exit);
}
