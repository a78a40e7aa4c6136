//! L08: events that overlap and give one answer, and two events of exactly one period.

use std::ops::ControlFlow;

use super::crowded_event::CrowdWords;
use crate::availability::ScheduleIndex;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::lint::findings::Findings;
use crate::lint::hours::LanguageHours;
use crate::lint::overlaps::{Agreement, overlaps};
use crate::lint::subject::Subject;
use crate::model::SpecialEvent;
use crate::words::{Message, civil};

const AGREE: Code = "events-agree";
const CROWD: CrowdWords = CrowdWords {
    code: AGREE,
    level: Diagnostic::info,
    message: "events-agree-more",
    help: "events-agree-help",
};

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) -> ControlFlow<()> {
    for hours in &subject.hours {
        overlaps(hours.events(), Agreement::Agree, |later, overlapped| {
            for earlier in &overlapped.named {
                let events = hours.events();
                let (code, _) = code(&events[*earlier].is, &events[later].is);
                let make = || finding(subject, hours, *earlier, later);
                findings.offer(code, Severity::Info, make)?;
            }
            match overlapped.more {
                0 => ControlFlow::Continue(()),
                more => findings.offer(AGREE, Severity::Info, || {
                    CROWD.finding(subject, hours, later, more)
                }),
            }
        })?;
    }
    ControlFlow::Continue(())
}

/// The code of a pair of events, and its help.
fn code(first: &SpecialEvent, second: &SpecialEvent) -> (Code, &'static str) {
    if first == second {
        ("duplicate-event", "duplicate-event-help")
    } else {
        (AGREE, "events-agree-help")
    }
}

fn finding(
    subject: &Subject<'_>,
    hours: &LanguageHours<'_>,
    earlier: usize,
    later: usize,
) -> Diagnostic {
    let (first, second) = (&hours.events()[earlier], &hours.events()[later]);
    let (code, help) = code(&first.is, &second.is);
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
