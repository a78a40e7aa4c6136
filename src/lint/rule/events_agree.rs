//! L08: events that overlap and give one answer, and two events of exactly one period.

use std::ops::ControlFlow;

use crate::availability::ScheduleIndex;
use crate::diagnostic::Diagnostic;
use crate::lint::findings::Findings;
use crate::lint::hours::LanguageHours;
use crate::lint::overlaps::{Agreement, overlaps};
use crate::lint::subject::Subject;
use crate::words::{Message, civil};

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings) -> ControlFlow<()> {
    for hours in &subject.hours {
        overlaps(hours.events(), Agreement::Agree, |earlier, later| {
            findings.add(finding(subject, hours, earlier, later))
        })?;
    }
    ControlFlow::Continue(())
}

fn finding(
    subject: &Subject<'_>,
    hours: &LanguageHours<'_>,
    earlier: usize,
    later: usize,
) -> Diagnostic {
    let (first, second) = (&hours.events()[earlier], &hours.events()[later]);
    let (code, help) = if first.is == second.is {
        ("duplicate-event", "duplicate-event-help")
    } else {
        ("events-agree", "events-agree-help")
    };
    let (from, to) = (second.is.starts_at, first.is.ends_at.min(second.is.ends_at));
    let path = hours.path_of(ScheduleIndex::Event(later));
    let message = Message::new(code)
        .text("first", first.name)
        .text("second", second.name)
        .text("from", civil(from))
        .text("to", civil(to));
    let other = subject.place(&hours.path_of(ScheduleIndex::Event(earlier)));
    let finding = Diagnostic::info(code, subject.place(&path), message)
        .help(Message::new(help))
        .label(other, Message::new("other-event-here"))
        .shows(subject.example(from))
        .at(path);
    subject.about(finding, hours)
}
