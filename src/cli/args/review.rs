//! Arguments of `review`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::BoolishValueParser;

use super::dates::dates;
use super::holidays::ExpectedHolidays;
use super::output::OutputArgs;
use super::pace::FailFastArgs;
use super::selection::SelectionArgs;
use super::shared::FileLimits;
use super::strictness::Strictness;
use super::value::word;
use super::wrong::{WrongValue, wrong};
use crate::reconcile::DateRange;

/// `review`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ReviewArgs {
    /// Old and new file or directory; with `--base`, files or directories to compare with that
    /// revision.
    #[arg(required = true, value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Take the old side of each PATH from this revision of its Git repository.
    #[arg(long, env = "CONSIGNE_BASE", value_name = "REV", value_parser = revision)]
    pub(in crate::cli) base: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) limits: FileLimits,
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionArgs,
    #[command(flatten)]
    pub(in crate::cli) stopping: FailFastArgs,
    /// Give this consent; may be repeated. Only account-change has an effect here.
    #[arg(long, value_name = "CONSENT", value_parser = word())]
    pub(in crate::cli) allow: Vec<crate::plan::Word>,
    /// Exit with code 2 if there are changes.
    #[arg(long, env = "CONSIGNE_DETAILED_EXITCODE", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) detailed_exitcode: bool,
    /// Compare hours from the first of these dates to the day before the second, such as
    /// 2026-12-24..2027-01-04. By default, compares 28 days from today and the days of every event
    /// that changes.
    #[arg(long, env = "CONSIGNE_WINDOW", value_name = "FROM..TO", value_parser = dates)]
    pub(in crate::cli) window: Option<DateRange>,
    #[command(flatten)]
    pub(in crate::cli) strictness: Strictness,
    #[command(flatten)]
    pub(in crate::cli) expected: ExpectedHolidays,
    #[command(flatten)]
    pub(in crate::cli) output: OutputArgs,
}

/// What Git could take for an option, or for more than one line, is no revision.
fn revision(text: &str) -> Result<String, WrongValue> {
    let odd = text.is_empty() || text.starts_with('-') || text.contains(char::is_control);
    if odd {
        Err(wrong("wrong-revision"))
    } else {
        Ok(text.to_owned())
    }
}
