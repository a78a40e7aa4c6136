//! L09: an event that is over, very long, or very far away.

use std::ops::ControlFlow;

use chrono::{Months, TimeDelta};

use super::super::findings::Findings;
use super::super::hours::Hours;
use super::super::subject::Subject;
use super::holidays::by_entry;
use crate::availability::One;
use crate::diagnostic::{Diagnostic, Severity};
use crate::words::{Message, civil};

/// Days after which an event that is over has been forgotten.
const FORGOTTEN: i64 = 30;
/// Days of the longest event that is not a slip.
const LONG: i64 = 92;
/// Months ahead that nobody plans.
const FAR: Months = Months::new(24);

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings) -> ControlFlow<()> {
    let now = subject.clock.shows();
    let far = now.checked_add_months(FAR).unwrap_or(now);
    for hours in &subject.hours {
        holidays(subject, hours, findings)?;
        for (at, event) in hours.events().iter().enumerate() {
            let path = hours.path_of(One::Event(at));
            if subject.is_of_calendar(&path) {
                continue;
            }
            let (starts, ends) = (event.is.starts_at, event.is.ends_at);
            let mut cases = Vec::new();
            if ends <= now && now - ends < TimeDelta::days(FORGOTTEN) {
                let message = Message::new("event-past").text("end", civil(ends));
                cases.push((Diagnostic::info as Make, "event-past", message, ends));
            } else if ends <= now {
                let message = Message::new("event-past").text("end", civil(ends));
                cases.push((Diagnostic::warning, "event-past", message, ends));
            }
            if ends - starts > TimeDelta::days(LONG) {
                let days = usize::try_from((ends - starts).num_days()).unwrap_or_default();
                let message = Message::new("event-long").number("days", days);
                cases.push((Diagnostic::warning, "event-long", message, starts));
            }
            if starts > far {
                let message = Message::new("event-far").text("start", civil(starts));
                cases.push((Diagnostic::warning, "event-far", message, starts));
            }
            for (make, code, message, example) in cases {
                let place = subject.place_in(&path, place_of(code));
                let message = message.text("name", event.name);
                let finding = make(code, place, message)
                    .help(Message::new(help_of(code)))
                    .shows(subject.example(example))
                    .at(path.clone());
                findings.add(subject.about(finding, hours))?;
            }
        }
    }
    ControlFlow::Continue(())
}

/// An entry of `holidays` is told when none of its days is to come, and when some are far away: in
/// a year that has begun, holidays that are over are no slip.
fn holidays(subject: &Subject<'_>, hours: &Hours<'_>, findings: &mut Findings) -> ControlFlow<()> {
    let now = subject.clock.shows();
    let far = now.checked_add_months(FAR).unwrap_or(now);
    let all: Vec<_> = (0..hours.events().len()).collect();
    for mut of_entry in by_entry(subject, hours, all) {
        let last = of_entry.periods().map(|event| event.ends_at).max();
        if let Some(last) = last.filter(|last| *last <= now) {
            let mut finding = of_entry.finding("event-past", "holidays-past");
            if now - last < TimeDelta::days(FORGOTTEN) {
                finding.severity = Severity::Info;
            }
            findings.add(finding.help(Message::new("holidays-past-help")))?;
        }
        of_entry.retain(|event| event.starts_at > far);
        if of_entry.periods().next().is_some() {
            let finding = of_entry.finding("event-far", "holidays-far");
            findings.add(finding.help(Message::new("event-far-help")))?;
        }
    }
    ControlFlow::Continue(())
}

type Make = fn(&'static str, crate::diagnostic::Span, Message) -> Diagnostic;

fn place_of(code: &str) -> &'static [&'static str] {
    match code {
        "event-far" => &["startsAt", "startDate"],
        _ => &["endsAt", "endDate", "startDate"],
    }
}

fn help_of(code: &str) -> &'static str {
    match code {
        "event-past" => "event-past-help",
        "event-long" => "event-long-help",
        _ => "event-far-help",
    }
}
