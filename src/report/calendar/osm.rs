//! The hours as a value of `opening_hours`, the key of OpenStreetMap. A rule for a date replaces
//! the week's there, so each exception says all that is open on its days; no text of the file is
//! in it.

use chrono::NaiveDate;

use super::Subject;
use super::exceptions::{Change, exceptions};
use super::week::Timetable;
use crate::availability::Spans;
use crate::model::{Day, Language};

/// Characters that a value may have there.
pub(crate) const LONGEST: usize = 255;

/// The value for the customers of one language, with every exception from a date on.
pub(crate) fn value(
    timetable: &Timetable,
    subject: &Subject<'_>,
    language: Language,
    today: NaiveDate,
) -> String {
    let mut rules = weekly(&timetable.days(language));
    if subject.chat.enabled {
        let found = exceptions(subject.chat, &timetable.wall, &[language], (today, None));
        let otherwise = found.iter().filter(|found| found.change != Change::Nothing);
        rules.extend(otherwise.map(|found| {
            let first = date(found.first);
            let dates = if found.first == found.last {
                first
            } else {
                format!("{first}-{}", date(found.last))
            };
            format!("{dates} {}", times(&found.open))
        }));
    }
    if rules.is_empty() {
        return "off".to_owned();
    }
    rules.join("; ")
}

/// `Mo-Fr 08:30-12:00,13:00-17:00`, days that are alike together.
fn weekly(days: &[Spans; 7]) -> Vec<String> {
    let whole = |open: &Spans| open.minutes() == 1440;
    if days.iter().all(whole) {
        return vec!["24/7".to_owned()];
    }
    let mut groups: Vec<(&Spans, Vec<Day>)> = Vec::new();
    for (day, open) in Day::ALL.into_iter().zip(days) {
        if open.minutes() == 0 {
            continue;
        }
        match groups.iter_mut().find(|(known, _)| *known == open) {
            Some((_, days)) => days.push(day),
            None => groups.push((open, vec![day])),
        }
    }
    let rules = groups
        .iter()
        .map(|(open, days)| format!("{} {}", in_ranges(days), times(open)));
    rules.collect()
}

/// `Mo-We,Fr`.
fn in_ranges(days: &[Day]) -> String {
    let runs = days.chunk_by(|left, right| left.index() + 1 == right.index());
    let runs = runs.map(|run| match run {
        [first, .., last] => format!("{}-{}", code(*first), code(*last)),
        run => run.iter().map(|day| code(*day)).collect(),
    });
    runs.collect::<Vec<_>>().join(",")
}

fn times(open: &Spans) -> String {
    let times: Vec<_> = open
        .iter()
        .map(|(from, to)| format!("{}-{}", super::time(from), super::time(to)))
        .collect();
    if times.is_empty() {
        "off".to_owned()
    } else {
        times.join(",")
    }
}

/// `2026 Dec 24`.
fn date(date: NaiveDate) -> String {
    date.format("%Y %b %d").to_string()
}

fn code(day: Day) -> &'static str {
    match day {
        Day::Mon => "Mo",
        Day::Tue => "Tu",
        Day::Wed => "We",
        Day::Thu => "Th",
        Day::Fri => "Fr",
        Day::Sat => "Sa",
        Day::Sun => "Su",
    }
}
