//! The calendars against tables that were not made by them, and what must hold in every year.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use super::{CALENDARS, Calendar, YEARS};
use crate::model::Language;
use crate::words::Words;

const BY_HAND: &str = include_str!("../../fixtures/holidays/by-hand.txt");
const INDEPENDENT: &str = include_str!("../../fixtures/holidays/independent.txt");

/// Calendar, year and dates of each row.
fn rows(text: &str) -> Vec<(&'static Calendar, u16, BTreeSet<String>)> {
    let rows = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|row| {
        let mut parts = row.split_whitespace().map(str::to_owned);
        let calendar = parts.next().unwrap();
        let year = parts.next().unwrap().parse().unwrap();
        let calendar = Calendar::find(&calendar).unwrap_or_else(|| panic!("{calendar}"));
        (calendar, year, parts.collect())
    })
    .collect()
}

fn dates(calendar: &Calendar, year: u16) -> BTreeSet<String> {
    let days = calendar.days(year).into_iter();
    days.map(|day| day.date.format("%m-%d").to_string())
        .collect()
}

/// The date of a holiday, wherever it is one.
fn date(id: &str, year: u16) -> NaiveDate {
    let mut days = CALENDARS.iter().flat_map(|calendar| calendar.days(year));
    days.find(|day| day.holiday.id == id).unwrap().date
}

#[test]
fn tables_written_by_hand() {
    let rows = rows(BY_HAND);
    let years: BTreeSet<_> = rows.iter().map(|(_, year, _)| year).collect();
    assert!(years.len() >= 12 && rows.len() == 2 * years.len());
    for (calendar, year, expect) in rows {
        assert_eq!(dates(calendar, year), expect, "{} {year}", calendar.id);
    }
}

/// Every year of every calendar, as somebody else computes them.
#[test]
fn an_independent_table() {
    let rows = rows(INDEPENDENT);
    assert_eq!(rows.len(), CALENDARS.len() * YEARS.count());
    for (calendar, year, mut expect) in rows {
        // The Holidays Act (s. 2) moves Canada Day off a Sunday for everybody in Canada.
        let first = NaiveDate::from_ymd_opt(year.into(), 7, 1).unwrap();
        if first.weekday() == Weekday::Sun && calendar.id != "CA-NL" {
            assert!(expect.remove("07-01"));
            expect.insert("07-02".to_owned());
        }
        // The day on which a queen was buried is no rule.
        if year == 2022 {
            expect.remove("09-19");
        }
        if calendar.id == "CA-QC" {
            // The other half of the employer's choice is in another category there.
            expect.insert(date("easter-monday", year).format("%m-%d").to_string());
        }
        assert_eq!(dates(calendar, year), expect, "{} {year}", calendar.id);
    }
}

#[test]
fn each_is_the_weekday_that_it_should_be() {
    for year in YEARS {
        for calendar in &CALENDARS {
            let days = calendar.days(year);
            assert!(days.is_sorted_by_key(|day| day.date), "{year}");
            for day in days {
                let weekday = day.date.weekday();
                let named = match day.holiday.id {
                    "good-friday" => Some(Weekday::Fri),
                    "easter-monday" | "patriots-day" | "victoria-day" | "labour-day"
                    | "thanksgiving" | "family-day" | "louis-riel-day" | "islander-day"
                    | "heritage-day" | "bc-day" | "new-brunswick-day" | "saskatchewan-day"
                    | "civic-holiday" | "discovery-day" => Some(Weekday::Mon),
                    _ => None,
                };
                assert!(
                    named.is_none_or(|named| named == weekday),
                    "{} {year}",
                    day.holiday.id
                );
                assert_eq!(day.date.year(), i32::from(year));
            }
        }
        let (friday, monday) = (date("good-friday", year), date("easter-monday", year));
        assert_eq!(monday - friday, TimeDelta::days(3));
        let at = (friday.month(), friday.day());
        assert!(((3, 20)..=(4, 23)).contains(&at), "{friday}");
        assert!((18..=24).contains(&date("victoria-day", year).day()));
        assert_ne!(date("canada-day", year).weekday(), Weekday::Sun);
        assert!(date("canada-day", year).day() <= 2);
        assert!((1..=7).contains(&date("labour-day", year).day()));
        assert!((8..=14).contains(&date("thanksgiving", year).day()));
    }
}

