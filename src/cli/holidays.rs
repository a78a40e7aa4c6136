//! `consigne hours --holidays CALENDAR --years YEAR`: the holidays that a calendar gives.

use std::collections::BTreeSet;

use chrono::Datelike;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::args::ListFormat;
use super::environment::Environment;
use super::wrong::{Wrong, between, wrong};
use crate::holiday::{CALENDARS, Calendar, YEARS};
use crate::report::holidays::{report, text};

/// What to list.
#[derive(Debug, Args)]
pub(super) struct HolidaysArgs {
    /// List the holidays of this calendar and exit.
    #[arg(
        long,
        value_name = "CALENDAR",
        value_parser = calendar(),
        conflicts_with_all = ["paths", "at", "from", "from_portal"]
    )]
    pub(super) holidays: Option<&'static Calendar>,
    /// Years to list, separated by commas; by default this year.
    #[arg(long, env = "CONSIGNE_YEARS", value_name = "YEAR", value_delimiter = ',', value_parser = year, requires = "holidays")]
    pub(super) years: Vec<u16>,
}

/// Holidays that files should have events for.
#[derive(Debug, Args)]
pub(super) struct ExpectedHolidays {
    /// Warn about holidays of this calendar in the next 12 months that have no event; by default,
    /// uses the calendars that the file's `holidays` name.
    #[arg(long, env = "CONSIGNE_HOLIDAYS", value_name = "CALENDAR", value_parser = calendar())]
    pub(super) holidays: Option<&'static Calendar>,
}

/// The id of a calendar; clap suggests the nearest one.
pub(super) fn calendar() -> impl TypedValueParser<Value = &'static Calendar> {
    let ids = CALENDARS.iter().map(|calendar| calendar.id);
    PossibleValuesParser::new(ids)
        .try_map(|id| Calendar::find(&id).ok_or_else(|| wrong("wrong-calendar")))
}

fn year(text: &str) -> Result<u16, Wrong> {
    let year = text.parse().ok().filter(|year| YEARS.contains(year));
    year.ok_or_else(|| between(&YEARS.start().to_string(), &YEARS.end().to_string()))
}

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
    environment.result(&match format {
        ListFormat::Text => text(calendar, &years, words, style),
        ListFormat::Json => report(calendar, &years),
    });
}
