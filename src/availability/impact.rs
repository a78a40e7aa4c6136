//! A change of hours as people describe it: what is switched, how the clock moves, and which hours
//! of the wall clock open or close, folded, with the schedule that is responsible.
//!
//! [`delta`](super::delta) counts a change exactly, interval by interval. This module describes
//! it in a few lines, whose minutes add up to the same sums; a law compares the two.
//!
//! # The steps
//!
//! 1. *The switch.* Chat that goes off, or stays off, has no hours to describe.
//! 2. *The clock.* With another time zone every hour of every day moves by as much. That is said
//!    once ([`Shift`]), and the rest is compared as if the old schedules had always followed the
//!    new clock. Otherwise a move from Toronto to Halifax would list every hour of the week twice.
//! 3. *The hours.* On the wall clock of the new zone, old and new open minutes are
//!    subtracted from each other, and each difference is cut where the reason changes
//!    ([`changes`]).
//! 4. *Folding.* What recurs is written once ([`fold`]), hours of every week apart from hours of
//!    events.
//! 5. *Counting.* Folded hours are laid out again and led back to instants, so that clock changes
//!    count; hours that come to no minute at all are dropped.
//!
//! # Who is responsible
//!
//! Where a minute changes, some schedule decided before (`was`) and some schedule decides now
//! (`now`). Which of the two did it? The one of the better rank, because the other one had no say
//! while it was there:
//!
//! ```text
//!              before                 after                  reason
//! opened   closed Fête           working hours          Fête no longer closes
//!          lunch break           custom evening         custom evening opens
//!          (nothing)             working hours          working hours open
//! closed   custom evening        lunch break            custom evening no longer opens
//!          working hours         closed Fête            Fête closes
//!          working hours         (nothing)              working hours no longer open
//! ```
//!
//! A better rank that decides now cannot have been in effect before, or it would have decided then,
//! so it is what changed. A worse rank that decides now was hidden, and shows because the better
//! one went. Of two events, which share a rank, see [`Layer::hidden_by`].

use chrono::NaiveDate;

use super::agenda::Agenda;
use super::delta::ChangeDirection;
use super::fold::{Folded, Recurs, fold};
use super::instants::{instant, offset, segments};
use super::layer::Layer;
use super::layers::Decided;
use super::line::Line;
use super::period::Period;
use super::spans::Spans;
use super::zone::UnknownZone;
use crate::model::{Chat, Language, PerLanguage, Tier};

/// A change of chat as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Switch {
    On,
    Off,
    /// Chat was off and stays off, so customers see nothing of the change.
    StaysOff,
}

/// How the responsible schedule changes the hours.
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
    /// The schedule that is responsible, and its effect.
    pub(crate) cause: Layer,
    pub(crate) effect: Effect,
}

/// Hours that change for one reason, and how many minutes of the windows they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChangedHours {
    pub(crate) folded: Folded<Reason>,
    pub(crate) minutes: u64,
}

/// From this day on each time of the wall clock comes so many minutes earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shift {
    pub(crate) first: NaiveDate,
    pub(crate) earlier: i64,
}

/// A change for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Impact {
    pub(crate) switch: Option<Switch>,
    /// How a change of the time zone moves the clock; empty when the zone stays, or when chat was
    /// off under the old one.
    pub(crate) shifts: Vec<Shift>,
    /// First and last day of each window, in the new zone.
    pub(crate) days: Vec<(NaiveDate, NaiveDate)>,
    /// What changes on the wall clock of the new zone, as if the old schedules had followed it.
    /// Empty when chat is off afterwards.
    pub(crate) periods: PerLanguage<Vec<ChangedHours>>,
}

/// Describes a change over some windows.
pub(crate) fn impact(old: &Chat, new: &Chat, windows: &[Period]) -> Result<Impact, UnknownZone> {
    let switch = match (old.enabled, new.enabled) {
        (false, true) => Some(Switch::On),
        (true, false) => Some(Switch::Off),
        (false, false) => Some(Switch::StaysOff),
        (true, true) => None,
    };
    let (before, after) = (Agenda::of(old)?, Agenda::of(new)?);
    // The clock of the new zone, for both: a change of the zone is described by `shifts`.
    let line = Line::of(&after, windows);
    let periods = match switch {
        Some(Switch::Off | Switch::StaysOff) => PerLanguage::default(),
        // At most the zone changes, and with it no time on the wall clock.
        None if old.hours == new.hours => PerLanguage::default(),
        Some(Switch::On) | None => {
            PerLanguage::from_fn(|language| line.changed_hours(&before, &after, language))
        }
    };
    Ok(Impact {
        switch,
        // Chat was off before or is off now, so no customer sees a clock move.
        shifts: match switch {
            Some(_) => Vec::new(),
            None => shifts(&before, &after, windows),
        },
        days: line.days(),
        periods,
    })
}

impl Line {
    /// Steps 3 to 5 for one language.
    fn changed_hours(&self, old: &Agenda, new: &Agenda, language: Language) -> Vec<ChangedHours> {
        // Step 3, window by window.
        let mut stretches = Vec::new();
        for (from, to) in self.windows.iter() {
            stretches.extend(changes(old, new, language, from, to));
        }
        // Step 4. An event happens once, whatever recurrence its hours may seem to have; everything
        // else goes on every week.
        let (once, weekly): (Vec<_>, Vec<_>) = stretches
            .into_iter()
            .partition(|(.., reason)| reason.cause.tier == Tier::SpecialEvent);
        // Hours of every week are folded where no event is in effect. There an event hides the
        // change in both configurations, or is itself the reason and stands on its own line, so a
        // closed day is no exception to "Monday to Friday".
        let ordinary = self.ordinary(old, new, language);
        let weekly = fold(weekly, &ordinary, Recurs::EveryWeek);
        let once = fold(once, &self.windows, Recurs::AsSeen);
        // Step 5. Each list is laid out over the windows that it was folded over.
        weekly
            .into_iter()
            .map(|folded| self.counted(folded, &ordinary))
            .chain(once.into_iter().map(|f| self.counted(f, &self.windows)))
            // Hours that the clocks skip come to no minute.
            .filter(|changed| changed.minutes > 0)
            .collect()
    }

