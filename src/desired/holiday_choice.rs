//! The holidays of a calendar that a file chooses.

use std::collections::BTreeSet;

use crate::diagnostic::Span;
use crate::holiday::{Calendar, HolidayDate};
use crate::model::Availability;

/// An entry of `holidays` after its checks: a calendar, some of its holidays, and years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HolidayChoice {
    pub(crate) calendar: &'static Calendar,
    /// Ids of the holidays that `except` or `only` leaves in.
    pub(crate) taken: BTreeSet<&'static str>,
    pub(super) years: BTreeSet<u16>,
    pub(super) availability: Availability,
    /// The first key of the entry.
    pub(crate) span: Span,
}

impl HolidayChoice {
    /// The dates of the chosen holidays in the chosen years.
    pub(super) fn days(&self) -> impl Iterator<Item = HolidayDate> {
        let days = self.years.iter().flat_map(|year| self.calendar.days(*year));
        days.filter(|day| self.taken.contains(day.holiday.id))
    }
}
