//! L03: a lunch break outside the working hours that it should interrupt, or as long as they are.

use std::ops::ControlFlow;

use crate::availability::{ScheduleIndex, on_week};
use crate::diagnostic::{Code, Diagnostic};
use crate::lint::findings::Findings;
use crate::lint::hours::LanguageHours;
use crate::lint::subject::Subject;
use crate::model::Weekly;
use crate::words::Message;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) -> ControlFlow<()> {
    for hours in &subject.hours {
        let (Some(working), Some(Some(lunch))) = (hours.working, hours.lunch) else {
            continue;
        };
        let outside = on_week(lunch).without(&on_week(working)).first();
        if let Some(minute) = covered(working, lunch) {
            let text = LunchText {
                code: "lunch-covers-working-hours",
                help: "lunch-covers-working-hours-help",
            };
            findings.add(finding(subject, hours, &text, minute))?;
        } else if let Some(minute) = outside {
            let text = LunchText {
                code: "lunch-outside-working-hours",
                help: "lunch-outside-working-hours-help",
            };
            findings.add(finding(subject, hours, &text, minute))?;
        }
    }
    ControlFlow::Continue(())
}

/// The sentences of a case.
struct LunchText {
    /// Names the message as well.
    code: Code,
    help: &'static str,
}

/// The first minute of the week of a day whose working hours are all lunch break.
fn covered(working: Weekly, lunch: Weekly) -> Option<i64> {
    let lunch = on_week(lunch);
    let hours = working.hours?;
    working.days.iter().find_map(|day| {
        let day = on_week(Weekly::new([day].into_iter().collect(), hours));
        day.first().filter(|_| day.lie_in(&lunch))
    })
}

fn finding(
    subject: &Subject<'_>,
    hours: &LanguageHours<'_>,
    text: &LunchText,
    minute: i64,
) -> Diagnostic {
    let path = hours.path_of(ScheduleIndex::LunchBreak);
    let working = subject.place(&hours.path_of(ScheduleIndex::WorkingHours));
    let message = Message::new(text.code);
    let finding = Diagnostic::warning(text.code, subject.place(&path), message)
        .help(Message::new(text.help))
        .label(working, Message::new("working-hours-here"))
        .shows(subject.example(subject.next(minute)))
        .at(path);
    subject.about(finding, hours)
}
