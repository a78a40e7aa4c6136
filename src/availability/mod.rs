//! Which schedule wins at each minute, and what a change gives and takes. Work grows with the
//! number of intervals, never with minutes.
//!
//! « Les horaires de clavardage sont appliqués en fonction de leur ordre de priorité. »

mod agenda;
mod civil;
mod clock;
mod delta;
mod effect;
mod fold;
mod impact;
mod interim;
mod layers;
mod spans;
mod stack;
mod wall;

#[cfg(test)]
mod tables;

use chrono::{DateTime, NaiveDateTime, Offset, TimeZone as _, Utc};
use chrono_tz::Tz;

use crate::model::{Availability, Chat, FieldPath, Kind, Language, Tier};
use agenda::Agenda;
pub(crate) use clock::{Shown, WallClock};
pub(crate) use delta::{
    Change, HoursDelta, LanguageDelta, Sums, compare, default_windows, loses_hours, window_of_days,
};
pub(crate) use effect::{Effects, Moment, One, Schedules, Weight, effects, on_week, outside};
pub(crate) use fold::{Folded, Times};
pub(crate) use impact::{Effect, Impact, Period, Switch, impact};
pub(crate) use interim::Between;
pub(crate) use spans::Spans;
pub(crate) use wall::{ClockChange, Reading, Wall, clock_changes, day_begins, read};

/// Instants `[from, to)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Window {
    pub(crate) from: DateTime<Utc>,
    pub(crate) to: DateTime<Utc>,
}

/// The zone is not one that this tool's data knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnknownZone(pub(crate) String);

/// A schedule by its tail of the path, with what it says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Layer {
    /// Name of a schedule that has one.
    name: Option<String>,
    pub(crate) tier: Tier,
    pub(crate) says: Availability,
}

/// When chat is open in a language, as minutes since the epoch.
pub(crate) fn resolve(
    chat: &Chat,
    language: Language,
    window: Window,
) -> Result<Spans, UnknownZone> {
    Ok(Agenda::of(chat)?.open(language, window))
}

/// Every schedule in effect at an instant, best rank first.
pub(crate) fn explain(
    chat: &Chat,
    language: Language,
    instant: DateTime<Utc>,
) -> Result<Vec<Layer>, UnknownZone> {
    let wall = zone(chat)?
        .from_utc_datetime(&instant.naive_utc())
        .naive_local();
    let hours = chat.hours.get(language);
    let mut layers = Vec::new();
    for (name, event) in hours.special_events.values() {
        if event.starts_at <= wall && wall < event.ends_at {
            let says = event.availability;
            layers.push(Layer::named(Kind::SpecialEvent, name.as_str(), says));
        }
    }
    for (name, weekly) in hours.weekly_schedules.values() {
        if civil::in_effect(*weekly, wall) {
            layers.push(Layer::named(
                Kind::Weekly,
                name.as_str(),
                Availability::Open,
            ));
        }
    }
    if civil::in_effect(hours.weekend_hours, wall) {
        layers.push(Layer::server_made(Tier::Weekend));
    }
    let lunch = hours.lunch_break;
    if lunch.is_some_and(|lunch| civil::in_effect(lunch, wall)) {
        layers.push(Layer::server_made(Tier::LunchBreak));
    }
    if civil::in_effect(hours.working_hours, wall) {
        layers.push(Layer::server_made(Tier::WorkingHours));
    }
    // Events that disagree: closed wins, so it is told first.
    layers.sort_by_key(|layer| (layer.tier, layer.says == Availability::Open));
    Ok(layers)
}

impl Layer {
    /// A schedule that a reseller names.
    fn named(kind: Kind, name: &str, says: Availability) -> Self {
        let tier = match kind {
            Kind::Weekly => Tier::Weekly,
            Kind::SpecialEvent => Tier::SpecialEvent,
        };
        Self {
            name: Some(name.to_owned()),
            tier,
            says,
        }
    }

