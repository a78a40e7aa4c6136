//! What is open in a state between two configurations, and in neither of them.

use super::agenda::Agenda;
use super::fold::{Folded, Recurs, fold};
use super::impact::Line;
use super::{Spans, UnknownZone, Window, instant, segments};
use crate::model::{Chat, Language, PerLanguage};

/// Two configurations and the states between them, one after the other.
pub(crate) struct Between {
    new: Agenda,
    windows: Vec<Window>,
    /// Open before all or after all.
    either: PerLanguage<Spans>,
    /// Open in the last state, and in neither of them.
    extra: PerLanguage<Spans>,
}

impl Between {
    pub(crate) fn of(old: &Chat, new: &Chat, windows: &[Window]) -> Result<Self, UnknownZone> {
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

    /// What the next state opens that neither end does and the state before it did not either, on
    /// the wall clock of the end.
    pub(crate) fn opens(
        &mut self,
        state: &Chat,
    ) -> Result<PerLanguage<Vec<Folded<()>>>, UnknownZone> {
        let state = Agenda::of(state)?;
        let mut out = PerLanguage::<Vec<Folded<()>>>::default();
        for language in Language::ALL {
            let open = open(&state, language, &self.windows);
            let extra = open.without(self.either.get(language));
            let fresh = extra.without(self.extra.get(language));
            *self.extra.get_mut(language) = extra;
            *out.get_mut(language) = self.folded(&fresh);
        }
        Ok(out)
    }

    fn folded(&self, instants: &Spans) -> Vec<Folded<()>> {
        let mut stretches = Vec::new();
        for (from, to) in instants.iter() {
            let window = Window {
                from: instant(from),
                to: instant(to),
            };
            let parts = segments(self.new.zone, window).into_iter();
            stretches
                .extend(parts.map(|part| (part.from + part.offset, part.to + part.offset, ())));
        }
        let windows = Line::of(&self.new, &self.windows).windows;
        fold(stretches, &windows, Recurs::AsSeen)
    }
}

fn open(agenda: &Agenda, language: Language, windows: &[Window]) -> Spans {
    let mut out = Spans::default();
    for window in windows {
        out.extend(agenda.open(language, *window));
    }
    out
}
