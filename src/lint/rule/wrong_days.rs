//! L04: working hours on the weekend, weekend hours during the week. They add, and the schedule
//! that is meant for the day stays in effect beside them.

use std::ops::ControlFlow;

use crate::availability::{ScheduleIndex, on_week};
use crate::diagnostic::Diagnostic;
use crate::lint::findings::Findings;
use crate::lint::subject::Subject;
use crate::model::{Day, Days, Weekly};
use crate::words::{Message, weekday};

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) -> ControlFlow<()> {
    for hours in &subject.hours {
        let cases = [
            (
                ScheduleIndex::WorkingHours,
                hours.working,
                "working-hours-on-weekend",
            ),
            (
                ScheduleIndex::Weekend,
                hours.weekend,
                "weekend-hours-on-weekday",
            ),
        ];
        for (schedule, weekly, code) in cases {
            let Some(weekly) = weekly else { continue };
            let wrong: Days = weekly
                .days
                .iter()
                .filter(|day| is_wrong(schedule, *day))
                .collect();
            let (Some(hours_of), Some(days)) = (weekly.hours, in_words(wrong)) else {
                continue;
            };
            let path = hours.path_of(schedule);
            let help = match schedule {
                ScheduleIndex::Weekend => "weekend-hours-on-weekday-help",
                ScheduleIndex::WorkingHours
                | ScheduleIndex::LunchBreak
                | ScheduleIndex::Event(_)
                | ScheduleIndex::Weekly(_) => "working-hours-on-weekend-help",
            };
            let message = Message::new(code).message("days", days);
            let mut finding =
                Diagnostic::warning(code, subject.place_in(&path, &["days"]), message)
                    .help(Message::new(help));
            let minutes = on_week(Weekly::new(wrong, hours_of));
            if let Some(minute) = minutes.first() {
                finding = finding.shows(subject.example(subject.next(minute)));
            }
            findings.add(subject.about(finding.at(path), hours))?;
        }
    }
    ControlFlow::Continue(())
}

/// « Monday, Tuesday »; of no day, nothing.
fn in_words(days: Days) -> Option<Message> {
    let names = days.iter().map(weekday);
    names.reduce(|days, day| {
        Message::new("days-listed")
            .message("days", days)
            .message("day", day)
    })
}

fn is_wrong(schedule: ScheduleIndex, day: Day) -> bool {
    let weekend = matches!(day, Day::Sat | Day::Sun);
    match schedule {
        ScheduleIndex::Weekend => !weekend,
        ScheduleIndex::WorkingHours => weekend,
        ScheduleIndex::LunchBreak | ScheduleIndex::Event(_) | ScheduleIndex::Weekly(_) => false,
    }
}
