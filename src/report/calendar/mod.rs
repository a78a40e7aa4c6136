//! The hours of an account as people and programs meet them: the ordinary week, the days that are
//! otherwise, what held at an instant, and how long chat is open.

/// Views as machines read them; the names of their members are promised.
macro_rules! views {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[serde(rename_all = "camelCase")]
        pub(crate) struct $name { $($(#[$field_doc])* pub(crate) $field: $type,)* }
    )*};
}

pub(crate) mod answer;
pub(crate) mod grid;
pub(crate) mod html;
pub(crate) mod ics;
pub(crate) mod osm;
pub(crate) mod schema_org;
pub(crate) mod stretch;
pub(crate) mod week;

mod exceptions;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::Serialize;

use super::view::FORMAT_VERSION;
use super::{Style, harmless};
use crate::availability::{Spans, UnknownZone, zone};
use crate::model::{Chat, FieldPath, Language};
use crate::source::Place;
use crate::words::{Message, Words};

/// Whose hours they are, and what is known of them.
pub(crate) struct Subject<'a> {
    pub(crate) account: &'a str,
    pub(crate) chat: &'a Chat,
    pub(crate) zone: Tz,
    pub(crate) clock: Clock,
    pub(crate) assumptions: Vec<Assumption>,
    /// Where the file speaks of a setting; a portal has no lines.
    pub(crate) place: &'a dyn Fn(&FieldPath) -> Option<Place>,
}

/// Whether there is a zone whose clocks count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    Zone,
    /// A file without a zone: a plain civil week, written as if it were UTC.
    Civil,
}

/// What was not asked and is taken for granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Assumption {
    /// For machines: `chat.enabled=true`; several that are told in one sentence.
    pub(crate) codes: Vec<String>,
    pub(crate) says: Message,
}

impl<'a> Subject<'a> {
    /// A chat that is known whole.
    pub(crate) fn of(
        account: &'a str,
        chat: &'a Chat,
        place: &'a dyn Fn(&FieldPath) -> Option<Place>,
    ) -> Result<Self, UnknownZone> {
        Ok(Self {
            account,
            chat,
            zone: zone(chat)?,
            clock: Clock::Zone,
            assumptions: Vec::new(),
            place,
        })
    }

    fn codes(&self) -> Vec<String> {
        let codes = self.assumptions.iter().flat_map(|a| &a.codes);
        codes.cloned().collect()
    }
}

/// How text is written, and for whom.
#[derive(Clone, Copy)]
pub(crate) struct Pen<'a> {
    pub(crate) words: &'a Words,
    pub(crate) style: Style,
    /// Languages of customers, the asked ones in the order of the portal.
    pub(crate) languages: &'a [Language],
}

impl Pen<'_> {
    fn text(self, id: &'static str) -> String {
        self.words.text(id)
    }

    fn say(self, message: &Message) -> String {
        self.words.say(message)
    }

    /// `Thu 2026-12-24`.
    fn date(self, date: NaiveDate) -> String {
        let day = DAYS[date.weekday().num_days_from_monday() as usize];
        format!("{} {date}", self.text(day))
    }

    /// `2 h 30`, in both languages.
    fn duration(minutes: u64) -> String {
        format!("{} h {:02}", minutes / 60, minutes % 60)
    }

    /// Open times of a day: `08:30–12:00 13:00–17:00`, `all day` or `closed`.
    fn times(self, open: &Spans) -> Vec<String> {
        let times: Vec<_> = open.iter().collect();
        match times[..] {
            [] => vec![self.text("value-closed")],
            [(0, 1440)] => vec![self.text("value-all-day")],
            _ => times.iter().map(|(from, to)| window(*from, *to)).collect(),
        }
    }

    /// `French`, `French and English`.
    fn customers(self, languages: &[Language]) -> String {
        let name = |language: &Language| match language {
            Language::Fr => self.text("hours-french"),
            Language::En => self.text("hours-english"),
        };
        match languages {
            [one] => name(one),
            _ => self.text("hours-both"),
        }
    }

    /// What is not in the file, a sentence each.
    fn assumptions(self, subject: &Subject<'_>) -> Vec<String> {
        let says = subject.assumptions.iter().map(|a| self.say(&a.says));
        says.flat_map(|says| {
            let text = harmless(&format!("{} {says}", self.text("hours-assumed")));
            let words: Vec<_> = text.split(' ').map(str::to_owned).collect();
            let lines = wrapped(&words, WIDTH - 2).into_iter().enumerate();
            lines.map(|(at, line)| if at == 0 { line } else { format!("  {line}") })
        })
        .collect()
    }

    /// `examples/boreal/reseller.yaml:46`.
    fn place(place: &Place) -> String {
        harmless(&format!("{}:{}", place.file, place.line))
    }
}

/// Columns of a terminal.
const WIDTH: usize = 80;

/// Words as lines of at most so many columns.
fn wrapped(words: &[String], columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.clone()),
        }
    }
    lines
}

const DAYS: [&str; 7] = [
    "day-mon", "day-tue", "day-wed", "day-thu", "day-fri", "day-sat", "day-sun",
];

/// `08:30–12:00`.
fn window(from: i64, to: i64) -> String {
    format!("{}–{}", time(from), time(to))
}

/// `08:30`, `24:00`.
fn time(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// An instant since the epoch in minutes.
fn instant(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(minute * 60, 0).unwrap_or_default()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct One<'a, T> {
    format_version: &'static str,
    #[serde(flatten)]
    account: &'a T,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Several<'a, T> {
    format_version: &'static str,
    accounts: &'a [T],
}

/// One account stands by itself; several that were asked for are a list, however many answered.
pub(crate) fn json<T: Serialize>(accounts: &[T], asked: usize) -> String {
    let format_version = FORMAT_VERSION;
    let text = match accounts {
        [account] if asked == 1 => serde_json::to_string_pretty(&One {
            format_version,
            account,
        }),
        accounts => serde_json::to_string_pretty(&Several {
            format_version,
            accounts,
        }),
    };
    // The views hold nothing that JSON cannot say.
    format!("{}\n", text.unwrap_or_default())
}
