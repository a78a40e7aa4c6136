//! Runs every row of `fixtures/hours/*.txt`; the head of each file says how its rows are read.

use std::fmt::Write as _;
use std::path::Path;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::delta::{ChangeDirection, HoursDelta, LanguageDelta, Sums, compare};
use super::instants::{first_instant, instant, minute};
use super::loss::loses_hours;
use super::period::Period;
use super::resolve::{explain, resolve};
use crate::model::{Availability, Chat, Language, TimeZone};
use config::{configure, languages, moment, nothing};

mod config;
mod edits;
mod folds;
mod laws;
mod oracle;
mod year;

#[test]
fn tables_of_hours() {
    let mut failures = String::new();
    let mut rows = 0;
    let mut files: Vec<_> = Path::new("fixtures/hours")
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for (at, line) in text.lines().enumerate() {
            let line = line.split(" #").next().unwrap_or_default().trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            rows += 1;
            for failure in Row::parse(line).failures() {
                writeln!(failures, "{}:{}: {failure}", file.display(), at + 1).unwrap();
            }
        }
    }
    assert!(rows >= 80, "only {rows} rows were found");
    assert!(failures.is_empty(), "\n{failures}");
}

/// Every worked example is there, once.
#[test]
fn no_worked_example_is_missing() {
    let text = std::fs::read_to_string("fixtures/hours/examples.txt").unwrap();
    let rows = text.lines().filter_map(|line| line.split_once('|'));
    let rows = rows.filter(|(name, _)| !name.starts_with('#'));
    let found: Vec<_> = rows.map(|(name, _)| name.trim().to_owned()).collect();
    let examples = (1..=28).map(|n| format!("A{n}"));
    let differences = (1..=17).map(|n| format!("D{n}"));
    assert_eq!(found, examples.chain(differences).collect::<Vec<_>>());
}

/// A configuration, perhaps a new one, and what is expected of them.
struct Row<'a> {
    old: Chat,
    new: Chat,
    expected: Vec<(&'a str, &'a str)>,
}

impl<'a> Row<'a> {
    fn parse(line: &'a str) -> Self {
        let mut row = Self {
            old: nothing(),
            new: nothing(),
            expected: Vec::new(),
        };
        let mut fields = line.split('|').map(str::trim);
        fields.next();
        for field in fields {
            if field == "->" {
                row.old = row.new.clone();
            } else if !configure(&mut row.new, field) {
                row.expected.push(field.split_once(": ").expect(field));
            }
        }
        assert!(!row.expected.is_empty(), "nothing is expected: {line}");
        row
    }

    fn failures(&self) -> Vec<String> {
        let mut out = Vec::new();
        for (key, wanted) in &self.expected {
            let (languages, question) = languages(key);
            for language in languages {
                let found = self.answer(language, question, wanted);
                if found != *wanted {
                    out.push(format!(
                        "{language} {question}: wanted {wanted}, found {found}"
                    ));
                }
            }
        }
        out
    }

    fn answer(&self, language: Language, question: &str, wanted: &str) -> String {
        let (kind, about) = question.split_once(' ').unwrap_or((question, ""));
        match kind {
            "at" => self.at(language, about, wanted),
            "hours" => self.open(language, about),
            "delta" => signed(self.delta(language, about).total),
            "events" => signed(self.delta(language, about).events),
            "week" if about.is_empty() => signed(self.delta(language, "2026-01-15").weekly),
            "week" => signed(self.delta(language, about).weekly),
            "because" => self.because(language, about),
            "asks" => self.asks(about),
            _ => format!("unknown question {kind}"),
        }
    }

    fn delta(&self, language: Language, window: &str) -> LanguageDelta {
        let HoursDelta { languages, .. } =
            compare(&self.old, &self.new, vec![self.window(window)]).unwrap();
        languages.get(language).clone()
    }