#[test]
fn a_holiday_begins_with_its_law() {
    let has = |calendar: &str, id: &str, year: u16| {
        let calendar = Calendar::find(calendar).unwrap();
        calendar.days(year).iter().any(|day| day.holiday.id == id)
    };
    for (calendar, first) in [("CA-FED", 2021), ("CA-BC", 2023), ("CA-MB", 2024)] {
        let id = "truth-and-reconciliation";
        assert!(!has(calendar, id, first - 1) && has(calendar, id, first));
    }
}

/// An id is one holiday with one name in each language, and two holidays never share a name:
/// events are known by it.
#[test]
fn names_are_fixed_and_apart() {
    let holidays = CALENDARS.iter().flat_map(Calendar::holidays);
    let mut known = BTreeSet::new();
    for holiday in holidays {
        let [fr, en] = Language::ALL.map(|language| holiday.title(language));
        known.insert((holiday.id, fr, en));
    }
    let apart = |part: fn(&(&'static str, &'static str, &'static str)) -> &'static str| {
        known.iter().map(part).collect::<BTreeSet<_>>().len() == known.len()
    };
    assert!(apart(|row| row.0) && apart(|row| row.1) && apart(|row| row.2));
    let words = Language::ALL.map(Words::of);
    for calendar in &CALENDARS {
        let ids: BTreeSet<_> = calendar.holidays().map(|holiday| holiday.id).collect();
        assert_eq!(ids.len(), calendar.holidays().count(), "{}", calendar.id);
        assert!(calendar.choice.iter().all(|id| ids.contains(id)));
        for words in &words {
            assert_ne!(words.text(calendar.words), calendar.words);
        }
    }
}

/// What `explain` says of calendars names each of them, and the holidays of the main two.
#[test]
fn explain_names_calendars_and_holidays() {
    for words in Language::ALL.map(Words::of) {
        let calendars = words.attribute("field-calendar", "limits").unwrap();
        for calendar in &CALENDARS {
            assert!(calendars.contains(calendar.id), "{}", calendar.id);
        }
        let holidays = words.attribute("topic-holidays", "what").unwrap();
        for calendar in &CALENDARS[..2] {
            for holiday in calendar.holidays() {
                assert!(holidays.contains(holiday.id), "{}", holiday.id);
            }
        }
    }
}

#[test]
fn an_event_is_named_in_the_language_of_the_schedule() {
    let check = |calendar: &str, at: &str, fr: &str, en: &str| {
        let date: NaiveDate = at.parse().unwrap();
        let year = date.year().try_into().unwrap();
        let days = Calendar::find(calendar).unwrap().days(year);
        let day = days.iter().find(|day| day.date == date).unwrap();
        let named = [Language::Fr, Language::En].map(|language| day.name(language));
        assert_eq!(named, [fr, en]);
    };
    check(
        "CA-QC",
        "2027-01-01",
        "Jour de l'An 2027",
        "New Year's Day 2027",
    );
    check(
        "CA-QC",
        "2029-07-02",
        "Fête du Canada 2029",
        "Canada Day 2029",
    );
    check(
        "CA-QC",
        "2027-06-24",
        "Fête nationale 2027",
        "National Holiday 2027",
    );
    check(
        "CA-FED",
        "2027-05-24",
        "Fête de la Reine 2027",
        "Victoria Day 2027",
    );
    check(
        "CA-FED",
        "2027-12-26",
        "Lendemain de Noël 2027",
        "Boxing Day 2027",
    );
}
