//! `consigne hours --holidays CALENDAR --years YEAR`: the holidays that a calendar gives.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::args::ListFormat;
use super::environment::Environment;
use crate::holiday::Calendar;
use crate::report::holidays::{report, text};

pub(super) fn run(
    calendar: &Calendar,
    years: &[u16],
    format: ListFormat,
    environment: &Environment,
) {
    let this_year = u16::try_from(environment.now.year()).ok();
    let years: BTreeSet<_> = match years {
        [] => this_year.into_iter().collect(),
        years => years.iter().copied().collect(),
    };
    let (words, style) = (&environment.words, environment.style);
    match format {
        ListFormat::Text => environment.report(&text(calendar, &years, words, style)),
        ListFormat::Json => environment.result(&report(calendar, &years)),
    }
}
