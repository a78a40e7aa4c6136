//! What each schedule does alone: whether it is ever in effect, and whether removing it alone
//! would change a minute. One sweep over the laid-out intervals of a language answers for all of
//! its schedules at once.

use chrono::NaiveDateTime;

use super::Spans;
use super::civil::{self, WEEK};
use super::clock::{AHEAD, WallClock, civil_of, week_minute};
use super::stack::{Stack, stack, top};
use crate::model::{Availability, SpecialEvent, Weekly};

/// The schedules of a language, without their names.
#[derive(Debug, Clone)]
pub(crate) struct Schedules {
    pub(crate) events: Vec<SpecialEvent>,
    pub(crate) weekly: Vec<Weekly>,
    pub(crate) weekend: Weekly,
    pub(crate) lunch: Weekly,
    pub(crate) working: Weekly,
}

/// One of the schedules: the named ones by their position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum One {
    Event(usize),
    Weekly(usize),
    Weekend,
    LunchBreak,
    WorkingHours,
}

/// What a schedule does from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Weight {
    /// Removing it alone would change something; or it is over, or never by its own words.
    #[default]
    Real,
    /// A better rank is in effect at each of its minutes.
    Masked(Moment),
    /// It is in effect, and removing it alone would change no minute.
    Nothing(Moment),
}

/// A minute at which a schedule is in effect, and what decides then without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) at: NaiveDateTime,
    pub(crate) by: Option<One>,
}

/// The effects of all schedules, each list in the order in which it was given.
#[derive(Debug, Clone, Default)]
pub(crate) struct Effects {
    pub(crate) events: Vec<Weight>,
    pub(crate) weekly: Vec<Weight>,
    pub(crate) weekend: Weight,
    pub(crate) lunch: Weight,
    pub(crate) working: Weight,
    /// Open minutes of the ordinary week, from Monday 00:00.
    pub(crate) open: Spans,
    /// Whether an event that is not over opens anything.
    pub(crate) opens_by_event: bool,
}

/// A weekly schedule on the week from Monday 00:00.
pub(crate) fn on_week(weekly: Weekly) -> Spans {
    civil::on_week(weekly)
}

/// What is in the first and not in the second.
pub(crate) fn outside(first: &Spans, second: &Spans) -> Spans {
    first.without(second)
}

/// What each schedule does.
pub(crate) fn effects(schedules: &Schedules, clock: WallClock) -> Effects {
    let sweep = Sweep::of(schedules, clock);
    Effects {
        events: sweep.events(schedules),
        weekly: sweep.weekly(schedules),
        weekend: sweep.weekend(),
        lunch: sweep.lunch(),
        working: sweep.working(),
        open: sweep.open.clone(),
        opens_by_event: sweep
            .ahead
            .iter()
            .any(|at| schedules.events[*at].availability == Availability::Open),
    }
}

/// Everything laid out once.
struct Sweep {
    clock: WallClock,
    now: i64,
    /// Positions of the events that are not over: those that say closed first, because closed wins.
    ahead: Vec<usize>,
    event_stacks: Vec<Stack>,
    /// Minutes of all events.
    by_events: Spans,
    /// Minutes of the week that are without an event in one week at least.
    free: Spans,
    weekly_stacks: Vec<Stack>,
    by_weekly: Spans,
    weekend: Spans,
    lunch: Spans,
    working: Spans,
    /// Open by weekend or working hours.
    below: Spans,
    /// Open minutes of the week.
    open: Spans,
    shut: Spans,
}

