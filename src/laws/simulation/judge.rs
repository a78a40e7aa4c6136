//! The judge: what must be true after every run (`whole.rs`: after all of them).
//!
//! The witness is the portal, with its audit table, and never the tool. What the tool says is compared with
//! what the portal recorded. Nothing of `apply`, and nothing that makes requests, is used here.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::expected::{self, Expected, same};
use super::fate::WriteFate;
use super::run::{End, Run};
use super::world::{Asked, Author, Happened, Passed};
use crate::apply::StepResult;
use crate::laws::file::File;
use crate::model::{Action, Precondition};
use crate::plan::Step;
use crate::portal::AuditEntry;
use crate::reconcile::{Applied, Ending};

pub(super) type Judgement = Result<(), String>;

pub(super) fn hold(holds: bool, wrong: impl FnOnce() -> String) -> Judgement {
    if holds { Ok(()) } else { Err(wrong()) }
}

/// After one run.
pub(super) fn run(happened: &Happened, run: &Run, files: &[File]) -> Judgement {
    let asked = happened
        .asked
        .iter()
        .filter(|asked| asked.run == run.number);
    let asked: Vec<_> = asked.collect();
    let steps: &[Step] = match &run.approved {
        Some(approved) => &approved.plan.steps,
        None => &[],
    };
    requests_are_of_the_plan(&asked, steps)?;
    match &run.end {
        End::Killed => Ok(()),
        End::Unread | End::InSync | End::Refused(_) | End::NotPassed(_) | End::NotApplied(_) => {
            hold(asked.is_empty(), || {
                format!("I9: {:?}, and it has written", run.end)
            })
        }
        End::Applied(applied) => report_is_true(happened, run, applied, &asked, steps, files),
    }
}

/// I4, and half of I2: each step is asked for once, in order, as planned, and under a condition.
fn requests_are_of_the_plan(asked: &[&Asked], steps: &[Step]) -> Judgement {
    hold(asked.len() <= steps.len(), || {
        format!("I2: {} writes of a plan with {}", asked.len(), steps.len())
    })?;
    for (asked, step) in asked.iter().zip(steps) {
        let expected = expected::of(&step.action);
        let sent = &asked.sent;
        let body = sent.body.as_ref().and_then(Value::as_object);
        let is_planned = sent.method == expected.method
            && sent.key == expected.key
            && body.is_some() == expected.members.is_some()
            && same_members(body, expected.members.as_ref());
        hold(is_planned, || {
            format!("I4: {sent:?} instead of {expected:?}")
        })?;
        let is_conditional = match (&step.action, &asked.condition) {
            (Action::GrantDelegate(..) | Action::RevokeDelegate(_), _) => true,
            (Action::CreateSchedule(..), condition) => *condition == Precondition::Absent,
            (_, condition) => matches!(condition, Precondition::Matches(_)),
        };
        hold(is_conditional, || {
            format!("I4: {sent:?} without a condition")
        })?;
    }
    Ok(())
}

fn same_members(left: Option<&Map<String, Value>>, right: Option<&Map<String, Value>>) -> bool {
    let whole =
        |members: Option<&Map<String, Value>>| Value::Object(members.cloned().unwrap_or_default());
    // What a patch clears must be named in it.
    let names = |members: Option<&Map<String, Value>>| -> BTreeSet<String> {
        members.into_iter().flat_map(Map::keys).cloned().collect()
    };
    names(left) == names(right) && same(&whole(left), &whole(right))
}

/// I1 and I8.
fn report_is_true(
    happened: &Happened,
    run: &Run,
    applied: &Applied,
    asked: &[&Asked],
    steps: &[Step],
    files: &[File],
) -> Judgement {
    let results: Vec<_> = applied
        .outcome
        .steps
        .iter()
        .map(|step| step.result)
        .collect();
    hold(results.len() == steps.len(), || {
        "I8: a step without an outcome".to_owned()
    })?;
    for (at, (step, result)) in steps.iter().zip(&results).enumerate() {
        let key = expected::of(&step.action).key;
        let was_asked = at < asked.len();
        let is_written = || writes(happened, run.number, at).any(Passed::is_written);
        let true_word = match result {
            StepResult::Done => was_asked && is_there(happened, run, at, step),
            StepResult::Failed => was_asked && (!is_written() || is_echo(happened, asked[at])),
            StepResult::Unknown => was_asked,
            StepResult::NotTried => !was_asked,
        };
        hold(true_word, || {
            format!("I8: step {at}, {key}, is reported as {result:?}")
        })?;
    }
    let written = happened.passed.iter();
    let written = written
        .filter(|passed| matches!(passed.by, Author::Tool { run: of, .. } if of == run.number));
    let has_written = written.into_iter().any(Passed::is_written);
    let is_excused = asked.last().is_some_and(|asked| is_echo(happened, asked));
    match applied.ending() {
        Ending::Settled => is_settled(happened, run, &results, files),
        Ending::Stale | Ending::Spent | Ending::NothingDone => {
            hold(!has_written || is_excused, || {
                format!("I8: {:?}, and it has written", applied.ending())
            })
        }
        Ending::Partial | Ending::Interrupted => Ok(()),
    }
}

