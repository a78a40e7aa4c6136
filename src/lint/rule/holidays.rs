//! Events that nobody wrote one by one: what a rule has to say of them is told once, at the entry of
//! `holidays` that asks for them.

use std::collections::BTreeMap;

use super::super::hours::Hours;
use super::super::subject::Subject;
use crate::availability::One;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::{Kind, SpecialEvent};
use crate::words::Message;

/// Events of one language that one entry stands for.
pub(super) struct OfEntry<'a, 's> {
    subject: &'a Subject<'s>,
    hours: &'a Hours<'a>,
    place: Span,
    events: Vec<usize>,
}

/// Those of the events that a calendar gave.
pub(super) fn by_entry<'a, 's>(
    subject: &'a Subject<'s>,
    hours: &'a Hours<'a>,
    events: Vec<usize>,
) -> Vec<OfEntry<'a, 's>> {
    let mut entries: BTreeMap<Span, Vec<usize>> = BTreeMap::new();
    for at in events {
        let path = hours.path_of(One::Event(at));
        if subject.is_of_calendar(&path) {
            entries.entry(subject.place(&path)).or_default().push(at);
        }
    }
    let entries = entries.into_iter();
    entries
        .map(|(place, events)| OfEntry {
            subject,
            hours,
            place,
            events,
        })
        .collect()
}

impl OfEntry<'_, '_> {
    pub(super) fn periods(&self) -> impl Iterator<Item = SpecialEvent> {
        self.events.iter().map(|at| self.hours.events()[*at].is)
    }

    pub(super) fn retain(&mut self, kept: impl Fn(SpecialEvent) -> bool) {
        let Self { hours, events, .. } = self;
        events.retain(|at| kept(hours.events()[*at].is));
    }

    /// A warning that gives their dates, which are the same in all languages.
    pub(super) fn finding(&self, code: Code, message: &'static str) -> Diagnostic {
        let mut begins: Vec<_> = self.periods().map(|event| event.starts_at).collect();
        begins.sort_unstable();
        let days: Vec<_> = begins.iter().map(|at| at.date().to_string()).collect();
        let message = Message::new(message).text("days", days.join(", "));
        let list = self.hours.path().key(Kind::SpecialEvent.list());
        let mut finding = Diagnostic::warning(code, self.place, message).at(list);
        finding.example = begins.first().map(|first| self.subject.example(*first));
        self.subject.about(finding, self.hours)
    }
}
