//! A change of hours as a person would tell it: what is switched, how the clock moves, and which
//! hours of the wall clock open or close, folded, with the schedule that is responsible.

use chrono::{NaiveDate, TimeDelta};

use super::agenda::Agenda;
use super::civil::DAY;
use super::fold::{Folded, Recurs, fold};
use super::layers::Decided;
use super::{Change, Layer, Segment, Spans, UnknownZone, Window, instant, offset, segments};
use crate::model::{Chat, Language, PerLanguage, Tier};

/// What happens to chat as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Switch {
    On,
    Off,
    /// Whatever else changes, nobody meets it.
    StaysOff,
}

/// What the responsible schedule does to the hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Effect {
    Opens,
    Closes,
    NoLongerOpens,
    NoLongerCloses,
}

/// Why some hours change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Reason {
    /// The schedule to look at, and what it does.
    pub(crate) cause: Layer,
    pub(crate) effect: Effect,
}

/// Hours that change for one reason, and how many minutes of the windows they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) folded: Folded<Reason>,
    pub(crate) minutes: u64,
}

/// From this day on the same times of the wall clock come so many minutes earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shift {
    pub(crate) first: NaiveDate,
    pub(crate) earlier: i64,
}

/// A change as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Impact {
    pub(crate) switch: Option<Switch>,
    /// How a change of the time zone moves the clock; empty when the zone stays or nobody could
    /// chat by the old one.
    pub(crate) shifts: Vec<Shift>,
    /// First and last day of each window, in the new zone.
    pub(crate) days: Vec<(NaiveDate, NaiveDate)>,
    /// What changes on the wall clock of the new zone, as if the old schedules had followed it.
    /// Nothing when chat is off, because then there is nothing more to tell.
    pub(crate) periods: PerLanguage<Vec<Period>>,
}

/// What a change comes to in some windows.
pub(crate) fn impact(old: &Chat, new: &Chat, windows: &[Window]) -> Result<Impact, UnknownZone> {
    let switch = match (old.enabled, new.enabled) {
        (false, true) => Some(Switch::On),
        (true, false) => Some(Switch::Off),
        (false, false) => Some(Switch::StaysOff),
        (true, true) => None,
    };
    let (before, after) = (Agenda::of(old)?, Agenda::of(new)?);
    let line = Line::of(&after, windows);
    let told = match switch {
        Some(Switch::Off | Switch::StaysOff) => false,
        Some(Switch::On) | None => old.hours != new.hours || switch.is_some(),
    };
    let periods = PerLanguage::from_fn(|language| {
        if told {
            line.periods(&before, &after, language)
        } else {
            Vec::new()
        }
    });
    Ok(Impact {
        switch,
        shifts: match switch {
            Some(_) => Vec::new(),
            None => shifts(&before, &after, windows),
        },
        days: line.days(),
        periods,
    })
}

/// The windows on the wall clock of the new zone, and the instants behind it.
pub(super) struct Line {
    /// From the first to the last minute that the clock shows in each. One that goes back over
    /// midnight, as that of St. John's did until 2011, shows the day before once more.
    pub(super) windows: Spans,
    /// The same from beginning to end, which are midnights.
    whole_days: Spans,
    segments: Vec<Segment>,
}

impl Line {
    pub(super) fn of(new: &Agenda, windows: &[Window]) -> Self {
        let (mut wall, mut whole_days, mut all) = (Vec::new(), Vec::new(), Vec::new());
        for window in windows {
            let segments = segments(new.zone, *window);
            let begins = segments.iter().map(|segment| segment.from + segment.offset);
            let ends = segments.iter().map(|segment| segment.to + segment.offset);
            wall.extend(begins.clone().min().zip(ends.clone().max()));
            whole_days.extend(begins.clone().next().zip(ends.clone().next_back()));
            all.extend(segments);
        }
        Self {
            windows: Spans::of(wall),
            whole_days: Spans::of(whole_days),
            segments: all,
        }
    }

    fn days(&self) -> Vec<(NaiveDate, NaiveDate)> {
        let day = |minute: i64| NaiveDate::default() + TimeDelta::days(minute.div_euclid(DAY));
        let days = self
            .whole_days
            .iter()
            .map(|(from, to)| (day(from), day(to - 1)));
        days.collect()
    }

    /// Hours of every week are told as they are where no event is in effect: an event says
    /// otherwise for both configurations, or is told itself.
    fn periods(&self, old: &Agenda, new: &Agenda, language: Language) -> Vec<Period> {
        let mut stretches = Vec::new();
        for (from, to) in self.windows.iter() {
            stretches.extend(changes(old, new, language, (from, to)));
        }
        let (once, weekly): (Vec<_>, Vec<_>) = stretches
            .into_iter()
            .partition(|(.., reason)| reason.cause.tier == Tier::SpecialEvent);
        let ordinary = self.ordinary(old, new, language);
        let weekly = fold(weekly, &ordinary, Recurs::EveryWeek);
        let once = fold(once, &self.windows, Recurs::AsSeen);
        let weekly = weekly.into_iter().map(|folded| (folded, &ordinary));
        let all = weekly.chain(once.into_iter().map(|folded| (folded, &self.windows)));
        let counted = all.map(|(folded, windows)| Period {
            minutes: {
                let parts = self.instants(&folded.unfold(windows)).into_iter();
                parts.map(|(from, to)| to.abs_diff(from)).sum()
            },
            folded,
        });
        // An hour that the clocks skip is nobody's.
        counted.filter(|period| period.minutes > 0).collect()
    }

