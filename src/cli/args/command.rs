//! The command line: the program, its subcommands, and what many of them share.

use chrono::{DateTime, Utc};
use clap::builder::BoolishValueParser;
use clap::{Parser, Subcommand, ValueEnum};

use super::hours::HoursArgs;
use super::looking_up::{Explain, ManArgs};
use super::output::OutputArgs;
use super::pipeline::{
    ApplyArgs, Candidates, DriftArgs, Export, Init, PasswordArgs, PlanArgs, RehearseArgs, Show,
    StatusArgs, Validate,
};
use super::portal::PortalCommand;
use super::records::HistoryArgs;
use super::review::ReviewArgs;
use super::shared::{FileLimits, PortalArgs};
use super::strictness::Strictness;
use super::value::{instant, languages};
use super::watch::WatchArgs;
use crate::model::Language;
use crate::zone::release;

/// What `--version` prints after the name. The tz database is not of the program, and decides hours as
/// much as the program does.
fn version() -> String {
    format!("{} (tzdata {})", env!("CARGO_PKG_VERSION"), release())
}

/// Manage reseller accounts of the Evatel web portal as YAML files in Git.
#[derive(Debug, Parser)]
#[command(name = "consigne", version, long_version = version(), max_term_width = 100)]
pub(in crate::cli) struct Cli {
    /// Set the language of all output for people; Markdown and HTML also accept `fr,en`.
    #[arg(long, global = true, env = "CONSIGNE_LANG", value_name = "fr|en", value_delimiter = ',', value_parser = languages(), hide_possible_values = true)]
    pub(in crate::cli) lang: Vec<Language>,
    /// Override the current time (not used for the age of a plan).
    #[arg(long, global = true, hide = true, env = "CONSIGNE_NOW", value_name = "INSTANT", value_parser = instant)]
    pub(in crate::cli) now: Option<DateTime<Utc>>,
    /// Show no progress.
    #[arg(long, short, global = true, env = "CONSIGNE_QUIET", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) quiet: bool,
    /// Allow core dumps and debuggers, which can see tokens and passwords.
    #[arg(long, global = true, env = "CONSIGNE_ALLOW_CORE_DUMPS", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) allow_core_dumps: bool,
    #[command(subcommand)]
    pub(in crate::cli) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
    /// Check files without contacting a portal, and report every finding with its line.
    Validate(Validate),
    /// Show what would change, without writing to the portal.
    Plan(PlanArgs),
    /// Show a saved plan.
    Show(Show),
    /// Show what a new version of the files would change, without contacting a portal.
    Review(ReviewArgs),
    /// Carry plans out on a copy of the accounts in memory, without writing to the portal.
    Rehearse(RehearseArgs),
    /// Apply the files to the portal.
    Apply(ApplyArgs),
    /// Report whether the portal still matches the files, without writing to it.
    Drift(DriftArgs),
    /// Watch a directory and re-plan whatever a change affects.
    Watch(WatchArgs),
    /// Export an account from the portal to a file.
    Export(Export),
    /// Create a first file.
    Init(Init),
    /// Show the week as customers see it, and why chat is open or closed at an instant.
    Hours(HoursArgs),
    /// Show whose token it is and which accounts it can access.
    Whoami(PortalArgs),
    /// Show what accounts are on the portal: primary administrator, CAN, SPID, PBX, provider, chat.
    Status(StatusArgs),
    /// List the runs that wrote to accounts, as this machine remembers them.
    History(HistoryArgs),
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
    Explain(Explain),
    /// Print a page for the program `man`.
    Man(ManArgs),
    /// Print completions for a shell.
    Completions {
        /// Shell to complete for.
        shell: clap_complete::Shell,
    },
}

/// A kind of file that people write.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SchemaOf {
    #[default]
    Reseller,
    Policy,
}

/// The arguments that decide how any command reports, for those commands that have them. They are
/// checked in one place before the command runs.
#[derive(Debug, Clone, Copy)]
pub(in crate::cli) struct ReportingArgs<'a> {
    /// Where the result goes and in which format.
    pub(in crate::cli) output: Option<&'a OutputArgs>,
    /// Which findings fail besides errors, and the policy.
    pub(in crate::cli) strictness: Option<&'a Strictness>,
    /// Which links are followed, for the file of the policy as for others.
    pub(in crate::cli) limits: Option<&'a FileLimits>,
}

impl Command {
    /// The arguments about reports that this command has. A new command has to name its own here.
    pub(in crate::cli) fn reporting(&self) -> ReportingArgs<'_> {
        let mut reporting = ReportingArgs {
            output: None,
            strictness: None,
            limits: None,
        };
        match self {
            Self::Validate(args) => {
                reporting.output = Some(&args.output);
                reporting.strictness = Some(&args.strictness);
                reporting.limits = Some(&args.paths.limits);
            }
            Self::Plan(args) | Self::Drift(DriftArgs { plan: args, .. }) => {
                reporting.output = Some(&args.output);
                reporting.strictness = Some(&args.scope.strictness);
                reporting.limits = Some(&args.limits);
            }
            Self::Review(args) => {
                reporting.output = Some(&args.output);
                reporting.strictness = Some(&args.strictness);
                reporting.limits = Some(&args.limits);
            }
            Self::Rehearse(args) => {
                reporting.output = Some(&args.output);
                reporting.strictness = Some(&args.scope.strictness);
                reporting.limits = Some(&args.files.limits);
            }
            Self::Apply(args) => {
                reporting.output = Some(&args.output);
                reporting.strictness = Some(&args.scope.strictness);
                reporting.limits = Some(&args.limits);
            }
            Self::Show(args) => reporting.output = Some(&args.output),
            Self::Watch(args) => {
                reporting.strictness = Some(&args.scope.strictness);
                reporting.limits = Some(&args.limits);
            }
            Self::Export(_)
            | Self::Init(_)
            | Self::Hours(_)
            | Self::History(_)
            | Self::Whoami(_)
            | Self::Status(_)
            | Self::Candidates(_)
            | Self::Portal { .. }
            | Self::Schema { .. }
            | Self::Explain(_)
            | Self::Password(_)
            | Self::Man(_)
            | Self::Completions { .. } => {}
        }
        reporting
    }
}
