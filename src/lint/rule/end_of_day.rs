//! L06: an end at 23:59 loses the last minute of the day.

use std::ops::ControlFlow;

use chrono::{NaiveTime, Timelike as _};

use crate::availability::{ScheduleIndex, on_week};
use crate::diagnostic::Diagnostic;
use crate::lint::findings::Findings;
use crate::lint::hours::LanguageHours;
use crate::lint::subject::Subject;
use crate::model::Hours as Times;
use crate::words::Message;

const CODE: &str = "end-at-23-59";
const LAST: u16 = 1439;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) -> ControlFlow<()> {
    for hours in &subject.hours {
        for (schedule, weekly) in hours.each_weekly() {
            let Some(Times::Between(window)) = weekly.hours else {
                continue;
            };
            if window.end.minutes() == LAST {
                let ends = on_week(weekly).iter().next().map_or(0, |(_, to)| to);
                let finding = finding(subject, hours, schedule, "end-at-23-59-help");
                findings.add(finding.shows(subject.example(subject.next(ends))))?;
            }
        }
        for (at, event) in hours.events().iter().enumerate() {
            let ends = event.is.ends_at;
            if is_last(ends.time()) {
                let finding = finding(
                    subject,
                    hours,
                    ScheduleIndex::Event(at),
                    "end-at-23-59-event-help",
                );
                findings.add(finding.shows(subject.example(ends)))?;
            }
        }
    }
    ControlFlow::Continue(())
}

fn is_last(time: NaiveTime) -> bool {
    (time.hour(), time.minute()) == (23, 59)
}

fn finding(
    subject: &Subject<'_>,
    hours: &LanguageHours<'_>,
    schedule: ScheduleIndex,
    help: &'static str,
) -> Diagnostic {
    let path = hours.path_of(schedule);
    let place = subject.place_in(&path, &["endTime", "endsAt"]);
    let finding = Diagnostic::warning(CODE, place, Message::new(CODE)).help(Message::new(help));
    subject.about(finding.at(path), hours)
}
