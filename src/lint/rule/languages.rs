//! L11: a language without hours while chat is on, one that has less than half of the other's
//! hours, and an event whose period only one language has.

use std::collections::HashSet;
use std::ops::ControlFlow;

use super::super::findings::Findings;
use super::super::hours::Hours;
use super::super::subject::Subject;
use super::holidays;
use crate::availability::{One, outside};
use crate::diagnostic::Diagnostic;
use crate::words::Message;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings) -> ControlFlow<()> {
    if subject.enabled != Some(false) {
        for hours in subject.hours.iter().filter(|hours| is_empty(hours)) {
            let finding = at_working_hours(subject, hours, "language-without-hours");
            findings.add(finding.help(Message::new("language-without-hours-help")))?;
        }
    }
    let [first, second] = subject.hours.as_slice() else {
        return ControlFlow::Continue(());
    };
    differ(subject, first, second, findings)?;
    alone(subject, first, second, findings)?;
    alone(subject, second, first, findings)
}

/// Both default schedules are always there on the portal, so what the file says of a language is
/// complete only when it says both.
fn is_known(hours: &Hours<'_>) -> bool {
    hours.working.is_some() && hours.weekend.is_some()
}

fn is_empty(hours: &Hours<'_>) -> bool {
    is_known(hours) && hours.effects.open.minutes() == 0 && !hours.effects.opens_by_event
}

fn at_working_hours(subject: &Subject<'_>, hours: &Hours<'_>, code: &'static str) -> Diagnostic {
    let place = subject.place(&hours.path_of(One::WorkingHours));
    let finding = Diagnostic::warning(code, place, Message::new(code)).at(hours.path());
    subject.about(finding.shows(subject.example(subject.clock.shows())), hours)
}

/// More than 50 % fewer hours of the ordinary week.
fn differ(
    subject: &Subject<'_>,
    first: &Hours<'_>,
    second: &Hours<'_>,
    findings: &mut Findings,
) -> ControlFlow<()> {
    let minutes = |hours: &Hours<'_>| hours.effects.open.minutes();
    let (fewer, more) = if minutes(first) <= minutes(second) {
        (first, second)
    } else {
        (second, first)
    };
    let (few, many) = (minutes(fewer), minutes(more));
    if !is_known(first) || !is_known(second) || few == 0 || few * 2 >= many {
        return ControlFlow::Continue(());
    }
    let message = Message::new("languages-differ")
        .message("fewer", super::in_words(fewer.language()))
        .message("more", super::in_words(more.language()))
        .text("few", super::length(few))
        .text("many", super::length(many));
    let mut finding = at_working_hours(subject, fewer, "languages-differ");
    finding.message = message;
    let missing = outside(&more.effects.open, &fewer.effects.open);
    if let Some((minute, _)) = missing.iter().next() {
        finding = finding.shows(subject.example(subject.next(minute)));
    }
    findings.add(finding.help(Message::new("languages-differ-help")))
}

/// Periods are compared, not names: those differ from language to language.
fn alone(
    subject: &Subject<'_>,
    hours: &Hours<'_>,
    other: &Hours<'_>,
    findings: &mut Findings,
) -> ControlFlow<()> {
    let (Some(events), Some(others)) = (&hours.events, &other.events) else {
        return ControlFlow::Continue(());
    };
    let periods: HashSet<_> = others
        .iter()
        .map(|event| (event.is.starts_at, event.is.ends_at))
        .collect();
    let mut holidays = Vec::new();
    for (at, event) in events.iter().enumerate() {
        let over = event.is.ends_at <= subject.clock.shows();
        if over || periods.contains(&(event.is.starts_at, event.is.ends_at)) {
            continue;
        }
        let path = hours.path_of(One::Event(at));
        if subject.is_of_calendar(&path) {
            holidays.push(at);
            continue;
        }
        let message = Message::new("event-in-one-language")
            .text("name", event.name)
            .message("language", super::in_words(hours.language()))
            .message("other", super::in_words(other.language()));
        let finding = Diagnostic::warning("event-in-one-language", subject.place(&path), message)
            .help(Message::new("event-in-one-language-help"))
            .shows(subject.example(event.is.starts_at))
            .at(path);
        findings.add(subject.about(finding, hours))?;
    }
    for of_entry in holidays::by_entry(subject, hours, holidays) {
        let mut finding = of_entry.finding("event-in-one-language", "holidays-in-one-language");
        finding.message = finding
            .message
            .message("language", super::in_words(hours.language()))
            .message("other", super::in_words(other.language()));
        findings.add(finding.help(Message::new("event-in-one-language-help")))?;
    }
    ControlFlow::Continue(())
}
