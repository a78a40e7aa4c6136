//! The clocks of a zone as a VTIMEZONE: yearly rules where the changes follow one, dates where
//! they do not. They come from the data that the hours were computed with, so a program that reads
//! the file needs no data of its own, and cannot disagree with it.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};

use super::super::units::instant;
use super::line::ContentLines;
use crate::availability::{ClockChange, Period, clock_changes};
use crate::zone::Zone;

/// After so many years dates fall on the weekdays that they fell on before, so a rule that fits all
/// of them fits every year.
const YEARS: i32 = 28;

/// All changes from one offset to another, as the clocks before them show it: VTIMEZONE writes an
/// onset in the civil time that is about to end.
struct Observance {
    /// `DAYLIGHT` or `STANDARD`.
    kind: &'static str,
    /// The abbreviation of the clocks after the change; some zones have none.
    name: String,
    /// Minutes ahead of UTC, before and after.
    from: i64,
    to: i64,
    onsets: Vec<NaiveDateTime>,
}

/// Writes the zone as it is from a year before a date on.
pub(super) fn write(lines: &mut ContentLines, zone: Zone, date: NaiveDate) {
    let first = date.year() - 1;
    let window = Period {
        from: new_year(first),
        to: new_year(first + YEARS),
    };
    lines.component("VTIMEZONE", |lines| {
        lines.text("TZID", zone.name());
        let observances = observances(zone, window);
        if observances.is_empty() {
            constant(zone, window.from).write(lines, 0);
        }
        for observance in observances {
            observance.write(lines, first);
        }
    });
}

fn new_year(year: i32) -> DateTime<Utc> {
    let day = NaiveDate::from_ymd_opt(year, 1, 1).expect("the years of a calendar are near today");
    day.and_time(NaiveTime::MIN).and_utc()
}

/// The changes of a window, those with equal offsets and names together.
fn observances(zone: Zone, window: Period) -> Vec<Observance> {
    let mut found: BTreeMap<(i64, i64, String), Vec<NaiveDateTime>> = BTreeMap::new();
    for change in clock_changes(zone, window) {
        let ClockChange { at, before, after } = change;
        let onset = (at + TimeDelta::minutes(before)).naive_utc();
        let key = (before, after, abbreviation(zone, at));
        found.entry(key).or_default().push(onset);
    }
    let found = found.into_iter();
    found
        .map(|((from, to, name), onsets)| Observance {
            kind: if to > from { "DAYLIGHT" } else { "STANDARD" },
            name,
            from,
            to,
            onsets,
        })
        .collect()
}

fn abbreviation(zone: Zone, at: DateTime<Utc>) -> String {
    let offset = zone.offset_from_utc_datetime(&at.naive_utc());
    offset.abbreviation().unwrap_or_default()
}

/// The one observance of a zone whose clocks never change, from the epoch on.
fn constant(zone: Zone, at: DateTime<Utc>) -> Observance {
    // The wall clock at an instant is that instant moved by the offset.
    let local = at.with_timezone(&zone).naive_local();
    let ahead = (local - at.naive_utc()).num_minutes();
    Observance {
        kind: "STANDARD",
        name: abbreviation(zone, at),
        from: ahead,
        to: ahead,
        onsets: vec![instant(0).naive_utc()],
    }
}

impl Observance {
    /// `first` is the year from which on the onsets were searched for.
    fn write(&self, lines: &mut ContentLines, first: i32) {
        let Some(onset) = self.onsets.first() else {
            return;
        };
        lines.component(self.kind, |lines| {
            lines.put("DTSTART", &local(*onset));
            lines.put("TZOFFSETFROM", &offset(self.from));
            lines.put("TZOFFSETTO", &offset(self.to));
            if !self.name.is_empty() {
                lines.text("TZNAME", &self.name);
            }
            match self.yearly(first) {
                Some(rule) => lines.put("RRULE", &rule),
                None => {
                    for onset in self.onsets.iter().skip(1) {
                        lines.put("RDATE", &local(*onset));
                    }
                }
            }
        });
    }

    /// `FREQ=YEARLY;BYMONTH=3;BYDAY=2SU`, if every year has one onset and they all share month,
    /// weekday, time, and either their position in the month or that they are the last of it.
    fn yearly(&self, first: i32) -> Option<String> {
        let sample = self.onsets.first()?;
        let mut years = self.onsets.iter().zip(first..);
        let every_year = years.all(|(onset, year)| onset.year() == year);
        let whole = i32::try_from(self.onsets.len()) == Ok(YEARS);
        let mut onsets = self.onsets.iter();
        if !whole || !every_year || !onsets.all(|onset| alike(*onset, *sample)) {
            return None;
        }
        let position = if self.onsets.iter().all(|onset| is_last_of_month(*onset)) {
            -1
        } else {
            let position = position_in_month(*sample);
            let mut positions = self.onsets.iter().map(|onset| position_in_month(*onset));
            positions
                .all(|other| other == position)
                .then_some(position)?
        };
        let day = &sample.weekday().to_string().to_uppercase()[..2];
        let month = sample.month();
        Some(format!("FREQ=YEARLY;BYMONTH={month};BYDAY={position}{day}"))
    }
}

fn alike(onset: NaiveDateTime, sample: NaiveDateTime) -> bool {
    (onset.month(), onset.weekday(), onset.time())
        == (sample.month(), sample.weekday(), sample.time())
}

/// 2 for the second Sunday of a month.
fn position_in_month(onset: NaiveDateTime) -> i64 {
    i64::from(onset.day().div_ceil(7))
}

fn is_last_of_month(onset: NaiveDateTime) -> bool {
    (onset + TimeDelta::weeks(1)).month() != onset.month()
}

/// `20261224T083000`.
pub(super) fn local(civil: NaiveDateTime) -> String {
    civil.format("%Y%m%dT%H%M%S").to_string()
}

/// `-0500`.
fn offset(minutes: i64) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.abs();
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}
