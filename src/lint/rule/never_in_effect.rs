//! L01: a schedule that is never in effect, because a better rank always hides it, because the
//! clock skips it, or because it has hours and no days.

use std::ops::ControlFlow;

use super::super::findings::Findings;
use super::super::hours::Hours;
use super::super::subject::Subject;
use crate::availability::{Moment, One, Weight};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, shape};
use crate::model::{FieldPath, Language};
use crate::words::Message;

const CODE: &str = "never-in-effect";

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings) -> ControlFlow<()> {
    for hours in &subject.hours {
        let effects = &hours.effects;
        let named = |of: fn(usize) -> One, effects: &[Weight]| -> Vec<(One, Weight)> {
            let each = effects.iter().enumerate();
            each.map(|(at, effect)| (of(at), *effect)).collect()
        };
        let defaults = [
            (One::Weekend, effects.weekend),
            (One::LunchBreak, effects.lunch),
            (One::WorkingHours, effects.working),
        ];
        let named = [
            named(One::Event, &effects.events),
            named(One::Weekly, &effects.weekly),
        ];
        for (one, effect) in named.concat().into_iter().chain(defaults) {
            if let Weight::Masked(moment) = effect {
                findings.add(masked(subject, hours, one, moment))?;
            }
        }
    }
    match subject.document {
        Some(document) => without_days(document, subject, findings),
        None => ControlFlow::Continue(()),
    }
}

fn masked(subject: &Subject<'_>, hours: &Hours<'_>, one: One, moment: Moment) -> Diagnostic {
    let path = hours.path_of(one);
    let (message, help) = match moment.by {
        Some(by) => (
            Message::new("never-in-effect").text("by", hours.label(by)),
            "never-in-effect-help",
        ),
        None => (
            Message::new("never-in-effect-skipped"),
            "never-in-effect-skipped-help",
        ),
    };
    let message = message.text("schedule", hours.label(one));
    let mut finding = Diagnostic::warning(CODE, subject.place(&path), message)
        .help(Message::new(help))
        .shows(subject.example(moment.at));
    if let Some(by) = moment.by {
        let place = subject.place(&hours.path_of(by));
        finding = finding.label(place, Message::new("decides-instead"));
    }
    subject.about(finding.at(path), hours)
}

/// « days: [] » beside times: the portal does not keep times of a schedule that is never.
fn without_days(
    document: &Document,
    subject: &Subject<'_>,
    findings: &mut Findings,
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
        let working = block.working_hours.as_ref().map(|hours| {
            let times = hours.start_time.is_some() || hours.end_time.is_some();
            (&hours.days, times || hours.all_day.is_some())
        });
        let weekend = block.weekend_hours.as_ref().map(|hours| {
            let times = hours.start_time.is_some() || hours.end_time.is_some();
            (&hours.days, times || hours.all_day.is_some())
        });
        for (key, schedule) in [("workingHours", working), ("weekendHours", weekend)] {
            let empty = |days: &shape::WrittenDays| matches!(days, shape::WrittenDays::List(days) if days.is_empty());
            if schedule.is_some_and(|(days, timed)| timed && empty(days)) {
                let path = path.key(key);
                let message = Message::new("never-in-effect-days").text("schedule", key);
                let place = subject.value(&path.key("days"));
                let finding = Diagnostic::warning(CODE, place, message)
                    .help(Message::new("never-in-effect-days-help"))
                    .at(path);
                findings.add(
                    languages
                        .iter()
                        .fold(finding, |f, language| f.of(*language)),
                )?;
            }
        }
    }
    ControlFlow::Continue(())
}
