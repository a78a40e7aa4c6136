//! What a change of configuration gives and takes.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::agenda::Agenda;
use super::civil::DAY;
use super::{Layer, Spans, UnknownZone, Window, first_instant, instant, zone};
use crate::model::{Availability, Chat, Language, PerLanguage, SpecialEvent};

/// Minutes gained and lost, never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sums {
    pub(crate) gained: u64,
    pub(crate) lost: u64,
}

/// Which way an interval changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Change {
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
    /// Each with the schedule that decides in the new configuration, if any is in effect; cut where
    /// another one decides.
    pub(crate) intervals: Vec<(Window, Change, Option<Layer>)>,
}

/// What both languages gain and lose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HoursDelta {
    pub(crate) windows: Vec<Window>,
    pub(crate) languages: PerLanguage<LanguageDelta>,
}

/// Days of a review.
const REVIEW_DAYS: i64 = 28;

/// 28 days from 00:00 today in the new zone, and the days of every event that differs; overlaps
/// merged, nothing before today.
pub(crate) fn default_windows(
    old: &Chat,
    new: &Chat,
    now: DateTime<Utc>,
) -> Result<Vec<Window>, UnknownZone> {
    let zone = zone(new)?;
    let today = now.with_timezone(&zone).date_naive();
    let midnight = |day: NaiveDate| first_instant(zone, day.and_time(NaiveTime::MIN));
    let mut windows = vec![Window {
        from: midnight(today),
        to: midnight(today + TimeDelta::days(REVIEW_DAYS)),
    }];
    for event in changed_events(old, new) {
        let first = event.starts_at.date().max(today);
        let end = event.ends_at.date();
        let whole = event.ends_at.time() == NaiveTime::MIN;
        let after = if whole { end } else { end + TimeDelta::days(1) };
        if first < after {
            windows.push(Window {
                from: midnight(first),
                to: midnight(after),
            });
        }
    }
    windows.sort_unstable();
    let mut merged: Vec<Window> = Vec::new();
    for window in windows {
        match merged.last_mut() {
            Some(last) if window.from <= last.to => last.to = last.to.max(window.to),
            Some(_) | None => merged.push(window),
        }
    }
    Ok(merged)
}

/// The days `from` to `to`, the latter excluded, in the zone of a chat.
pub(crate) fn window_of_days(
    chat: &Chat,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Window, UnknownZone> {
    let zone = zone(chat)?;
    let midnight = |day: NaiveDate| first_instant(zone, day.and_time(NaiveTime::MIN));
    Ok(Window {
        from: midnight(from),
        to: midnight(to),
    })
}

fn changed_events(old: &Chat, new: &Chat) -> Vec<SpecialEvent> {
    let events = |chat: &Chat, language| -> HashSet<SpecialEvent> {
        let events = chat.hours.get(language).named.special_events();
        events.map(|(_, event)| event).collect()
    };
    let mut changed = Vec::new();
    for language in Language::ALL {
        let (before, after) = (events(old, language), events(new, language));
        changed.extend(before.symmetric_difference(&after).copied());
    }
    changed
}

/// Compares two configurations over windows and over the ordinary week.
pub(crate) fn compare(
    old: &Chat,
    new: &Chat,
    windows: Vec<Window>,
) -> Result<HoursDelta, UnknownZone> {
    if same_hours(old, new)? {
        let languages = PerLanguage::default();
        return Ok(HoursDelta { windows, languages });
    }
    let (old, new) = (Agenda::of(old)?, Agenda::of(new)?);
    let reference = windows
        .first()
        .map_or(0, |window| super::minute(window.from));
    let languages = PerLanguage::from_fn(|language| {
        let mut delta = LanguageDelta {
            weekly: Sums::between(
                &old.week(language, reference),
                &new.week(language, reference),
            ),
            ..LanguageDelta::default()
        };
        for window in &windows {
            delta.add(&old, &new, language, *window);
        }
        delta
    });
    Ok(HoursDelta { windows, languages })
}

/// The usual case, which needs no laying out.
fn same_hours(old: &Chat, new: &Chat) -> Result<bool, UnknownZone> {
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
    fn add(&mut self, old: &Agenda, new: &Agenda, language: Language, window: Window) {
        let (before, after) = (old.open(language, window), new.open(language, window));
        let gained = after.without(&before);
        let lost = before.without(&after);
        if gained.minutes() + lost.minutes() == 0 {
            return;
        }
        self.total.gained += gained.minutes();
        self.total.lost += lost.minutes();
        let (before, after) = (
            old.without_events(language, window),
            new.without_events(language, window),
        );
        self.events.gained += gained.without(&after.without(&before)).minutes();
        self.events.lost += lost.without(&before.without(&after)).minutes();

        let first = self.intervals.len();
        for (spans, change) in [(gained, Change::Gained), (lost, Change::Lost)] {
            for (from, to) in spans.iter() {
                let changed = Window {
                    from: instant(from),
                    to: instant(to),
                };
                let reasons = new.deciders(language, changed).into_iter();
                self.intervals.extend(reasons.map(|(from, to, layer)| {
                    let part = Window {
                        from: instant(from),
                        to: instant(to),
                    };
                    (part, change, layer.cloned())
                }));
            }
        }
        self.intervals[first..].sort_by_key(|(window, change, _)| (*window, *change));
    }
}

/// Days of a closed event that need a word of consent.
const LONG_CLOSURE_DAYS: i64 = 14;

/// Whether more hours are lost than may be unasked: over 20 % of a language's ordinary week, all of
/// them, or a closure of over 14 days. Chat that was off has none to lose, and switching it off
/// asks for a word of its own.
pub(crate) fn loses_hours(old: &Chat, new: &Chat, now: DateTime<Utc>) -> Result<bool, UnknownZone> {
    if !old.enabled || !new.enabled || same_hours(old, new)? {
        return Ok(false);
    }
    let weeks = (Agenda::of(old)?, Agenda::of(new)?);
    let today = now.with_timezone(&weeks.1.zone).naive_local();
    let reference = super::minute(now);
    for language in Language::ALL {
        let before = weeks.0.week(language, reference);
        let after = weeks.1.week(language, reference);
        let lost = before.without(&after).minutes();
        if lost * 5 > before.minutes() || (after.minutes() == 0 && before.minutes() > 0) {
            return Ok(true);
        }
        let known = old.hours.get(language).named.special_events();
        let known: HashSet<_> = known.map(|(_, event)| event).collect();
        let long = new
            .hours
            .get(language)
            .named
            .special_events()
            .any(|(_, event)| {
                event.availability == Availability::Closed
                    && event.ends_at - event.starts_at > TimeDelta::minutes(LONG_CLOSURE_DAYS * DAY)
                    && event.ends_at > today
                    && !known.contains(&event)
            });
        if long {
            return Ok(true);
        }
    }
    Ok(false)
}