    /// A schedule that the portal makes: only the lunch break says closed.
    fn server_made(tier: Tier) -> Self {
        let says = match tier {
            Tier::LunchBreak => Availability::Closed,
            Tier::SpecialEvent | Tier::Weekly | Tier::Weekend | Tier::WorkingHours => {
                Availability::Open
            }
        };
        Self {
            name: None,
            tier,
            says,
        }
    }

    /// The setting below the hours of its language.
    pub(crate) fn path(&self, hours: &FieldPath) -> FieldPath {
        match (self.tier, &self.name) {
            (Tier::SpecialEvent, Some(name)) => hours.key(Kind::SpecialEvent.list()).entry(name),
            (Tier::Weekly, Some(name)) => hours.key(Kind::Weekly.list()).entry(name),
            (Tier::LunchBreak, _) => hours.key("workingHours").key("lunchBreak"),
            (Tier::Weekend, _) => hours.key("weekendHours"),
            (Tier::SpecialEvent | Tier::Weekly | Tier::WorkingHours, _) => {
                hours.key("workingHours")
            }
        }
    }

    /// `workingHours`, `lunchBreak`, `weeklySchedules["Jeudi soir"]`, …
    #[cfg(test)]
    pub(crate) fn schedule(&self) -> String {
        match self.tier {
            Tier::LunchBreak => "lunchBreak".to_owned(),
            Tier::SpecialEvent | Tier::Weekly | Tier::Weekend | Tier::WorkingHours => {
                self.path(&FieldPath::root()).to_string()
            }
        }
    }
}

/// The clocks that a chat follows.
pub(crate) fn zone(chat: &Chat) -> Result<Tz, UnknownZone> {
    let unknown = || UnknownZone(chat.time_zone.to_string());
    chat.time_zone.rules().ok_or_else(unknown)
}

/// A stretch of instants in which the wall clock runs evenly, in minutes.
struct Segment {
    from: i64,
    to: i64,
    /// What the wall clock is ahead of UTC.
    offset: i64,
}

/// The window cut where the clocks change. Conversion is only ever from instant to wall clock, so
/// an hour that is skipped has no minutes and one that is repeated counts twice.
fn segments(zone: Tz, window: Window) -> Vec<Segment> {
    let (from, to) = (minute(window.from), minute(window.to));
    let mut segments: Vec<Segment> = Vec::new();
    let mut at = from;
    while at < to {
        let offset = offset(zone, at);
        let mut next = at;
        // No zone changes its clocks twice within a day's step.
        while next < to && self::offset(zone, next) == offset {
            next = (next + 1440).min(to);
        }
        if next < to || self::offset(zone, to - 1) != offset {
            let (mut same, mut other) = ((next - 1440).max(at), next.min(to - 1).max(at));
            while other - same > 1 {
                let middle = same.midpoint(other);
                if self::offset(zone, middle) == offset {
                    same = middle;
                } else {
                    other = middle;
                }
            }
            next = other;
        }
        segments.push(Segment {
            from: at,
            to: next,
            offset,
        });
        at = next;
    }
    segments
}

/// Minutes that the wall clock is ahead of UTC.
fn offset(zone: Tz, minute: i64) -> i64 {
    let offset = zone.offset_from_utc_datetime(&instant(minute).naive_utc());
    let offset = offset.fix();
    i64::from(offset.local_minus_utc()).div_euclid(60)
}

fn minute(instant: DateTime<Utc>) -> i64 {
    instant.timestamp().div_euclid(60)
}

/// The instant at which a wall clock first shows a civil time, or the first after it when the
/// clocks skip it.
fn first_instant(zone: Tz, civil: NaiveDateTime) -> DateTime<Utc> {
    let wanted = civil::minute(civil);
    // No clock is a day from UTC, and one that skips a whole day shows the next a day later.
    let around = Window {
        from: instant(wanted - 2 * civil::DAY),
        to: instant(wanted + 2 * civil::DAY),
    };
    let shows = segments(zone, around).into_iter().find_map(|segment| {
        let first = segment.from.max(wanted - segment.offset);
        (first < segment.to).then_some(first)
    });
    instant(shows.unwrap_or(wanted))
}

fn instant(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(minute * 60, 0).unwrap_or_default()
}