impl Sweep {
    fn of(schedules: &Schedules, clock: WallClock) -> Self {
        let now = civil::minute(clock.shows());
        let events = &schedules.events;
        let mut ahead: Vec<_> = (0..events.len())
            .filter(|at| civil::span(events[*at]).1 > now)
            .collect();
        ahead.sort_by_key(|at| events[*at].availability == Availability::Open);
        let event_stacks = stack(ahead.iter().enumerate().map(|(rank, at)| {
            let (from, to) = civil::span(events[*at]);
            (from.max(now), to, rank)
        }));
        let by_events = union(&event_stacks);
        let weekly = schedules.weekly.iter().enumerate();
        let weekly_stacks = stack(weekly.flat_map(|(at, weekly)| {
            let spans: Vec<_> = civil::on_week(*weekly).iter().collect();
            spans.into_iter().map(move |(from, to)| (from, to, at))
        }));
        let by_weekly = union(&weekly_stacks);
        let [weekend, lunch, working] =
            [schedules.weekend, schedules.lunch, schedules.working].map(civil::on_week);
        let below = weekend.clone().or(working.without(&lunch));
        let open = by_weekly.clone().or(below.clone());
        Self {
            free: free(&by_events, clock, now),
            shut: whole_week().without(&open),
            clock,
            now,
            ahead,
            event_stacks,
            by_events,
            weekly_stacks,
            by_weekly,
            weekend,
            lunch,
            working,
            below,
            open,
        }
    }

    fn events(&self, schedules: &Schedules) -> Vec<Weight> {
        let events = &schedules.events;
        let mut real = vec![false; events.len()];
        let says = |rank: usize| events[self.ahead[rank]].availability;
        for piece in &self.event_stacks {
            let Some(piece_time) = self.clock.trim((piece.from, piece.to)) else {
                continue;
            };
            let matters = match (says(piece.first), piece.second.map(says)) {
                (Availability::Closed, None) => self.meets(&self.open, piece_time),
                (Availability::Open, None) => self.meets(&self.shut, piece_time),
                (Availability::Closed, Some(Availability::Open)) => true,
                (Availability::Closed | Availability::Open, Some(_)) => false,
            };
            real[self.ahead[piece.first]] |= matters;
        }
        let mut effects = vec![Weight::Real; events.len()];
        for at in &self.ahead {
            if !real[*at] {
                effects[*at] = self.idle_event(*at, events[*at]);
            }
        }
        effects
    }

    fn idle_event(&self, at: usize, event: SpecialEvent) -> Weight {
        let (from, to) = civil::span(event);
        let Some((first, _)) = self.clock.trim((from.max(self.now), to)) else {
            let moment = Moment {
                at: event.starts_at,
                by: None,
            };
            return Weight::Masked(moment);
        };
        let other = top(&self.event_stacks, first).and_then(|piece| {
            let ranks = [Some(piece.first), piece.second].into_iter().flatten();
            ranks
                .map(|rank| self.ahead[rank])
                .find(|other| *other != at)
        });
        let by = other.map(One::Event);
        let by = by.or_else(|| self.weekly_at(week_minute(first), None));
        Weight::Nothing(Moment {
            at: civil_of(first),
            by,
        })
    }

    /// Whether a stretch of time has a minute of a weekly pattern that the clock shows.
    fn meets(&self, pattern: &Spans, (from, to): (i64, i64)) -> bool {
        super::layers::mondays(from, to).any(|monday| {
            let mut found = pattern.overlapping(from - monday, to - monday);
            found.any(|(from, to)| self.clock.trim((from + monday, to + monday)).is_some())
        })
    }

    fn weekly(&self, schedules: &Schedules) -> Vec<Weight> {
        let mut real = vec![false; schedules.weekly.len()];
        for piece in self.weekly_stacks.iter().filter(|p| p.second.is_none()) {
            let alone = Spans::of(vec![(piece.from, piece.to)]).without(&self.below);
            real[piece.first] |= self.is_free(&alone);
        }
        let of = |(at, weekly): (usize, &Weekly)| {
            if real[at] {
                Weight::Real
            } else {
                self.idle(&civil::on_week(*weekly), &Spans::default(), One::Weekly(at))
            }
        };
        schedules.weekly.iter().enumerate().map(of).collect()
    }

    fn weekend(&self) -> Weight {
        let seen = self.weekend.without(&self.by_weekly);
        let alone = seen.without(&self.working.without(&self.lunch));
        if self.is_free(&alone) {
            return Weight::Real;
        }
        self.idle(&self.weekend, &self.by_weekly, One::Weekend)
    }

    fn lunch(&self) -> Weight {
        let better = self.by_weekly.clone().or(self.weekend.clone());
        let cut = both(&self.lunch, &self.working).without(&better);
        if self.is_free(&cut) {
            return Weight::Real;
        }
        self.idle(&self.lunch, &better, One::LunchBreak)
    }

