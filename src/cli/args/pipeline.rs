//! Arguments of the commands from `validate` to `password`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use clap::builder::BoolishValueParser;

use super::holidays::ExpectedHolidays;
use super::output::{ListFormat, OutputArgs};
use super::pace::{FailFastArgs, PaceArgs};
use super::records::UndoArgs;
use super::selection::SelectionArgs;
use super::shared::{AttemptArgs, FileLimits, Paths, PortalArgs, ScopeArgs};
use super::strictness::Strictness;
use super::value::digest;
use super::wrong::{WrongValue, wrong};
use crate::reconcile::IgnoredDrift;

/// `validate`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Validate {
    #[command(flatten)]
    pub(in crate::cli) paths: Paths,
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionArgs,
    #[command(flatten)]
    pub(in crate::cli) stopping: FailFastArgs,
    #[command(flatten)]
    pub(in crate::cli) strictness: Strictness,
    #[command(flatten)]
    pub(in crate::cli) expected: ExpectedHolidays,
    #[command(flatten)]
    pub(in crate::cli) output: OutputArgs,
}

/// `plan`, and `drift` below.
#[derive(Debug, Args)]
pub(in crate::cli) struct PlanArgs {
    /// File, directory with *.yaml and *.yml files below it, or `-` for standard input.
    #[arg(required_unless_present = "undo", value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) limits: FileLimits,
    #[command(flatten)]
    pub(in crate::cli) undo: UndoArgs,
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionArgs,
    #[command(flatten)]
    pub(in crate::cli) pace: PaceArgs,
    #[command(flatten)]
    pub(in crate::cli) stopping: FailFastArgs,
    #[command(flatten)]
    pub(in crate::cli) portal: PortalArgs,
    #[command(flatten)]
    pub(in crate::cli) scope: ScopeArgs,
    /// Save the plan to this file, for `apply --plan`.
    #[arg(long, env = "CONSIGNE_OUT", value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// Exit with code 2 if there are changes.
    #[arg(long, env = "CONSIGNE_DETAILED_EXITCODE", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) detailed_exitcode: bool,
    #[command(flatten)]
    pub(in crate::cli) expected: ExpectedHolidays,
    #[command(flatten)]
    pub(in crate::cli) output: OutputArgs,
}

/// `rehearse`.
#[derive(Debug, Args)]
pub(in crate::cli) struct RehearseArgs {
    #[command(flatten)]
    pub(in crate::cli) files: Paths,
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionArgs,
    #[command(flatten)]
    pub(in crate::cli) pace: PaceArgs,
    #[command(flatten)]
    pub(in crate::cli) portal: PortalArgs,
    #[command(flatten)]
    pub(in crate::cli) scope: ScopeArgs,
    #[command(flatten)]
    pub(in crate::cli) expected: ExpectedHolidays,
    #[command(flatten)]
    pub(in crate::cli) output: OutputArgs,
}

/// `drift`.
#[derive(Debug, Args)]
pub(in crate::cli) struct DriftArgs {
    #[command(flatten)]
    pub(in crate::cli) plan: PlanArgs,
    /// Leave differences of this setting or section out, until the end of a day: general.spid@2027-01-15; may
    /// be repeated.
    #[arg(long, value_name = "PATH[@DATE]", value_parser = ignored)]
    pub(in crate::cli) ignore: Vec<IgnoredDrift>,
    /// Show, as a unified diff, the files with the portal's values; comments, order and quotes stay.
    #[arg(long, conflicts_with_all = ["undo", "out", "format", "out_json"])]
    pub(in crate::cli) adopt: bool,
    /// Write the files that `--adopt` shows.
    #[arg(long, requires = "adopt")]
    pub(in crate::cli) write: bool,
}

fn ignored(text: &str) -> Result<IgnoredDrift, WrongValue> {
    let parsed = IgnoredDrift::parse(text, "--ignore".to_owned());
    parsed.ok_or_else(|| wrong("wrong-ignored"))
}

/// `show`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Show {
    /// Saved plan to show.
    pub(in crate::cli) file: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) output: OutputArgs,
}