    fn counted(&self, folded: Folded<Reason>, windows: &Spans) -> ChangedHours {
        let instants = self.instants(&folded.unfold(windows)).into_iter();
        ChangedHours {
            minutes: instants.map(|(from, to)| to.abs_diff(from)).sum(),
            folded,
        }
    }
}

/// Stretches of the wall clock that open or close, cut where the reason changes.
fn changes(
    old: &Agenda,
    new: &Agenda,
    language: Language,
    from: i64,
    to: i64,
) -> Vec<(i64, i64, Reason)> {
    // `civil` asks both on one wall clock, as if the old schedules had always followed it.
    let (before, after) = (old.civil(language, from, to), new.civil(language, from, to));
    let mut out: Vec<(i64, i64, Reason)> = Vec::new();
    for (spans, direction) in [
        (after.without(&before), ChangeDirection::Gained),
        (before.without(&after), ChangeDirection::Lost),
    ] {
        for (from, to) in spans.iter() {
            // Minutes that all change in one direction can still do so for several reasons.
            let was = old.civil_deciders(language, from, to);
            let now = new.civil_deciders(language, from, to);
            for part in together(&was, &now) {
                let Some(reason) = Reason::of(direction, part.was, part.now) else {
                    continue;
                };
                // A cut of one side alone may leave the reason as it is.
                match out.last_mut() {
                    Some(last) if last.1 == part.from && last.2 == reason => last.1 = part.to,
                    Some(_) | None => out.push((part.from, part.to, reason)),
                }
            }
        }
    }
    out
}

/// A stretch `[from, to)` with the schedules that decide there before and after a change.
struct BothDecided<'a> {
    from: i64,
    to: i64,
    was: Option<&'a Layer>,
    now: Option<&'a Layer>,
}

/// Lays two cuts of one stretch over each other. Both cover it without gaps, so whichever piece
/// ends first is done, and the other one goes on.
fn together<'a>(was: &[Decided<'a>], now: &[Decided<'a>]) -> Vec<BothDecided<'a>> {
    let (mut was, mut now) = (was.iter().peekable(), now.iter().peekable());
    let mut out = Vec::new();
    while let (Some(old), Some(new)) = (was.peek(), now.peek()) {
        let to = old.to.min(new.to);
        out.push(BothDecided {
            from: old.from.max(new.from),
            to,
            was: old.layer,
            now: new.layer,
        });
        let (old_ends, new_ends) = (old.to == to, new.to == to);
        if old_ends {
            was.next();
        }
        if new_ends {
            now.next();
        }
    }
    out
}

impl Reason {
    /// The schedule of the better rank, as the table above has it.
    fn of(direction: ChangeDirection, was: Option<&Layer>, now: Option<&Layer>) -> Option<Self> {
        let (cause, effect) = match (direction, was, now) {
            (ChangeDirection::Gained, Some(was), Some(now)) if now.hidden_by(was) => {
                (was, Effect::NoLongerCloses)
            }
            (ChangeDirection::Gained, _, Some(now)) => (now, Effect::Opens),
            (ChangeDirection::Lost, Some(was), Some(now)) if was.tier < now.tier => {
                (was, Effect::NoLongerOpens)
            }
            (ChangeDirection::Lost, _, Some(now)) => (now, Effect::Closes),
            (ChangeDirection::Lost, Some(was), None) => (was, Effect::NoLongerOpens),
            // Nothing opens, and nothing was open, without a schedule that says so.
            (ChangeDirection::Gained, _, None) | (ChangeDirection::Lost, None, None) => {
                return None;
            }
        };
        Some(Self {
            cause: cause.clone(),
            effect,
        })
    }
}

impl Layer {
    /// Whether this open schedule shows because a closed one went: one of a better rank, or another
    /// event. An event of this name that was closed and is now open did not go; it opens.
    fn hidden_by(&self, closed: &Self) -> bool {
        closed.tier < self.tier || (closed.tier == self.tier && closed.name != self.name)
    }
}

/// How the new clock moves against the old one. The two may change on different days, so there can
/// be more than one step within the windows.
fn shifts(old: &Agenda, new: &Agenda, windows: &[Period]) -> Vec<Shift> {
    if old.zone == new.zone {
        return Vec::new();
    }
    let mut out: Vec<Shift> = Vec::new();
    for window in windows {
        // The difference can only change where either clock does.
        let mut changes: Vec<i64> = [old.zone, new.zone]
            .into_iter()
            .flat_map(|zone| segments(zone, *window))
            .map(|segment| segment.from)
            .collect();
        changes.sort_unstable();
        for from in changes {
            let earlier = offset(new.zone, from) - offset(old.zone, from);
            // Only what differs from the step before is one: both clocks may change together.
            if out.last().is_none_or(|last| last.earlier != earlier) {
                let first = instant(from).with_timezone(&new.zone).date_naive();
                out.push(Shift { first, earlier });
            }
        }
    }
    out
}
