//! A calendar, its holidays, and the dates of these in a year.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::rule::DateRule;
use crate::model::{Language, PerLanguage};

/// Years in which the tables are right. Other laws were in force before, and the contract has no
/// events after.
pub(crate) const YEARS: RangeInclusive<u16> = 2020..=2100;

/// A holiday: its id in files, the names of the events that it becomes, and the rule of its date.
/// Two calendars may share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Holiday {
    pub(crate) id: &'static str,
    names: PerLanguage<&'static str>,
    rule: DateRule,
}

/// A holiday as a calendar has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CalendarEntry {
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
    entries: &'static [CalendarEntry],
    /// Ids of which the employer chooses one, as Good Friday or Easter Monday in Quebec; empty when
    /// the law leaves no choice.
    pub(crate) choice: &'static [&'static str],
}

/// A holiday in a year. A holiday that is moved when it falls on a Sunday has the date to which it
/// is moved, and the name of its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HolidayDate {
    pub(crate) date: NaiveDate,
    pub(crate) holiday: &'static Holiday,
    year: u16,
}

impl Calendar {
    pub(crate) fn holidays(&self) -> impl Iterator<Item = &'static Holiday> + use<> {
        self.entries.iter().map(|entry| &entry.holiday)
    }

    /// The holidays of a year, in the order of their dates.
    pub(crate) fn days(&self, year: u16) -> Vec<HolidayDate> {
        let mut days: Vec<_> = self
            .entries
            .iter()
            .filter(|entry| entry.since <= year)
            .filter_map(|entry| {
                Some(HolidayDate {
                    date: entry.holiday.rule.date(i32::from(year))?,
                    holiday: &entry.holiday,
                    year,
                })
            })
            .collect();
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

impl HolidayDate {
    /// Name of the event that it becomes, in the language of the schedule: `Noël 2026`. The year
    /// makes it unique in its list, and fixed names make it known again.
    pub(crate) fn name(&self, language: Language) -> String {
        format!("{} {}", self.holiday.title(language), self.year)
    }
}

/// An entry of the tables: the holiday of a rule, in all years.
pub(super) const fn holiday(
    id: &'static str,
    fr: &'static str,
    en: &'static str,
    rule: DateRule,
) -> CalendarEntry {
    CalendarEntry {
        holiday: Holiday {
            id,
            names: PerLanguage { fr, en },
            rule,
        },
        since: 0,
    }
}

impl CalendarEntry {
    /// The entry from a year on.
    pub(super) const fn since(mut self, year: u16) -> Self {
        self.since = year;
        self
    }
}

/// A calendar without a choice.
pub(super) const fn calendar(
    id: &'static str,
    words: &'static str,
    entries: &'static [CalendarEntry],
) -> Calendar {
    Calendar {
        id,
        words,
        entries,
        choice: &[],
    }
}

impl Calendar {
    /// The calendar with holidays of which the employer chooses one.
    pub(super) const fn choice(mut self, choice: &'static [&'static str]) -> Self {
        self.choice = choice;
        self
    }
}
