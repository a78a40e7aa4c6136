//! L14: a boundary in the hour that the clock skips in spring or repeats in autumn, and weekly windows that
//! such an hour makes shorter or longer.
//!
//! When and by how much clocks change is the zone's own affair: most change at 02:00 on a Sunday, Havana at
//! midnight, London at 01:00, and Lord Howe Island by half an hour. So the changes of the next 24 months are
//! asked of the zone, and each window is laid over them.

use std::ops::ControlFlow;

use chrono::{Datelike as _, Months, NaiveDateTime, NaiveTime, TimeDelta};

use crate::availability::{Occurrences, Period, ScheduleIndex};
use crate::diagnostic::Diagnostic;
use crate::lint::findings::Findings;
use crate::lint::hours::LanguageHours;
use crate::lint::subject::Subject;
use crate::model::{Day, Hours as Times, SpecialEvent, Weekly};
use crate::words::{Message, civil};

/// How far ahead the changes of a zone are looked for: each window meets every kind of change by then.
const AHEAD: Months = Months::new(24);

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) -> ControlFlow<()> {
    let changes = changes(subject);
    for hours in &subject.hours {
        for (at, event) in hours.events().iter().enumerate() {
            for boundary in event_boundaries(subject, event.is) {
                findings.add(event_finding(subject, hours, at, &boundary))?;
            }
        }
        for (schedule, weekly) in hours.each_weekly() {
            let touched: Vec<_> = changes
                .iter()
                .filter_map(|change| Touched::by(*change, weekly))
                .collect();
            if let Some(first) = touched.first() {
                let finding = weekly_finding(subject, hours, schedule, *first);
                findings.add(finding.help(weekly_help(&touched)))?;
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

/// A change of the clocks.
#[derive(Clone, Copy)]
struct ClockShift {
    /// The first civil time that is skipped or shown again.
    from: NaiveDateTime,
    /// The first civil time after it that is shown once.
    to: NaiveDateTime,
    direction: ShiftDirection,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ShiftDirection {
    /// The clocks skip the time: windows are shorter.
    Forward,
    /// The clocks show the time twice: windows are longer.
    Back,
}

/// The changes ahead; none when the zone is not known.
fn changes(subject: &Subject<'_>) -> Vec<ClockShift> {
    let from = subject.clock.now;
    let Some(to) = from.checked_add_months(AHEAD) else {
        return Vec::new();
    };
    let changes = subject.clock.changes(Period { from, to }).into_iter();
    changes
        .map(|(at, minutes)| {
            let other = at + TimeDelta::minutes(minutes);
            ClockShift {
                from: at.min(other),
                to: at.max(other),
                direction: if minutes > 0 {
                    ShiftDirection::Forward
                } else {
                    ShiftDirection::Back
                },
            }
        })
        .collect()
}

/// A weekly window that a change of the clocks makes shorter or longer.
#[derive(Clone, Copy)]
struct Touched {
    change: ClockShift,
    minutes: i64,
    /// The key of the boundary within the change, or else of the start.
    key: &'static str,
}

impl Touched {
    /// What a change does to the windows around it. A schedule of whole days has no window: its days are
    /// as long as the clocks make them.
    fn by(change: ClockShift, weekly: Weekly) -> Option<Self> {
        let hours @ Times::Between(_) = weekly.hours? else {
            return None;
        };
        let (start, end) = hours.minutes();
        let mut touched = Self {
            change,
            minutes: 0,
            key: "startTime",
        };
        // The window of the day before may go past midnight.
        let day = change.from.date();
        for day in day
            .pred_opt()
            .into_iter()
            .chain([day])
            .chain(day.succ_opt())
        {
            if !weekly.days.contains(Day::from_weekday(day.weekday())) {
                continue;
            }
            let midnight = day.and_time(NaiveTime::MIN);
            let [from, to] =
                [start, end].map(|minute| midnight + TimeDelta::minutes(i64::from(minute)));
            let both = to.min(change.to) - from.max(change.from);
            touched.minutes += both.num_minutes().max(0);
            let is_start_within = from >= change.from && from < change.to;
            if to > change.from && to <= change.to && !is_start_within {
                touched.key = "endTime";
            }
        }
        (touched.minutes > 0).then_some(touched)
    }

    fn message(self) -> Message {
        let id = match self.change.direction {
            ShiftDirection::Forward => "weekly-shorter",
            ShiftDirection::Back => "weekly-longer",
        };
        let minutes = usize::try_from(self.minutes).expect("a count of minutes that is positive");
        Message::new(id)
            .text("night", self.change.from.date())
            .number("minutes", minutes)
    }
}

/// The first change that makes the window shorter, and the first that makes it longer.
fn weekly_help(touched: &[Touched]) -> Message {
    let first = touched.first().map(|first| first.change.direction);
    let other = touched
        .iter()
        .find(|other| Some(other.change.direction) != first);
    match other {
        Some(other) => {
            Message::new("weekly-at-clock-change-also-help").message("other", other.message())
        }
        None => Message::new("weekly-at-clock-change-help"),
    }
}

fn weekly_finding(
    subject: &Subject<'_>,
    hours: &LanguageHours<'_>,
    schedule: ScheduleIndex,
    touched: Touched,
) -> Diagnostic {
    let path = hours.path_of(schedule);
    let place = subject.place_in(&path, &[touched.key]);
    // A skipped time is never shown, and the one after it is.
    let example = match touched.change.direction {
        ShiftDirection::Forward => touched.change.to,
        ShiftDirection::Back => touched.change.from,
    };
    let finding = Diagnostic::info("weekly-at-clock-change", place, touched.message())
        .shows(subject.example(example))
        .at(path);
    subject.about(finding, hours)
}
