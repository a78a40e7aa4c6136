//! Statutory holidays: calendars as tables of rules, and the days that these give in a year.

mod rule;
mod table;

#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use crate::model::{Language, PerLanguage};
use rule::Rule;
pub(crate) use table::CALENDARS;

/// Years in which the tables are right: before, other laws were in force, and after, no event may
/// lie.
pub(crate) const YEARS: RangeInclusive<u16> = 2020..=2100;

/// A holiday: how a file calls it, what the events are called that it becomes, and when it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Holiday {
    pub(crate) id: &'static str,
    names: PerLanguage<&'static str>,
    rule: Rule,
}

/// A holiday as a calendar has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    holiday: Holiday,
    /// The first year in which it is one.
    since: u16,
}

/// The holidays of a law.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Calendar {
    pub(crate) id: &'static str,
    /// Whose holidays, and by which law, as an entry of the catalogue.
    pub(crate) words: &'static str,
    entries: &'static [Entry],
    /// Ids of which the employer chooses one; empty when there is no choice.
    pub(crate) choice: &'static [&'static str],
}

/// A holiday in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) date: NaiveDate,
    pub(crate) holiday: &'static Holiday,
    year: u16,
}

impl Calendar {
    pub(crate) fn find(id: &str) -> Option<&'static Self> {
        CALENDARS.iter().find(|calendar| calendar.id == id)
    }

    pub(crate) fn holidays(&self) -> impl Iterator<Item = &'static Holiday> + use<> {
        self.entries.iter().map(|entry| &entry.holiday)
    }

    /// The holidays of a year, in the order of their dates.
    pub(crate) fn days(&self, year: u16) -> Vec<Day> {
        let there = self.entries.iter().filter(|entry| entry.since <= year);
        let day = |entry: &'static Entry| {
            Some(Day {
                date: entry.holiday.rule.date(i32::from(year))?,
                holiday: &entry.holiday,
                year,
            })
        };
        let mut days: Vec<_> = there.filter_map(day).collect();
        days.sort_by_key(|day| day.date);
        days
    }
}

impl Holiday {
    /// What people of a language call it.
    pub(crate) fn title(&self, language: Language) -> &'static str {
        self.names.get(language)
    }
}

impl Day {
    /// Name of the event that it becomes, in the language of the schedule.
    pub(crate) fn name(&self, language: Language) -> String {
        format!("{} {}", self.holiday.title(language), self.year)
    }
}
