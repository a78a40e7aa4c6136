//! L02: a schedule that changes nothing: removing it alone changes no minute, though it is in
//! effect at times. It says what decides anyway and how to get what was meant.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::super::findings::Findings;
use super::super::hours::Hours;
use super::super::subject::Subject;
use super::holidays;
use crate::availability::{Moment, One, Weight};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Availability;
use crate::words::Message;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings) -> ControlFlow<()> {
    for hours in &subject.hours {
        events(subject, hours, findings)?;
        let effects = &hours.effects;
        for (at, effect) in effects.weekly.iter().enumerate() {
            let text = Text::new("without-effect-weekly", "without-effect-weekly-help");
            idle(subject, hours, (One::Weekly(at), *effect), text, findings)?;
        }
        let text = Text::new("without-effect-weekend", "without-effect-weekend-help");
        idle(
            subject,
            hours,
            (One::Weekend, effects.weekend),
            text,
            findings,
        )?;
        let text = Text::new("without-effect-lunch", "without-effect-lunch-help");
        idle(
            subject,
            hours,
            (One::LunchBreak, effects.lunch),
            text,
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
    fn new(message: &'static str, help: &'static str) -> Self {
        Self { message, help }
    }
}

fn events(subject: &Subject<'_>, hours: &Hours<'_>, findings: &mut Findings) -> ControlFlow<()> {
    let mut periods: HashMap<_, usize> = HashMap::new();
    for event in hours.events() {
        *periods.entry(event.is).or_default() += 1;
    }
    let mut holidays = Vec::new();
    for (at, effect) in hours.effects.events.iter().enumerate() {
        let event = hours.events()[at].is;
        // Of duplicates none has an effect alone, and they are told as such.
        let Weight::Nothing(moment) = effect else {
            continue;
        };
        if periods.get(&event).is_some_and(|count| *count > 1) {
            continue;
        }
        if subject.is_of_calendar(&hours.path_of(One::Event(at))) {
            holidays.push(at);
            continue;
        }
        let by_event = matches!(moment.by, Some(One::Event(_)));
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
        idle(subject, hours, (One::Event(at), *effect), text, findings)?;
    }
    idle_holidays(subject, hours, &holidays, findings)
}

/// A holiday on a Sunday, and the like.
fn idle_holidays(
    subject: &Subject<'_>,
    hours: &Hours<'_>,
    holidays: &[usize],
    findings: &mut Findings,
) -> ControlFlow<()> {
    let says = |at: &usize| hours.events()[*at].is.availability;
    let (open, closed): (Vec<_>, Vec<_>) = holidays
        .iter()
        .copied()
        .partition(|at| says(at) == Availability::Open);
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

fn idle(
    subject: &Subject<'_>,
    hours: &Hours<'_>,
    (one, effect): (One, Weight),
    text: Text,
    findings: &mut Findings,
) -> ControlFlow<()> {
    let Weight::Nothing(Moment { at, by }) = effect else {
        return ControlFlow::Continue(());
    };
    let path = hours.path_of(one);
    let mut message = Message::new(text.message).text("schedule", hours.label(one));
    let mut help = Message::new(text.help);
    if let Some(by) = by {
        message = message.text("by", hours.label(by));
        help = help.text("by", hours.label(by));
    }
    let place = subject.place(&path);
    let closed =
        matches!(one, One::Event(at) if hours.events()[at].is.availability == Availability::Closed);
    let make = if closed {
        Diagnostic::info
    } else {
        Diagnostic::warning
    };
    let mut finding = make("without-effect", place, message)
        .help(help)
        .shows(subject.example(at));
    if let Some(by) = by {
        let place = subject.place(&hours.path_of(by));
        finding = finding.label(place, Message::new("decides-anyway"));
    }
    findings.add(subject.about(finding.at(path), hours))
}
