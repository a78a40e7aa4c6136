//! How the text of hours is written: in which language, with which colours, for which customers.

use chrono::{Datelike, NaiveDate};

use super::account_hours::AccountHours;
use super::units::{DAY, DAY_NAMES, window};
use crate::availability::Spans;
use crate::model::Language;
use crate::report::wrap::continued;
use crate::report::{Style, harmless};
use crate::source::Place;
use crate::words::{Message, Words};

/// What the text reports of hours share.
#[derive(Clone, Copy)]
pub(crate) struct HoursRenderer<'a> {
    pub(crate) words: &'a Words,
    pub(crate) style: Style,
    /// Maximum length of a line.
    pub(crate) columns: usize,
    /// The customers' languages that were asked for, in the portal's order. Not the language of
    /// the report itself, which `words` has.
    pub(crate) languages: &'a [Language],
}

impl HoursRenderer<'_> {
    /// Columns of a week that does not go to a terminal: it fits a mail, a ticket or half a screen.
    pub(crate) const COLUMNS: usize = 60;

    pub(super) fn text(self, id: &'static str) -> String {
        self.words.text(id)
    }

    pub(super) fn say(self, message: &Message) -> String {
        self.words.say(message)
    }

    /// `Thu 2026-12-24`.
    pub(super) fn date(self, date: NaiveDate) -> String {
        let day = DAY_NAMES[date.weekday().num_days_from_monday() as usize];
        format!("{} {date}", self.text(day))
    }

    /// `Thu 2026-12-24 – Fri 2026-12-25`, or one date where both are equal.
    pub(super) fn dates(self, first: NaiveDate, last: NaiveDate) -> String {
        if first == last {
            return self.date(first);
        }
        format!("{} – {}", self.date(first), self.date(last))
    }

    /// Open times of a day: `08:30–12:00` and `13:00–17:00`, `all day` or `closed`.
    pub(super) fn times(self, open: &Spans) -> Vec<String> {
        let times: Vec<_> = open.iter().collect();
        match times[..] {
            [] => vec![self.text("value-closed")],
            [(0, DAY)] => vec![self.text("value-all-day")],
            _ => times.iter().map(|(from, to)| window(*from, *to)).collect(),
        }
    }

    /// `French customers`, `French and English customers`.
    pub(super) fn customers(self, languages: &[Language]) -> String {
        self.text(match languages {
            [Language::Fr] => "hours-french",
            [Language::En] => "hours-english",
            _ => "hours-both",
        })
    }

    /// A line, and those that continue it.
    pub(super) fn lines(self, line: &str) -> Vec<String> {
        continued(line, self.columns)
    }

    /// What the report assumes because the file leaves it open: a sentence each.
    pub(crate) fn assumptions(self, hours: &AccountHours<'_>) -> Vec<String> {
        let mut lines = Vec::new();
        for assumption in &hours.assumptions {
            let says = self.say(&assumption.says);
            let text = harmless(&format!("{} {says}", self.text("hours-assumed")));
            lines.extend(self.lines(&text));
        }
        lines
    }
}

/// `examples/boreal/reseller.yaml:46`.
pub(super) fn file_and_line(place: &Place) -> String {
    harmless(&format!("{}:{}", place.file, place.line))
}
