//! L02: a schedule that changes nothing: removing it alone changes no minute, though it is in
//! effect at times. It says what decides anyway and how to get what was meant.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::holidays;
use crate::availability::{ExampleMinute, Redundancy, ScheduleIndex};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::findings::Findings;
use crate::lint::hours::LanguageHours;
use crate::lint::subject::Subject;
use crate::model::Availability;
use crate::words::Message;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) -> ControlFlow<()> {
    for hours in &subject.hours {
        events(subject, hours, findings)?;
        let effects = &hours.removable;
        for (at, effect) in effects.weekly.iter().enumerate() {
            let schedule = ScheduleIndex::Weekly(at);
            report(subject, hours, schedule, *effect, &Text::WEEKLY, findings)?;
        }
        let schedule = ScheduleIndex::Weekend;
        report(
            subject,
            hours,
            schedule,
            effects.weekend,
            &Text::WEEKEND,
            findings,
        )?;
        let schedule = ScheduleIndex::LunchBreak;
        report(
            subject,
            hours,
            schedule,
            effects.lunch,
            &Text::LUNCH,
            findings,
        )?;
    }
    ControlFlow::Continue(())
}

/// The sentences of a case.
struct Text {
    message: &'static str,
    help: &'static str,
}

impl Text {
    const WEEKLY: Self = Self::new("without-effect-weekly", "without-effect-weekly-help");
    const WEEKEND: Self = Self::new("without-effect-weekend", "without-effect-weekend-help");
    const LUNCH: Self = Self::new("without-effect-lunch", "without-effect-lunch-help");

    const fn new(message: &'static str, help: &'static str) -> Self {
        Self { message, help }
    }
}

fn events(
    subject: &Subject<'_>,
    hours: &LanguageHours<'_>,
    findings: &mut Findings<'_>,
) -> ControlFlow<()> {
    let mut periods: HashMap<_, usize> = HashMap::new();
    for event in hours.events() {
        *periods.entry(event.is).or_insert(0) += 1;
    }
    let mut holidays = Vec::new();
    for (at, effect) in hours.effects.events.iter().enumerate() {
        let event = hours.events()[at].is;
        let Redundancy::WithoutEffect(example) = effect else {
            continue;
        };
        // Of duplicates none has an effect alone; L08 reports them.
        if periods.get(&event).is_some_and(|count| *count > 1) {
            continue;
        }
        if subject.is_of_calendar(&hours.path_of(ScheduleIndex::Event(at))) {
            holidays.push(at);
            continue;
        }
        let by_event = matches!(example.by, Some(ScheduleIndex::Event(_)));
        let text = match (event.availability, by_event) {
            (Availability::Open, true) => Text::new(
                "without-effect-open-hidden",
                "without-effect-open-hidden-help",
            ),
            (Availability::Open, false) => {
                Text::new("without-effect-open", "without-effect-open-help")
            }
            (Availability::Closed, true) => {
                Text::new("without-effect-closed-twice", "without-effect-closed-help")
            }
            // What the file leaves alone may be open then.
            (Availability::Closed, false) if !hours.all_weekly_are_known() => continue,
            (Availability::Closed, false) => {
                Text::new("without-effect-closed", "without-effect-closed-help")
            }
        };
        let schedule = ScheduleIndex::Event(at);
        report(subject, hours, schedule, *effect, &text, findings)?;
    }
    report_holidays(subject, hours, &holidays, findings)
}

/// Holidays on days that are closed anyway, once for each entry of `holidays`.
fn report_holidays(
    subject: &Subject<'_>,
    hours: &LanguageHours<'_>,
    holidays: &[usize],
    findings: &mut Findings<'_>,
) -> ControlFlow<()> {
    let (open, closed): (Vec<_>, Vec<_>) = holidays
        .iter()
        .copied()
        .partition(|at| hours.events()[*at].is.availability == Availability::Open);
    for of_entry in holidays::by_entry(subject, hours, open) {
        let finding = of_entry.finding("without-effect", "holidays-without-effect");
        let help = Message::new("without-effect-open-help");
        findings.add(finding.help(help))?;
    }
    if !hours.all_weekly_are_known() {
        return ControlFlow::Continue(());
    }
    for of_entry in holidays::by_entry(subject, hours, closed) {
        let mut finding = of_entry.finding("without-effect", "holidays-without-effect");
        finding.severity = Severity::Info;
        let help = Message::new("without-effect-closed-help");
        findings.add(finding.help(help))?;
    }
    ControlFlow::Continue(())
}

fn report(
    subject: &Subject<'_>,
    hours: &LanguageHours<'_>,
    schedule: ScheduleIndex,
    effect: Redundancy,
    text: &Text,
    findings: &mut Findings<'_>,
) -> ControlFlow<()> {
    let Redundancy::WithoutEffect(ExampleMinute { at, by }) = effect else {
        return ControlFlow::Continue(());
    };
    let path = hours.path_of(schedule);
    let mut message = Message::new(text.message).text("schedule", hours.label(schedule));
    let mut help = Message::new(text.help);
    if let Some(by) = by {
        message = message.text("by", hours.label(by));
        help = help.text("by", hours.label(by));
    }
    let mut finding = Diagnostic::warning("without-effect", subject.place(&path), message)
        .help(help)
        .shows(subject.example(at));
    // A holiday on a Sunday is no slip.
    if is_closed_event(hours, schedule) {
        finding.severity = Severity::Info;
    }
    if let Some(by) = by {
        let place = subject.place(&hours.path_of(by));
        finding = finding.label(place, Message::new("decides-anyway"));
    }
    findings.add(subject.about(finding.at(path), hours))
}

fn is_closed_event(hours: &LanguageHours<'_>, schedule: ScheduleIndex) -> bool {
    match schedule {
        ScheduleIndex::Event(at) => hours.events()[at].is.availability == Availability::Closed,
        ScheduleIndex::Weekly(_)
        | ScheduleIndex::Weekend
        | ScheduleIndex::LunchBreak
        | ScheduleIndex::WorkingHours => false,
    }
}
