//! Arguments as they are typed.

use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, Utc};
use clap::builder::BoolishValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::dates::{Dates, dates};
use super::holidays::ExpectedHolidays;
pub(super) use super::output::{Format, ListFormat, Output};
use super::portal_args::PortalCommand;
use super::review::ReviewArgs;
use super::strictness::Strictness;
use super::watch::WatchArgs;
use super::wrong::{Wrong, wrong};
use crate::model::Language;
use crate::words::Message;

/// Manage reseller accounts of the Evatel web portal as YAML files in Git.
#[derive(Debug, Parser)]
#[command(name = "consigne", version, max_term_width = 100)]
pub(super) struct Cli {
    /// Set the language of all output for people; Markdown and HTML also accept `fr,en`.
    #[arg(long, global = true, env = "CONSIGNE_LANG", value_name = "fr|en", value_delimiter = ',', value_parser = language)]
    pub(super) lang: Vec<Language>,
    /// Override the current time (not used for the age of a plan).
    #[arg(long, global = true, hide = true, env = "CONSIGNE_NOW", value_name = "INSTANT", value_parser = instant)]
    pub(super) now: Option<DateTime<Utc>>,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// `fr`, and also `fr_CA.UTF-8` and the like.
pub(super) fn language(text: &str) -> Result<Language, Wrong> {
    let code = text.get(..2).unwrap_or_default().to_lowercase();
    let rest = text.get(2..).unwrap_or_default();
    let language = Language::parse(&code).filter(|_| !rest.starts_with(char::is_alphanumeric));
    language.ok_or_else(|| wrong("wrong-language"))
}

pub(super) fn instant(text: &str) -> Result<DateTime<Utc>, Wrong> {
    let instant = DateTime::parse_from_rfc3339(text);
    instant
        .map(|instant| instant.to_utc())
        .map_err(|_| wrong("wrong-instant"))
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check files without contacting a portal, and report every finding with its line.
    Validate(Validate),
    /// Show what would change, without writing to the portal.
    Plan(PlanArgs),
    /// Show a saved plan.
    Show(Show),
    /// Show what a new version of the files would change, without contacting a portal.
    Review(ReviewArgs),
    /// Apply the files to the portal.
    Apply(ApplyArgs),
    /// Report whether the portal still matches the files, without writing to it.
    Drift(PlanArgs),
    /// Watch a directory and re-plan whatever a change affects.
    Watch(WatchArgs),
    /// Export an account from the portal to a file.
    Export(Export),
    /// Create a first file.
    Init(Init),
    /// Show the week as customers see it, and why chat is open or closed at an instant.
    Hours(super::hours::HoursArgs),
    /// Show whose token it is and which accounts it can access.
    Whoami(PortalArgs),
    /// List the users who may become delegates of an account.
    Candidates(Candidates),
    /// Change the administrator's password; requires the old one, and shows or stores neither.
    Password(PasswordArgs),
    /// Run and administer the embedded portal.
    Portal {
        #[command(subcommand)]
        command: PortalCommand,
    },
    /// Print the JSON Schema of a file, for editors.
    Schema {
        /// Kind of file.
        #[arg(value_enum, default_value_t)]
        of: SchemaOf,
    },
    /// Explain a key of the file, with the text of the portal's help page.
    Explain(super::explain::Explain),
    /// Print a page for the program `man`.
    Man(super::man::ManArgs),
    /// Print completions for a shell.
    Completions {
        /// Shell to complete for.
        shell: clap_complete::Shell,
    },
}

/// A kind of file that people write.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
    #[default]
    Reseller,
    Policy,
}

/// What many commands have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Common<'a> {
    /// How its result is written, when that is more than text.
    pub(super) output: Option<&'a Output>,
    /// What it judges by beside errors.
    pub(super) strictness: Option<&'a Strictness>,
}

