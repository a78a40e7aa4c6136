//! Wall-clock times of the file: days, windows, periods. An offset has no meaning here.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::lower::Lower;
use crate::document::shape;
use crate::model::{Availability, Day, Days, FieldPath, Hours, SpecialEvent, Time, Weekly};
use crate::words::Message;

/// Days that an event lasts at most.
const MAX_EVENT_DAYS: i64 = 366;

pub(super) fn days(written: &shape::Days) -> Days {
    match written {
        shape::Days::All(shape::AllDays::All) => Days::ALL,
        shape::Days::List(days) => days.iter().map(|day| self::day(*day)).collect(),
    }
}

fn day(day: shape::Day) -> Day {
    match day {
        shape::Day::Mon => Day::Mon,
        shape::Day::Tue => Day::Tue,
        shape::Day::Wed => Day::Wed,
        shape::Day::Thu => Day::Thu,
        shape::Day::Fri => Day::Fri,
        shape::Day::Sat => Day::Sat,
        shape::Day::Sun => Day::Sun,
    }
}

/// The times of a weekly entry, as written.
#[derive(Clone, Copy)]
pub(crate) struct Times<'a> {
    pub(crate) start: Option<&'a str>,
    pub(crate) end: Option<&'a str>,
    pub(crate) all_day: Option<bool>,
}

/// An entry that is in effect on at least one day.
pub(crate) fn weekly<F>(
    lower: &mut Lower<'_, F>,
    path: &FieldPath,
    days: &shape::Days,
    times: Times<'_>,
) -> Option<Weekly> {
    let days = self::days(days);
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
    times: Times<'_>,
) -> Option<Hours> {
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
        let help = Some(Message::new("missing-time-help"));
        lower.error("missing-time", path, message, help);
        return None;
    };
    let start_path = path.key("startTime");
    let from = time(lower, &start_path, start);
    let to = time(lower, &path.key("endTime"), end);
    let (from, to) = (from?, to?);
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
    let hours = Hours::between(from, to);
    if hours.is_none() {
        let message = Message::new("start-is-end").text("time", start);
        let help = Some(Message::new("start-is-end-help"));
        lower.error("start-is-end", &path.key("endTime"), message, help);
    }
    hours
}

fn time<F>(lower: &mut Lower<'_, F>, path: &FieldPath, written: &str) -> Option<Time> {
    let time = Time::parse(written);
    if time.is_none() {
        let message = Message::new("invalid-time").text("written", written);
        lower.error(
            "invalid-time",
            path,
            message,
            Some(Message::new("invalid-time-help")),
        );
    }
    time
}

/// « La date et l'heure de début et la date et l'heure de fin de l'événement ».
pub(super) fn event(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    written: &shape::SpecialEvent,
) -> Option<SpecialEvent> {
    let (starts_at, ends_at) = period(lower, path, written)?;
    let ends_key = match (&written.ends_at, &written.end_date) {
        (Some(_), _) => "endsAt",
        (None, Some(_)) => "endDate",
        (None, None) => "startDate",
    };
    let mut refuse = |code: &'static str, message: Message| {
        let help = Some(Message::new("event-period-help"));
        lower.error(code, &path.key(ends_key), message, help);
    };
    let first = NaiveDate::from_ymd_opt(2000, 1, 1)?.and_time(NaiveTime::MIN);
    let last = NaiveDate::from_ymd_opt(2101, 1, 1)?.and_time(NaiveTime::MIN);
    if starts_at < first || ends_at > last {
        refuse("event-out-of-range", Message::new("event-out-of-range"));
    } else if ends_at <= starts_at {
        refuse(
            "event-ends-before-it-begins",
            Message::new("event-ends-before-it-begins"),
        );
    } else if ends_at - starts_at > TimeDelta::days(MAX_EVENT_DAYS) {
        let days = usize::try_from(MAX_EVENT_DAYS).unwrap_or_default();
        refuse(
            "event-too-long",
            Message::new("event-too-long").number("days", days),
        );
    } else {
        return Some(SpecialEvent {
            availability: availability(written.availability),
            starts_at,
            ends_at,
        });
    }
    None
}

pub(super) fn availability(written: shape::Availability) -> Availability {
    match written {
        shape::Availability::Open => Availability::Open,
        shape::Availability::Closed => Availability::Closed,
    }
}

/// Either two civil instants, or whole days from a first to a last.
fn period(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    written: &shape::SpecialEvent,
) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let (starts, ends) = (written.starts_at.as_deref(), written.ends_at.as_deref());
    let (first, last) = (written.start_date.as_deref(), written.end_date.as_deref());
    match (starts, ends, first, last) {
        (Some(starts), Some(ends), None, None) => {
            let starts = instant(lower, &path.key("startsAt"), starts);
            let ends = instant(lower, &path.key("endsAt"), ends);
            Some((starts?, ends?))
        }
        (None, None, Some(first), last) => {
            let begins = date(lower, &path.key("startDate"), first);
            let ends = match last {
                Some(last) => date(lower, &path.key("endDate"), last),
                None => begins,
            };
            let after = ends?.succ_opt()?;
            Some((
                begins?.and_time(NaiveTime::MIN),
                after.and_time(NaiveTime::MIN),
            ))
        }
        (starts, ends, first, last) => {
            let mixed = (starts.is_some() || ends.is_some()) && (first.is_some() || last.is_some());
            let code = if mixed {
                "mixed-dates"
            } else {
                "missing-dates"
            };
            lower.error(
                code,
                path,
                Message::new(code),
                Some(Message::new("event-dates-help")),
            );
            None
        }
    }
}

/// `YYYY-MM-DDTHH:MM`, where `T24:00` is midnight at the end of the day.
fn instant(lower: &mut Lower<'_>, path: &FieldPath, written: &str) -> Option<NaiveDateTime> {
    let parsed = written.split_once('T').and_then(|(date, time)| {
        let (date, time) = (strict_date(date)?, Time::parse(time)?);
        let midnight = date.and_time(NaiveTime::MIN);
        midnight.checked_add_signed(TimeDelta::minutes(i64::from(time.minutes())))
    });
    if parsed.is_none() {
        let message = Message::new("invalid-date-time").text("written", written);
        let help = if has_zone(written) {
            "civil-only-help"
        } else {
            "invalid-date-time-help"
        };
        lower.error("invalid-date-time", path, message, Some(Message::new(help)));
    }
    parsed
}

fn date(lower: &mut Lower<'_>, path: &FieldPath, written: &str) -> Option<NaiveDate> {
    let date = strict_date(written);
    if date.is_none() {
        let message = Message::new("invalid-date").text("written", written);
        lower.error(
            "invalid-date",
            path,
            message,
            Some(Message::new("invalid-date-help")),
        );
    }
    date
}

/// Exactly `YYYY-MM-DD`: the library alone would take `2027-3-1` and `+2027-03-01` as well.
fn strict_date(text: &str) -> Option<NaiveDate> {
    let form = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    form.then(|| text.parse().ok())?
}

/// `Z`, `+02:00`, `-0500` after a time.
fn has_zone(text: &str) -> bool {
    let time = text.split_once('T').map_or("", |(_, time)| time);
    time.ends_with(['Z', 'z']) || time.contains(['+', '-'])
}
