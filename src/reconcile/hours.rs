//! What a change means to the people who chat: before all of its steps, after them, and between.

use chrono::{DateTime, NaiveDate, Utc};

use super::check::Ready;
use super::phrase::openings;
use super::rules::DateRange;
use crate::availability::{
    self, Folded, HoursDelta, Impact, Period, UnknownZone, compare, default_windows, window_of_days,
};
use crate::diagnostic::Diagnostic;
use crate::model::{Chat, Language, Observed};
use crate::plan::{Interim, Plan, interim};
use crate::words::Message;

/// Hours that customers gain and lose.
#[derive(Debug, Clone)]
pub(crate) struct HoursComparison {
    pub(crate) before: Chat,
    pub(crate) after: Chat,
    pub(crate) delta: HoursDelta,
    /// The same folded for people; none when the chat settings are equal.
    pub(crate) impact: Option<Impact>,
}

impl HoursComparison {
    /// Compares two configurations over these windows.
    pub(crate) fn between(
        before: &Chat,
        after: &Chat,
        windows: Vec<Period>,
    ) -> Result<Self, UnknownZone> {
        let delta = compare(before, after, windows)?;
        let impact = if before == after {
            None
        } else {
            Some(availability::impact(before, after, &delta.windows)?)
        };
        Ok(Self {
            before: before.clone(),
            after: after.clone(),
            delta,
            impact,
        })
    }
}

impl HoursComparison {
    /// The same from the other side: what customers have gained and lost because the portal holds what was
    /// before, and not what comes after. None where a zone is unknown, which the comparison itself would
    /// have been refused for.
    pub(crate) fn reversed(&self) -> Option<Self> {
        Self::between(&self.after, &self.before, self.delta.windows.clone()).ok()
    }
}

/// The windows in which hours are compared.
pub(crate) fn windows(
    old: &Chat,
    new: &Chat,
    asked: Option<DateRange>,
    now: DateTime<Utc>,
) -> Result<Vec<Period>, UnknownZone> {
    match asked {
        Some(DateRange { from, to }) => Ok(vec![window_of_days(new, from, to)?]),
        None => default_windows(old, new, now),
    }
}

/// Warnings of hours that are open for a moment while the plan is applied, and in neither the old
/// nor the new configuration. One warning covers both languages where the step opens the same
/// hours in both.
pub(super) fn opened_between_steps(
    ready: &Ready,
    plan: &Plan,
    observed: &Observed,
    target: &Chat,
    windows: &[Period],
) -> Result<Vec<Diagnostic>, UnknownZone> {
    struct Opened {
        step: usize,
        hours: Vec<Folded<()>>,
        languages: Vec<Language>,
    }
    let mut opened: Vec<Opened> = Vec::new();
    for Interim {
        step,
        language,
        hours,
    } in interim(observed, target, &plan.steps, windows)?
    {
        let known = opened
            .iter_mut()
            .find(|one| one.step == step && one.hours == hours);
        match known {
            Some(known) => known.languages.push(language),
            None => opened.push(Opened {
                step,
                hours,
                languages: vec![language],
            }),
        }
    }
    let first = first_day(target, windows);
    let diagnostics = opened.into_iter().map(|one| {
        let path = plan.steps[one.step].path();
        let languages: Vec<_> = one.languages.iter().map(|one| one.as_str()).collect();
        let message = Message::new("interim-open")
            .text("step", one.step + 1)
            .text("count", plan.steps.len())
            .text("path", &path)
            .text("languages", languages.join(", "))
            .message("when", openings(&one.hours, first));
        let span = ready.desired.places.of(&path).unwrap_or_default();
        Diagnostic::warning("interim-open", span, message)
            .help(Message::new("interim-open-help"))
            .at(path)
    });
    Ok(diagnostics.collect())
}

/// The first day of the windows on the clock of the account.
fn first_day(chat: &Chat, windows: &[Period]) -> Option<NaiveDate> {
    let zone = chat.time_zone.rules()?;
    let first = windows.first()?.from.with_timezone(&zone);
    Some(first.date_naive())
}
