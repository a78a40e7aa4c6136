//! The hours of a chat, laid out once, with the clock that they follow.
//!
//! [`Layers`] answers on the wall clock; this cuts a period into segments in which that clock runs
//! evenly, asks for each, and shifts the answer back to instants. Hours that are skipped or
//! repeated need no case of their own: the one lies in no segment, the other in two.

use super::civil::WEEK;
use super::instants::{offset, segments};
use super::layer::Layer;
use super::layers::{Decided, Layers};
use super::period::Period;
use super::spans::Spans;
use super::zone::{UnknownZone, zone};
use crate::model::{Chat, Language, PerLanguage};
use crate::zone::Zone;

/// A chat that can be asked about any number of windows. Laying it out costs the most, so a
/// comparison makes one for each side and keeps it.
#[derive(Debug, Clone)]
pub(super) struct Agenda {
    enabled: bool,
    pub(super) zone: Zone,
    layers: PerLanguage<Layers>,
}

impl Agenda {
    pub(super) fn of(chat: &Chat) -> Result<Self, UnknownZone> {
        Ok(Self {
            enabled: chat.enabled,
            zone: zone(chat)?,
            layers: PerLanguage::from_fn(|language| Layers::of(chat.hours.get(language))),
        })
    }

    /// Open minutes of a stretch of the wall clock, whatever its zone.
    pub(super) fn civil(&self, language: Language, from: i64, to: i64) -> Spans {
        if self.enabled {
            self.layers.get(language).open(from, to)
        } else {
            Spans::default()
        }
    }

    /// A stretch of the wall clock cut where the schedule that decides changes. In a chat that is
    /// off none does.
    pub(super) fn civil_deciders(
        &self,
        language: Language,
        from: i64,
        to: i64,
    ) -> Vec<Decided<'_>> {
        if self.enabled {
            self.layers.get(language).deciders(from, to)
        } else {
            vec![Decided {
                from,
                to,
                layer: None,
            }]
        }
    }

    /// When an event is in effect on the wall clock.
    pub(super) fn events(&self, language: Language) -> Spans {
        if self.enabled {
            self.layers.get(language).events()
        } else {
            Spans::default()
        }
    }

    /// Open minutes of a period.
    pub(super) fn open(&self, language: Language, period: Period) -> Spans {
        self.on_the_wall(period, |from, to| self.civil(language, from, to))
    }

    /// Minutes of a period that would be open if there were no events.
    pub(super) fn without_events(&self, language: Language, period: Period) -> Spans {
        let layers = self.layers.get(language);
        self.on_the_wall(period, |from, to| layers.without_events(from, to))
    }

    /// Asks about each stretch of the wall clock that a period runs through, and gives the answers
    /// as instants. A chat that is off has none.
    fn on_the_wall(&self, period: Period, find: impl Fn(i64, i64) -> Spans) -> Spans {
        let mut out = Spans::default();
        if !self.enabled {
            return out;
        }
        for segment in segments(self.zone, period) {
            let found = find(segment.civil_from(), segment.civil_to());
            out.extend(found.shifted(-segment.offset));
        }
        out
    }

    /// A period cut where the schedule that decides changes.
    pub(super) fn deciders(&self, language: Language, period: Period) -> Vec<Decided<'_>> {
        let mut out: Vec<Decided<'_>> = Vec::new();
        for segment in segments(self.zone, period) {
            let civil = self.civil_deciders(language, segment.civil_from(), segment.civil_to());
            for decided in civil {
                let (from, to) = (decided.from - segment.offset, decided.to - segment.offset);
                let layer = decided.layer;
                // A change of the clocks alone is no cut.
                match out.last_mut() {
                    Some(last) if last.to == from && same(last.layer, layer) => last.to = to,
                    Some(_) | None => out.push(Decided { from, to, layer }),
                }
            }
        }
        out
    }

    /// Open minutes of an ordinary week, counted from Monday 00:00 UTC with the offset that the
    /// zone has at `reference`, so that zones compare. A week has no clock change and no events.
    pub(super) fn week(&self, language: Language, reference: i64) -> Spans {
        if !self.enabled {
            return Spans::default();
        }
        let shift = -offset(self.zone, reference);
        let week = &self.layers.get(language).week;
        // The shift moves hours over either end of the week, so its neighbours are laid beside it.
        [-WEEK, 0, WEEK]
            .map(|by| week.clone().shifted(shift + by).within(0, WEEK))
            .into_iter()
            .fold(Spans::default(), Spans::or)
    }
}

/// Whether two references are to one schedule. Schedules of equal content may still be two.
fn same(left: Option<&Layer>, right: Option<&Layer>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => std::ptr::eq(left, right),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}
