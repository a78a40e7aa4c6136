//! L09: an event that is over, very long, or very far away.

use std::ops::ControlFlow;

use chrono::{Months, NaiveDateTime, TimeDelta};

use super::holidays::by_entry;
use crate::availability::ScheduleIndex;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::lint::findings::Findings;
use crate::lint::hours::LanguageHours;
use crate::lint::subject::Subject;
use crate::words::{Message, civil};

/// Days after which an event that is over has been forgotten.
const FORGOTTEN: i64 = 30;
/// Days of the longest event that is not a slip.
const LONG: i64 = 92;
/// Months ahead beyond which a date is rather a slip than a plan.
const FAR: Months = Months::new(24);

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) -> ControlFlow<()> {
    for hours in &subject.hours {
        holidays(subject, hours, findings)?;
        for (at, event) in hours.events().iter().enumerate() {
            let path = hours.path_of(ScheduleIndex::Event(at));
            if subject.is_of_calendar(&path) {
                continue;
            }
            let (starts, ends) = (event.is.starts_at, event.is.ends_at);
            for case in cases(subject.clock.shows(), starts, ends) {
                let place = subject.place_in(&path, case.keys);
                let message = case.message.text("name", event.name);
                let mut finding = Diagnostic::warning(case.code, place, message)
                    .help(Message::new(case.help))
                    .shows(subject.example(case.example))
                    .at(path.clone());
                finding.severity = case.severity;
                findings.add(subject.about(finding, hours))?;
            }
        }
    }
    ControlFlow::Continue(())
}

/// One thing that is odd about the dates of an event.
struct Case {
    severity: Severity,
    code: Code,
    help: &'static str,
    message: Message,
    example: NaiveDateTime,
    /// Keys that may hold the date, the likeliest first.
    keys: &'static [&'static str],
}

/// Keys that give the end of an event.
const END: &[&str] = &["endsAt", "endDate", "startDate"];

fn cases(now: NaiveDateTime, starts: NaiveDateTime, ends: NaiveDateTime) -> Vec<Case> {
    let mut cases = Vec::new();
    if ends <= now {
        // One that has just ended may still be in the file for good reason.
        let recent = now - ends < TimeDelta::days(FORGOTTEN);
        cases.push(Case {
            severity: if recent {
                Severity::Info
            } else {
                Severity::Warning
            },
            code: "event-past",
            help: "event-past-help",
            message: Message::new("event-past").text("end", civil(ends)),
            example: ends,
            keys: END,
        });
    }
    let length = ends - starts;
    if length > TimeDelta::days(LONG) {
        let days = usize::try_from(length.num_days()).expect("over 92 days are a positive number");
        cases.push(Case {
            severity: Severity::Warning,
            code: "event-long",
            help: "event-long-help",
            message: Message::new("event-long").number("days", days),
            example: starts,
            keys: END,
        });
    }
    if starts > far(now) {
        cases.push(Case {
            severity: Severity::Warning,
            code: "event-far",
            help: "event-far-help",
            message: Message::new("event-far").text("start", civil(starts)),
            example: starts,
            keys: &["startsAt", "startDate"],
        });
    }
    cases
}

/// The last time that an event may begin without a finding.
fn far(now: NaiveDateTime) -> NaiveDateTime {
    now.checked_add_months(FAR).unwrap_or(now)
}

/// An entry of `holidays` is reported when all of its days are over, and when some are far away. In
/// a year that has begun, holidays that are over are no slip.
fn holidays(
    subject: &Subject<'_>,
    hours: &LanguageHours<'_>,
    findings: &mut Findings<'_>,
) -> ControlFlow<()> {
    let now = subject.clock.shows();
    let far = far(now);
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
