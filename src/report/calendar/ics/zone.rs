//! The clocks of a zone as a VTIMEZONE: yearly rules where the changes follow one, dates where not.
//! They come from the data that the hours were worked out with, so a program that reads the file
//! needs no other.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::{OffsetName, Tz};

use super::super::instant;
use super::line::Lines;
use crate::availability::{ClockChange, Period, clock_changes};

/// After so many years dates fall on the same days of the week again.
const YEARS: i32 = 28;

/// Changes from one offset to another, as the clocks before them show it.
struct Observance {
    kind: &'static str,
    name: String,
    from: i64,
    to: i64,
    onsets: Vec<NaiveDateTime>,
}

/// Writes the zone as it is from a year before a date on.
pub(super) fn write(lines: &mut Lines, zone: Tz, date: NaiveDate) {
    let first = date.year() - 1;
    let january = |year| {
        let day = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(date);
        day.and_time(chrono::NaiveTime::MIN).and_utc()
    };
    let window = Period {
        from: january(first),
        to: january(first + YEARS),
    };
    lines.component("VTIMEZONE", |lines| {
        lines.text("TZID", zone.name());
        let observances = observances(zone, window);
        if observances.is_empty() {
            constant(lines, zone, window.from);
        }
        for observance in observances {
            observance.write(lines, first);
        }
    });
}

fn observances(zone: Tz, window: Period) -> Vec<Observance> {
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

fn abbreviation(zone: Tz, at: DateTime<Utc>) -> String {
    let offset = zone.offset_from_utc_datetime(&at.naive_utc());
    offset.abbreviation().unwrap_or_default().to_owned()
}

/// A zone whose clocks never change.
fn constant(lines: &mut Lines, zone: Tz, at: DateTime<Utc>) {
    let around = Period {
        from: at,
        to: at + TimeDelta::minutes(1),
    };
    // The wall clock at an instant is that instant moved by the offset.
    let local = around.from.with_timezone(&zone).naive_local();
    let ahead = (local - around.from.naive_utc()).num_minutes();
    let observance = Observance {
        kind: "STANDARD",
        name: abbreviation(zone, at),
        from: ahead,
        to: ahead,
        onsets: vec![instant(0).naive_utc()],
    };
    observance.write(lines, 0);
}

impl Observance {
    fn write(&self, lines: &mut Lines, first: i32) {
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

    /// `FREQ=YEARLY;BYMONTH=3;BYDAY=2SU`, when every year has one onset and all fit.
    fn yearly(&self, first: i32) -> Option<String> {
        let sample = self.onsets.first()?;
        let every_year = self
            .onsets
            .iter()
            .zip(first..)
            .all(|(onset, year)| onset.year() == year);
        let alike = |onset: &NaiveDateTime| {
            (onset.month(), onset.weekday(), onset.time())
                == (sample.month(), sample.weekday(), sample.time())
        };
        let whole = i32::try_from(self.onsets.len()) == Ok(YEARS);
        if !whole || !every_year || !self.onsets.iter().all(alike) {
            return None;
        }
        let nth = |onset: &NaiveDateTime| i64::from(onset.day().div_ceil(7));
        let last = |onset: &NaiveDateTime| (*onset + TimeDelta::weeks(1)).month() != onset.month();
        let nth = if self.onsets.iter().all(last) {
            -1
        } else {
            let nth = nth(sample);
            let same = |onset: &NaiveDateTime| i64::from(onset.day().div_ceil(7)) == nth;
            self.onsets.iter().all(same).then_some(nth)?
        };
        let day = &sample.weekday().to_string().to_uppercase()[..2];
        let month = sample.month();
        Some(format!("FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{day}"))
    }
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
