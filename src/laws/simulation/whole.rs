//! What must be true once all runs of a scenario are over.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::expected::{self, Expected, same};
use super::judge::{Judgement, hold, is_echo, leaves, writes};
use super::run::{ApprovedPlan, End, Run};
use super::world::{Author, Happened, Passed};
use crate::apply::StepResult;
use crate::plan::Step;
use crate::portal::AuditEntry;
use crate::reconcile::Earlier;

/// After all runs.
pub(super) fn judge(happened: &Happened, runs: &[Run]) -> Judgement {
    if let Some(wrong) = &happened.wrong {
        return Err(wrong.clone());
    }
    for passed in &happened.passed {
        no_guard_is_sent(passed)?;
    }
    for run in runs {
        let Some(approved) = &run.approved else {
            continue;
        };
        for (at, step) in approved.plan.steps.iter().enumerate() {
            let written = writes(happened, run.number, at).filter(|passed| passed.is_written());
            let written = written.count();
            hold(written <= 1, || {
                format!("I2: step {at} of run {} written twice", run.number)
            })?;
            changes_are_of_the_step(happened, run, at, step)?;
            no_one_is_overwritten(happened, run, approved, at)?;
        }
        stays_failed(happened, run)?;
    }
    nothing_is_there_twice(happened)?;
    nothing_comes_after_it_has_settled(happened, runs)
}

/// I3.
fn no_guard_is_sent(passed: &Passed) -> Judgement {
    let Some(body) = &passed.sent.body else {
        return Ok(());
    };
    let text = body.to_string();
    let guards = [
        "\"can\"",
        "\"pbx\"",
        "\"provider\"",
        "\"primary\"",
        "\"telephony\"",
    ];
    let guard = guards.iter().find(|guard| text.contains(*guard));
    hold(guard.is_none(), || {
        format!("I3: {guard:?} in {:?}", passed.sent)
    })
}

/// I4: what the portal recorded is in the plan, object, member and value.
fn changes_are_of_the_step(happened: &Happened, run: &Run, at: usize, step: &Step) -> Judgement {
    let expected = expected::of(&step.action);
    for passed in writes(happened, run.number, at).filter(|passed| !passed.altered) {
        for change in &passed.changes {
            let lunch = expected.key.strip_suffix("working-hours");
            let lunch = lunch.map(|chat| format!("{} {chat}lunch-break", expected.method));
            if lunch.is_some_and(|lunch| change.what == lunch) {
                continue;
            }
            let is_named = change.what == format!("{} {}", expected.method, expected.key);
            let is_planned = expected.method == "PUT" || touches_only(change, &expected);
            hold(is_named && is_planned && leaves(change, &expected), || {
                format!("I4: {change:?} is not {expected:?}")
            })?;
        }
    }
    Ok(())
}

/// I9: between the settings that the plan was made for and the write, no one else changed the resource,
/// unless to what an earlier step of the plan was to make of it.
fn no_one_is_overwritten(
    happened: &Happened,
    run: &Run,
    approved: &ApprovedPlan,
    at: usize,
) -> Judgement {
    let expected = expected::of(&approved.plan.steps[at].action);
    if expected.key.starts_with("delegates/") {
        return Ok(());
    }
    let by = Author::Tool {
        run: run.number,
        write: at,
    };
    let written = |passed: &Passed| passed.by == by && passed.is_written();
    let Some(written) = happened.passed.iter().position(written) else {
        return Ok(());
    };
    let between = happened.passed.iter().take(written);
    let others = between.skip(approved.seen.at).filter(|passed| {
        let is_ours = matches!(passed.by, Author::Tool { run: of, .. } if of == run.number);
        !is_ours && passed.sent.key == expected.key
    });
    let earlier: Vec<_> = approved.plan.steps[..at]
        .iter()
        .map(|step| expected::of(&step.action))
        .collect();
    let changes = others.flat_map(|passed| &passed.changes);
    let mut unplanned = changes.filter(|change| {
        !earlier
            .iter()
            .any(|step| leaves(change, step) && touches_only(change, step))
            && change.old != change.new
    });
    match unplanned.next() {
        None => Ok(()),
        Some(change) => Err(format!(
            "I9: step {at} of run {} overwrote {change:?}",
            run.number
        )),
    }
}

/// Whether a change is of members that are expected to change.
fn touches_only(change: &AuditEntry, expected: &Expected) -> bool {
    let null = Value::Null;
    let [old, new] = [&change.old, &change.new].map(|body| body.as_ref().unwrap_or(&null));
    let names = new.as_object().into_iter().flat_map(Map::keys);
    let mut changed = names.filter(|name| !same(&old[*name], &new[*name]));
    let members = expected.members.as_ref();
    changed.all(|name| members.is_none_or(|members| members.contains_key(name)))
}

/// I8: what failed does not happen later either.
fn stays_failed(happened: &Happened, run: &Run) -> Judgement {
    let End::Applied(applied) = &run.end else {
        return Ok(());
    };
    let steps = applied.outcome.steps.iter().enumerate();
    let mut failed = steps.filter(|(_, step)| step.result == StepResult::Failed);
    let mut asked = happened
        .asked
        .iter()
        .filter(|asked| asked.run == run.number);
    let mut is_excused = |at| asked.nth(at).is_some_and(|asked| is_echo(happened, asked));
    let came = failed.find(|(at, _)| {
        writes(happened, run.number, *at).any(Passed::is_written) && !is_excused(*at)
    });
    match came {
        None => Ok(()),
        Some((at, _)) => Err(format!(
            "I8: step {at} of run {} failed, and came",
            run.number
        )),
    }
}

/// I2: no list has two schedules of one name.
fn nothing_is_there_twice(happened: &Happened) -> Judgement {
    let Some(last) = happened.seen.last() else {
        return Ok(());
    };
    for language in ["fr", "en"] {
        for list in ["weeklySchedules", "specialEvents"] {
            let entries = last.body["chat"][language][list].as_array();
            let names = entries
                .into_iter()
                .flatten()
                .filter_map(|entry| entry["name"].as_str());
            let names: Vec<_> = names.map(str::to_lowercase).collect();
            let distinct: BTreeSet<_> = names.iter().collect();
            hold(distinct.len() == names.len(), || {
                format!("I2: twice in {list}: {names:?}")
            })?;
        }
    }
    Ok(())
}

/// A run that says of an earlier write that it can change nothing any more is right; so is one that says
/// that none is open.
fn nothing_comes_after_it_has_settled(happened: &Happened, runs: &[Run]) -> Judgement {
    for (at, passed) in happened.passed.iter().enumerate() {
        let Author::Tool { run, .. } = passed.by else {
            continue;
        };
        let later = runs
            .iter()
            .skip(run + 1)
            .filter(|later| later.looked_at <= at);
        let mut looks = later.filter_map(|later| later.earlier.as_ref());
        let first = looks.next();
        let is_surprise = matches!(first, Some(Earlier::Settled { .. } | Earlier::Nothing));
        hold(!(is_surprise && passed.is_written()), || {
            format!("a later run took the write for settled, and it came: {passed:?}")
        })?;
    }
    Ok(())
}
