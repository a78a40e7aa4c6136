//! The hours as `OpeningHoursSpecification` of schema.org, in JSON-LD for a web page: a contact
//! point for each language, its ordinary week, and every exception with the days of its validity.
//!
//! Where search engines have a convention, this file follows it: an opening time that equals the
//! closing time means closed, and a whole day is `00:00` to `23:59`. An end of `00:00` is midnight
//! at the end of the day. The price of the convention: a day that is open but for its last minute
//! reads as a whole day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::account_hours::AccountHours;
use super::exceptions::{DayChange, Exception};
use super::public_clock;
use super::units::DAY;
use super::week::Timetable;
use crate::availability::Spans;
use crate::model::{Day, Language};
use crate::words::{Words, clock};

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
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    available_language: &'static str,
    hours_available: Vec<Specification>,
}

/// Times of some weekdays, or of a range of dates.
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
    hours: &AccountHours<'_>,
    languages: &[Language],
    today: NaiveDate,
) -> String {
    let graph = Graph {
        context: "https://schema.org",
        graph: languages
            .iter()
            .map(|language| contact_point(timetable, hours, *language, today))
            .collect(),
    };
    let text = serde_json::to_string_pretty(&graph).expect("a graph holds only texts and lists");
    // A page embeds the document in a script element, which no text in it may end.
    format!("{}\n", text.replace('<', "\\u003c"))
}

fn contact_point(
    timetable: &Timetable,
    hours: &AccountHours<'_>,
    language: Language,
    today: NaiveDate,
) -> ContactPoint {
    let words = Words::of(language);
    let mut available = weekly(&timetable.days(language));
    let exceptions = timetable.all_exceptions(hours, &[language], today);
    let different = exceptions
        .iter()
        .filter(|exception| exception.change != DayChange::Nothing);
    available.extend(different.flat_map(special));
    ContactPoint {
        kind: "ContactPoint",
        contact_type: "customer support",
        name: words.text("hours-chat"),
        description: public_clock::sentence(hours, &words),
        available_language: language.as_str(),
        hours_available: available,
    }
}

/// Each stretch of a day with all the weekdays that have it; a closed weekday is not named.
fn weekly(days: &[Spans; 7]) -> Vec<Specification> {
    let mut stretches: BTreeMap<(i64, i64), Vec<&'static str>> = BTreeMap::new();
    for (day, open) in Day::ALL.into_iter().zip(days) {
        for stretch in open.iter() {
            stretches
                .entry(stretch)
                .or_default()
                .push(english_name(day));
        }
    }
    let stretches = stretches.into_iter();
    stretches
        .map(|((from, to), days)| Specification {
            day_of_week: days,
            ..specification(from, to)
        })
        .collect()
}

/// All that is open on the days of an exception; one that says closed where nothing is.
fn special(exception: &Exception) -> Vec<Specification> {
    let mut specifications: Vec<_> = exception
        .open
        .iter()
        .map(|(from, to)| specification(from, to))
        .collect();
    if specifications.is_empty() {
        specifications.push(specification(0, 0));
    }
    for specification in &mut specifications {
        specification.valid_from = Some(exception.first.to_string());
        specification.valid_through = Some(exception.last.to_string());
    }
    specifications
}

/// One stretch in minutes since midnight, by the conventions that the top of this file names.
fn specification(from: i64, to: i64) -> Specification {
    let (from, to) = match (from, to) {
        (0, DAY) => (0, DAY - 1),
        (from, to) => (from, to % DAY),
    };
    Specification {
        kind: "OpeningHoursSpecification",
        day_of_week: Vec::new(),
        opens: clock(from),
        closes: clock(to),
        valid_from: None,
        valid_through: None,
    }
}

fn english_name(day: Day) -> &'static str {
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
