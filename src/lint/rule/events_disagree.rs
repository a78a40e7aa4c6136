//! L07: events that overlap and disagree. Closed wins.

use std::ops::ControlFlow;

use super::crowded_event::CrowdWords;
use crate::availability::ScheduleIndex;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::findings::Findings;
use crate::lint::hours::LanguageHours;
use crate::lint::overlaps::{Agreement, overlaps};
use crate::lint::subject::Subject;
use crate::model::Availability;
use crate::words::{Message, civil};

const CODE: &str = "events-disagree";
const CROWD: CrowdWords = CrowdWords {
    code: CODE,
    level: Diagnostic::warning,
    message: "events-disagree-more",
    help: "events-disagree-help",
};

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) -> ControlFlow<()> {
    for hours in &subject.hours {
        overlaps(hours.events(), Agreement::Disagree, |later, overlapped| {
            for earlier in &overlapped.named {
                let make = || finding(subject, hours, *earlier, later);
                findings.offer(CODE, Severity::Warning, make)?;
            }
            match overlapped.more {
                0 => ControlFlow::Continue(()),
                more => findings.offer(CODE, Severity::Warning, || {
                    CROWD.finding(subject, hours, later, more)
                }),
            }
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
