//! Days and daily windows of the file, on the wall clock of the account's zone.

use super::context::Lower;
use crate::document::shape;
use crate::model::{Availability, Day, Days, FieldPath, Hours, Time, Weekly};
use crate::words::Message;

pub(super) fn days(written: &shape::WrittenDays) -> Days {
    match written {
        shape::WrittenDays::All(shape::AllDays::All) => Days::ALL,
        shape::WrittenDays::List(days) => days.iter().map(|day| self::day(*day)).collect(),
    }
}

fn day(day: shape::WrittenDay) -> Day {
    match day {
        shape::WrittenDay::Mon => Day::Mon,
        shape::WrittenDay::Tue => Day::Tue,
        shape::WrittenDay::Wed => Day::Wed,
        shape::WrittenDay::Thu => Day::Thu,
        shape::WrittenDay::Fri => Day::Fri,
        shape::WrittenDay::Sat => Day::Sat,
        shape::WrittenDay::Sun => Day::Sun,
    }
}

/// The times of a weekly schedule as the file has them: start and end, or `allDay`.
#[derive(Clone, Copy)]
pub(crate) struct WrittenTimes<'a> {
    pub(crate) start: Option<&'a str>,
    pub(crate) end: Option<&'a str>,
    pub(crate) all_day: Option<bool>,
    pub(crate) of: Daily,
}

/// What a daily window belongs to, for advice: a lunch break has no `allDay`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Daily {
    Schedule,
    LunchBreak,
}

impl Daily {
    fn missing_time_help(self) -> &'static str {
        match self {
            Self::Schedule => "missing-time-help",
            Self::LunchBreak => "missing-lunch-time-help",
        }
    }

    fn start_is_end_help(self) -> &'static str {
        match self {
            Self::Schedule => "start-is-end-help",
            Self::LunchBreak => "lunch-start-is-end-help",
        }
    }
}

/// A weekly schedule, which must be in effect on at least one day.
pub(crate) fn weekly<F>(
    lower: &mut Lower<'_, F>,
    path: &FieldPath,
    days: &shape::WrittenDays,
    times: WrittenTimes<'_>,
) -> Option<Weekly> {
    let days = self::days(days);
    // A schedule that is never in effect would be no schedule; deleting it is the way to say so.
    // Its times are checked all the same.
    if days.is_empty() {
        let help = Some(Message::new("no-days-help"));
        lower.error("no-days", &path.key("days"), Message::new("no-days"), help);
    }
    Some(Weekly::new(days, hours(lower, path, times)?))
}

/// « Entrez l'heure de début et de fin » or « Toute la journée ».
pub(super) fn hours<F>(
    lower: &mut Lower<'_, F>,
    path: &FieldPath,
    times: WrittenTimes<'_>,
) -> Option<Hours> {
    // `allDay: true` replaces both times. `allDay: false` is the same as leaving it out.
    if times.all_day == Some(true) {
        if times.start.is_some() || times.end.is_some() {
            let message = Message::new("all-day-with-time");
            let help = Some(Message::new("all-day-with-time-help"));
            lower.error("all-day-with-time", &path.key("allDay"), message, help);
            return None;
        }
        return Some(Hours::AllDay);
    }
    let (Some(start), Some(end)) = (times.start, times.end) else {
        let message = Message::new("missing-time").text("path", path);
        let help = Some(Message::new(times.of.missing_time_help()));
        lower.error("missing-time", path, message, help);
        return None;
    };
    let start_path = path.key("startTime");
    let from = time(lower, &start_path, start);
    let to = time(lower, &path.key("endTime"), end);
    // Both times are read before either of them gives up, so that two wrong ones are two findings.
    let (from, to) = (from?, to?);
    // 24:00 is the end of a day. As a start it would mean 00:00 of the next day, which people would
    // read as that of the day itself.
    if from == Time::END_OF_DAY {
        let message = Message::new("invalid-time").text("written", start);
        lower.error(
            "invalid-time",
            &start_path,
            message,
            Some(Message::new("start-24-help")),
        );
        return None;
    }
    // An end before the start is fine, since it is on the next day. Equal times are not: they could
    // mean all day as well as never.
    let hours = Hours::between(from, to);
    if hours.is_none() {
        let message = Message::new("start-is-end").text("time", start);
        let help = Some(Message::new(times.of.start_is_end_help()));
        lower.error("start-is-end", &path.key("endTime"), message, help);
    }
    hours
}

fn time<F>(lower: &mut Lower<'_, F>, path: &FieldPath, written: &str) -> Option<Time> {
    let time = Time::parse(written);
    if time.is_none() {
        let message = Message::new("invalid-time").text("written", written);
        let help = lower.spelled(path, written, || Message::new("invalid-time-help"));
        lower.error("invalid-time", path, message, Some(help));
    }
    time
}

pub(super) fn availability(written: shape::WrittenAvailability) -> Availability {
    match written {
        shape::WrittenAvailability::Open => Availability::Open,
        shape::WrittenAvailability::Closed => Availability::Closed,
    }
}