    fn working(&self) -> Weight {
        let better = self.by_weekly.clone().or(self.weekend.clone());
        let better = better.or(self.lunch.clone());
        if self.is_free(&self.working.without(&better)) {
            return Weight::Real;
        }
        self.idle(&self.working, &better, One::WorkingHours)
    }

    /// Of a weekly schedule that changes nothing: whether it is never in effect, or is and does
    /// nothing.
    fn idle(&self, spans: &Spans, better: &Spans, one: One) -> Weight {
        let seen = both(&spans.without(better), &self.free);
        if let Some((minute, _)) = seen.iter().next() {
            return Weight::Nothing(Moment {
                at: civil_of(self.free_minute(minute)),
                by: self.weekly_at(minute, Some(one)),
            });
        }
        let Some(minute) = self.next(spans) else {
            return Weight::Real;
        };
        let event =
            top(&self.event_stacks, minute).map(|piece| One::Event(self.ahead[piece.first]));
        Weight::Masked(Moment {
            at: civil_of(minute),
            by: event.or_else(|| self.weekly_at(week_minute(minute), Some(one))),
        })
    }

    /// The weekly schedule that decides at a minute of the week when one is left out.
    fn weekly_at(&self, minute: i64, without: Option<One>) -> Option<One> {
        let custom = top(&self.weekly_stacks, minute)
            .into_iter()
            .flat_map(|piece| {
                let both = [Some(piece.first), piece.second];
                both.into_iter().flatten().map(One::Weekly)
            });
        let lower = [
            (One::Weekend, &self.weekend),
            (One::LunchBreak, &self.lunch),
            (One::WorkingHours, &self.working),
        ];
        let there = |(one, spans): (One, &Spans)| {
            let found = spans.overlapping(minute, minute + 1).next();
            found.map(|_| one)
        };
        let mut all = custom.chain(lower.into_iter().filter_map(there));
        all.find(|one| Some(*one) != without)
    }

    fn is_free(&self, spans: &Spans) -> bool {
        let mut found = spans
            .iter()
            .flat_map(|(from, to)| self.free.overlapping(from, to));
        found.next().is_some()
    }

    /// The next time that the clock shows a minute of the week without an event.
    fn free_minute(&self, minute: i64) -> i64 {
        let mondays = super::layers::mondays(self.now, self.now + AHEAD + WEEK);
        let mut times = mondays.map(|monday| monday + minute);
        let first = times.next().unwrap_or(minute);
        let free = |at: &i64| {
            let event = self.by_events.overlapping(*at, at + 1).next();
            *at >= self.now && event.is_none() && !self.clock.skips(*at)
        };
        std::iter::once(first)
            .chain(times)
            .find(free)
            .unwrap_or(first)
    }

    /// The next minute of a weekly schedule.
    fn next(&self, spans: &Spans) -> Option<i64> {
        super::layers::mondays(self.now, self.now + 2 * WEEK)
            .find_map(|monday| {
                let from = self.now - monday;
                let mut found = spans.overlapping(from.max(0), WEEK);
                found.find_map(|(from, to)| self.clock.trim((from + monday, to + monday)))
            })
            .map(|(from, _)| from)
    }
}

fn both(first: &Spans, second: &Spans) -> Spans {
    first.without(&first.without(second))
}

fn whole_week() -> Spans {
    Spans::of(vec![(0, WEEK)])
}

fn union(stacks: &[Stack]) -> Spans {
    let mut out = Spans::default();
    stacks
        .iter()
        .for_each(|piece| out.push((piece.from, piece.to)));
    out
}

/// Minutes of the week that no event takes in at least one of the weeks ahead.
fn free(events: &Spans, clock: WallClock, now: i64) -> Spans {
    let ahead = Spans::of(vec![(now, now + AHEAD)]).without(events);
    let mut minutes = Vec::new();
    for stretch in ahead.iter() {
        let Some((from, to)) = clock.trim(stretch) else {
            continue;
        };
        if to - from >= WEEK {
            return whole_week();
        }
        for monday in super::layers::mondays(from, to) {
            minutes.push(((from - monday).max(0), (to - monday).min(WEEK)));
        }
    }
    Spans::of(minutes)
}
