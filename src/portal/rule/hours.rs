//! Rules of schedules, whose members are stored in canonical form: equal hours
//! are stored as equal texts, whichever way they were sent.

use chrono::{NaiveDateTime, TimeDelta};
use serde_json::{Map, Value, json};

use super::body::BodyReader;
use crate::model::Language;

const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Whether a pattern may have no days at all, and so never be in effect. Working and weekend hours
/// may, which is how they are switched off; a schedule that somebody creates may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::portal) enum EmptyDays {
    Allowed,
    Refused,
}

/// A member that is a time of day.
#[derive(Debug, PartialEq, Eq)]
enum TimeMember {
    Absent,
    /// Present, but not a time of day. This has been recorded.
    Invalid,
    Time(String),
}

/// A window with both ends, as `HH:MM`.
struct DailyWindow {
    start: String,
    end: String,
}

/// « Sélectionnez les jours de la semaine et les heures »: reads a weekly pattern.
///
/// In canonical form the days are in the order of the week, each once; an end of `00:00` is
/// `24:00`; the whole day has `allDay` and no times, also when it was sent as `00:00` to `24:00`;
/// and a pattern without days has no times at all.
pub(in crate::portal) fn weekly(
    body: &mut BodyReader,
    empty_days: EmptyDays,
) -> Map<String, Value> {
    let days = days(body, empty_days);
    let all_day = match body.take("allDay") {
        None | Some(Value::Null) => false,
        Some(Value::Bool(all_day)) => all_day,
        Some(_) => {
            body.refuse("allDay", "invalid");
            false
        }
    };
    let (start, end) = (time(body, "startTime"), time(body, "endTime"));
    let mut pattern = Map::from_iter([
        ("days".to_owned(), json!(days)),
        ("allDay".to_owned(), json!(false)),
    ]);
    // Times of a pattern without days have no meaning, and are dropped rather than refused.
    if days.is_empty() {
        return pattern;
    }
    if all_day {
        // Whole day and times contradict each other.
        if (start, end) != (TimeMember::Absent, TimeMember::Absent) {
            body.refuse("allDay", "invalid");
        }
        pattern.insert("allDay".to_owned(), json!(true));
    } else if let Some(DailyWindow { start, end }) = window(body, start, end) {
        if start == "00:00" && end == "24:00" {
            pattern.insert("allDay".to_owned(), json!(true));
        } else {
            pattern.insert("startTime".to_owned(), json!(start));
            pattern.insert("endTime".to_owned(), json!(end));
        }
    }
    pattern
}

/// « Entrez l'heure de début et de fin »: both are required, and they must differ. An end before the
/// start is on the next day.
fn window(body: &mut BodyReader, start: TimeMember, end: TimeMember) -> Option<DailyWindow> {
    for (time, name) in [(&start, "startTime"), (&end, "endTime")] {
        if *time == TimeMember::Absent {
            body.refuse(name, "required");
        }
    }
    let (TimeMember::Time(start), TimeMember::Time(end)) = (start, end) else {
        return None;
    };
    if start == "24:00" {
        body.refuse("startTime", "invalid");
    }
    if start == end {
        body.refuse("endTime", "invalid");
    }
    let end = match end.as_str() {
        "00:00" => "24:00".to_owned(),
        _ => end,
    };
    Some(DailyWindow { start, end })
}

/// The lunch break that ticking the checkbox creates: noon to one o'clock on the working days.
pub(in crate::portal) fn new_lunch_break(days: &Value) -> Value {
    json!({ "days": days, "startTime": "12:00", "endTime": "13:00", "allDay": false })
}

/// Id of the lunch break among the weekly schedules. It has no form of an id that a client can make.
pub(in crate::portal) const LUNCH_BREAK_ID: &str = "lunch-break";

/// « Un nouvel horaire nommé Pause-repas ».
pub(in crate::portal) fn lunch_break_name(language: Language) -> &'static str {
    match language {
        Language::En => "Lunch break",
        Language::Fr => "Pause-repas",
    }
}

