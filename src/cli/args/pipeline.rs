//! Arguments of the commands from `validate` to `password`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use clap::builder::BoolishValueParser;

use super::holidays::ExpectedHolidays;
use super::output::Output;
use super::shared::{Limits, Paths, PortalArgs, Scope};
use super::strictness::Strictness;
use super::value::digest;

/// `validate`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Validate {
    #[command(flatten)]
    pub(in crate::cli) paths: Paths,
    #[command(flatten)]
    pub(in crate::cli) strictness: Strictness,
    #[command(flatten)]
    pub(in crate::cli) expected: ExpectedHolidays,
    #[command(flatten)]
    pub(in crate::cli) output: Output,
}

/// `plan` and `drift`.
#[derive(Debug, Args)]
pub(in crate::cli) struct PlanArgs {
    #[command(flatten)]
    pub(in crate::cli) paths: Paths,
    #[command(flatten)]
    pub(in crate::cli) portal: PortalArgs,
    #[command(flatten)]
    pub(in crate::cli) scope: Scope,
    /// Save the plan for `apply --plan`.
    #[arg(long, env = "CONSIGNE_OUT", value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// Exit 2 when there are changes.
    #[arg(long, env = "CONSIGNE_DETAILED_EXITCODE", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) detailed_exitcode: bool,
    #[command(flatten)]
    pub(in crate::cli) expected: ExpectedHolidays,
    #[command(flatten)]
    pub(in crate::cli) output: Output,
}

/// `show`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Show {
    /// The saved plan.
    pub(in crate::cli) file: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) output: Output,
}

/// `apply`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ApplyArgs {
    /// A file, a directory with *.yaml and *.yml below it, or - for standard input.
    #[arg(required_unless_present = "plan", value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) limits: Limits,
    /// Apply a saved plan; a PATH beside it must be what it was made from.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["auto_approve", "expect", "only", "allow"])]
    pub(in crate::cli) plan: Option<PathBuf>,
    /// Refuse a saved plan that is older, such as 30min or 2h.
    #[arg(long, env = "CONSIGNE_MAX_AGE", value_name = "DURATION", requires = "plan", value_parser = humantime::parse_duration)]
    pub(in crate::cli) max_age: Option<Duration>,
    /// Do not ask.
    #[arg(long)]
    pub(in crate::cli) auto_approve: bool,
    /// Apply only a plan with this digest; for several accounts once for each.
    #[arg(long, value_name = "DIGEST", value_parser = digest)]
    pub(in crate::cli) expect: Vec<String>,
    /// Where journals and locks are kept.
    #[arg(long, env = "CONSIGNE_STATE_DIR", value_name = "DIR")]
    pub(in crate::cli) state_dir: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) portal: PortalArgs,
    #[command(flatten)]
    pub(in crate::cli) scope: Scope,
    #[command(flatten)]
    pub(in crate::cli) output: Output,
}

/// `export`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Export {
    /// Names of the accounts.
    #[arg(required = true, value_name = "ACCOUNT")]
    pub(in crate::cli) accounts: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) portal: PortalArgs,
    /// Write the confidential phone as well.
    #[arg(long, env = "CONSIGNE_WITH_CONFIDENTIAL", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) with_confidential: bool,
    /// Write ACCOUNT.yaml into this directory instead of standard output.
    #[arg(long, env = "CONSIGNE_OUT_DIR", value_name = "DIR")]
    pub(in crate::cli) out_dir: Option<PathBuf>,
    /// Replace files that are there.
    #[arg(long, env = "CONSIGNE_FORCE", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) force: bool,
}

/// `init`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Init {
    /// Where to write it; reseller.yaml when not given.
    pub(in crate::cli) path: Option<PathBuf>,
    /// Begin with what the portal holds of this account.
    #[arg(long, value_name = "ACCOUNT")]
    pub(in crate::cli) from_portal: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) portal: PortalArgs,
    /// Replace a file that is there.
    #[arg(long, env = "CONSIGNE_FORCE", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) force: bool,
}

/// `candidates`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Candidates {
    /// Name of the account.
    pub(in crate::cli) account: String,
    #[command(flatten)]
    pub(in crate::cli) portal: PortalArgs,
}

/// `password`.
#[derive(Debug, Args)]
pub(in crate::cli) struct PasswordArgs {
    /// A file of the account.
    #[arg(value_name = "PATH", conflicts_with = "account")]
    pub(in crate::cli) path: Option<PathBuf>,
    /// Name of the account; needed when the token sees several.
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) account: Option<String>,
    /// File with the old and the new password on a line each, which nobody else can read.
    #[arg(long, env = "CONSIGNE_PASSWORD_FILE", value_name = "FILE")]
    pub(in crate::cli) password_file: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) portal: PortalArgs,
}
