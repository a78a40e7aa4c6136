//! Which schedules are redundant: never in effect (finding L01), or in effect without changing
//! anything (L02).
//!
//! # The definition
//!
//! Take one schedule out, leave the others, and compare when chat is open from now to the later of
//! 53 weeks and the schedule's end. If no minute differs, the schedule is redundant. If moreover it
//! is never among the schedules of the best rank in effect, it is *never in effect*; otherwise it
//! is *without effect*. A law in `lint/laws.rs` does just that for each schedule and compares.
//!
//! Doing it here would cost a comparison of a year for each schedule. Instead everything is laid
//! out once ([`Overlay`]), and each schedule is judged by the minutes at which it alone makes the
//! difference. Chat is taken to be on: with chat off every schedule would be redundant.
//!
//! # Why it is enough
//!
//! *Events.* At any minute with an event in effect, only events count, and the first of the pile
//! decides, closed before open. Removing an event that is not the first there changes nothing.
//! Removing the first uncovers the second or, if it is alone, the week:
//!
//! | first | second | without the first | differs |
//! |---|---|---|---|
//! | closed | none | the week decides | where the week is open |
//! | open | none | the week decides | where the week is closed |
//! | closed | closed | still closed | never |
//! | closed | open | open | always |
//! | open | open | still open | never |
//!
//! (Open over closed cannot be: closed ones come first.)
//!
//! *Weekly schedules.* They decide only at minutes without an event, so each is judged on the week
//! and then against [`Overlay::free`], the minutes of the week that are ever without an event:
//!
//! | schedule | minutes of the week that only it changes |
//! |---|---|
//! | custom | it is the only custom one, and neither weekend nor working hours are open |
//! | weekend | no custom one, and working hours are not open |
//! | lunch break | working hours, but neither a custom one nor weekend hours |
//! | working | no custom one, no weekend hours, no lunch break |
//!
//! # An example
//!
//! Working hours Mon–Fri 08:30–17:00, and « Vendredi court » Fri 09:00–12:00, meant to shorten the
//! Friday:
//!
//! ```text
//! Vendredi court (custom)      ▒▒▒▒▒▒▒          09:00–12:00, open
//! working hours              ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒   08:30–17:00, open: what is outside stays open
//! ```
//!
//! The custom schedule is alone in its rank, but working hours are open at all of its minutes, so
//! nothing is left that only it changes. It is of the best rank at 09:00, so it is without effect;
//! the finding shows Friday 09:00 and says that working hours decide then anyway.
//!
//! # The clock
//!
//! A minute that the clocks skip changes nothing. Wherever one stretch could lie within such an
//! hour it is trimmed first; a repeated minute differs twice or not at all, and needs no thought.

use chrono::NaiveDateTime;

use super::civil::{self, week_minute};
use super::clock::{WallClock, civil_of};
use super::overlay::Overlay;
use super::schedules::{ScheduleIndex, Schedules};
use super::spans::Spans;
use super::stack::{Piece, TopTwo};
use crate::model::{Availability, SpecialEvent, Weekly};

/// Whether a schedule could be removed, from now on and with all others in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Redundancy {
    /// Removing it alone would change when chat is open; or there is nothing to remove, because it
    /// is over or has no days.
    #[default]
    Needed,
    /// A better rank is in effect at each of its minutes, or the clock skips them all.
    NeverInEffect(ExampleMinute),
    /// It is in effect, and removing it alone would change no minute.
    WithoutEffect(ExampleMinute),
}

/// A minute of a redundant schedule, and the schedule that decides then without it. A finding shows
/// it, because an example convinces where a rule is doubted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ExampleMinute {
    pub(crate) at: NaiveDateTime,
    pub(crate) by: Option<ScheduleIndex>,
}

/// The effects of all schedules, each list in the order in which it was given.
#[derive(Debug, Clone, Default)]
pub(crate) struct Effects {
    pub(crate) events: Vec<Redundancy>,
    pub(crate) weekly: Vec<Redundancy>,
    pub(crate) weekend: Redundancy,
    pub(crate) lunch: Redundancy,
    pub(crate) working: Redundancy,
    /// Open minutes of the ordinary week, from Monday 00:00.
    pub(crate) open: Spans,
    /// Whether an event that is not over opens anything.
    pub(crate) opens_by_event: bool,
}

/// Judges every schedule of a language.
pub(crate) fn effects(schedules: &Schedules, clock: WallClock) -> Effects {
    // Laid out once; after that each schedule costs only its own intervals.
    let overlay = Overlay::of(schedules, clock);
    Effects {
        events: overlay.events(&schedules.events),
        weekly: overlay.custom(&schedules.weekly),
        weekend: overlay.weekend_hours(),
        lunch: overlay.lunch_break(),
        working: overlay.working_hours(),
        opens_by_event: overlay
            .ahead
            .iter()
            .any(|at| schedules.events[*at].availability == Availability::Open),
        open: overlay.open,
    }
}