/// `apply`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ApplyArgs {
    /// File, directory with *.yaml and *.yml files below it, or `-` for standard input.
    #[arg(required_unless_present = "plan", value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) limits: FileLimits,
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionArgs,
    #[command(flatten)]
    pub(in crate::cli) pace: PaceArgs,
    /// Apply a saved plan; a PATH given as well must be the file that it was made from.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["auto_approve", "expect", "only", "allow", "patterns", "shard"])]
    pub(in crate::cli) plan: Option<PathBuf>,
    /// Refuse a saved plan older than this, such as 30min or 2h.
    #[arg(long, env = "CONSIGNE_MAX_AGE", value_name = "DURATION", requires = "plan", value_parser = humantime::parse_duration)]
    pub(in crate::cli) max_age: Option<Duration>,
    /// Apply without asking for approval.
    #[arg(long)]
    pub(in crate::cli) auto_approve: bool,
    /// Apply the accounts that are ready, even if others are invalid or refused.
    #[arg(long, env = "CONSIGNE_KEEP_GOING", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) keep_going: bool,
    /// Ask about each account by itself instead of once about all of them.
    #[arg(long, env = "CONSIGNE_EACH", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) each: bool,
    /// Apply only a plan with this digest, or all plans of a run with this digest; may be repeated.
    #[arg(long, value_name = "DIGEST", value_parser = digest)]
    pub(in crate::cli) expect: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) attempt: AttemptArgs,
    #[command(flatten)]
    pub(in crate::cli) portal: PortalArgs,
    #[command(flatten)]
    pub(in crate::cli) scope: ScopeArgs,
    #[command(flatten)]
    pub(in crate::cli) output: OutputArgs,
}

/// `export`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Export {
    /// Accounts to export.
    #[arg(required_unless_present = "all", value_name = "ACCOUNT")]
    pub(in crate::cli) accounts: Vec<String>,
    /// Export every account that the token gives access to.
    #[arg(long, conflicts_with = "accounts", requires = "out_dir")]
    pub(in crate::cli) all: bool,
    #[command(flatten)]
    pub(in crate::cli) portal: PortalArgs,
    /// Include the confidential phone number.
    #[arg(long, env = "CONSIGNE_WITH_CONFIDENTIAL", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) with_confidential: bool,
    /// Write ACCOUNT.yaml into this directory instead of to standard output.
    #[arg(long, env = "CONSIGNE_OUT_DIR", value_name = "DIR")]
    pub(in crate::cli) out_dir: Option<PathBuf>,
    /// Replace existing files.
    #[arg(long, env = "CONSIGNE_FORCE", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) force: bool,
}

/// `init`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Init {
    /// File to create; by default reseller.yaml.
    pub(in crate::cli) path: Option<PathBuf>,
    /// Start from the settings that this account has on the portal.
    #[arg(long, value_name = "ACCOUNT")]
    pub(in crate::cli) from_portal: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) portal: PortalArgs,
    /// Replace an existing file.
    #[arg(long, env = "CONSIGNE_FORCE", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) force: bool,
}

/// `status`.
#[derive(Debug, Args)]
pub(in crate::cli) struct StatusArgs {
    /// Accounts to show; by default, every account that the token gives access to.
    #[arg(value_name = "ACCOUNT", conflicts_with_all = ["patterns", "shard"])]
    pub(in crate::cli) accounts: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionArgs,
    /// Format of the result on standard output.
    #[arg(long, env = "CONSIGNE_FORMAT", value_enum, default_value_t = ListFormat::Text)]
    pub(in crate::cli) format: ListFormat,
    #[command(flatten)]
    pub(in crate::cli) portal: PortalArgs,
}

/// `candidates`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Candidates {
    /// Account name.
    pub(in crate::cli) account: String,
    #[command(flatten)]
    pub(in crate::cli) portal: PortalArgs,
}

/// `password`.
#[derive(Debug, Args)]
pub(in crate::cli) struct PasswordArgs {
    /// File of the account.
    #[arg(value_name = "PATH", conflicts_with = "account")]
    pub(in crate::cli) path: Option<PathBuf>,
    /// Account name; required if the token gives access to several accounts.
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) account: Option<String>,
    /// Read the old and the new password from two lines of this file, which must be readable by you
    /// only.
    #[arg(long, env = "CONSIGNE_PASSWORD_FILE", value_name = "FILE")]
    pub(in crate::cli) password_file: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) portal: PortalArgs,
}
