//! The command line: the program, its subcommands, and what many of them share.

use chrono::{DateTime, Utc};
use clap::{Parser, Subcommand, ValueEnum};

use super::hours::HoursArgs;
use super::looking_up::{Explain, ManArgs};
use super::output::Output;
use super::pipeline::{
    ApplyArgs, Candidates, Export, Init, PasswordArgs, PlanArgs, Show, Validate,
};
use super::portal::PortalCommand;
use super::review::ReviewArgs;
use super::shared::PortalArgs;
use super::strictness::Strictness;
use super::value::{instant, language};
use super::watch::WatchArgs;
use crate::model::Language;

/// Keeps reseller accounts of the Evatel web portal as YAML files in Git.
#[derive(Debug, Parser)]
#[command(name = "consigne", version, max_term_width = 100)]
pub(in crate::cli) struct Cli {
    /// Language of everything that people read; Markdown and HTML also take `fr,en`.
    #[arg(long, global = true, env = "CONSIGNE_LANG", value_name = "fr|en", value_delimiter = ',', value_parser = language)]
    pub(in crate::cli) lang: Vec<Language>,
    /// The instant that everything takes for now, but the age of a plan.
    #[arg(long, global = true, hide = true, env = "CONSIGNE_NOW", value_name = "INSTANT", value_parser = instant)]
    pub(in crate::cli) now: Option<DateTime<Utc>>,
    #[command(subcommand)]
    pub(in crate::cli) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
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
    Hours(HoursArgs),
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
    Explain(Explain),
    /// A page for the program `man`.
    Man(ManArgs),
    /// Completions for a shell.
    Completions {
        /// Which shell.
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

/// What many commands have.
#[derive(Debug, Clone, Copy)]
pub(in crate::cli) struct Common<'a> {
    /// How its result is written, when that is more than text.
    pub(in crate::cli) output: Option<&'a Output>,
    /// What it judges by beside errors.
    pub(in crate::cli) strictness: Option<&'a Strictness>,
}

impl Command {
    pub(in crate::cli) fn common(&self) -> Common<'_> {
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
