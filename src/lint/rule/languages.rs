//! L11: a language without hours while chat is on, one that has less than half of the other's
//! hours, and an event whose period only one language has.

use std::collections::HashSet;
use std::ops::ControlFlow;

use super::holidays;
use super::phrase::{in_language, length};
use crate::availability::ScheduleIndex;
use crate::diagnostic::Diagnostic;
use crate::lint::findings::Findings;
use crate::lint::hours::LanguageHours;
use crate::lint::subject::Subject;
use crate::words::Message;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) -> ControlFlow<()> {
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

/// Both default schedules are always there on the portal, so a file describes a language
/// completely only when it has both.
fn is_known(hours: &LanguageHours<'_>) -> bool {
    hours.working.is_some() && hours.weekend.is_some()
}

fn is_empty(hours: &LanguageHours<'_>) -> bool {
    is_known(hours) && hours.effects.open.minutes() == 0 && !hours.effects.opens_by_event
}

fn at_working_hours(
    subject: &Subject<'_>,
    hours: &LanguageHours<'_>,
    code: &'static str,
) -> Diagnostic {
    let place = subject.place(&hours.path_of(ScheduleIndex::WorkingHours));
    let finding = Diagnostic::warning(code, place, Message::new(code)).at(hours.path());
    subject.about(finding.shows(subject.example(subject.clock.shows())), hours)
}

/// More than 50 % fewer hours of the ordinary week.
fn differ(
    subject: &Subject<'_>,
    first: &LanguageHours<'_>,
    second: &LanguageHours<'_>,
    findings: &mut Findings<'_>,
) -> ControlFlow<()> {
    let mut both = [first, second].map(|hours| (hours.effects.open.minutes(), hours));
    both.sort_by_key(|(minutes, _)| *minutes);
    let [(few, fewer), (many, more)] = both;
    if !is_known(first) || !is_known(second) || few == 0 || few * 2 >= many {
        return ControlFlow::Continue(());
    }
    let message = Message::new("languages-differ")
        .message("fewer", in_language(fewer.language()))
        .message("more", in_language(more.language()))
        .text("few", length(few))
        .text("many", length(many));
    let mut finding = at_working_hours(subject, fewer, "languages-differ");
    finding.message = message;
    let missing = more.effects.open.without(&fewer.effects.open);
    if let Some(minute) = missing.first() {
        finding = finding.shows(subject.example(subject.next(minute)));
    }
    findings.add(finding.help(Message::new("languages-differ-help")))
}

/// Events that one language has and the other has not. Periods are compared, not names: those
/// differ from language to language. Events that are over are left alone.
fn alone(
    subject: &Subject<'_>,
    hours: &LanguageHours<'_>,
    other: &LanguageHours<'_>,
    findings: &mut Findings<'_>,
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
        let path = hours.path_of(ScheduleIndex::Event(at));
        if subject.is_of_calendar(&path) {
            holidays.push(at);
            continue;
        }
        let message = Message::new("event-in-one-language")
            .text("name", event.name)
            .message("language", in_language(hours.language()))
            .message("other", in_language(other.language()));
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
            .message("language", in_language(hours.language()))
            .message("other", in_language(other.language()));
        findings.add(finding.help(Message::new("event-in-one-language-help")))?;
    }
    ControlFlow::Continue(())
}