impl Command {
    pub(super) fn common(&self) -> Common<'_> {
        let (output, strictness) = match self {
            Self::Validate(args) => (Some(&args.output), Some(&args.strictness)),
            Self::Plan(args) | Self::Drift(args) => {
                (Some(&args.output), Some(&args.scope.strictness))
            }
            Self::Review(args) => (Some(&args.output), Some(&args.strictness)),
            Self::Apply(args) => (Some(&args.output), Some(&args.scope.strictness)),
            Self::Show(args) => (Some(&args.output), None),
            Self::Watch(args) => (None, Some(&args.scope.strictness)),
            Self::Export(_)
            | Self::Init(_)
            | Self::Hours(_)
            | Self::Whoami(_)
            | Self::Candidates(_)
            | Self::Portal { .. }
            | Self::Schema { .. }
            | Self::Explain(_)
            | Self::Password(_)
            | Self::Man(_)
            | Self::Completions { .. } => (None, None),
        };
        Common { output, strictness }
    }
}

/// Files and directories.
#[derive(Debug, Args)]
pub(super) struct Paths {
    /// File, directory with *.yaml and *.yml files below it, or `-` for standard input.
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) limits: Limits,
}

/// How much one run reads.
#[derive(Debug, Args)]
pub(super) struct Limits {
    /// Maximum number of files to read in one run.
    #[arg(
        long,
        env = "CONSIGNE_MAX_FILES",
        value_name = "N",
        default_value_t = 1_000
    )]
    pub(super) max_files: usize,
}

/// `validate`.
#[derive(Debug, Args)]
pub(super) struct Validate {
    #[command(flatten)]
    pub(super) paths: Paths,
    #[command(flatten)]
    pub(super) strictness: Strictness,
    #[command(flatten)]
    pub(super) expected: ExpectedHolidays,
    #[command(flatten)]
    pub(super) output: Output,
}

/// Where the portal is and who asks.
#[derive(Debug, Clone, Args)]
pub(super) struct PortalArgs {
    /// Address of the portal, or `embedded` to run one inside this process.
    #[arg(long, env = "CONSIGNE_PORTAL", value_name = "URL")]
    pub(super) portal: Option<String>,
    /// Read the token from the single line of this file, instead of from `CONSIGNE_TOKEN`.
    #[arg(long, env = "CONSIGNE_TOKEN_FILE", value_name = "FILE")]
    pub(super) token_file: Option<PathBuf>,
    /// Trust an additional root certificate, in PEM format.
    #[arg(long, env = "CONSIGNE_CA_FILE", value_name = "FILE")]
    pub(super) ca_file: Option<PathBuf>,
}

/// What narrows a plan and consents to it.
#[derive(Debug, Args)]
pub(super) struct Scope {
    /// Plan only this section; may be repeated.
    #[arg(long, value_enum, value_name = "SECTION")]
    pub(super) only: Vec<Section>,
    /// Give this consent; may be repeated.
    #[arg(long, value_name = "WORD", value_parser = word)]
    pub(super) allow: Vec<crate::plan::Word>,
    /// Compare hours from the first of these dates to the day before the second, such as
    /// 2026-12-24..2027-01-04. By default, compares 28 days from today and the days of every event
    /// that changes.
    #[arg(long, env = "CONSIGNE_WINDOW", value_name = "FROM..TO", value_parser = dates)]
    pub(super) window: Option<Dates>,
    #[command(flatten)]
    pub(super) strictness: Strictness,
}

/// The last line of a plan.
fn digest(text: &str) -> Result<String, Wrong> {
    let digits = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if digits && text.len() == 64 {
        Ok(text.to_owned())
    } else {
        Err(wrong("wrong-digest"))
    }
}

pub(super) fn word(text: &str) -> Result<crate::plan::Word, Wrong> {
    let words = crate::plan::Word::ALL.map(crate::plan::Word::as_str);
    let message = || Message::new("choose-one").text("words", words.join(", "));
    crate::plan::Word::parse(text).ok_or_else(|| Wrong(message()))
}

/// A section of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Section {
    General,
    Administrator,
    Delegates,
    Chat,
}

