//! The hours as a value of `opening_hours`, the key of OpenStreetMap.
//!
//! The grammar is a list of rules between `; `, and the last rule that matches a day replaces all
//! earlier ones for that day. So the value is the ordinary week, then one rule for each exception:
//!
//! ```text
//!   Mo-We,Fr 08:30-12:00,13:00-17:00; Th 08:30-21:00; 2026 Dec 24 08:30-12:00; 2026 Dec 25-2026 Dec 26 off
//!   └───────────────── ordinary week ──────────────┘  └──────────────── exceptions ────────────────────┘
//! ```
//!
//! Three properties of the grammar shape the code:
//!
//! * A rule replaces the *whole* day, so an exception lists everything that is open then, including
//!   ordinary hours that the event leaves alone, or `off`.
//! * A weekday rule replaces an earlier weekday rule as well, so all stretches of a day stand in one
//!   rule, and days are grouped by equal hours, not stretches by equal times.
//! * Hours after midnight could be written `22:00-26:00`, but they would then belong to the day
//!   before, and an exception on that day would take them away. Days are cut at midnight instead, as
//!   the engine's minutes already are.
//!
//! No text of the file enters the value, so nothing in it can be mistaken for grammar.

use chrono::NaiveDate;

use super::account_hours::AccountHours;
use super::exceptions::{DayChange, Exception};
use super::units::DAY;
use super::week::Timetable;
use crate::availability::Spans;
use crate::model::{Day, Language};
use crate::words::clock;

/// Characters that OpenStreetMap stores of a value. A longer one is still correct for other
/// programs, so it is written with a warning.
pub(crate) const LONGEST: usize = 255;

/// A week without a closed minute, in the grammar's own word.
const ALWAYS: &str = "24/7";

/// The same as a rule that others may follow.
const EVERY_DAY: &str = "Mo-Su 00:00-24:00";

/// The value for the customers of one language, with every exception from a date on.
pub(crate) fn value(
    timetable: &Timetable,
    hours: &AccountHours<'_>,
    language: Language,
    today: NaiveDate,
) -> String {
    let mut rules = weekly(&timetable.days(language));
    let exceptions = timetable.all_exceptions(hours, &[language], today);
    // A rule that repeats the ordinary day would only make the value longer.
    let different = exceptions
        .iter()
        .filter(|exception| exception.change != DayChange::Nothing);
    rules.extend(different.map(exception_rule));
    if let [always, _, ..] = &mut rules[..]
        && always == ALWAYS
    {
        // With exceptions behind it, the word contradicts itself, and evaluators warn.
        EVERY_DAY.clone_into(always);
    }
    if rules.is_empty() {
        // An empty value would mean that the hours are unknown.
        return "off".to_owned();
    }
    rules.join("; ")
}

/// `2026 Dec 25-2026 Dec 26 off`.
fn exception_rule(exception: &Exception) -> String {
    // Both ends have their year, because a range may pass New Year.
    let first = date(exception.first);
    let dates = if exception.first == exception.last {
        first
    } else {
        format!("{first}-{}", date(exception.last))
    };
    format!("{dates} {}", times(&exception.open))
}

/// `Mo-Fr 08:30-12:00,13:00-17:00`: days with equal hours together, in the order of the first of
/// them. Closed days are left out, because what no rule names is closed.
fn weekly(days: &[Spans; 7]) -> Vec<String> {
    // The grammar has a word for this, and some programs know only that word.
    if days.iter().all(|open| open.minutes() == DAY.unsigned_abs()) {
        return vec![ALWAYS.to_owned()];
    }
    // Seven days at most: a search through the groups is as quick as a map, and keeps their order.
    let mut groups: Vec<(&Spans, Vec<Day>)> = Vec::new();
    for (day, open) in Day::ALL.into_iter().zip(days) {
        if open.minutes() == 0 {
            continue;
        }
        // All stretches of a day stay together: a second rule for the weekday would replace the
        // first.
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
    // Two days in a row are a range as well: `Sa-Su`.
    let runs = days.chunk_by(|left, right| left.index() + 1 == right.index());
    let runs = runs.map(|run| match run {
        [first, .., last] => format!("{}-{}", code(*first), code(*last)),
        run => run.iter().map(|day| code(*day)).collect(),
    });
    runs.collect::<Vec<_>>().join(",")
}

/// `08:30-12:00,13:00-17:00`, or `off`.
fn times(open: &Spans) -> String {
    let times: Vec<_> = open
        .iter()
        .map(|(from, to)| format!("{}-{}", clock(from), clock(to)))
        .collect();
    if times.is_empty() {
        "off".to_owned()
    } else {
        times.join(",")
    }
}

/// `2026 Dec 24`: the month in English, as the grammar has it.
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
