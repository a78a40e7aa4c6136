//! L14: a boundary in the hour that the clock skips in spring or repeats in autumn.

use std::ops::ControlFlow;

use chrono::{NaiveDateTime, TimeDelta};

use crate::availability::{Occurrences, ScheduleIndex};
use crate::diagnostic::Diagnostic;
use crate::lint::findings::Findings;
use crate::lint::hours::LanguageHours;
use crate::lint::subject::Subject;
use crate::model::{Day, Hours as Times, SpecialEvent, Weekly};
use crate::words::{Message, civil};

/// The hour of the week in which clocks change here: Sunday 02:00–03:00, from Monday 00:00.
const HOUR: std::ops::Range<u32> = (6 * 1440 + 120)..(6 * 1440 + 180);
const WEEK: u32 = 7 * 1440;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings) -> ControlFlow<()> {
    // Worked out for the first weekly boundary that needs it.
    let mut ever_changes = None;
    for hours in &subject.hours {
        for (at, event) in hours.events().iter().enumerate() {
            for boundary in event_boundaries(subject, event.is) {
                findings.add(event_finding(subject, hours, at, &boundary))?;
            }
        }
        for (schedule, weekly) in hours.each_weekly() {
            let Some(boundary) = weekly_boundary(weekly) else {
                continue;
            };
            if *ever_changes.get_or_insert_with(|| subject.clock.ever_changes()) {
                findings.add(weekly_finding(subject, hours, schedule, &boundary))?;
            }
        }
    }
    ControlFlow::Continue(())
}

/// A begin or an end of an event that the clock never shows, or shows twice.
struct EventBoundary {
    /// The key that holds it.
    keys: &'static [&'static str],
    at: NaiveDateTime,
    message: &'static str,
}

/// Boundaries of an event that the clock never shows, or shows twice. One at the edge of such an
/// hour is as clear as any other: whether it is, the minute before shows.
fn event_boundaries(
    subject: &Subject<'_>,
    event: SpecialEvent,
) -> impl Iterator<Item = EventBoundary> {
    let [starts, ends] = [event.starts_at, event.ends_at].map(|boundary| {
        let before = boundary - TimeDelta::minutes(1);
        (subject.clock.times(before), subject.clock.times(boundary))
    });
    let starts = match starts {
        (_, Occurrences::Never) => Some("event-in-skipped-hour"),
        (Occurrences::Twice, Occurrences::Twice) => Some("event-in-repeated-hour"),
        (_, Occurrences::Once | Occurrences::Twice) => None,
    };
    // An end is excluded, so one at the first skipped minute is the end of the hour before.
    let ends = match ends {
        (Occurrences::Never, Occurrences::Never) => Some("event-in-skipped-hour"),
        (Occurrences::Twice, Occurrences::Twice) => Some("event-in-repeated-hour"),
        (_, _) => None,
    };
    let starts = starts.map(|message| EventBoundary {
        keys: &["startsAt"],
        at: event.starts_at,
        message,
    });
    let ends = ends.map(|message| EventBoundary {
        keys: &["endsAt"],
        at: event.ends_at,
        message,
    });
    starts.into_iter().chain(ends)
}

fn event_finding(
    subject: &Subject<'_>,
    hours: &LanguageHours<'_>,
    at: usize,
    boundary: &EventBoundary,
) -> Diagnostic {
    let path = hours.path_of(ScheduleIndex::Event(at));
    let message = Message::new(boundary.message).text("time", civil(boundary.at));
    let place = subject.place_in(&path, boundary.keys);
    let finding = Diagnostic::warning("event-at-clock-change", place, message)
        .help(Message::new("event-at-clock-change-help"))
        .shows(subject.example(boundary.at))
        .at(path);
    subject.about(finding, hours)
}

/// A start or an end of a weekly schedule within the hour in which clocks change.
struct WeeklyBoundary {
    /// The key that holds it.
    key: &'static str,
    /// From Monday 00:00.
    minute: u32,
}

/// The first boundary, in the order of the week, that the clocks can skip or repeat: a start from
/// the beginning of the hour on, or an end after it. All-day schedules have none.
fn weekly_boundary(weekly: Weekly) -> Option<WeeklyBoundary> {
    let hours @ Times::Between(_) = weekly.hours? else {
        return None;
    };
    let (start, end) = hours.minutes();
    weekly.days.iter().find_map(|day: Day| {
        let midnight = u32::from(day.index()) * 1440;
        let (start, end) = ((midnight + start) % WEEK, (midnight + end) % WEEK);
        // An end at the beginning of the hour is the end of the hour before.
        if HOUR.contains(&start) {
            let key = "startTime";
            Some(WeeklyBoundary { key, minute: start })
        } else if HOUR.contains(&end) && end != HOUR.start {
            let key = "endTime";
            Some(WeeklyBoundary { key, minute: end })
        } else {
            None
        }
    })
}

fn weekly_finding(
    subject: &Subject<'_>,
    hours: &LanguageHours<'_>,
    schedule: ScheduleIndex,
    boundary: &WeeklyBoundary,
) -> Diagnostic {
    let path = hours.path_of(schedule);
    let message = Message::new("weekly-at-clock-change");
    let place = subject.place_in(&path, &[boundary.key]);
    let example = subject.next(i64::from(boundary.minute));
    let finding = Diagnostic::info("weekly-at-clock-change", place, message)
        .help(Message::new("weekly-at-clock-change-help"))
        .shows(subject.example(example))
        .at(path);
    subject.about(finding, hours)
}