/// `plan` and `drift`.
#[derive(Debug, Args)]
pub(super) struct PlanArgs {
    #[command(flatten)]
    pub(super) paths: Paths,
    #[command(flatten)]
    pub(super) portal: PortalArgs,
    #[command(flatten)]
    pub(super) scope: Scope,
    /// Save the plan to this file, for `apply --plan`.
    #[arg(long, env = "CONSIGNE_OUT", value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Exit with code 2 if there are changes.
    #[arg(long, env = "CONSIGNE_DETAILED_EXITCODE", value_parser = BoolishValueParser::new())]
    pub(super) detailed_exitcode: bool,
    #[command(flatten)]
    pub(super) expected: ExpectedHolidays,
    #[command(flatten)]
    pub(super) output: Output,
}

/// `show`.
#[derive(Debug, Args)]
pub(super) struct Show {
    /// Saved plan to show.
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) output: Output,
}

/// `apply`.
#[derive(Debug, Args)]
pub(super) struct ApplyArgs {
    /// File, directory with *.yaml and *.yml files below it, or `-` for standard input.
    #[arg(required_unless_present = "plan", value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) limits: Limits,
    /// Apply a saved plan; a PATH given as well must be the file that it was made from.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["auto_approve", "expect", "only", "allow"])]
    pub(super) plan: Option<PathBuf>,
    /// Refuse a saved plan older than this, such as 30min or 2h.
    #[arg(long, env = "CONSIGNE_MAX_AGE", value_name = "DURATION", requires = "plan", value_parser = humantime::parse_duration)]
    pub(super) max_age: Option<Duration>,
    /// Apply without asking for approval.
    #[arg(long)]
    pub(super) auto_approve: bool,
    /// Apply only a plan with this digest; repeat for each account.
    #[arg(long, value_name = "DIGEST", value_parser = digest)]
    pub(super) expect: Vec<String>,
    /// Keep journals and locks in this directory.
    #[arg(long, env = "CONSIGNE_STATE_DIR", value_name = "DIR")]
    pub(super) state_dir: Option<PathBuf>,
    #[command(flatten)]
    pub(super) portal: PortalArgs,
    #[command(flatten)]
    pub(super) scope: Scope,
    #[command(flatten)]
    pub(super) output: Output,
}

/// `export`.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// Accounts to export.
    #[arg(required = true, value_name = "ACCOUNT")]
    pub(super) accounts: Vec<String>,
    #[command(flatten)]
    pub(super) portal: PortalArgs,
    /// Include the confidential phone number.
    #[arg(long, env = "CONSIGNE_WITH_CONFIDENTIAL", value_parser = BoolishValueParser::new())]
    pub(super) with_confidential: bool,
    /// Write ACCOUNT.yaml into this directory instead of to standard output.
    #[arg(long, env = "CONSIGNE_OUT_DIR", value_name = "DIR")]
    pub(super) out_dir: Option<PathBuf>,
    /// Replace existing files.
    #[arg(long, env = "CONSIGNE_FORCE", value_parser = BoolishValueParser::new())]
    pub(super) force: bool,
}

/// `init`.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// File to create; by default reseller.yaml.
    pub(super) path: Option<PathBuf>,
    /// Start from the settings that this account has on the portal.
    #[arg(long, value_name = "ACCOUNT")]
    pub(super) from_portal: Option<String>,
    #[command(flatten)]
    pub(super) portal: PortalArgs,
    /// Replace an existing file.
    #[arg(long, env = "CONSIGNE_FORCE", value_parser = BoolishValueParser::new())]
    pub(super) force: bool,
}

/// `candidates`.
#[derive(Debug, Args)]
pub(super) struct Candidates {
    /// Account name.
    pub(super) account: String,
    #[command(flatten)]
    pub(super) portal: PortalArgs,
}

/// `password`.
#[derive(Debug, Args)]
pub(super) struct PasswordArgs {
    /// File of the account.
    #[arg(value_name = "PATH", conflicts_with = "account")]
    pub(super) path: Option<PathBuf>,
    /// Account name; required if the token gives access to several accounts.
    #[arg(long, value_name = "NAME")]
    pub(super) account: Option<String>,
    /// Read the old and the new password from two lines of this file, which must be readable by you
    /// only.
    #[arg(long, env = "CONSIGNE_PASSWORD_FILE", value_name = "FILE")]
    pub(super) password_file: Option<PathBuf>,
    #[command(flatten)]
    pub(super) portal: PortalArgs,
}
