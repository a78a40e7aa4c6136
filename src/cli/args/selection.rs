//! Which of the accounts of the files a run is about: `--account` and `--shard`.

use clap::Args;
use globset::{GlobBuilder, GlobMatcher};

use super::wrong::{WrongValue, wrong};
use crate::reconcile::{AccountSelection, Shard};

/// As typed.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Files")]
pub(in crate::cli) struct SelectionArgs {
    /// Only accounts with such a name, as in 'boreal*'; may be repeated.
    #[arg(long = "account", value_name = "PATTERN", value_parser = pattern)]
    patterns: Vec<GlobMatcher>,
    /// Only share I of N of the accounts, by a hash of the name; as in 2/4.
    #[arg(long, env = "CONSIGNE_SHARD", value_name = "I/N", value_parser = shard)]
    shard: Option<Shard>,
}

impl SelectionArgs {
    /// Whether no account is left out.
    pub(in crate::cli) fn is_everything(&self) -> bool {
        self.patterns.is_empty() && self.shard.is_none()
    }

    pub(in crate::cli) fn selection(&self) -> AccountSelection {
        AccountSelection {
            patterns: self.patterns.clone(),
            shard: self.shard,
        }
    }
}

fn pattern(text: &str) -> Result<GlobMatcher, WrongValue> {
    let glob = GlobBuilder::new(text).build();
    glob.map(|glob| glob.compile_matcher())
        .map_err(|_| wrong("wrong-pattern"))
}

/// `I/N`, with I from 1 to N.
fn shard(text: &str) -> Result<Shard, WrongValue> {
    let shard = text
        .split_once('/')
        .and_then(|(index, of)| Shard::new(index.parse().ok()?, of.parse().ok()?));
    shard.ok_or_else(|| wrong("wrong-shard"))
}
