//! Statutory holidays: calendars as tables of rules, and the days that these give in a year.
//!
//! A file names a calendar, and when it is lowered each holiday becomes a special event. Names of
//! events are fixed in the table, because a portal knows events by their names: a holiday that was
//! renamed here would be deleted and created there.

mod calendar;
mod rule;
mod table;

#[cfg(test)]
mod tests;

pub(crate) use calendar::{Calendar, HolidayDate, YEARS};
pub(crate) use table::CALENDARS;
