//! Plans from a file, compared with everything that may have changed since.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::check::check;
use super::fault::GateError;
use super::judge::{JudgedFacts, RecordedFinding, judge};
use super::rules::Rules;
use crate::lint::Occasion;
use crate::model::{Action, Observed};
use crate::plan::file::{PlanFile, PlannedFile, sha256};
use crate::plan::{Plan, Refusals, Replay};
use crate::policy;
use crate::source::{Input, SourceError, read};

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
        most_files: usize,
    ) -> Result<Self, GateError> {
        is_young(file, max_age, clock)?;
        let absent = if beside.is_empty() {
            unchanged(&file.sources)?
        } else {
            are_planned(file, beside, most_files, clock)?;
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

/// The files at the paths that were recorded; those that are not there are returned.
fn unchanged(sources: &[PlannedFile]) -> Result<Vec<String>, GateError> {
    let mut absent = Vec::new();
    for source in sources {
        let read = read(&[Path::new(&source.path).to_owned()], 1);
        match read.as_deref() {
            Ok([input]) if sha256(&input.bytes) == source.sha256 => {}
            Ok(_) if source.path != "-" => {
                return Err(GateError::OtherFile {
                    path: source.path.clone(),
                });
            }
            Ok(_) | Err(_) => absent.push(source.path.clone()),
        }
    }
    Ok(absent)
}

/// The files that were named beside the plan must be all that it was made from.
fn are_planned(
    file: &PlanFile,
    beside: &[PathBuf],
    most_files: usize,
    clock: DateTime<Utc>,
) -> Result<(), GateError> {
    let inputs = read(beside, most_files).map_err(|errors| GateError::Unread(first(errors)))?;
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
        let after = Afterwards::of(plan, observed);
        let change = policy::ProposedChange {
            old: &observed.account.chat,
            new: &after.replay.chat,
            paths: plan.steps.iter().flat_map(|step| &step.paths).collect(),
            delegates: Some(after.delegates),
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

/// What the steps of a plan would leave.
struct Afterwards {
    replay: Replay,
    delegates: usize,
}

impl Afterwards {
    fn of(plan: &Plan, observed: &Observed) -> Self {
        let mut replay = Replay::of(observed);
        let mut delegates: BTreeSet<_> = observed.account.delegates.keys().collect();
        for step in &plan.steps {
            replay.carry_out(&step.action);
            if let Action::GrantDelegate(user) = &step.action {
                delegates.insert(user);
            } else if let Action::RevokeDelegate(user) = &step.action {
                delegates.remove(user);
            }
        }
        Self {
            delegates: delegates.len(),
            replay,
        }
    }
}
