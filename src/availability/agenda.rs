//! The hours of a chat, laid out once, with the clock that they follow.

use chrono_tz::Tz;

use super::layers::{Decided, Layers};
use super::{Layer, Spans, UnknownZone, Window, civil, offset, segments, zone};
use crate::model::{Chat, Language, PerLanguage};

/// A chat that can be asked about any number of windows.
#[derive(Debug, Clone)]
pub(super) struct Agenda {
    enabled: bool,
    pub(super) zone: Tz,
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

    /// A stretch of the wall clock cut where another schedule decides. In a chat that is off none
    /// does.
    pub(super) fn civil_deciders(
        &self,
        language: Language,
        from: i64,
        to: i64,
    ) -> Vec<Decided<'_>> {
        if self.enabled {
            self.layers.get(language).deciders(from, to)
        } else {
            vec![(from, to, None)]
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

    /// Open minutes of the window.
    pub(super) fn open(&self, language: Language, window: Window) -> Spans {
        self.on_the_wall(window, |from, to| self.civil(language, from, to))
    }

    /// Minutes of the window that would be open if there were no events.
    pub(super) fn without_events(&self, language: Language, window: Window) -> Spans {
        self.on_the_wall(window, |from, to| {
            self.layers.get(language).without_events(from, to)
        })
    }

    /// What `find` finds on the wall clock, as instants. A chat that is off has none.
    fn on_the_wall(&self, window: Window, find: impl Fn(i64, i64) -> Spans) -> Spans {
        let mut out = Spans::default();
        if !self.enabled {
            return out;
        }
        for segment in segments(self.zone, window) {
            let found = find(segment.from + segment.offset, segment.to + segment.offset);
            out.extend(found.shifted(-segment.offset));
        }
        out
    }

    /// The window cut where another schedule decides.
    pub(super) fn deciders(&self, language: Language, window: Window) -> Vec<Decided<'_>> {
        let mut out: Vec<Decided<'_>> = Vec::new();
        for segment in segments(self.zone, window) {
            let civil = (segment.from + segment.offset, segment.to + segment.offset);
            for (from, to, layer) in self.civil_deciders(language, civil.0, civil.1) {
                let (from, to) = (from - segment.offset, to - segment.offset);
                match out.last_mut() {
                    Some(last) if last.1 == from && same(last.2, layer) => last.1 = to,
                    Some(_) | None => out.push((from, to, layer)),
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
        let around = [-civil::WEEK, 0, civil::WEEK]
            .map(|by| week.clone().shifted(shift + by).within(0, civil::WEEK));
        around.into_iter().fold(Spans::default(), Spans::or)
    }
}

fn same(left: Option<&Layer>, right: Option<&Layer>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => std::ptr::eq(left, right),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}
