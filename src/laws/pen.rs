//! Writes a file in one of the many orders and spellings that mean the same account.

use chrono::{NaiveTime, TimeDelta};
use unicode_normalization::UnicodeNormalization;

use super::account::civil;
use crate::model::{Address, Day, Hours, LunchBreak, Named, Pattern, SpecialEvent, Time, Weekly};

/// The part of a file about the hours of one language.
#[derive(Clone, PartialEq)]
pub(super) enum WrittenHours {
    /// Working hours, with the lunch break where the file names it: `Some(None)` switches it off.
    Working(Weekly, Option<Option<LunchBreak>>),
    Weekend(Weekly),
    /// Schedules, each with its former name if the file renames it.
    List(Vec<(Named, Option<String>)>),
}

/// Chooses among spellings, pseudo-randomly from a seed; with the seed 0 always the plainest one, so
/// that a failure shrinks to a file that people would write.
pub(super) struct Pen(pub(super) u64);

impl Pen {
    fn choose(&mut self, of: usize) -> usize {
        if self.0 == 0 {
            return 0;
        }
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % of
    }

    pub(super) fn toss(&mut self) -> bool {
        self.choose(2) == 1
    }

    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let other = last - self.choose(last + 1);
            list.swap(last, other);
        }
    }

    pub(super) fn map(&mut self, mut entries: Vec<(&'static str, String)>) -> String {
        self.shuffle(&mut entries);
        let entries: Vec<_> = entries
            .iter()
            .map(|(key, value)| format!("{key}: {value}"))
            .collect();
        format!("{{ {} }}", entries.join(", "))
    }

    pub(super) fn list(&mut self, mut entries: Vec<String>) -> String {
        self.shuffle(&mut entries);
        format!("[{}]", entries.join(", "))
    }

    pub(super) fn section(
        &mut self,
        key: &'static str,
        entries: Vec<(&'static str, String)>,
    ) -> Option<(&'static str, String)> {
        (!entries.is_empty()).then(|| (key, self.map(entries)))
    }

    /// Composed or not, with more white space than needed.
    pub(super) fn line(&mut self, text: &str) -> String {
        match self.choose(4) {
            0 | 1 => quoted(text),
            2 => quoted(&text.nfd().collect::<String>()),
            _ => quoted(&format!("  {} ", text.replace(' ', " \u{a0} "))),
        }
    }

    pub(super) fn email(&mut self, text: &str) -> String {
        let (local, domain) = text.rsplit_once('@').unwrap();
        if self.toss() {
            quoted(&format!("{local}@{}", domain.to_uppercase()))
        } else {
            quoted(text)
        }
    }

    pub(super) fn address(&mut self, address: &Address) -> String {
        let mut parts = vec![
            ("street", self.line(&address.street)),
            ("city", self.line(&address.city)),
            ("country", quoted(&address.country)),
        ];
        if let Some(province) = &address.province {
            parts.push(("province", quoted(province)));
        }
        if let Some(code) = &address.postal_code {
            let loose = match (address.country.as_str(), self.choose(3)) {
                ("CA", 1) => code.replace(' ', "").to_lowercase(),
                (_, 2) => code.to_lowercase(),
                _ => code.clone(),
            };
            parts.push(("postalCode", quoted(&loose)));
        }
        self.map(parts)
    }

    pub(super) fn hours(&mut self, hours: WrittenHours) -> String {
        match hours {
            WrittenHours::Weekend(weekly) => {
                let parts = self.weekly(weekly);
                self.map(parts)
            }
            WrittenHours::Working(weekly, lunch) => {
                let mut parts = self.weekly(weekly);
                let lunch = match lunch {
                    None => None,
                    Some(None) => Some(vec![("enabled", "false".to_owned())]),
                    Some(Some(lunch)) => Some(self.lunch_break(weekly, lunch)),
                };
                if let Some(lunch) = lunch {
                    parts.push(("lunchBreak", self.map(lunch)));
                }
                self.map(parts)
            }
            WrittenHours::List(entries) => {
                let entries = entries
                    .into_iter()
                    .map(|(named, from)| self.entry(&named, from));
                let entries = entries.collect();
                self.list(entries)
            }
        }
    }

    fn entry(&mut self, named: &Named, from: Option<String>) -> String {
        let mut parts = match named.pattern {
            Pattern::Weekly(weekly) => self.weekly(weekly),
            Pattern::SpecialEvent(event) => self.event(event),
        };
        parts.push(("name", self.line(named.name.as_str())));
        if let Some(from) = from {
            parts.push(("renamedFrom", self.line(&from)));
        }
        self.map(parts)
    }

    /// A lunch break has no `allDay`, and its days may be those of the working hours.
    fn lunch_break(&mut self, working: Weekly, lunch: Weekly) -> Vec<(&'static str, String)> {
        let mut parts = self.times(lunch, Midnights::Both);
        if working.days != lunch.days || self.toss() {
            parts.push(("days", self.days(lunch)));
        }
        parts
    }

    fn weekly(&mut self, weekly: Weekly) -> Vec<(&'static str, String)> {
        let mut parts = self.times(weekly, Midnights::Named);
        parts.push(("days", self.days(weekly)));
        parts
    }

    fn days(&mut self, weekly: Weekly) -> String {
        let mut days: Vec<_> = weekly
            .days
            .iter()
            .map(|day| day.as_str().to_owned())
            .collect();
        if days.len() == Day::ALL.len() && self.toss() {
            return "all".to_owned();
        }
        if !days.is_empty() && self.toss() {
            days.push(days[0].clone());
        }
        self.list(days)
    }

    fn times(&mut self, weekly: Weekly, midnights: Midnights) -> Vec<(&'static str, String)> {
        let (start, end) = match weekly.hours {
            None => return Vec::new(),
            Some(Hours::AllDay) => match (midnights, self.toss()) {
                (Midnights::Named, false) => return vec![("allDay", "true".to_owned())],
                (Midnights::Named, true) | (Midnights::Both, _) => {
                    (Time::MIDNIGHT, "24:00".to_owned())
                }
            },
            // At the end of a day 00:00 says the same, but for a window that begins there.
            Some(Hours::Between(window)) if window.end == Time::END_OF_DAY && self.toss() => {
                (window.start, "00:00".to_owned())
            }
            Some(Hours::Between(window)) => (window.start, window.end.to_string()),
        };
        vec![
            ("startTime", quoted(&start.to_string())),
            ("endTime", quoted(&end)),
        ]
    }

    fn event(&mut self, event: SpecialEvent) -> Vec<(&'static str, String)> {
        let mut parts = vec![("availability", event.availability.as_str().to_owned())];
        let whole = [event.starts_at, event.ends_at].map(|at| at.time() == NaiveTime::MIN);
        let last = (event.ends_at - TimeDelta::days(1)).date();
        if whole == [true, true] && self.toss() {
            parts.push(("startDate", event.starts_at.date().to_string()));
            if last != event.starts_at.date() || self.toss() {
                parts.push(("endDate", last.to_string()));
            }
            return parts;
        }
        parts.push(("startsAt", civil(event.starts_at)));
        let ends = if whole[1] && self.toss() {
            format!("{last}T24:00")
        } else {
            civil(event.ends_at)
        };
        parts.push(("endsAt", ends));
        parts
    }
}

/// Whether the whole day may be said by `allDay`.
#[derive(Clone, Copy)]
enum Midnights {
    Named,
    Both,
}

/// A double-quoted scalar.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
