//! L07: events that overlap and disagree. Closed wins.

use std::ops::ControlFlow;

use crate::availability::ScheduleIndex;
use crate::diagnostic::Diagnostic;
use crate::lint::findings::Findings;
use crate::lint::hours::LanguageHours;
use crate::lint::overlaps::{Agreement, overlaps};
use crate::lint::subject::Subject;
use crate::model::Availability;
use crate::words::{Message, civil};

const CODE: &str = "events-disagree";

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings) -> ControlFlow<()> {
    for hours in &subject.hours {
        overlaps(hours.events(), Agreement::Disagree, |earlier, later| {
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
    let events = hours.events();
    let (open, closed) = match events[earlier].is.availability {
        Availability::Open => (earlier, later),
        Availability::Closed => (later, earlier),
    };
    let from = events[later].is.starts_at;
    let to = events[earlier].is.ends_at.min(events[later].is.ends_at);
    let path = hours.path_of(ScheduleIndex::Event(open));
    let message = Message::new(CODE)
        .text("open", events[open].name)
        .text("closed", events[closed].name)
        .text("from", civil(from))
        .text("to", civil(to));
    let other = subject.place(&hours.path_of(ScheduleIndex::Event(closed)));
    let finding = Diagnostic::warning(CODE, subject.place(&path), message)
        .help(Message::new("events-disagree-help"))
        .label(other, Message::new("closed-here"))
        .shows(subject.example(from))
        .at(path);
    subject.about(finding, hours)
}
