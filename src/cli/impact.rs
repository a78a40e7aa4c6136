//! What a plan means to the people who chat: before all of its steps, after them, and in between.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::dates::Dates;
use super::files::Ready;
use super::pipeline::at;
use super::{Exit, Failure};
use crate::availability::{self, UnknownZone, Window};
use crate::diagnostic::Diagnostic;
use crate::model::{Chat, FieldPath, Observed};
use crate::plan::{self, Interim, Loss, Plan, Verdict};
use crate::report;
use crate::report::view::HoursView;
use crate::words::{Message, Words};

/// Two configurations of an account, and the days that count.
pub(super) struct OfHours<'a> {
    pub(super) ready: &'a Ready,
    pub(super) observed: &'a Observed,
    pub(super) target: &'a Chat,
    pub(super) window: Option<Dates>,
    pub(super) now: DateTime<Utc>,
}

/// What is told of them.
pub(super) struct Told {
    pub(super) hours: HoursView,
    /// Hours that are open between two steps alone.
    pub(super) interim: Vec<Diagnostic>,
}

impl OfHours<'_> {
    /// Whether so many hours go that somebody must say so.
    pub(super) fn loss(&self) -> Result<Loss, Failure> {
        let (old, new) = (&self.observed.account.chat, self.target);
        let asks = availability::loses_hours(old, new, self.now);
        let asks = asks.map_err(|unknown| unknown_zone(&unknown))?;
        Ok(if asks {
            Loss::NeedsConsent
        } else {
            Loss::Bearable
        })
    }

    /// What customers gain and lose, and what opens for a moment on the way.
    pub(super) fn told(&self, verdict: &Verdict, words: &Words) -> Result<Told, Failure> {
        let told = || {
            let windows = self.windows()?;
            let interim = match verdict {
                Verdict::Ready { plan, .. } => self.interim(plan, &windows, words)?,
                Verdict::InSync(_) | Verdict::Refused { .. } => Vec::new(),
            };
            let hours = self.hours(windows)?;
            Ok(Told { hours, interim })
        };
        told().map_err(|unknown| unknown_zone(&unknown))
    }

    fn windows(&self) -> Result<Vec<Window>, UnknownZone> {
        let (old, new) = (&self.observed.account.chat, self.target);
        match self.window {
            Some(Dates { from, to }) => Ok(vec![availability::window_of_days(new, from, to)?]),
            None => availability::default_windows(old, new, self.now),
        }
    }

    /// Its year goes without saying.
    fn first_day(&self, windows: &[Window]) -> Option<NaiveDate> {
        let zone = self.target.time_zone.rules()?;
        let first = windows.first()?.from.with_timezone(&zone);
        Some(first.date_naive())
    }

    fn hours(&self, windows: Vec<Window>) -> Result<HoursView, UnknownZone> {
        let (old, new) = (&self.observed.account.chat, self.target);
        let place = |path: &FieldPath| {
            let span = self.ready.desired.places.of_schedule(path)?;
            Some(at(self.ready, span))
        };
        let delta = availability::compare(old, new, windows)?;
        let mut view = report::hours::view(&delta, place);
        if old != new {
            let impact = availability::impact(old, new, &delta.windows)?;
            view.impact = report::impact::view(old, new, &impact, place);
        }
        Ok(view)
    }

    /// One warning for a step, unless the languages differ in what it opens.
    fn interim(
        &self,
        plan: &Plan,
        windows: &[Window],
        words: &Words,
    ) -> Result<Vec<Diagnostic>, UnknownZone> {
        let found = plan::interim(self.observed, self.target, &plan.steps, windows)?;
        let mut told: BTreeMap<(usize, String), Vec<String>> = BTreeMap::new();
        for Interim {
            step,
            language,
            hours,
        } in found
        {
            let when = report::impact_text::openings(&hours, self.first_day(windows), words);
            told.entry((step, when))
                .or_default()
                .push(language.to_string());
        }
        let diagnostics = told.into_iter().map(|((step, when), languages)| {
            let path = plan.steps[step].paths.first().cloned().unwrap_or_default();
            let message = Message::new("interim-open")
                .text("step", step + 1)
                .text("count", plan.steps.len())
                .text("path", &path)
                .text("languages", languages.join(", "))
                .text("when", when);
            let span = self.ready.desired.places.of(&path).unwrap_or_default();
            Diagnostic::warning("interim-open", span, message)
                .help(Message::new("interim-open-help"))
                .at(path)
        });
        Ok(diagnostics.collect())
    }
}

pub(super) fn unknown_zone(unknown: &UnknownZone) -> Failure {
    let message = Message::new("unknown-zone").text("zone", &unknown.0);
    Failure::new(Exit::Failed, message).help(Message::new("portal-too-new-help"))
}