/// The lunch break with its name, which is not stored because no one chooses it.
pub(in crate::portal) fn named_lunch_break(language: Language, mut lunch: Value) -> Value {
    if lunch.is_object() {
        lunch["name"] = lunch_break_name(language).into();
    }
    lunch
}

/// The lunch break as one of the weekly schedules.
pub(in crate::portal) fn listed_lunch_break(language: Language, lunch: Value) -> Value {
    let mut listed = named_lunch_break(language, lunch);
    listed["id"] = LUNCH_BREAK_ID.into();
    listed["kind"] = "lunchBreak".into();
    listed
}

fn days(body: &mut BodyReader, empty_days: EmptyDays) -> Vec<&'static str> {
    let Some(Value::Array(written)) = body.take("days") else {
        body.refuse("days", "required");
        return Vec::new();
    };
    let all_known = written
        .iter()
        .all(|day| WEEK.iter().any(|known| day == known));
    if !all_known || (written.is_empty() && empty_days == EmptyDays::Refused) {
        body.refuse("days", "invalid");
    }
    let chosen = WEEK
        .into_iter()
        .filter(|known| written.iter().any(|day| day == known));
    chosen.collect()
}

fn time(body: &mut BodyReader, name: &'static str) -> TimeMember {
    let value = match body.take(name) {
        None | Some(Value::Null) => return TimeMember::Absent,
        Some(value) => value,
    };
    body.text(name, &value, clock)
        .map_or(TimeMember::Invalid, TimeMember::Time)
}

/// `HH:MM` from `00:00` to `24:00`.
fn clock(text: &str) -> Option<String> {
    let (hours, minutes) = text.split_once(':')?;
    let in_range = two_digits(hours)? * 60 + two_digits(minutes).filter(|m| *m < 60)? <= 24 * 60;
    in_range.then(|| text.to_owned())
}

/// The number that two ASCII digits form. `parse` alone would accept `+9` and `009`.
fn two_digits(text: &str) -> Option<u32> {
    let fits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| fits)
}

/// « La date et l'heure de début et la date et l'heure de fin de l'événement »: reads a special
/// event, which lasts for at most 366 days.
pub(in crate::portal) fn event(body: &mut BodyReader) -> Map<String, Value> {
    let availability = body.required("availability", open_or_closed);
    let starts = body.required("startsAt", civil);
    let ends = body.required("endsAt", civil);
    if let (Some(starts), Some(ends)) = (&starts, &ends)
        && !is_duration_allowed(starts, ends)
    {
        body.refuse("endsAt", "invalid");
    }
    Map::from_iter([
        ("availability".to_owned(), json!(availability)),
        ("startsAt".to_owned(), json!(starts)),
        ("endsAt".to_owned(), json!(ends)),
    ])
}

fn open_or_closed(text: &str) -> Option<String> {
    matches!(text, "open" | "closed").then(|| text.to_owned())
}

/// Whether an event ends after it starts, and soon enough. Both texts have passed `civil`.
fn is_duration_allowed(starts: &str, ends: &str) -> bool {
    match (parse_civil(starts), parse_civil(ends)) {
        (Some(starts), Some(ends)) => {
            let duration = ends - starts;
            duration > TimeDelta::zero() && duration <= TimeDelta::days(366)
        }
        (None, _) | (_, None) => false,
    }
}

const CIVIL: &str = "%Y-%m-%dT%H:%M";

fn parse_civil(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, CIVIL).ok()
}

/// `YYYY-MM-DDTHH:MM` within 2000–2100. Texts of this form sort like the times they denote.
fn civil(text: &str) -> Option<String> {
    let at = parse_civil(text)?;
    // The parser also accepts other forms, such as a space for a zero; writing the time again shows
    // whether the text had this one.
    let is_canonical = at.format(CIVIL).to_string() == text;
    let in_range = ("2000-01-01T00:00"..="2101-01-01T00:00").contains(&text);
    (is_canonical && in_range).then(|| text.to_owned())
}
