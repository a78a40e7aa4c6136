//! L05: an end before the start is reached the next day. A long night is often a swap of the two.

use std::ops::ControlFlow;

use super::phrase::length;
use crate::availability::on_week;
use crate::diagnostic::Diagnostic;
use crate::lint::findings::Findings;
use crate::lint::subject::Subject;
use crate::model::{Days, Hours, Weekly};
use crate::words::Message;

/// Minutes of the longest night that is no surprise.
const LONG: u32 = 720;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) -> ControlFlow<()> {
    for hours in &subject.hours {
        for (schedule, weekly) in hours.each_weekly() {
            let Some(of @ Hours::Between(window)) = weekly.hours else {
                continue;
            };
            let (from, to) = of.minutes();
            if to <= 1440 {
                continue;
            }
            let minutes = to - from;
            let path = hours.path_of(schedule);
            let place = subject.place_in(&path, &["endTime"]);
            let message = Message::new("overnight-hours")
                .text("start", window.start)
                .text("end", window.end)
                .text("length", length(minutes.into()));
            let finding = if minutes > LONG {
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
