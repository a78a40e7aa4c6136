//! How a run goes through many accounts.

use std::num::NonZeroUsize;

use clap::Args;
use clap::builder::BoolishValueParser;

use super::wrong::{WrongValue, wrong};
use crate::reconcile::RunPace;

/// More would only wait for each other, and open more connections than a portal likes to see.
const MOST_AT_ONCE: usize = 256;

/// `--parallelism`.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct PaceArgs {
    /// Work on this many accounts at a time.
    #[arg(long, env = "CONSIGNE_PARALLELISM", value_name = "N", default_value_t = RunPace::AT_ONCE, value_parser = at_once)]
    parallelism: NonZeroUsize,
}

impl PaceArgs {
    pub(in crate::cli) fn at_once(&self) -> NonZeroUsize {
        self.parallelism
    }
}

/// `--fail-fast`.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct FailFastArgs {
    /// Stop at the first account that is invalid, refused or fails.
    #[arg(long, env = "CONSIGNE_FAIL_FAST", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) fail_fast: bool,
}

fn at_once(text: &str) -> Result<NonZeroUsize, WrongValue> {
    let number = text.parse().ok();
    let number = number.filter(|number: &NonZeroUsize| number.get() <= MOST_AT_ONCE);
    number.ok_or_else(|| wrong("wrong-parallelism"))
}
