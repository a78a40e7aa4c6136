//! An event that overlaps more events than its findings name.

use crate::availability::ScheduleIndex;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::lint::hours::LanguageHours;
use crate::lint::subject::Subject;
use crate::words::Message;

/// How a rule speaks of them.
pub(super) struct CrowdWords {
    pub(super) code: Code,
    pub(super) level: fn(Code, Span, Message) -> Diagnostic,
    pub(super) message: &'static str,
    pub(super) help: &'static str,
}

impl CrowdWords {
    /// The finding about an event and the number of others that are not named.
    pub(super) fn finding(
        &self,
        subject: &Subject<'_>,
        hours: &LanguageHours<'_>,
        later: usize,
        more: usize,
    ) -> Diagnostic {
        let event = &hours.events()[later];
        let path = hours.path_of(ScheduleIndex::Event(later));
        let message = Message::new(self.message)
            .text("name", event.name)
            .number("count", more);
        let finding = (self.level)(self.code, subject.place(&path), message)
            .help(Message::new(self.help))
            .shows(subject.example(event.is.starts_at))
            .at(path);
        subject.about(finding, hours)
    }
}
