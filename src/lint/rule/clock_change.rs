//! L14: a boundary in the hour that the clock skips in spring or repeats in autumn.

use std::ops::ControlFlow;

use chrono::{NaiveDateTime, TimeDelta};

use super::super::findings::Findings;
use super::super::hours::Hours;
use super::super::subject::Subject;
use crate::availability::{One, Shown};
use crate::diagnostic::Diagnostic;
use crate::model::{Day, Hours as Times, SpecialEvent, Weekly};
use crate::words::{Message, civil};

/// The hour of the week in which clocks change here: Sunday 02:00–03:00, from Monday 00:00.
const HOUR: std::ops::Range<u32> = (6 * 1440 + 120)..(6 * 1440 + 180);
const WEEK: u32 = 7 * 1440;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings) -> ControlFlow<()> {
    let mut changes = None;
    for hours in &subject.hours {
        for (at, event) in hours.events().iter().enumerate() {
            for (keys, boundary, message) in boundaries(subject, event.is) {
                findings.add(event_finding(subject, hours, at, (keys, boundary, message)))?;
            }
        }
        for (one, weekly) in hours.each_weekly() {
            let Some((key, minute)) = weekly_boundary(weekly) else {
                continue;
            };
            if *changes.get_or_insert_with(|| subject.clock.ever_changes()) {
                findings.add(weekly_finding(subject, hours, one, (key, minute)))?;
            }
        }
    }
    ControlFlow::Continue(())
}

type Keys = &'static [&'static str];

/// Boundaries of an event that the clock never shows, or shows twice. One at the edge of such an
/// hour is as clear as any other.
fn boundaries(
    subject: &Subject<'_>,
    event: SpecialEvent,
) -> impl Iterator<Item = (Keys, NaiveDateTime, &'static str)> {
    let minute = TimeDelta::minutes(1);
    let times = |at| subject.clock.times(at);
    let starts = match (times(event.starts_at - minute), times(event.starts_at)) {
        (_, Shown::Never) => Some("event-in-skipped-hour"),
        (Shown::Twice, Shown::Twice) => Some("event-in-repeated-hour"),
        (_, Shown::Once | Shown::Twice) => None,
    };
    let ends = match (times(event.ends_at - minute), times(event.ends_at)) {
        (Shown::Never, Shown::Never) => Some("event-in-skipped-hour"),
        (Shown::Twice, Shown::Twice) => Some("event-in-repeated-hour"),
        (_, _) => None,
    };
    let starts = starts.map(|id| (&["startsAt"] as Keys, event.starts_at, id));
    let ends = ends.map(|id| (&["endsAt"] as Keys, event.ends_at, id));
    starts.into_iter().chain(ends)
}

fn event_finding(
    subject: &Subject<'_>,
    hours: &Hours<'_>,
    at: usize,
    (keys, boundary, id): (Keys, NaiveDateTime, &'static str),
) -> Diagnostic {
    let path = hours.path_of(One::Event(at));
    let message = Message::new(id).text("time", civil(boundary));
    let finding = Diagnostic::warning(
        "event-at-clock-change",
        subject.place_in(&path, keys),
        message,
    )
    .help(Message::new("event-at-clock-change-help"))
    .shows(subject.example(boundary))
    .at(path);
    subject.about(finding, hours)
}

/// A start that is sometimes not shown, or an end within the hour.
fn weekly_boundary(weekly: Weekly) -> Option<(&'static str, u32)> {
    let hours @ Times::Between(_) = weekly.hours? else {
        return None;
    };
    let (start, end) = hours.minutes();
    let boundaries = weekly.days.iter().flat_map(|day: Day| {
        let midnight = u32::from(day.index()) * 1440;
        [
            ("startTime", (midnight + start) % WEEK),
            ("endTime", (midnight + end) % WEEK),
        ]
    });
    let inside = |(key, minute): &(&str, u32)| {
        HOUR.contains(minute) && (*key == "startTime" || *minute != HOUR.start)
    };
    let mut found = boundaries.filter(inside);
    found.next()
}

fn weekly_finding(
    subject: &Subject<'_>,
    hours: &Hours<'_>,
    one: One,
    (key, minute): (&'static str, u32),
) -> Diagnostic {
    let path = hours.path_of(one);
    let message = Message::new("weekly-at-clock-change");
    let place = subject.place_in(&path, &[key]);
    let finding = Diagnostic::info("weekly-at-clock-change", place, message)
        .help(Message::new("weekly-at-clock-change-help"))
        .shows(subject.example(subject.next(i64::from(minute))))
        .at(path);
    subject.about(finding, hours)
}
