//! All schedules of a language laid over each other from now on, for questions about one of them.
//!
//! [`layers`](super::layers) knows who decides; here it must also be known who would decide if one
//! schedule were missing. So the piles keep the best *two* at each minute, and the ranks below the
//! custom schedules, which hold one schedule each, are kept as a set of minutes of their own:
//!
//! ```text
//! events    pieces of (first, second), in civil minutes, from now on
//! ─────────────────────────────────────────────────────────────────────────
//! custom    pieces of (first, second), in minutes of the week
//! weekend   minutes of the week
//! lunch     minutes of the week
//! working   minutes of the week
//! ```
//!
//! A minute of the week stands for the minutes of all weeks ahead. Whether a weekly schedule
//! decides there in any of them depends on the events: [`Overlay::free`] holds the minutes of the
//! week that are without an event at least once. Events therefore only need to be looked at once,
//! however many weekly schedules there are.

use super::civil::{self, WEEK, mondays};
use super::clock::{AHEAD, WallClock};
use super::schedules::{ScheduleIndex, Schedules};
use super::spans::Spans;
use super::stack::{Numbered, Piece, TopTwo, piece_at, top_two};
use crate::model::{Availability, SpecialEvent};

/// The schedules of a language, laid out once.
pub(super) struct Overlay {
    pub(super) clock: WallClock,
    /// The civil minute that the clock shows now.
    pub(super) now: i64,
    /// Positions of the events that are not over, those that say closed first, because closed wins.
    /// The pieces of events count by the place in this list.
    pub(super) ahead: Vec<usize>,
    pub(super) event_pieces: Vec<Piece<TopTwo>>,
    /// Civil minutes at which an event is in effect.
    by_events: Spans,
    /// Minutes of the week that are without an event in one of the weeks ahead at least.
    pub(super) free: Spans,
    pub(super) weekly_pieces: Vec<Piece<TopTwo>>,
    /// Minutes of the week at which a custom weekly schedule is in effect.
    pub(super) by_weekly: Spans,
    pub(super) weekend: Spans,
    pub(super) lunch: Spans,
    pub(super) working: Spans,
    /// Open by weekend or working hours.
    pub(super) below: Spans,
    /// Open minutes of the week, without events.
    pub(super) open: Spans,
    /// The other minutes of the week.
    pub(super) shut: Spans,
}

impl Overlay {
    pub(super) fn of(schedules: &Schedules, clock: WallClock) -> Self {
        let now = civil::minute(clock.shows());
        let ahead = ahead(&schedules.events, now);
        // Events from now on; the past is not compared.
        let event_pieces = top_two(ahead.iter().enumerate().map(|(number, at)| {
            let (from, to) = civil::span(schedules.events[*at]);
            let from = from.max(now);
            Numbered { from, to, number }
        }));
        let by_events = covered(&event_pieces);

        // Custom schedules have one rank and all say open, so any order of the pile will do.
        let custom: Vec<_> = schedules
            .weekly
            .iter()
            .map(|w| civil::on_week(*w))
            .collect();
        let weekly_pieces = top_two(custom.iter().enumerate().flat_map(|(number, week)| {
            let intervals = week.iter();
            intervals.map(move |(from, to)| Numbered { from, to, number })
        }));
        let by_weekly = covered(&weekly_pieces);

        let [weekend, lunch, working] =
            [schedules.weekend, schedules.lunch, schedules.working].map(civil::on_week);
        // The lunch break cuts working hours only: weekend hours outrank it.
        let below = weekend.clone().or(working.without(&lunch));
        let open = by_weekly.clone().or(below.clone());
        Self {
            free: free(&by_events, clock, now),
            shut: whole_week().without(&open),
            clock,
            now,
            ahead,
            event_pieces,
            by_events,
            weekly_pieces,
            by_weekly,
            weekend,
            lunch,
            working,
            below,
            open,
        }
    }

    /// Whether one of these minutes of the week is ever without an event.
    pub(super) fn is_free(&self, minutes: &Spans) -> bool {
        minutes
            .iter()
            .any(|(from, to)| self.free.overlaps(from, to))
    }

    /// Whether a stretch of civil time has a minute of a weekly pattern that the clock shows.
    pub(super) fn meets(&self, pattern: &Spans, from: i64, to: i64) -> bool {
        // Week by week, and in each only the part that the stretch covers.
        mondays(from, to).any(|monday| {
            pattern
                .overlapping(from - monday, to - monday)
                .any(|(from, to)| self.clock.trim(from + monday, to + monday).is_some())
        })
    }

