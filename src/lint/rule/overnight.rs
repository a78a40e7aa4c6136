//! L05: an end before the start is reached the next day. A long night is often a swap of the two.

use std::ops::ControlFlow;

use super::super::findings::Findings;
use super::super::subject::Subject;
use crate::availability::on_week;
use crate::diagnostic::Diagnostic;
use crate::model::{Days, Hours, Weekly};
use crate::words::Message;

/// Minutes of a night that surprises nobody.
const LONG: u32 = 720;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings) -> ControlFlow<()> {
    for hours in &subject.hours {
        for (one, weekly) in hours.each_weekly() {
            let Some(of @ Hours::Between(window)) = weekly.hours else {
                continue;
            };
            let (from, to) = of.minutes();
            if to <= 1440 {
                continue;
            }
            let length = to - from;
            let path = hours.path_of(one);
            let place = subject.place_in(&path, &["endTime"]);
            let message = Message::new("overnight-hours")
                .text("start", window.start)
                .text("end", window.end)
                .text("length", super::length(length.into()));
            let finding = if length > LONG {
                Diagnostic::warning("overnight-hours", place, message)
                    .help(Message::new("overnight-hours-long-help"))
            } else {
                Diagnostic::info("overnight-hours", place, message)
                    .help(Message::new("overnight-hours-help"))
            };
            let first: Days = weekly.days.iter().take(1).collect();
            let night = on_week(Weekly::new(first, of));
            let minute = night.iter().last().map_or(0, |(from, _)| from);
            let finding = finding
                .shows(subject.example(subject.next(minute)))
                .at(path);
            findings.add(subject.about(finding, hours))?;
        }
    }
    ControlFlow::Continue(())
}
