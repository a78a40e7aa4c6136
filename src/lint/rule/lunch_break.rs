//! L03: a lunch break outside the working hours that it should interrupt, or as long as they are.

use std::ops::ControlFlow;

use super::super::findings::Findings;
use super::super::hours::Hours;
use super::super::subject::Subject;
use crate::availability::{One, on_week, outside};
use crate::diagnostic::Diagnostic;
use crate::model::Weekly;
use crate::words::Message;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings) -> ControlFlow<()> {
    for hours in &subject.hours {
        let (Some(working), Some(Some(lunch))) = (hours.working, hours.lunch) else {
            continue;
        };
        if let Some(minute) = covered(working, lunch) {
            let text = (
                "lunch-covers-working-hours",
                "lunch-covers-working-hours-help",
            );
            findings.add(finding(subject, hours, text, minute))?;
        } else if let Some((minute, _)) = outside(&on_week(lunch), &on_week(working)).iter().next()
        {
            let text = (
                "lunch-outside-working-hours",
                "lunch-outside-working-hours-help",
            );
            findings.add(finding(subject, hours, text, minute))?;
        }
    }
    ControlFlow::Continue(())
}

/// The first minute of the week of a day whose working hours are all lunch break.
fn covered(working: Weekly, lunch: Weekly) -> Option<i64> {
    let lunch = on_week(lunch);
    let days = working.days.iter();
    days.filter_map(|day| {
        let hours = Weekly::new([day].into_iter().collect(), working.hours?);
        let day = on_week(hours);
        let left = outside(&day, &lunch).minutes();
        (left == 0)
            .then(|| day.iter().next())?
            .map(|(from, _)| from)
    })
    .next()
}

fn finding(
    subject: &Subject<'_>,
    hours: &Hours<'_>,
    (code, help): (&'static str, &'static str),
    minute: i64,
) -> Diagnostic {
    let path = hours.path_of(One::LunchBreak);
    let working = subject.place(&hours.path_of(One::WorkingHours));
    let finding = Diagnostic::warning(code, subject.place(&path), Message::new(code))
        .help(Message::new(help))
        .label(working, Message::new("working-hours-here"))
        .shows(subject.example(subject.next(minute)))
        .at(path);
    subject.about(finding, hours)
}