    /// The position of the event that decides at a civil minute when one is left out; `None` where
    /// no other event is in effect, so that the week decides.
    pub(super) fn event_at(&self, minute: i64, left_out: Option<usize>) -> Option<usize> {
        // If the first is left out, the second is on top; nothing below it can be.
        let piece = piece_at(&self.event_pieces, minute)?;
        let best_two = [Some(piece.top.first), piece.top.second];
        best_two
            .into_iter()
            .flatten()
            .map(|number| self.ahead[number])
            .find(|at| Some(*at) != left_out)
    }

    /// The weekly schedule that decides at a minute of the week when one is left out, events aside;
    /// `None` where no other one is in effect, so that chat is closed.
    pub(super) fn weekly_at(
        &self,
        minute: i64,
        left_out: Option<ScheduleIndex>,
    ) -> Option<ScheduleIndex> {
        // Of the custom schedules at most one can be left out, so the best two are enough.
        let custom = piece_at(&self.weekly_pieces, minute)
            .map_or([None; 2], |piece| [Some(piece.top.first), piece.top.second]);
        let custom = custom.into_iter().flatten().map(ScheduleIndex::Weekly);
        let lower = [
            (ScheduleIndex::Weekend, &self.weekend),
            (ScheduleIndex::LunchBreak, &self.lunch),
            (ScheduleIndex::WorkingHours, &self.working),
        ];
        let lower = lower
            .into_iter()
            .filter(|(_, week)| week.overlaps(minute, minute + 1));
        custom
            .chain(lower.map(|(schedule, _)| schedule))
            .find(|schedule| Some(*schedule) != left_out)
    }

    /// The next civil minute at which the clock shows a minute of the week without an event: the
    /// example that a finding shows.
    pub(super) fn free_minute(&self, minute: i64) -> i64 {
        // The schedule is watched for 53 weeks from now, which may begin within a week.
        let mut first = None;
        for monday in mondays(self.now, self.now + AHEAD + WEEK) {
            let at = monday + minute;
            if at >= self.now && !self.by_events.overlaps(at, at + 1) && !self.clock.skips(at) {
                return at;
            }
            first.get_or_insert(at);
        }
        // Free in some week, and skipped in just that one: the first week is as good an example.
        first.unwrap_or(minute)
    }

    /// The next civil minute of a weekly pattern that the clock shows, events or not; `None` for an
    /// empty pattern, or one that lies in a skipped hour both times.
    pub(super) fn next(&self, pattern: &Spans) -> Option<i64> {
        // Of two weeks one at least has the pattern whole, and no clock skips it in both.
        mondays(self.now, self.now + 2 * WEEK).find_map(|monday| {
            let from = (self.now - monday).max(0);
            pattern
                .overlapping(from, WEEK)
                .find_map(|(from, to)| self.clock.trim(from + monday, to + monday))
                .map(|(from, _)| from)
        })
    }
}

/// Positions of the events that are not over, those that say closed first.
fn ahead(events: &[SpecialEvent], now: i64) -> Vec<usize> {
    let mut ahead: Vec<_> = (0..events.len())
        .filter(|at| civil::span(events[*at]).1 > now)
        .collect();
    ahead.sort_by_key(|at| events[*at].availability == Availability::Open);
    ahead
}

/// The minutes of all pieces.
fn covered(pieces: &[Piece<TopTwo>]) -> Spans {
    let mut out = Spans::default();
    for piece in pieces {
        out.push(piece.from, piece.to);
    }
    out
}

fn whole_week() -> Spans {
    Spans::of(vec![(0, WEEK)])
}

/// Minutes of the week that are without an event in one of the weeks ahead at least.
fn free(by_events: &Spans, clock: WallClock, now: i64) -> Spans {
    // The stretches between events, each folded onto the week.
    let ahead = Spans::of(vec![(now, now + AHEAD)]).without(by_events);
    let mut minutes = Vec::new();
    for (from, to) in ahead.iter() {
        let Some((from, to)) = clock.trim(from, to) else {
            continue;
        };
        // A whole week between two events has every minute: the usual case, which ends the search.
        // An hour skipped in the middle of a stretch counts as shown. That can only matter when
        // events cover those minutes in every other week of the year.
        if to - from >= WEEK {
            return whole_week();
        }
        for monday in mondays(from, to) {
            minutes.push(((from - monday).max(0), (to - monday).min(WEEK)));
        }
    }
    Spans::of(minutes)
}
