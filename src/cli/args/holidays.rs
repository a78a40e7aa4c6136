//! Arguments about calendars of holidays.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::wrong::{WrongValue, between, wrong};
use crate::holiday::{CALENDARS, Calendar, YEARS};

/// What to list.
#[derive(Debug, Args)]
pub(in crate::cli) struct HolidaysArgs {
    /// List the holidays of this calendar and exit.
    #[arg(
        long,
        value_name = "CALENDAR",
        value_parser = calendar(),
        conflicts_with_all = ["paths", "at", "from", "from_portal"]
    )]
    pub(in crate::cli) holidays: Option<&'static Calendar>,
    /// Years to list, separated by commas; by default this year.
    #[arg(long, env = "CONSIGNE_YEARS", value_name = "YEAR", value_delimiter = ',', value_parser = year, requires = "holidays")]
    pub(in crate::cli) years: Vec<u16>,
}

/// Holidays that files should have events for.
#[derive(Debug, Args)]
#[command(next_help_heading = "Findings")]
pub(in crate::cli) struct ExpectedHolidays {
    /// Warn about holidays of this calendar in the next 12 months that have no event; by default,
    /// uses the calendars that the file's `holidays` name.
    #[arg(long, env = "CONSIGNE_HOLIDAYS", value_name = "CALENDAR", value_parser = calendar())]
    pub(in crate::cli) holidays: Option<&'static Calendar>,
}

/// The id of a calendar; clap suggests the nearest one.
pub(in crate::cli) fn calendar() -> impl TypedValueParser<Value = &'static Calendar> {
    let ids = CALENDARS.iter().map(|calendar| calendar.id);
    PossibleValuesParser::new(ids)
        .try_map(|id| Calendar::find(&id).ok_or_else(|| wrong("wrong-calendar")))
}

fn year(text: &str) -> Result<u16, WrongValue> {
    let year = text.parse().ok().filter(|year| YEARS.contains(year));
    year.ok_or_else(|| between(&YEARS.start().to_string(), &YEARS.end().to_string()))
}
