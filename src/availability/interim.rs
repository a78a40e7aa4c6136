//! Minutes that are open in a state between two configurations, and in neither of them.
//!
//! The steps of a plan are carried out one by one, and each leaves the portal in some state. A
//! state may open minutes that neither the old nor the new configuration opens. A reseller moves to
//! Halifax and keeps its hours, so that the wall clock and the schedules both change, one after the
//! other:
//!
//! ```text
//!                                     open, on the clock of Toronto
//! old       Toronto, 09:00–17:00         09─────────────17
//! step 1    Halifax, 09:00–17:00      08─────────────16
//! step 2    Halifax, 10:00–18:00         09─────────────17
//!                                     ╰─┤ 08:00–09:00: open between the steps, at neither end
//! ```
//!
//! Each step is credited with the minutes that it adds: those already open after the step before
//! are not reported again.

use super::agenda::Agenda;
use super::fold::{Folded, Recurs, fold};
use super::instants::{instant, segments};
use super::line::Line;
use super::period::Period;
use super::spans::Spans;
use super::zone::UnknownZone;
use crate::model::{Chat, Language, PerLanguage};

/// Two configurations, and the states between them, which are given one after the other in the
/// order of the steps that lead to them.
pub(crate) struct Between {
    new: Agenda,
    windows: Vec<Period>,
    /// Open before the first step or after the last.
    either: PerLanguage<Spans>,
    /// Open in the last state, and in neither of them.
    extra: PerLanguage<Spans>,
}

impl Between {
    pub(crate) fn of(old: &Chat, new: &Chat, windows: &[Period]) -> Result<Self, UnknownZone> {
        // Instants, not civil minutes: the zone may be what changes.
        let (old, new) = (Agenda::of(old)?, Agenda::of(new)?);
        let either = PerLanguage::from_fn(|language| {
            open(&old, language, windows).or(open(&new, language, windows))
        });
        Ok(Self {
            new,
            windows: windows.to_vec(),
            either,
            extra: PerLanguage::default(),
        })
    }

    /// Takes the next state, and gives the hours that it opens and that are open neither at an end
    /// nor in the state before, folded on the wall clock of the new configuration.
    pub(crate) fn opens(
        &mut self,
        state: &Chat,
    ) -> Result<PerLanguage<Vec<Folded<()>>>, UnknownZone> {
        let state = Agenda::of(state)?;
        let mut out = PerLanguage::<Vec<Folded<()>>>::default();
        for language in Language::ALL {
            let open = open(&state, language, &self.windows);
            // Open now and at neither end; of that, what the state before did not open already.
            let extra = open.without(self.either.get(language));
            let fresh = extra.without(self.extra.get(language));
            *self.extra.get_mut(language) = extra;
            *out.get_mut(language) = self.folded(&fresh);
        }
        Ok(out)
    }

    fn folded(&self, instants: &Spans) -> Vec<Folded<()>> {
        // On the clock of the end, like everything else in the report of a plan.
        let mut stretches = Vec::new();
        for (from, to) in instants.iter() {
            let period = Period {
                from: instant(from),
                to: instant(to),
            };
            // Cut where that clock changes.
            for segment in segments(self.new.zone, period) {
                stretches.push((segment.civil_from(), segment.civil_to(), ()));
            }
        }
        let windows = Line::of(&self.new, &self.windows).windows;
        // A state lasts for seconds, so what it opens is not known to recur.
        fold(stretches, &windows, Recurs::AsSeen)
    }
}

fn open(agenda: &Agenda, language: Language, windows: &[Period]) -> Spans {
    let mut out = Spans::default();
    for window in windows {
        out.extend(agenda.open(language, *window));
    }
    out
}
