//! Events that come from an entry of `holidays`: findings about them are reported once, at the
//! entry.

use std::collections::BTreeMap;

use crate::availability::ScheduleIndex;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::lint::hours::LanguageHours;
use crate::lint::subject::Subject;
use crate::model::{Kind, SpecialEvent};
use crate::words::Message;

/// Events of one language that one entry stands for.
pub(super) struct OfEntry<'a, 's> {
    subject: &'a Subject<'s>,
    hours: &'a LanguageHours<'a>,
    place: Span,
    events: Vec<usize>,
}

/// Those of the events that a calendar gave.
pub(super) fn by_entry<'a, 's>(
    subject: &'a Subject<'s>,
    hours: &'a LanguageHours<'a>,
    events: Vec<usize>,
) -> Vec<OfEntry<'a, 's>> {
    let mut entries: BTreeMap<Span, Vec<usize>> = BTreeMap::new();
    for at in events {
        let path = hours.path_of(ScheduleIndex::Event(at));
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

    /// A warning that lists their dates. Names are left out, because they differ by language and
    /// the finding is about both.
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
