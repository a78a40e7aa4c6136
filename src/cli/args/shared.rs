//! Arguments that several commands share.

use std::path::PathBuf;
use std::time::Duration;

use clap::builder::BoolishValueParser;
use clap::{Args, ValueEnum};

use super::dates::dates;
use super::strictness::Strictness;
use super::value::word;
use crate::plan::Word;
use crate::policy::Policy;
use crate::reconcile::{DateRange, Rules, Section};
use crate::source::{Limits, Links};

/// Files and directories.
#[derive(Debug, Args)]
pub(in crate::cli) struct Paths {
    /// File, directory with *.yaml and *.yml files below it, or `-` for standard input.
    #[arg(required = true, value_name = "PATH")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) limits: FileLimits,
}

/// How much one run reads.
#[derive(Debug, Args)]
#[command(next_help_heading = "Files")]
pub(in crate::cli) struct FileLimits {
    /// Maximum number of files to read in one run.
    #[arg(
        long,
        env = "CONSIGNE_MAX_FILES",
        value_name = "N",
        default_value_t = 1_000
    )]
    pub(in crate::cli) max_files: usize,
    /// Follow symbolic links out of their directory.
    #[arg(long, env = "CONSIGNE_FOLLOW_LINKS", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) follow_links: bool,
}

impl FileLimits {
    pub(in crate::cli) fn limits(&self) -> Limits {
        Limits {
            files: self.max_files,
            links: if self.follow_links {
                Links::Everywhere
            } else {
                Links::Inside
            },
        }
    }
}

/// Where the portal is and who asks.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Portal")]
pub(in crate::cli) struct PortalArgs {
    /// Address of the portal, or `embedded` to run one inside this process.
    #[arg(long, env = "CONSIGNE_PORTAL", value_name = "URL")]
    pub(in crate::cli) portal: Option<String>,
    /// Read the token from this file, instead of from `CONSIGNE_TOKEN`: one token, or lines `ACCOUNT TOKEN`.
    #[arg(long, env = "CONSIGNE_TOKEN_FILE", value_name = "FILE")]
    pub(in crate::cli) token_file: Option<PathBuf>,
    /// Use the tokens of this file in commands that only read.
    #[arg(long, env = "CONSIGNE_READ_TOKEN_FILE", value_name = "FILE")]
    pub(in crate::cli) read_token_file: Option<PathBuf>,
    /// Trust an additional root certificate, in PEM format.
    #[arg(long, env = "CONSIGNE_CA_FILE", value_name = "FILE")]
    pub(in crate::cli) ca_file: Option<PathBuf>,
    /// Wait this long for one response of the portal.
    #[arg(long, env = "CONSIGNE_TIMEOUT", value_name = "DURATION", default_value = "30s", value_parser = humantime::parse_duration)]
    pub(in crate::cli) timeout: Duration,
    /// End the run after this time, whatever the portal does; 0s for never. `watch` has no end.
    #[arg(long, env = "CONSIGNE_DEADLINE", value_name = "DURATION", default_value = "10m", value_parser = humantime::parse_duration)]
    pub(in crate::cli) deadline: Duration,
}

impl PortalArgs {
    /// With the tokens for commands that only read, where there are any.
    pub(in crate::cli) fn for_reading(&self) -> Self {
        let mut reading = self.clone();
        if self.read_token_file.is_some() {
            reading.token_file.clone_from(&self.read_token_file);
        }
        reading
    }
}

/// Writing, for `apply` and `watch`.
#[derive(Debug, Args)]
pub(in crate::cli) struct AttemptArgs {
    /// Keep journals and locks in this directory.
    #[arg(long, env = "CONSIGNE_STATE_DIR", value_name = "DIR")]
    pub(in crate::cli) state_dir: Option<PathBuf>,
    /// Wait this long for a write whose response was lost.
    #[arg(long, env = "CONSIGNE_SETTLE_TIMEOUT", value_name = "DURATION", default_value = "60s", value_parser = humantime::parse_duration)]
    pub(in crate::cli) settle_timeout: Duration,
    /// Take the lock of an account away from another apply, which stops before its next write.
    #[arg(long)]
    pub(in crate::cli) break_lock: bool,
}

/// What narrows a plan and consents to it.
#[derive(Debug, Args)]
#[command(next_help_heading = "Plan")]
pub(in crate::cli) struct ScopeArgs {
    /// Plan only this section; may be repeated.
    #[arg(long, value_enum, value_name = "SECTION")]
    pub(in crate::cli) only: Vec<SectionArg>,
    /// Give this consent; may be repeated.
    #[arg(long, value_name = "CONSENT", value_parser = word())]
    pub(in crate::cli) allow: Vec<Word>,
    /// Compare hours from the first of these dates to the day before the second, such as
    /// 2026-12-24..2027-01-04. By default, compares 28 days from today and the days of every event
    /// that changes.
    #[arg(long, env = "CONSIGNE_WINDOW", value_name = "FROM..TO", value_parser = dates)]
    pub(in crate::cli) window: Option<DateRange>,
    #[command(flatten)]
    pub(in crate::cli) strictness: Strictness,
}

/// A section of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SectionArg {
    General,
    Administrator,
    Delegates,
    Chat,
}

impl From<SectionArg> for Section {
    fn from(section: SectionArg) -> Self {
        match section {
            SectionArg::General => Self::General,
            SectionArg::Administrator => Self::Administrator,
            SectionArg::Delegates => Self::Delegates,
            SectionArg::Chat => Self::Chat,
        }
    }
}

impl ScopeArgs {
    /// The rules of a run under this policy.
    pub(in crate::cli) fn rules(&self, policy: Option<&Policy>) -> Rules {
        Rules {
            sections: self.only.iter().copied().map(Section::from).collect(),
            window: self.window,
            granted: self.allow.iter().copied().collect(),
            findings: self.strictness.rules(),
            policy: policy.cloned(),
            ignored: Vec::new(),
        }
    }
}
