//! Wall-clock times of the file: days, daily windows and periods. All of them are times of the
//! account's zone, so a UTC offset is refused.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::context::Lower;
use crate::document::shape;
use crate::model::{Availability, Day, Days, FieldPath, Hours, SpecialEvent, Time, Weekly};
use crate::words::Message;

/// Maximum length of a special event in days.
const MAX_EVENT_DAYS: u16 = 366;
/// The first day that an event may touch.
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a date of the calendar");
/// The day at whose beginning every event must have ended.
const END: NaiveDate = NaiveDate::from_ymd_opt(2101, 1, 1).expect("a date of the calendar");

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
        let help = Some(Message::new("missing-time-help"));
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
    // Mistakes about the length point at the key that says when the event ends.
    let ends_key = match (&written.ends_at, &written.end_date) {
        (Some(_), _) => "endsAt",
        (None, Some(_)) => "endDate",
        (None, None) => "startDate",
    };
    if let Some(message) = wrong_period(starts_at, ends_at) {
        let help = Some(Message::new("event-period-help"));
        lower.error(message.id, &path.key(ends_key), message, help);
        return None;
    }
    Some(SpecialEvent {
        availability: availability(written.availability),
        starts_at,
        ends_at,
    })
}

/// Why no event may have this period, if that is so. The id of the message is the code of the
/// finding.
fn wrong_period(starts_at: NaiveDateTime, ends_at: NaiveDateTime) -> Option<Message> {
    if starts_at < FIRST.and_time(NaiveTime::MIN) || ends_at > END.and_time(NaiveTime::MIN) {
        Some(Message::new("event-out-of-range"))
    } else if ends_at <= starts_at {
        Some(Message::new("event-ends-before-it-begins"))
    } else if ends_at - starts_at > TimeDelta::days(i64::from(MAX_EVENT_DAYS)) {
        Some(Message::new("event-too-long").number("days", usize::from(MAX_EVENT_DAYS)))
    } else {
        None
    }
}

pub(super) fn availability(written: shape::WrittenAvailability) -> Availability {
    match written {
        shape::WrittenAvailability::Open => Availability::Open,
        shape::WrittenAvailability::Closed => Availability::Closed,
    }
}

/// The period of an event: either from `startsAt` to `endsAt`, or whole days from `startDate` to
/// `endDate` inclusive, which may be left out for a single day. The two ways cannot be mixed.
fn period(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    written: &shape::SpecialEvent,
) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let (starts, ends) = (written.starts_at.as_deref(), written.ends_at.as_deref());
    let (first, last) = (written.start_date.as_deref(), written.end_date.as_deref());
    match (starts, ends, first, last) {
        (Some(starts), Some(ends), None, None) => {
            let starts = date_time(lower, &path.key("startsAt"), starts);
            let ends = date_time(lower, &path.key("endsAt"), ends);
            Some((starts?, ends?))
        }
        // The last day is inclusive, so the event ends at the midnight that follows it.
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
            // Some of both ways is a mixture; of one way alone, an end is missing, or everything
            // is.
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
fn date_time(lower: &mut Lower<'_>, path: &FieldPath, written: &str) -> Option<NaiveDateTime> {
    let parsed = written.split_once('T').and_then(|(date, time)| {
        // A time is minutes since midnight, so adding them makes T24:00 the next day.
        let (date, time) = (strict_date(date)?, Time::parse(time)?);
        let midnight = date.and_time(NaiveTime::MIN);
        midnight.checked_add_signed(TimeDelta::minutes(i64::from(time.minutes())))
    });
    if parsed.is_none() {
        let message = Message::new("invalid-date-time").text("written", written);
        // The most frequent mistake is an offset, as programs write it, and it gets an explanation.
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

/// A date written exactly as `YYYY-MM-DD`. The library's parser alone would accept `2027-3-1` and
/// `+2027-03-01` as well.
fn strict_date(text: &str) -> Option<NaiveDate> {
    let form = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    form.then(|| text.parse().ok())?
}

/// Whether a time ends with a UTC offset: `Z`, `+02:00` or `-0500`.
fn has_zone(text: &str) -> bool {
    let time = text.split_once('T').map_or("", |(_, time)| time);
    time.ends_with(['Z', 'z']) || time.contains(['+', '-'])
}
