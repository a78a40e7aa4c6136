//! Arguments of `consigne hours` as they are typed.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use clap::builder::BoolishValueParser;
use clap::{Args, ValueEnum};

use super::holidays::HolidaysArgs;
use super::output::ListFormat;
use super::shared::{FileLimits, PortalArgs};
use super::value::languages;
use super::wrong::{WrongValue, wrong};
use crate::model::Language;

/// `hours`.
#[derive(Debug, Args)]
pub(in crate::cli) struct HoursArgs {
    /// File, directory with *.yaml and *.yml files below it, or `-` for standard input; with
    /// `--from-portal` also the name of an account.
    #[arg(value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) limits: FileLimits,
    /// Show whether chat is open at this instant: RFC 3339, or a time without offset in the
    /// account's zone. May be repeated.
    #[arg(long, value_name = "INSTANT", value_parser = moment, conflicts_with_all = ["from", "to"])]
    pub(in crate::cli) at: Vec<Moment>,
    /// Show all schedules in effect and which of them decides.
    #[arg(long, requires = "at")]
    pub(in crate::cli) explain: bool,
    /// List all open intervals from the beginning of this date on.
    #[arg(long, value_name = "DATE", value_parser = date, requires = "to")]
    pub(in crate::cli) from: Option<NaiveDate>,
    /// List open intervals up to the beginning of this date.
    #[arg(long, value_name = "DATE", value_parser = date, requires = "from")]
    pub(in crate::cli) to: Option<NaiveDate>,
    /// Show exceptions for this many weeks.
    #[arg(long, env = "CONSIGNE_WEEKS", value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=520))]
    pub(in crate::cli) weeks: u16,
    /// Show only the hours for customers in this language.
    #[arg(long, alias = "language", value_name = "fr|en", value_parser = languages(), hide_possible_values = true)]
    pub(in crate::cli) customers: Vec<Language>,
    /// Draw with ASCII characters only.
    #[arg(long, env = "CONSIGNE_ASCII", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) ascii: bool,
    /// Read the hours from the portal instead of a file.
    #[arg(long)]
    pub(in crate::cli) from_portal: bool,
    #[command(flatten)]
    pub(in crate::cli) portal: PortalArgs,
    #[command(flatten)]
    pub(in crate::cli) listed: HolidaysArgs,
    /// Format of the result on standard output.
    #[arg(long, env = "CONSIGNE_FORMAT", value_enum, default_value = "text")]
    pub(in crate::cli) format: HoursFormat,
    /// Also write the result as JSON to this file.
    #[arg(long, env = "CONSIGNE_OUT_JSON", value_name = "FILE")]
    pub(in crate::cli) out_json: Option<PathBuf>,
}

/// Form of hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum HoursFormat {
    Text,
    Json,
    /// iCalendar, for calendar programs.
    Ics,
    /// Values of `opening_hours`, for OpenStreetMap.
    Osm,
    /// JSON-LD, for a page of a website.
    SchemaOrg,
    /// Standalone page.
    Html,
}

impl HoursFormat {
    pub(in crate::cli) fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Ics => "ics",
            Self::Osm => "osm",
            Self::SchemaOrg => "schema-org",
            Self::Html => "html",
        }
    }

    /// The others are about the week of one account.
    pub(in crate::cli) fn for_people_or_scripts(self) -> Option<ListFormat> {
        match self {
            Self::Text => Some(ListFormat::Text),
            Self::Json => Some(ListFormat::Json),
            Self::Ics | Self::Osm | Self::SchemaOrg | Self::Html => None,
        }
    }
}

/// A point of time as people write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Moment {
    Instant(DateTime<FixedOffset>),
    /// On the clocks of the account.
    Civil(NaiveDateTime),
}

fn moment(text: &str) -> Result<Moment, WrongValue> {
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Ok(Moment::Instant(instant));
    }
    let forms = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"];
    // The library alone would take `2026-3-1T8:00` as well.
    let exact = forms.into_iter().find_map(|form| {
        let civil = NaiveDateTime::parse_from_str(text, form).ok()?;
        (civil.format(form).to_string() == text).then_some(civil)
    });
    exact
        .map(Moment::Civil)
        .ok_or_else(|| wrong("wrong-moment"))
}

/// Dates in which a file can speak of events.
const YEARS: std::ops::RangeInclusive<&str> = "2000-01-01"..="2101-01-01";

fn date(text: &str) -> Result<NaiveDate, WrongValue> {
    let date = text.parse::<NaiveDate>().ok();
    date.filter(|date| date.to_string() == text && YEARS.contains(&text))
        .ok_or_else(|| wrong("wrong-date"))
}
