//! Whether a change takes so many hours away that it needs consent.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::agenda::Agenda;
use super::delta::same_hours;
use super::instants::minute;
use super::zone::UnknownZone;
use crate::model::{Availability, Chat, ChatHours, Language};

/// A closed event that lasts longer needs consent.
const LONG_CLOSURE: TimeDelta = TimeDelta::days(14);

/// Whether a change needs the consent `lose-hours`: in some language over 20 % of the ordinary week
/// are lost, or all of it, or a closure of over 14 days is new.
///
/// Chat that was off has no hours to lose, and switching it off needs a consent of its own.
pub(crate) fn loses_hours(old: &Chat, new: &Chat, now: DateTime<Utc>) -> Result<bool, UnknownZone> {
    if !old.enabled || !new.enabled || same_hours(old, new)? {
        return Ok(false);
    }
    let (before, after) = (Agenda::of(old)?, Agenda::of(new)?);
    let today = now.with_timezone(&after.zone).naive_local();
    let reference = minute(now);
    let loses = Language::ALL.into_iter().any(|language| {
        // Ordinary weeks, so that a holiday within the next days does not count as a loss.
        let week = before.week(language, reference);
        let new_week = after.week(language, reference);
        let lost = week.without(&new_week).minutes();
        // One fifth is 20 %, without fractions.
        let too_many = lost * 5 > week.minutes();
        let all = new_week.is_empty() && !week.is_empty();
        let (old, new) = (old.hours.get(language), new.hours.get(language));
        too_many || all || closes_for_long(old, new, today)
    });
    Ok(loses)
}

/// Whether a closed event is new, not over, and longer than 14 days.
fn closes_for_long(old: &ChatHours, new: &ChatHours, today: NaiveDateTime) -> bool {
    // By its period and answer: a closure that was renamed was there before.
    let known: HashSet<_> = old.named.special_events().map(|(_, e)| e).collect();
    new.named.special_events().any(|(_, event)| {
        event.availability == Availability::Closed
            && event.ends_at - event.starts_at > LONG_CLOSURE
            && event.ends_at > today
            && !known.contains(&event)
    })
}
