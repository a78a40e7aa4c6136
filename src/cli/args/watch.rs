//! Arguments of `watch`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::shared::{AttemptArgs, FileLimits, PortalArgs, ScopeArgs};
use super::wrong::{WrongValue, between};

/// `watch`.
#[derive(Debug, Args)]
pub(in crate::cli) struct WatchArgs {
    /// Directory with *.yaml and *.yml files below it.
    #[arg(value_name = "DIR")]
    pub(in crate::cli) directory: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) limits: FileLimits,
    /// Apply changed files; without this option, nothing is written.
    #[arg(long)]
    pub(in crate::cli) apply: bool,
    /// Re-plan everything at this interval to detect drift: 30s, 5m, 1h, or off.
    #[arg(long, env = "CONSIGNE_INTERVAL", value_name = "DURATION", default_value = "5m", value_parser = interval)]
    pub(in crate::cli) interval: Interval,
    /// Wait until a file has not changed for this long.
    #[arg(long, env = "CONSIGNE_DEBOUNCE", value_name = "DURATION", default_value = "500ms", value_parser = debounce)]
    pub(in crate::cli) debounce: Duration,
    #[command(flatten)]
    pub(in crate::cli) attempt: AttemptArgs,
    #[command(flatten)]
    pub(in crate::cli) portal: PortalArgs,
    #[command(flatten)]
    pub(in crate::cli) scope: ScopeArgs,
}

/// The timer of `watch`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Interval {
    Off,
    Every(Duration),
}

fn interval(text: &str) -> Result<Interval, WrongValue> {
    if text == "off" {
        return Ok(Interval::Off);
    }
    within(text, Duration::from_secs(1), Duration::from_hours(24 * 366)).map(Interval::Every)
}

fn debounce(text: &str) -> Result<Duration, WrongValue> {
    within(text, Duration::from_millis(10), Duration::from_mins(1))
}

fn within(text: &str, least: Duration, most: Duration) -> Result<Duration, WrongValue> {
    let duration = humantime::parse_duration(text).ok();
    let fits = duration.filter(|duration| (least..=most).contains(duration));
    let [least, most] = [least, most].map(|limit| humantime::format_duration(limit).to_string());
    fits.ok_or_else(|| between(&least, &most))
}