    /// `o` or `c` for each time, with the schedule that decides where one is asked for.
    fn at(&self, language: Language, date: &str, wanted: &str) -> String {
        let mut out = Vec::new();
        for row in wanted.split(", ") {
            let mut words = row.splitn(3, ' ');
            let (time, _, schedule) = (words.next().unwrap(), words.next(), words.next());
            let at = self.instant(&format!("{date}T{time}"));
            let layers = explain(&self.new, language, at).unwrap();
            let heard = layers.first().filter(|_| self.new.enabled);
            let open = heard.is_some_and(|layer| layer.says == Availability::Open);
            let minute = Period {
                from: at,
                to: at + TimeDelta::minutes(1),
            };
            let resolved = resolve(&self.new, language, minute).unwrap();
            assert_eq!(resolved.minutes() == 1, open, "{date} {time}");
            let sign = if open { "o" } else { "c" };
            let decides = schedule
                .map(|_| heard.map_or(" nothing".to_owned(), |l| format!(" {}", l.schedule())));
            out.push(format!("{time} {sign}{}", decides.unwrap_or_default()));
        }
        out.join(", ")
    }

    fn asks(&self, now: &str) -> String {
        let asks = loses_hours(&self.old, &self.new, self.instant(now)).unwrap();
        ["no", "yes"][usize::from(asks)].to_owned()
    }

    fn open(&self, language: Language, about: &str) -> String {
        let open = resolve(&self.new, language, self.window(about)).unwrap();
        let shown: Vec<_> = open.iter().map(|(from, to)| self.shown(from, to)).collect();
        if shown.is_empty() {
            "never".to_owned()
        } else {
            shown.join(" ")
        }
    }

    fn because(&self, language: Language, about: &str) -> String {
        let delta = self.delta(language, about);
        let shown = delta.intervals.iter().map(|(window, change, layer)| {
            let nothing = || "nothing".to_owned();
            let because = layer
                .as_ref()
                .map_or_else(nothing, |layer| layer.schedule());
            let shown = self.shown(minute(window.from), minute(window.to));
            let sign = match change {
                ChangeDirection::Gained => '+',
                ChangeDirection::Lost => '-',
            };
            format!("{sign} {shown} {because}")
        });
        shown.collect::<Vec<_>>().join(", ")
    }

    /// Wall-clock times of an interval.
    fn shown(&self, from: i64, to: i64) -> String {
        let zone = self.new.time_zone.rules().unwrap();
        let local = |at| instant(at).with_timezone(&zone).format("%H:%M");
        format!("{}-{}", local(from), local(to))
    }

    /// `2026-03-08` is that day; `2026-03-02..2026-03-09` ends before the second one.
    fn window(&self, text: &str) -> Period {
        let next = |day: &str| day.parse::<NaiveDate>().unwrap().succ_opt().unwrap();
        let (from, to) = match text.split_once("..") {
            Some((from, to)) => (from, to.to_owned()),
            None => (text, next(text).to_string()),
        };
        Period {
            from: self.instant(from),
            to: self.instant(&to),
        }
    }

    /// A civil time of the new zone, the earlier of two; with `Z` an instant.
    fn instant(&self, text: &str) -> DateTime<Utc> {
        match text.strip_suffix('Z') {
            Some(utc) => moment(utc, 0).and_utc(),
            None => {
                let zone = self.new.time_zone.rules().unwrap();
                first_instant(zone, moment(text, 0))
            }
        }
    }
}

/// `+300 -150`, `+300`, `-150` or `0`.
fn signed(sums: Sums) -> String {
    match (sums.gained, sums.lost) {
        (0, 0) => "0".to_owned(),
        (gained, 0) => format!("+{gained}"),
        (0, lost) => format!("-{lost}"),
        (gained, lost) => format!("+{gained} -{lost}"),
    }
}

#[test]
fn an_unknown_zone_is_an_error() {
    let mut chat = nothing();
    chat.time_zone = TimeZone::observed("Mars/Olympus");
    let window = Period {
        from: instant(0),
        to: instant(60),
    };
    let unknown = resolve(&chat, Language::Fr, window).unwrap_err();
    assert_eq!(unknown.0, "Mars/Olympus");
    assert!(compare(&nothing(), &chat, vec![window]).is_err());
    assert!(explain(&chat, Language::En, window.from).is_err());
}