impl Overlay {
    fn events(&self, events: &[SpecialEvent]) -> Vec<Redundancy> {
        // Each piece can only speak for its first event; one piece that differs is enough.
        let mut needed = vec![false; events.len()];
        for piece in &self.event_pieces {
            let first = self.ahead[piece.top.first];
            needed[first] |= self.differs_without_first(*piece, events);
        }
        let mut effects = vec![Redundancy::Needed; events.len()];
        // Events that are over are in no piece, and stay as they are.
        for at in self.ahead.iter().filter(|at| !needed[**at]) {
            effects[*at] = self.redundant_event(*at, events[*at]);
        }
        effects
    }

    /// The table of events above, for one piece.
    fn differs_without_first(&self, piece: Piece<TopTwo>, events: &[SpecialEvent]) -> bool {
        // A piece within a skipped hour never happens.
        let Some((from, to)) = self.clock.trim(piece.from, piece.to) else {
            return false;
        };
        let first = events[self.ahead[piece.top.first]].availability;
        let second = piece.top.second.map(|number| self.ahead[number]);
        match (first, second.map(|at| events[at].availability)) {
            (Availability::Closed, None) => self.meets(&self.open, from, to),
            (Availability::Open, None) => self.meets(&self.shut, from, to),
            (Availability::Closed, Some(Availability::Open)) => true,
            (Availability::Closed | Availability::Open, Some(_)) => false,
        }
    }

    /// Events have the best rank, so one that the clock shows at all is in effect.
    fn redundant_event(&self, at: usize, event: SpecialEvent) -> Redundancy {
        let (from, to) = civil::span(event);
        let Some((first, _)) = self.clock.trim(from.max(self.now), to) else {
            return Redundancy::NeverInEffect(ExampleMinute {
                at: event.starts_at,
                by: None,
            });
        };
        // What decides then without it: another event, or else the week.
        let other = self.event_at(first, Some(at)).map(ScheduleIndex::Event);
        Redundancy::WithoutEffect(ExampleMinute {
            at: civil_of(first),
            by: other.or_else(|| self.weekly_at(week_minute(first), None)),
        })
    }

    fn custom(&self, schedules: &[Weekly]) -> Vec<Redundancy> {
        // Where two custom schedules overlap either one is open without the other, so only pieces
        // with one alone can differ.
        let mut needed = vec![false; schedules.len()];
        for piece in &self.weekly_pieces {
            if piece.top.second.is_none() {
                let alone = Spans::of(vec![(piece.from, piece.to)]);
                needed[piece.top.first] |= self.is_free(&alone.without(&self.below));
            }
        }
        let each = schedules.iter().zip(needed).enumerate();
        each.map(|(at, (weekly, needed))| {
            if needed {
                return Redundancy::Needed;
            }
            // No rank but that of the events is better.
            let minutes = civil::on_week(*weekly);
            self.redundant_weekly(&minutes, &Spans::default(), ScheduleIndex::Weekly(at))
        })
        .collect()
    }

    fn weekend_hours(&self) -> Redundancy {
        // Without weekend hours the next ranks decide: closed at lunch, open at work.
        let open_anyway = self.working.without(&self.lunch);
        let seen = self.weekend.without(&self.by_weekly);
        if self.is_free(&seen.without(&open_anyway)) {
            return Redundancy::Needed;
        }
        self.redundant_weekly(&self.weekend, &self.by_weekly, ScheduleIndex::Weekend)
    }

    fn lunch_break(&self) -> Redundancy {
        // It says closed, so it matters where it cuts working hours that would be seen.
        let better = self.by_weekly.clone().or(self.weekend.clone());
        let cut = self.lunch.and(&self.working).without(&better);
        if self.is_free(&cut) {
            return Redundancy::Needed;
        }
        self.redundant_weekly(&self.lunch, &better, ScheduleIndex::LunchBreak)
    }

    fn working_hours(&self) -> Redundancy {
        // The last rank: below it there is nothing, so wherever it decides it opens.
        let better = self.by_weekly.clone().or(self.weekend.clone());
        let better = better.or(self.lunch.clone());
        if self.is_free(&self.working.without(&better)) {
            return Redundancy::Needed;
        }
        self.redundant_weekly(&self.working, &better, ScheduleIndex::WorkingHours)
    }

    /// Distinguishes the two kinds of redundancy for a weekly schedule that changes nothing.
    /// `better` holds the minutes of the better weekly ranks.
    fn redundant_weekly(
        &self,
        minutes: &Spans,
        better: &Spans,
        schedule: ScheduleIndex,
    ) -> Redundancy {
        // Any minute that is neither hidden by a better rank nor always by events: it is in effect.
        let seen = minutes.without(better).and(&self.free);
        if let Some(minute) = seen.first() {
            return Redundancy::WithoutEffect(ExampleMinute {
                at: civil_of(self.free_minute(minute)),
                by: self.weekly_at(minute, Some(schedule)),
            });
        }
        // It has no minute at all, as with `days: []`.
        let Some(minute) = self.next(minutes) else {
            return Redundancy::Needed;
        };
        // Hidden always; who hides it is shown at its next minute.
        let event = self.event_at(minute, None).map(ScheduleIndex::Event);
        Redundancy::NeverInEffect(ExampleMinute {
            at: civil_of(minute),
            by: event.or_else(|| self.weekly_at(week_minute(minute), Some(schedule))),
        })
    }
}
