//! Arguments of `watch`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::BoolishValueParser;
use clap::{Args, ValueEnum};

use super::output::ListFormat;
use super::selection::SelectionArgs;
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
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionArgs,
    /// Apply changed files; without this option, nothing is written. `enforce` also undoes changes made on the
    /// portal.
    #[arg(long, value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "files", value_name = "WHAT")]
    pub(in crate::cli) apply: Option<ApplyMode>,
    /// With `--apply=enforce`, leave a change on the portal alone for this long.
    #[arg(long, env = "CONSIGNE_GRACE", value_name = "DURATION", default_value = "15m", value_parser = grace)]
    pub(in crate::cli) grace: Duration,
    /// Look at the files every two seconds instead of waiting for events, which network mounts do not send.
    #[arg(long, env = "CONSIGNE_POLL", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) poll: bool,
    /// Re-plan everything at this interval to detect drift: 30s, 5m, 1h, or off.
    #[arg(long, env = "CONSIGNE_INTERVAL", value_name = "DURATION", default_value = "5m", value_parser = interval)]
    pub(in crate::cli) interval: Interval,
    /// Wait until a file has not changed for this long.
    #[arg(long, env = "CONSIGNE_DEBOUNCE", value_name = "DURATION", default_value = "500ms", value_parser = debounce)]
    pub(in crate::cli) debounce: Duration,
    /// Serve /healthz, /readyz, /metrics and a page with the state of every account at this address.
    #[arg(long, env = "CONSIGNE_LISTEN", value_name = "ADDRESS")]
    pub(in crate::cli) listen: Option<SocketAddr>,
    /// Run this command, with the event as JSON on its standard input, for each account whose state changes.
    #[arg(long, env = "CONSIGNE_ON_CHANGE", value_name = "COMMAND")]
    pub(in crate::cli) on_change: Option<String>,
    /// Format of the result on standard output; json writes a line for each account whose state changes.
    #[arg(long, env = "CONSIGNE_FORMAT", value_enum, default_value_t = ListFormat::Text)]
    pub(in crate::cli) format: ListFormat,
    #[command(flatten)]
    pub(in crate::cli) attempt: AttemptArgs,
    #[command(flatten)]
    pub(in crate::cli) portal: PortalArgs,
    #[command(flatten)]
    pub(in crate::cli) scope: ScopeArgs,
}

/// What `watch` applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ApplyMode {
    /// Changed files.
    Files,
    /// Changed files, and what the files say where the portal was changed.
    Enforce,
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

fn grace(text: &str) -> Result<Duration, WrongValue> {
    within(text, Duration::from_secs(1), Duration::from_hours(24 * 7))
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
