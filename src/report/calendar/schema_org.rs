//! The hours as `OpeningHoursSpecification` of schema.org, in JSON-LD for a web page: a contact
//! point for each language, its ordinary week, and every exception with the days of its validity.
//!
//! Where search engines have a convention, it is theirs: the same time twice is closed, and a whole
//! day is `00:00` to `23:59`. An end of `00:00` is midnight at the end of the day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::exceptions::{Change, Exception, exceptions};
use super::week::Timetable;
use super::{Clock, Subject};
use crate::availability::Spans;
use crate::model::{Day, Language};
use crate::words::{Message, Words};

const DAY: i64 = 1440;

#[derive(Serialize)]
struct Graph {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<ContactPoint>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ContactPoint {
    #[serde(rename = "@type")]
    kind: &'static str,
    contact_type: &'static str,
    name: String,
    description: String,
    available_language: &'static str,
    hours_available: Vec<Specification>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Specification {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    day_of_week: Vec<&'static str>,
    opens: String,
    closes: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_from: Option<String>,
    /// The last day, included.
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_through: Option<String>,
}

/// The document, with every exception from a date on.
pub(crate) fn text(
    timetable: &Timetable,
    subject: &Subject<'_>,
    languages: &[Language],
    today: NaiveDate,
) -> String {
    let graph = Graph {
        context: "https://schema.org",
        graph: languages
            .iter()
            .map(|language| contact_point(timetable, subject, *language, today))
            .collect(),
    };
    // The document holds nothing that JSON cannot say.
    let text = serde_json::to_string_pretty(&graph).unwrap_or_default();
    // In a page it stands inside a script element, which nothing in it may end.
    format!("{}\n", text.replace('<', "\\u003c"))
}

fn contact_point(
    timetable: &Timetable,
    subject: &Subject<'_>,
    language: Language,
    today: NaiveDate,
) -> ContactPoint {
    let words = Words::of(language);
    let mut hours = weekly(&timetable.days(language));
    if subject.chat.enabled {
        let found = exceptions(subject.chat, &timetable.wall, &[language], (today, None));
        let otherwise = found.iter().filter(|found| found.change != Change::Nothing);
        hours.extend(otherwise.flat_map(special));
    }
    let clock = match subject.clock {
        Clock::Zone => subject.chat.time_zone.to_string(),
        Clock::Civil => words.text("hours-civil-week"),
    };
    ContactPoint {
        kind: "ContactPoint",
        contact_type: "customer support",
        name: words.text("hours-chat"),
        description: words.say(&Message::new("hours-clock").text("clock", clock)),
        available_language: language.as_str(),
        hours_available: hours,
    }
}

/// Each stretch with all the days that have it; a day that is closed is not named.
fn weekly(days: &[Spans; 7]) -> Vec<Specification> {
    let mut stretches: BTreeMap<(i64, i64), Vec<&'static str>> = BTreeMap::new();
    for (day, open) in Day::ALL.into_iter().zip(days) {
        for stretch in open.iter() {
            stretches.entry(stretch).or_default().push(name(day));
        }
    }
    let stretches = stretches.into_iter();
    stretches
        .map(|(stretch, days)| Specification {
            day_of_week: days,
            ..specification(stretch)
        })
        .collect()
}

/// All that is open on the days of an exception, or that nothing is.
fn special(exception: &Exception) -> Vec<Specification> {
    let valid = |specification| Specification {
        valid_from: Some(exception.first.to_string()),
        valid_through: Some(exception.last.to_string()),
        ..specification
    };
    if exception.open.minutes() == 0 {
        return vec![valid(specification((0, 0)))];
    }
    let stretches = exception.open.iter();
    stretches
        .map(|stretch| valid(specification(stretch)))
        .collect()
}

fn specification(stretch: (i64, i64)) -> Specification {
    let (from, to) = match stretch {
        (0, DAY) => (0, DAY - 1),
        (from, to) => (from, to % DAY),
    };
    Specification {
        kind: "OpeningHoursSpecification",
        day_of_week: Vec::new(),
        opens: super::time(from),
        closes: super::time(to),
        valid_from: None,
        valid_through: None,
    }
}

fn name(day: Day) -> &'static str {
    match day {
        Day::Mon => "Monday",
        Day::Tue => "Tuesday",
        Day::Wed => "Wednesday",
        Day::Thu => "Thursday",
        Day::Fri => "Friday",
        Day::Sat => "Saturday",
        Day::Sun => "Sunday",
    }
}
