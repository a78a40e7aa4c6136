//! The windows over which a change is counted.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::period::Period;
use super::wall::day_begins;
use super::zone::{UnknownZone, zone};
use crate::model::{Chat, Language, SpecialEvent};

/// Days of a review.
const REVIEW_DAYS: i64 = 28;

/// 28 days from 00:00 today in the new zone, and the days of every event that differs; overlaps
/// merged, nothing before today.
///
/// Without the days of events a holiday in half a year would change nothing within the window and
/// would not be reported.
pub(crate) fn default_windows(
    old: &Chat,
    new: &Chat,
    now: DateTime<Utc>,
) -> Result<Vec<Period>, UnknownZone> {
    let zone = zone(new)?;
    let today = now.with_timezone(&zone).date_naive();
    let mut windows = vec![Period {
        from: day_begins(zone, today),
        to: day_begins(zone, today + TimeDelta::days(REVIEW_DAYS)),
    }];
    for event in changed_events(old, new) {
        // Of an event that has begun, what is left of it; one that is over adds nothing.
        let first = event.starts_at.date().max(today);
        let end = event.ends_at.date();
        // An event that ends at midnight does not touch the day that begins then.
        let whole = event.ends_at.time() == NaiveTime::MIN;
        let after = if whole { end } else { end + TimeDelta::days(1) };
        if first < after {
            windows.push(Period {
                from: day_begins(zone, first),
                to: day_begins(zone, after),
            });
        }
    }
    Ok(merged(windows))
}

/// The days `from` to `to`, the latter excluded, in the zone of a chat.
pub(crate) fn window_of_days(
    chat: &Chat,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Period, UnknownZone> {
    let zone = zone(chat)?;
    Ok(Period {
        from: day_begins(zone, from),
        to: day_begins(zone, to),
    })
}

fn merged(mut windows: Vec<Period>) -> Vec<Period> {
    // Overlapping windows would count their minutes twice.
    windows.sort_unstable();
    let mut merged: Vec<Period> = Vec::new();
    for window in windows {
        match merged.last_mut() {
            Some(last) if window.from <= last.to => last.to = last.to.max(window.to),
            Some(_) | None => merged.push(window),
        }
    }
    merged
}

/// Events that only one of the two has, whatever their names.
fn changed_events(old: &Chat, new: &Chat) -> Vec<SpecialEvent> {
    let mut changed = Vec::new();
    for language in Language::ALL {
        let (before, after) = (events(old, language), events(new, language));
        changed.extend(before.symmetric_difference(&after).copied());
    }
    changed
}

fn events(chat: &Chat, language: Language) -> HashSet<SpecialEvent> {
    let events = chat.hours.get(language).named.special_events();
    events.map(|(_, event)| event).collect()
}