/// Two things at once that no one could distinguish from a refusal: something refused a write that the portal had
/// stored, and then either a person changed the resource before anyone looked, or a replica that lags
/// behind was read.
pub(super) fn is_echo(happened: &Happened, asked: &Asked) -> bool {
    let (is_echoed, is_busy) = match asked.fate {
        WriteFate::Twice(_) => (true, false),
        WriteFate::RefusedAfter(status) => (true, matches!(status, 409 | 429 | 503)),
        WriteFate::Answered
        | WriteFate::LostAfter
        | WriteFate::LostBefore
        | WriteFate::Late(_)
        | WriteFate::Echoed(_)
        | WriteFate::Refused(_)
        | WriteFate::Unreachable
        | WriteFate::Altered
        | WriteFate::Overtaken
        | WriteFate::LostAndOvertaken => (false, false),
    };
    let mut people = happened
        .passed
        .iter()
        .filter(|passed| passed.by == Author::Person);
    let is_changed = people.any(|passed| passed.sent.key == asked.sent.key && passed.is_written());
    is_echoed && is_changed || is_busy && happened.stale_runs.contains(&asked.run)
}

/// What the portal did with one write of a run, copies included.
pub(super) fn writes(
    happened: &Happened,
    run: usize,
    write: usize,
) -> impl Iterator<Item = &Passed> {
    let by = Author::Tool { run, write };
    happened.passed.iter().filter(move |passed| passed.by == by)
}

/// Whether the portal has recorded that the resource became what the step says, since the settings that
/// the plan was made for; whoever wrote it.
fn is_there(happened: &Happened, run: &Run, at: usize, step: &Step) -> bool {
    let since = run.approved.as_ref().map_or(0, |approved| approved.seen.at);
    let expected = expected::of(&step.action);
    let mut passed = happened.passed.iter().skip(since);
    let is_now = passed.any(|passed| {
        // The portal did not keep its word, and the tool believed it until it read again.
        let broken = passed.altered
            && passed.by
                == Author::Tool {
                    run: run.number,
                    write: at,
                };
        broken
            || passed
                .changes
                .iter()
                .any(|change| leaves(change, &expected))
    });
    // Revoked or granted already, by somebody or by a request that came late.
    is_now
        || expected.members.is_none() && writes(happened, run.number, at).any(|it| it.status == 204)
}

/// Whether a change leaves the resource as expected.
pub(super) fn leaves(change: &AuditEntry, expected: &Expected) -> bool {
    let of_it = change
        .what
        .split_once(' ')
        .is_some_and(|(_, key)| key == expected.key);
    let new = change.new.as_ref();
    of_it
        && match (&expected.members, expected.method) {
            (None, "DELETE") => new.is_none(),
            (None, _) => new.is_some(),
            (Some(members), _) => new.is_some_and(|new| {
                members
                    .iter()
                    .all(|(name, value)| is_recorded(name, value, &new[name]))
            }),
        }
}

/// The audit table has the last digits of a phone only.
fn is_recorded(name: &str, value: &Value, recorded: &Value) -> bool {
    let both = (value.as_str(), recorded.as_str());
    match both {
        (Some(value), Some(recorded)) if name == "phone" => {
            let number = value.split(';').next().unwrap();
            let last = number.chars().rev().take(4);
            recorded.chars().rev().take(4).eq(last)
        }
        // A login is kept in lower case.
        (Some(value), Some(recorded)) if name == "email" => value.eq_ignore_ascii_case(recorded),
        _ => same(value, recorded),
    }
}

fn is_settled(happened: &Happened, run: &Run, results: &[StepResult], files: &[File]) -> Judgement {
    let all_done = results.iter().all(|result| *result == StepResult::Done);
    hold(all_done, || "I8: settled, and not all is done".to_owned())?;
    let Some(file) = run.file else { return Ok(()) };
    if happened.was_stale {
        return Ok(());
    }
    let account = &run.after.observed.account;
    // A front without a file of the generators compares for itself.
    let Some(file) = files.get(file) else {
        return Ok(());
    };
    let wanted = file.over(account);
    hold(wanted == *account, || {
        format!("I8: settled, and the portal holds {account:?} instead of {wanted:?}")
    })
}
