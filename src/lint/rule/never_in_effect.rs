//! L01: a schedule that is never in effect, because a better rank always hides it, because the
//! clock skips it, or because it has hours and no days.

use std::ops::ControlFlow;

use crate::availability::{ExampleMinute, Redundancy, ScheduleIndex};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, shape};
use crate::lint::findings::Findings;
use crate::lint::hours::LanguageHours;
use crate::lint::subject::Subject;
use crate::model::{FieldPath, Language};
use crate::words::Message;

const CODE: &str = "never-in-effect";

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) -> ControlFlow<()> {
    for hours in &subject.hours {
        let effects = &hours.effects;
        let events = effects.events.iter().enumerate();
        let weekly = effects.weekly.iter().enumerate();
        let defaults = [
            (ScheduleIndex::Weekend, effects.weekend),
            (ScheduleIndex::LunchBreak, effects.lunch),
            (ScheduleIndex::WorkingHours, effects.working),
        ];
        let all = events
            .map(|(at, effect)| (ScheduleIndex::Event(at), *effect))
            .chain(weekly.map(|(at, effect)| (ScheduleIndex::Weekly(at), *effect)))
            .chain(defaults);
        for (schedule, effect) in all {
            if let Redundancy::NeverInEffect(example) = effect {
                findings.add(hidden(subject, hours, schedule, example))?;
            }
        }
    }
    match subject.document {
        Some(document) => without_days(document, subject, findings),
        None => ControlFlow::Continue(()),
    }
}

fn hidden(
    subject: &Subject<'_>,
    hours: &LanguageHours<'_>,
    schedule: ScheduleIndex,
    example: ExampleMinute,
) -> Diagnostic {
    let path = hours.path_of(schedule);
    let (message, help) = match example.by {
        Some(by) => (
            Message::new("never-in-effect").text("by", hours.label(by)),
            "never-in-effect-help",
        ),
        None => (
            Message::new("never-in-effect-skipped"),
            "never-in-effect-skipped-help",
        ),
    };
    let message = message.text("schedule", hours.label(schedule));
    let mut finding = Diagnostic::warning(CODE, subject.place(&path), message)
        .help(Message::new(help))
        .shows(subject.example(example.at));
    if let Some(by) = example.by {
        let place = subject.place(&hours.path_of(by));
        finding = finding.label(place, Message::new("decides-instead"));
    }
    subject.about(finding.at(path), hours)
}

/// `days: []` beside times: the portal does not keep the times of a schedule without days, so they
/// are lost with the next export. Only the file itself shows them.
fn without_days(
    document: &Document,
    subject: &Subject<'_>,
    findings: &mut Findings<'_>,
) -> ControlFlow<()> {
    let hours = document
        .file
        .chat
        .as_ref()
        .and_then(|chat| chat.hours.as_ref());
    let Some(hours) = hours else {
        return ControlFlow::Continue(());
    };
    let blocks = [
        ("both", &hours.both, &Language::ALL[..]),
        ("fr", &hours.fr, &[Language::Fr]),
        ("en", &hours.en, &[Language::En]),
    ];
    for (name, block, languages) in blocks {
        let Some(block) = block else { continue };
        let path = FieldPath::of("chat.hours").key(name);
        let working = block.working_hours.as_ref().is_some_and(|hours| {
            let times = hours.start_time.is_some() || hours.end_time.is_some();
            is_empty(&hours.days) && (times || hours.all_day.is_some())
        });
        let weekend = block.weekend_hours.as_ref().is_some_and(|hours| {
            let times = hours.start_time.is_some() || hours.end_time.is_some();
            is_empty(&hours.days) && (times || hours.all_day.is_some())
        });
        for (key, lost) in [("workingHours", working), ("weekendHours", weekend)] {
            if lost {
                let path = path.key(key);
                let message = Message::new("never-in-effect-days").text("schedule", key);
                let place = subject.value(&path.key("days"));
                let finding = Diagnostic::warning(CODE, place, message)
                    .help(Message::new("never-in-effect-days-help"))
                    .at(path);
                let languages = languages.iter();
                findings.add(languages.fold(finding, |f, language| f.of(*language)))?;
            }
        }
    }
    ControlFlow::Continue(())
}

fn is_empty(days: &shape::WrittenDays) -> bool {
    match days {
        shape::WrittenDays::List(days) => days.is_empty(),
        shape::WrittenDays::All(_) => false,
    }
}
