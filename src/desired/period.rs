//! The period of a special event: two times, or whole days. All of them are on the wall clock of the
//! account's zone, so a UTC offset is refused.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::civil::availability;
use super::context::Lower;
use crate::document::shape;
use crate::model::{FieldPath, SpecialEvent, Time};
use crate::words::Message;

/// Maximum length of a special event in days.
const MAX_EVENT_DAYS: u16 = 366;
/// The first day that an event may touch.
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a date of the calendar");
/// The day at whose beginning every event must have ended.
const END: NaiveDate = NaiveDate::from_ymd_opt(2101, 1, 1).expect("a date of the calendar");

/// « La date et l'heure de début et la date et l'heure de fin de l'événement ».
pub(super) fn event(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    written: &shape::SpecialEvent,
) -> Option<SpecialEvent> {
    let (starts_at, ends_at) = period(lower, path, written)?;
    if let Some(wrong) = WrongPeriod::of(starts_at, ends_at) {
        wrong.report(lower, path, written);
        return None;
    }
    Some(SpecialEvent {
        availability: availability(written.availability),
        starts_at,
        ends_at,
    })
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

/// Why no event may have a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WrongPeriod {
    StartsOutOfRange,
    EndsOutOfRange,
    EndsBeforeItBegins,
    TooLong,
}

impl WrongPeriod {
    fn of(starts_at: NaiveDateTime, ends_at: NaiveDateTime) -> Option<Self> {
        let (first, end) = (FIRST.and_time(NaiveTime::MIN), END.and_time(NaiveTime::MIN));
        if starts_at < first || starts_at >= end {
            Some(Self::StartsOutOfRange)
        } else if ends_at > end {
            Some(Self::EndsOutOfRange)
        } else if ends_at <= starts_at {
            Some(Self::EndsBeforeItBegins)
        } else if ends_at - starts_at > TimeDelta::days(i64::from(MAX_EVENT_DAYS)) {
            Some(Self::TooLong)
        } else {
            None
        }
    }

    /// Reports it at the key that has to change.
    fn report(self, lower: &mut Lower<'_>, path: &FieldPath, written: &shape::SpecialEvent) {
        let starts = if written.starts_at.is_some() {
            "startsAt"
        } else {
            "startDate"
        };
        let ends = match (&written.ends_at, &written.end_date) {
            (Some(_), _) => "endsAt",
            (None, Some(_)) => "endDate",
            (None, None) => starts,
        };
        let days = usize::from(MAX_EVENT_DAYS);
        let (key, message, help) = match self {
            Self::StartsOutOfRange => (starts, "event-out-of-range", "event-out-of-range-help"),
            Self::EndsOutOfRange => (ends, "event-out-of-range", "event-out-of-range-help"),
            Self::TooLong => (ends, "event-too-long", "event-too-long-help"),
            Self::EndsBeforeItBegins => (
                ends,
                "event-ends-before-it-begins",
                match ends {
                    "endDate" => "end-date-before-start-help",
                    _ => "ends-before-start-help",
                },
            ),
        };
        let message = Message::new(message).number("days", days);
        let help = Message::new(help).number("days", days);
        lower.error(message.id, &path.key(key), message, Some(help));
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
        let help = lower.spelled(path, written, || {
            // The most frequent mistake is an offset, as programs write it, and it gets an explanation.
            let help = if has_zone(written) {
                "civil-only-help"
            } else {
                "invalid-date-time-help"
            };
            Message::new(help)
        });
        lower.error("invalid-date-time", path, message, Some(help));
    }
    parsed
}

fn date(lower: &mut Lower<'_>, path: &FieldPath, written: &str) -> Option<NaiveDate> {
    let date = strict_date(written);
    if date.is_none() {
        let message = Message::new("invalid-date").text("written", written);
        let help = lower.spelled(path, written, || {
            let help = if written.contains(':') {
                "date-with-time-help"
            } else {
                "invalid-date-help"
            };
            Message::new(help)
        });
        lower.error("invalid-date", path, message, Some(help));
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
