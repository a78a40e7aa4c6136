//! The schedules of one language laid over each other: who decides, minute by minute. What is
//! computed here once answers every question by a search, however many windows are asked about.

use std::collections::BTreeSet;

use super::civil::{self, DAY, WEEK};
use super::{Layer, Spans};
use crate::model::{Availability, ChatHours, Kind, Tier, Weekly};

/// Minute 0 of the wall clock is a Thursday; its week began on the Monday before.
const MONDAY: i64 = -3 * DAY;

/// Minutes `[from, to)` that one layer decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    from: i64,
    to: i64,
    layer: usize,
}

/// A stretch of the wall clock and the layer that decides there, if any is in effect.
pub(super) type Decided<'a> = (i64, i64, Option<&'a Layer>);

/// All schedules of one language, and the minutes that each decides.
#[derive(Debug, Clone, Default)]
pub(super) struct Layers {
    /// Best first: by rank, and among events those that say closed, because closed wins.
    layers: Vec<Layer>,
    event_pieces: Vec<Piece>,
    /// Pieces of the week from Monday.
    week_pieces: Vec<Piece>,
    /// Open minutes of the week from Monday, without events.
    pub(super) week: Spans,
    open_events: Spans,
    closed_events: Spans,
}

impl Layers {
    pub(super) fn of(hours: &ChatHours) -> Self {
        let mut out = Self::default();
        let (events, weekly) = (events(hours), weekly(hours));
        out.event_pieces = pieces(0, &events);
        out.week_pieces = pieces(events.len(), &weekly);
        let all = events.into_iter().chain(weekly);
        out.layers = all.map(|(layer, _)| layer).collect();
        out.week = out.saying(Availability::Open, &out.week_pieces);
        out.open_events = out.saying(Availability::Open, &out.event_pieces);
        out.closed_events = out.saying(Availability::Closed, &out.event_pieces);
        out
    }

    fn saying(&self, says: Availability, pieces: &[Piece]) -> Spans {
        let mut out = Spans::default();
        let heard = pieces.iter().filter(|p| self.layers[p.layer].says == says);
        heard.for_each(|piece| out.push((piece.from, piece.to)));
        out
    }

    /// Open minutes of `[from, to)` on the wall clock. An event hides everything below it.
    pub(super) fn open(&self, from: i64, to: i64) -> Spans {
        self.without_events(from, to)
            .or(self.open_events.within(from, to))
            .without(&self.closed_events.within(from, to))
    }

    /// When an event is in effect.
    pub(super) fn events(&self) -> Spans {
        let mut out = Spans::default();
        let pieces = self.event_pieces.iter();
        pieces.for_each(|piece| out.push((piece.from, piece.to)));
        out
    }

    /// What would be open if there were no events.
    pub(super) fn without_events(&self, from: i64, to: i64) -> Spans {
        let mut out = Spans::default();
        for monday in mondays(from, to) {
            for (start, end) in self.week.overlapping(from - monday, to - monday) {
                out.push((start + monday, end + monday));
            }
        }
        out
    }

    /// `[from, to)` of the wall clock cut where another layer decides.
    pub(super) fn deciders(&self, from: i64, to: i64) -> Vec<Decided<'_>> {
        let mut out = Vec::new();
        let mut at = from;
        for piece in overlapping(&self.event_pieces, from, to) {
            self.weekly_deciders(at, piece.from, &mut out);
            out.push((piece.from, piece.to, Some(&self.layers[piece.layer])));
            at = piece.to;
        }
        self.weekly_deciders(at, to, &mut out);
        out
    }

    fn weekly_deciders<'a>(&'a self, from: i64, to: i64, out: &mut Vec<Decided<'a>>) {
        let mut at = from;
        for monday in mondays(from, to) {
            for piece in overlapping(&self.week_pieces, from - monday, to - monday) {
                let (start, end) = (piece.from + monday, piece.to + monday);
                if at < start {
                    out.push((at, start, None));
                }
                out.push((start, end, Some(&self.layers[piece.layer])));
                at = end;
            }
        }
        if at < to {
            out.push((at, to, None));
        }
    }
}

/// Each layer with the minutes at which it is in effect.
type Laid = Vec<(Layer, Spans)>;

fn events(hours: &ChatHours) -> Laid {
    let mut out = Laid::new();
    for says in [Availability::Closed, Availability::Open] {
        let events = hours.named.special_events();
        out.extend(
            events
                .filter(|(_, event)| event.availability == says)
                .map(|(name, event)| {
                    let layer = Layer::named(Kind::SpecialEvent, name.as_str(), says);
                    (layer, Spans::of(vec![civil::span(event)]))
                }),
        );
    }
    out
}

fn weekly(hours: &ChatHours) -> Laid {
    let weeklies = hours.named.weekly();
    let named = weeklies.map(|(name, weekly)| {
        let layer = Layer::named(Kind::Weekly, name.as_str(), Availability::Open);
        (layer, civil::on_week(weekly))
    });
    let lunch = hours.lunch_break.unwrap_or(Weekly::NEVER);
    let defaults = [
        (Tier::Weekend, hours.weekend_hours),
        (Tier::LunchBreak, lunch),
        (Tier::WorkingHours, hours.working_hours),
    ];
    let defaults =
        defaults.map(|(tier, weekly)| (Layer::server_made(tier), civil::on_week(weekly)));
    named.chain(defaults).collect()
}

/// The Mondays of all weeks that have a minute in `[from, to)`.
pub(super) fn mondays(from: i64, to: i64) -> impl Iterator<Item = i64> {
    let first = (from - MONDAY).div_euclid(WEEK) * WEEK + MONDAY;
    (0..)
        .map(move |week| first + week * WEEK)
        .take_while(move |monday| *monday < to)
}

fn overlapping(pieces: &[Piece], from: i64, to: i64) -> impl Iterator<Item = Piece> {
    let first = pieces.partition_point(|piece| piece.to <= from);
    let reaching = pieces[first..]
        .iter()
        .take_while(move |piece| piece.from.max(from) < to);
    reaching.map(move |piece| Piece {
        from: piece.from.max(from),
        to: piece.to.min(to),
        ..*piece
    })
}

/// One sweep over all boundaries: between two of them the best layer in effect decides. `first`
/// is the place of these layers among all.
fn pieces(first: usize, laid: &Laid) -> Vec<Piece> {
    let mut edges = Vec::new();
    for (at, (_, spans)) in laid.iter().enumerate() {
        for (from, to) in spans.iter() {
            edges.push((from, true, first + at));
            edges.push((to, false, first + at));
        }
    }
    edges.sort_unstable();
    let mut out: Vec<Piece> = Vec::new();
    let mut active = BTreeSet::new();
    let mut from = 0;
    for (to, begins, layer) in edges {
        if let Some(&best) = active.first().filter(|_| from < to) {
            match out.last_mut() {
                Some(last) if last.layer == best && last.to == from => last.to = to,
                Some(_) | None => out.push(Piece {
                    from,
                    to,
                    layer: best,
                }),
            }
        }
        from = to;
        if begins {
            active.insert(layer);
        } else {
            active.remove(&layer);
        }
    }
    out
}
