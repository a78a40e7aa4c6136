//! The minutes that a change of configuration gains and loses.
//!
//! # The sums
//!
//! Three sums for each language, because they answer different questions:
//!
//! | sum | over | question |
//! |---|---|---|
//! | [`total`](LanguageDelta::total) | the windows, in instants | what will customers notice? |
//! | [`weekly`](LanguageDelta::weekly) | the ordinary week: 168 h, no events, no clock change | what does a normal week gain or lose? |
//! | [`events`](LanguageDelta::events) | the windows | how much of `total` is there because of events? |
//!
//! `gained` and `lost` are never netted against each other: hours that move from the morning to the
//! evening are gained and lost.
//!
//! # The part of the events
//!
//! A minute of `total` is there because of events unless it would have changed without any events:
//!
//! ```text
//! before   working 09–17, no event               lost          09–17 on 24 June
//! after    working 09–17, closed 24 June         lost without  nothing
//!                                                because of events: all of it
//! ```
//!
//! # Laws
//!
//! For each language `open_new = open_old + gained - lost`, and the reverse change gains what this
//! one loses. Cutting a window in two changes no sum but `weekly`, which belongs to no window.

use super::agenda::Agenda;
use super::instants::{instant, minute};
use super::layer::Layer;
use super::period::Period;
use super::spans::Spans;
use super::zone::{UnknownZone, zone};
use crate::model::{Chat, Language, PerLanguage};

/// Minutes gained and lost, never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sums {
    pub(crate) gained: u64,
    pub(crate) lost: u64,
}

/// Which way an interval changes: gained minutes are open afterwards and were not before, lost ones
/// were and are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ChangeDirection {
    Gained,
    Lost,
}

/// What one language gains and loses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct LanguageDelta {
    /// Over the windows.
    pub(crate) total: Sums,
    /// Over the ordinary week.
    pub(crate) weekly: Sums,
    /// The part of the windows that is there because of events.
    pub(crate) events: Sums,
    /// In order, each with the schedule that decides in the new configuration, if any is in effect;
    /// cut where that schedule changes.
    pub(crate) intervals: Vec<(Period, ChangeDirection, Option<Layer>)>,
}

/// What both languages gain and lose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HoursDelta {
    pub(crate) windows: Vec<Period>,
    pub(crate) languages: PerLanguage<LanguageDelta>,
}

/// Compares two configurations over windows, which are disjoint, and over the ordinary week.
pub(crate) fn compare(
    old: &Chat,
    new: &Chat,
    windows: Vec<Period>,
) -> Result<HoursDelta, UnknownZone> {
    if same_hours(old, new)? {
        let languages = PerLanguage::default();
        return Ok(HoursDelta { windows, languages });
    }
    let (old, new) = (Agenda::of(old)?, Agenda::of(new)?);
    // Ordinary weeks of two zones are compared by the offsets that hold when the windows begin.
    let reference = windows.first().map_or(0, |window| minute(window.from));
    // Both chats are laid out by now, so each further window costs only its own intervals.
    let languages = PerLanguage::from_fn(|language| {
        let weekly = Sums::between(
            &old.week(language, reference),
            &new.week(language, reference),
        );
        let mut delta = LanguageDelta {
            weekly,
            ..LanguageDelta::default()
        };
        for window in &windows {
            delta.add(&old, &new, language, *window);
        }
        delta
    });
    Ok(HoursDelta { windows, languages })
}

/// Whether nothing about chat changes: the usual case, for which nothing is laid out.
pub(super) fn same_hours(old: &Chat, new: &Chat) -> Result<bool, UnknownZone> {
    // An unknown zone is an error here too, or only the first change would bring it up.
    zone(old)?;
    zone(new)?;
    Ok(old == new)
}

impl Sums {
    fn between(old: &Spans, new: &Spans) -> Self {
        Self {
            gained: new.without(old).minutes(),
            lost: old.without(new).minutes(),
        }
    }
}

impl LanguageDelta {
    fn add(&mut self, old: &Agenda, new: &Agenda, language: Language, window: Period) {
        // As sets of instants, so that a change of the zone moves hours as customers see them move.
        let (before, after) = (old.open(language, window), new.open(language, window));
        let gained = after.without(&before);
        let lost = before.without(&after);
        // The usual window: one language changed, or the change lies elsewhere.
        if gained.is_empty() && lost.is_empty() {
            return;
        }
        self.total.gained += gained.minutes();
        self.total.lost += lost.minutes();

        // What would have been gained and lost without any events is not because of them.
        let before = old.without_events(language, window);
        let after = new.without_events(language, window);
        self.events.gained += gained.without(&after.without(&before)).minutes();
        self.events.lost += lost.without(&before.without(&after)).minutes();

        // Intervals of this window, gained and lost ones mixed in the order of time.
        let first = self.intervals.len();
        self.intervals
            .extend(parts(new, language, &gained, ChangeDirection::Gained));
        self.intervals
            .extend(parts(new, language, &lost, ChangeDirection::Lost));
        self.intervals[first..].sort_by_key(|(period, direction, _)| (*period, *direction));
    }
}

/// Changed minutes as periods, cut where the schedule that decides now changes.
fn parts(
    new: &Agenda,
    language: Language,
    changed: &Spans,
    direction: ChangeDirection,
) -> Vec<(Period, ChangeDirection, Option<Layer>)> {
    let mut out = Vec::new();
    for (from, to) in changed.iter() {
        // The decider is looked up in the new configuration even for lost minutes: what is closed
        // now is closed because of it, or because nothing is in effect any more.
        for decided in new.deciders(language, period(from, to)) {
            let part = period(decided.from, decided.to);
            out.push((part, direction, decided.layer.cloned()));
        }
    }
    out
}

fn period(from: i64, to: i64) -> Period {
    Period {
        from: instant(from),
        to: instant(to),
    }
}
