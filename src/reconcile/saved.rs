//! Plans from a file, compared with everything that may have changed since.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::check::check;
use super::fault::GateError;
use super::judge::{JudgedFacts, RecordedFinding, judge};
use super::rules::Rules;
use crate::diff::diff;
use crate::lint::Occasion;
use crate::model::{Observed, Renames};
use crate::plan::file::{PlanFile, PlannedFile, sha256};
use crate::plan::{Plan, Refusals, Replay};
use crate::policy;
use crate::source::{Input, Limits, Links, SourceError, read};

/// The saved plans of a file that passed questions 1 to 3 of the gate.
#[derive(Debug)]
pub(crate) struct SavedPlans<'a> {
    pub(crate) file: &'a PlanFile,
    /// Files that are not there any more, so that they were not compared.
    pub(crate) absent: Vec<String>,
}

impl<'a> SavedPlans<'a> {
    /// `clock` is the real time, whatever the run takes for now: a fixed clock would keep a plan
    /// young for ever. `beside` are the files that were named beside the plan; without any, the
    /// paths that were recorded are compared.
    pub(crate) fn of(
        file: &'a PlanFile,
        max_age: Option<Duration>,
        clock: DateTime<Utc>,
        beside: &[PathBuf],
        limits: Limits,
    ) -> Result<Self, GateError> {
        is_young(file, max_age, clock)?;
        let absent = if beside.is_empty() {
            unchanged(&file.sources)?
        } else {
            are_planned(file, beside, limits, clock)?;
            Vec::new()
        };
        Ok(Self { file, absent })
    }
}

fn is_young(
    file: &PlanFile,
    max_age: Option<Duration>,
    clock: DateTime<Utc>,
) -> Result<(), GateError> {
    let Some(max_age) = max_age else {
        return Ok(());
    };
    let made = DateTime::parse_from_rfc3339(&file.made_at);
    let age = made.map(|made| (clock - made.to_utc()).to_std());
    match age {
        Ok(Ok(age)) if age <= max_age => Ok(()),
        // A plan from the future is as suspect as an old one, and so is one without a time.
        Ok(_) | Err(_) => Err(GateError::TooOld {
            made_at: file.made_at.clone(),
        }),
    }
}

/// The files at the paths that were recorded; those that are absent are returned. A path at which
/// anything else is found refuses: a file that cannot be compared is not one that was compared.
fn unchanged(sources: &[PlannedFile]) -> Result<Vec<String>, GateError> {
    let mut absent = Vec::new();
    for source in sources {
        if is_absent(&source.path) {
            absent.push(source.path.clone());
            continue;
        }
        // Nothing of it is shown: its bytes are those of the plan, or the plan is refused.
        let limits = Limits {
            files: 1,
            links: Links::Everywhere,
        };
        let inputs = read(&[PathBuf::from(&source.path)], limits);
        let inputs = inputs.map_err(|errors| GateError::Unread(first(errors)))?;
        let same = matches!(&inputs[..], [input] if sha256(&input.bytes) == source.sha256);
        if !same {
            return Err(GateError::OtherFile {
                path: source.path.clone(),
            });
        }
    }
    Ok(absent)
}

/// Whether nothing has the name of a file. A link that leads nowhere has it, and standard input is gone
/// with the run that read it.
fn is_absent(path: &str) -> bool {
    let found = std::fs::symlink_metadata(path);
    path == "-" || found.is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

/// The files that were named beside the plan must be all that it was made from.
fn are_planned(
    file: &PlanFile,
    beside: &[PathBuf],
    limits: Limits,
    clock: DateTime<Utc>,
) -> Result<(), GateError> {
    let inputs = read(beside, limits).map_err(|errors| GateError::Unread(first(errors)))?;
    let known: Vec<_> = inputs.iter().map(|input| sha256(&input.bytes)).collect();
    let mut sources = file.sources.iter();
    match sources.find(|source| !known.contains(&source.sha256)) {
        None => Ok(()),
        Some(source) => {
            Err(
                other_account(file, inputs, clock).unwrap_or_else(|| GateError::OtherFile {
                    path: source.path.clone(),
                }),
            )
        }
    }
}

fn first(errors: Vec<SourceError>) -> SourceError {
    let first = errors.into_iter().next();
    first.expect("a search that fails names at least one reason")
}

/// Files that govern none of the plan's accounts, and at least one other.
fn other_account(file: &PlanFile, inputs: Vec<Input>, now: DateTime<Utc>) -> Option<GateError> {
    let occasion = Occasion::at(now);
    let desired = inputs
        .into_iter()
        .filter_map(|input| check(input, occasion).desired);
    let given: Vec<_> = desired.map(|desired| desired.account).collect();
    let mut planned = file.plans.iter().map(|plan| &plan.account);
    if planned.clone().any(|account| given.contains(account)) {
        return None;
    }
    Some(GateError::OtherAccount {
        planned: planned.next()?.to_string(),
        given: given.first()?.to_string(),
    })
}

/// The findings that were recorded when a plan was made. They count as they would in a plan of today.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Recorded<'a>(pub(crate) &'a [RecordedFinding]);

impl Recorded<'_> {
    /// Question 6 of the gate.
    pub(super) fn pass(self, plan: &Plan, rules: &Rules) -> Result<(), GateError> {
        self.judge(plan, None, rules)
    }

    /// Question 7: the policy judges the steps as they would change what the portal holds now. An
    /// account that is no longer as planned is not judged, because the plan is refused as stale.
    pub(super) fn pass_policy(
        self,
        plan: &Plan,
        observed: &Observed,
        rules: &Rules,
        now: DateTime<Utc>,
    ) -> Result<(), GateError> {
        if !plan.base.holds_for(observed) {
            return Ok(());
        }
        let mut replay = Replay::of(observed);
        for step in &plan.steps {
            replay.carry_out(&step.action);
        }
        let after = &replay.account;
        // The difference of the accounts and not the paths of the steps: a step may change more than
        // it names, as the tick of the lunch box does. A renamed entry shows as two changes, which is
        // enough, because no rule is about a single entry.
        let changes = diff(&observed.account, after, &Renames::new());
        let change = policy::ProposedChange {
            old: &observed.account.chat,
            new: &after.chat,
            paths: changes.iter().map(|change| &change.path).collect(),
            delegates: Some(after.delegates.len()),
            now,
        };
        self.judge(plan, Some(change), rules)
    }

    fn judge(
        self,
        plan: &Plan,
        change: Option<policy::ProposedChange<'_>>,
        rules: &Rules,
    ) -> Result<(), GateError> {
        let facts = JudgedFacts {
            noticed: &[],
            aside: Vec::new(),
            recorded: self.0,
            change,
            granted: &plan.granted,
        };
        let refusals = judge(&facts, rules);
        let refusals = refusals.map_err(|unknown| GateError::Propose(unknown.into()))?;
        match Refusals::of(refusals) {
            Some(refusals) => Err(GateError::Refused(Box::new(refusals))),
            None => Ok(()),
        }
    }
}
