//! The schedules of one language laid over each other: who decides at each minute of the wall
//! clock.
//!
//! All schedules are put in one list, best first, and the list is laid out once. Afterwards every
//! question about any stretch of time is a search, however many windows are asked about.
//!
//! Two piles are kept apart, because one of them repeats and the other does not:
//!
//! ```text
//! events   ──────────[closed Fête]──────[open Salon]────────   once, in civil minutes since 1970
//!                     hides all below    hides all below
//! week     |Mon ▒▒▒░▒▒▒ Tue ▒▒▒░▒▒▒ … Sun |  repeated from every Monday on
//!               working, lunch, working
//! ```
//!
//! Events have the best rank, so an event in effect decides whatever the week says, and the hours
//! of a stretch are: the week without closed events, with open ones. Of events that overlap and
//! disagree closed wins, which the order of the list expresses: closed events stand before open
//! ones, and the first in effect decides.
//!
//! Minutes that no schedule covers are decided by none, and closed.

use super::civil::{self, mondays};
use super::layer::Layer;
use super::spans::Spans;
use super::stack::{Numbered, Piece, pieces_within, tops};
use crate::model::{Availability, ChatHours, Kind, Tier, Weekly};

/// A stretch `[from, to)` and the layer that decides there, if any is in effect.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decided<'a> {
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) layer: Option<&'a Layer>,
}

/// All schedules of one language, and the minutes that each decides.
#[derive(Debug, Clone, Default)]
pub(super) struct Layers {
    /// Best first; pieces name a layer by its position here.
    layers: Vec<Layer>,
    /// In civil minutes.
    event_pieces: Vec<Piece<usize>>,
    /// In minutes of the week from Monday.
    week_pieces: Vec<Piece<usize>>,
    /// Open minutes of the week from Monday, without events.
    pub(super) week: Spans,
    /// Where an event decides, by its answer.
    open_events: Spans,
    closed_events: Spans,
}

impl Layers {
    pub(super) fn of(hours: &ChatHours) -> Self {
        // The two piles, each best first. Weekly layers are numbered on behind the events, so that
        // one number names a layer in either pile.
        let (events, weekly) = (events(hours), weekly(hours));
        let event_pieces = tops(numbered(&events, 0));
        let week_pieces = tops(numbered(&weekly, events.len()));
        let layers: Vec<_> = events
            .into_iter()
            .chain(weekly)
            .map(|laid| laid.layer)
            .collect();
        // Lunch breaks are pieces of the week that say closed, so they are no part of this.
        Self {
            week: saying(&layers, Availability::Open, &week_pieces),
            open_events: saying(&layers, Availability::Open, &event_pieces),
            closed_events: saying(&layers, Availability::Closed, &event_pieces),
            layers,
            event_pieces,
            week_pieces,
        }
    }

    /// Open minutes of `[from, to)` on the wall clock. An event hides everything below it.
    pub(super) fn open(&self, from: i64, to: i64) -> Spans {
        // Open and closed events are disjoint here: where they overlap, the closed one decides.
        self.without_events(from, to)
            .or(self.open_events.within(from, to))
            .without(&self.closed_events.within(from, to))
    }

    /// When an event is in effect.
    pub(super) fn events(&self) -> Spans {
        let mut out = Spans::default();
        for piece in &self.event_pieces {
            out.push(piece.from, piece.to);
        }
        out
    }

    /// The minutes that would be open without events.
    pub(super) fn without_events(&self, from: i64, to: i64) -> Spans {
        let mut out = Spans::default();
        // The week is laid from each Monday on. The stretch is shifted back to it, so that only the
        // part of the week that lies in the stretch is looked at.
        for monday in mondays(from, to) {
            for (start, end) in self.week.overlapping(from - monday, to - monday) {
                out.push(start + monday, end + monday);
            }
        }
        out
    }