    /// Where no event is in effect, before or after.
    pub(super) fn ordinary(&self, old: &Agenda, new: &Agenda, language: Language) -> Spans {
        let events = old.events(language).or(new.events(language));
        self.windows.without(&events)
    }

    /// The minutes of time that the clock shows so: none for an hour that is skipped, and each of
    /// one that is repeated.
    pub(super) fn instants(&self, wall: &Spans) -> Vec<(i64, i64)> {
        let mut out = Vec::new();
        for segment in &self.segments {
            let by = segment.offset;
            let shown = wall.overlapping(segment.from + by, segment.to + by);
            out.extend(shown.map(|(from, to)| (from - by, to - by)));
        }
        out
    }
}

/// Stretches of the wall clock that open or close, cut where the reason is another.
fn changes(
    old: &Agenda,
    new: &Agenda,
    language: Language,
    (from, to): (i64, i64),
) -> Vec<(i64, i64, Reason)> {
    let (before, after) = (old.civil(language, from, to), new.civil(language, from, to));
    let mut out: Vec<(i64, i64, Reason)> = Vec::new();
    for (spans, change) in [
        (after.without(&before), Change::Gained),
        (before.without(&after), Change::Lost),
    ] {
        for (from, to) in spans.iter() {
            let was = old.civil_deciders(language, from, to);
            let now = new.civil_deciders(language, from, to);
            for (from, to, was, now) in together(&was, &now) {
                let Some(reason) = Reason::of(change, was, now) else {
                    continue;
                };
                match out.last_mut() {
                    Some(last) if last.1 == from && last.2 == reason => last.1 = to,
                    Some(_) | None => out.push((from, to, reason)),
                }
            }
        }
    }
    out
}

/// Two cuts of the same stretch laid over each other.
fn together<'a>(
    was: &[Decided<'a>],
    now: &[Decided<'a>],
) -> Vec<(i64, i64, Option<&'a Layer>, Option<&'a Layer>)> {
    let (mut was, mut now) = (was.iter().peekable(), now.iter().peekable());
    let mut out = Vec::new();
    while let (Some((from, end, old)), Some((start, until, new))) = (was.peek(), now.peek()) {
        let to = *end.min(until);
        out.push((*from.max(start), to, *old, *new));
        if *end == to {
            was.next();
        }
        if *until == to {
            now.next();
        }
    }
    out
}

impl Reason {
    /// Which schedule to look at when one decided before and another decides now. A better rank
    /// that was in effect before would have decided then, so it is new; a worse one was hidden
    /// until what hid it went.
    fn of(change: Change, was: Option<&Layer>, now: Option<&Layer>) -> Option<Self> {
        let (cause, effect) = match (change, was, now) {
            (Change::Gained, Some(was), Some(now)) if now.hidden_by(was) => {
                (was, Effect::NoLongerCloses)
            }
            (Change::Gained, _, Some(now)) => (now, Effect::Opens),
            (Change::Lost, Some(was), Some(now)) if was.tier < now.tier => {
                (was, Effect::NoLongerOpens)
            }
            (Change::Lost, _, Some(now)) => (now, Effect::Closes),
            (Change::Lost, Some(was), None) => (was, Effect::NoLongerOpens),
            // Nothing is open without a schedule that says so.
            (Change::Gained, _, None) | (Change::Lost, None, None) => return None,
        };
        Some(Self {
            cause: cause.clone(),
            effect,
        })
    }
}

impl Layer {
    /// An open schedule shows where a closed one of a better rank went; of two events, where
    /// another event went.
    fn hidden_by(&self, closed: &Self) -> bool {
        closed.tier < self.tier || (closed.tier == self.tier && closed.name != self.name)
    }
}

/// How the new clock moves against the old one.
fn shifts(old: &Agenda, new: &Agenda, windows: &[Window]) -> Vec<Shift> {
    if old.zone == new.zone {
        return Vec::new();
    }
    let mut out: Vec<Shift> = Vec::new();
    for window in windows {
        let mut changes: Vec<i64> = [old.zone, new.zone]
            .into_iter()
            .flat_map(|zone| segments(zone, *window))
            .map(|segment| segment.from)
            .collect();
        changes.sort_unstable();
        for from in changes {
            let earlier = offset(new.zone, from) - offset(old.zone, from);
            if out.last().is_none_or(|last| last.earlier != earlier) {
                let first = instant(from).with_timezone(&new.zone).date_naive();
                out.push(Shift { first, earlier });
            }
        }
    }
    out
}
