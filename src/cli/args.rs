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

/// Keeps reseller accounts of the Evatel web portal as YAML files in Git.
#[derive(Debug, Parser)]
#[command(name = "consigne", version, max_term_width = 100)]
pub(super) struct Cli {
    /// Language of everything that people read; Markdown and HTML also take `fr,en`.
    #[arg(long, global = true, env = "CONSIGNE_LANG", value_name = "fr|en", value_delimiter = ',', value_parser = language)]
    pub(super) lang: Vec<Language>,
    /// The instant that everything takes for now, but the age of a plan.
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
    /// Check files without a portal: every finding at once, with its line.
    Validate(Validate),
    /// Show what would change. Nothing is written to the portal.
    Plan(PlanArgs),
    /// Show a saved plan again.
    Show(Show),
    /// Say what a new version of files means, without a portal.
    Review(ReviewArgs),
    /// Make the portal hold what the files say.
    Apply(ApplyArgs),
    /// Say whether the portal still holds what the files say. Nothing is written.
    Drift(PlanArgs),
    /// Stay, and plan again what a changed file touches.
    Watch(WatchArgs),
    /// Write a live account as a file.
    Export(Export),
    /// Write a first file.
    Init(Init),
    /// The week as people meet it, and why chat is open or closed at an instant.
    Hours(super::hours::HoursArgs),
    /// Who the token is, and which accounts it may see.
    Whoami(PortalArgs),
    /// Who may become a delegate of an account.
    Candidates(Candidates),
    /// Change the administrator's password. The old one is needed; nothing is shown or stored.
    Password(PasswordArgs),
    /// The embedded portal.
    Portal {
        #[command(subcommand)]
        command: PortalCommand,
    },
    /// The JSON Schema of a file, for editors.
    Schema {
        /// Of which file.
        #[arg(value_enum, default_value_t)]
        of: SchemaOf,
    },
    /// What a key of the file means, and what the portal's help page says of it.
    Explain(super::explain::Explain),
    /// A page for the program `man`.
    Man(super::man::ManArgs),
    /// Completions for a shell.
    Completions {
        /// Which shell.
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
    /// A file, a directory with *.yaml and *.yml below it, or - for standard input.
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) limits: Limits,
}

/// How much one run reads.
#[derive(Debug, Args)]
pub(super) struct Limits {
    /// Files that one run reads at most.
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
    /// Address of the portal, or `embedded` for one inside this process.
    #[arg(long, env = "CONSIGNE_PORTAL", value_name = "URL")]
    pub(super) portal: Option<String>,
    /// File with the token on one line; otherwise it is taken from CONSIGNE_TOKEN.
    #[arg(long, env = "CONSIGNE_TOKEN_FILE", value_name = "FILE")]
    pub(super) token_file: Option<PathBuf>,
    /// One more root certificate, in PEM.
    #[arg(long, env = "CONSIGNE_CA_FILE", value_name = "FILE")]
    pub(super) ca_file: Option<PathBuf>,
}

/// What narrows a plan and consents to it.
#[derive(Debug, Args)]
pub(super) struct Scope {
    /// Plan one section alone; may be repeated.
    #[arg(long, value_enum, value_name = "SECTION")]
    pub(super) only: Vec<Section>,
    /// Give a word of consent; may be repeated.
    #[arg(long, value_name = "WORD", value_parser = word)]
    pub(super) allow: Vec<crate::plan::Word>,
    /// Days whose hours are compared, the second one excluded, such as 2026-12-24..2027-01-04.
    /// Otherwise 28 days from today, and those of every event that changes.
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
    /// Save the plan for `apply --plan`.
    #[arg(long, env = "CONSIGNE_OUT", value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Exit 2 when there are changes.
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
    /// The saved plan.
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) output: Output,
}

/// `apply`.
#[derive(Debug, Args)]
pub(super) struct ApplyArgs {
    /// A file, a directory with *.yaml and *.yml below it, or - for standard input.
    #[arg(required_unless_present = "plan", value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) limits: Limits,
    /// Apply a saved plan; a PATH beside it must be what it was made from.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["auto_approve", "expect", "only", "allow"])]
    pub(super) plan: Option<PathBuf>,
    /// Refuse a saved plan that is older, such as 30min or 2h.
    #[arg(long, env = "CONSIGNE_MAX_AGE", value_name = "DURATION", requires = "plan", value_parser = humantime::parse_duration)]
    pub(super) max_age: Option<Duration>,
    /// Do not ask.
    #[arg(long)]
    pub(super) auto_approve: bool,
    /// Apply only a plan with this digest; for several accounts once for each.
    #[arg(long, value_name = "DIGEST", value_parser = digest)]
    pub(super) expect: Vec<String>,
    /// Where journals and locks are kept.
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
    /// Names of the accounts.
    #[arg(required = true, value_name = "ACCOUNT")]
    pub(super) accounts: Vec<String>,
    #[command(flatten)]
    pub(super) portal: PortalArgs,
    /// Write the confidential phone as well.
    #[arg(long, env = "CONSIGNE_WITH_CONFIDENTIAL", value_parser = BoolishValueParser::new())]
    pub(super) with_confidential: bool,
    /// Write ACCOUNT.yaml into this directory instead of standard output.
    #[arg(long, env = "CONSIGNE_OUT_DIR", value_name = "DIR")]
    pub(super) out_dir: Option<PathBuf>,
    /// Replace files that are there.
    #[arg(long, env = "CONSIGNE_FORCE", value_parser = BoolishValueParser::new())]
    pub(super) force: bool,
}

/// `init`.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// Where to write it; reseller.yaml when not given.
    pub(super) path: Option<PathBuf>,
    /// Begin with what the portal holds of this account.
    #[arg(long, value_name = "ACCOUNT")]
    pub(super) from_portal: Option<String>,
    #[command(flatten)]
    pub(super) portal: PortalArgs,
    /// Replace a file that is there.
    #[arg(long, env = "CONSIGNE_FORCE", value_parser = BoolishValueParser::new())]
    pub(super) force: bool,
}

/// `candidates`.
#[derive(Debug, Args)]
pub(super) struct Candidates {
    /// Name of the account.
    pub(super) account: String,
    #[command(flatten)]
    pub(super) portal: PortalArgs,
}

/// `password`.
#[derive(Debug, Args)]
pub(super) struct PasswordArgs {
    /// A file of the account.
    #[arg(value_name = "PATH", conflicts_with = "account")]
    pub(super) path: Option<PathBuf>,
    /// Name of the account; needed when the token sees several.
    #[arg(long, value_name = "NAME")]
    pub(super) account: Option<String>,
    /// File with the old and the new password on a line each, which nobody else can read.
    #[arg(long, env = "CONSIGNE_PASSWORD_FILE", value_name = "FILE")]
    pub(super) password_file: Option<PathBuf>,
    #[command(flatten)]
    pub(super) portal: PortalArgs,
}