    /// Cuts `[from, to)` of the wall clock where the layer that decides changes.
    pub(super) fn deciders(&self, from: i64, to: i64) -> Vec<Decided<'_>> {
        let mut out = Vec::new();
        let mut at = from;
        for piece in pieces_within(&self.event_pieces, from, to) {
            // The week decides up to the event, and goes on behind it.
            self.weekly_deciders(at, piece.from, &mut out);
            out.push(self.decided(piece, 0));
            at = piece.to;
        }
        self.weekly_deciders(at, to, &mut out);
        out
    }

    fn weekly_deciders<'a>(&'a self, from: i64, to: i64, out: &mut Vec<Decided<'a>>) {
        // `at` is the end of what is covered so far. A gap before the next piece is decided by
        // none; it may reach over several weeks, as when only events open chat.
        let mut at = from;
        for monday in mondays(from, to) {
            for piece in pieces_within(&self.week_pieces, from - monday, to - monday) {
                let decided = self.decided(piece, monday);
                if at < decided.from {
                    out.push(by_none(at, decided.from));
                }
                out.push(decided);
                at = decided.to;
            }
        }
        // Behind the last piece, and everything when there is no piece at all.
        if at < to {
            out.push(by_none(at, to));
        }
    }

    /// A piece of the week that begins at a minute.
    fn decided(&self, piece: Piece<usize>, monday: i64) -> Decided<'_> {
        Decided {
            from: piece.from + monday,
            to: piece.to + monday,
            layer: Some(&self.layers[piece.top]),
        }
    }
}

fn by_none(from: i64, to: i64) -> Decided<'static> {
    Decided {
        from,
        to,
        layer: None,
    }
}

/// Where the layer that decides gives this answer.
fn saying(layers: &[Layer], says: Availability, pieces: &[Piece<usize>]) -> Spans {
    let mut out = Spans::default();
    for piece in pieces.iter().filter(|p| layers[p.top].says == says) {
        out.push(piece.from, piece.to);
    }
    out
}

/// A layer with the minutes at which it is in effect.
struct LaidSchedule {
    layer: Layer,
    minutes: Spans,
}

/// The intervals of layers, numbered by the place of each layer among all.
fn numbered(laid: &[LaidSchedule], first: usize) -> impl Iterator<Item = Numbered> {
    // A layer may be in effect in many intervals, all of which carry its number.
    let places = laid.iter().zip(first..);
    places.flat_map(|(laid, number)| {
        let intervals = laid.minutes.iter();
        intervals.map(move |(from, to)| Numbered { from, to, number })
    })
}

/// Events, those that say closed first.
fn events(hours: &ChatHours) -> Vec<LaidSchedule> {
    // The order of the list decides between events that disagree.
    let mut out = Vec::new();
    for says in [Availability::Closed, Availability::Open] {
        for (name, event) in hours.named.special_events() {
            if event.availability == says {
                out.push(LaidSchedule {
                    layer: Layer::named(Kind::SpecialEvent, name.as_str(), says),
                    minutes: civil::event_minutes(event),
                });
            }
        }
    }
    out
}

/// Weekly schedules by rank: the custom ones, weekend hours, the lunch break, working hours.
fn weekly(hours: &ChatHours) -> Vec<LaidSchedule> {
    let custom = hours.named.weekly().map(|(name, weekly)| LaidSchedule {
        layer: Layer::named(Kind::Weekly, name.as_str(), Availability::Open),
        minutes: civil::on_week(weekly),
    });
    // An account without a lunch break is one whose lunch break is never in effect.
    let lunch = hours.lunch_break.unwrap_or(Weekly::NEVER);
    let defaults = [
        (Tier::Weekend, hours.weekend_hours),
        (Tier::LunchBreak, lunch),
        (Tier::WorkingHours, hours.working_hours),
    ];
    let defaults = defaults.map(|(tier, weekly)| LaidSchedule {
        layer: Layer::server_made(tier),
        minutes: civil::on_week(weekly),
    });
    custom.chain(defaults).collect()
}
