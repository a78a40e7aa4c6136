//! Two programs side by side in one run: times as medians, and the most memory that one held.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Medians of two programs that took turns, or of a single one where only its growth matters.
#[derive(Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) ours: Duration,
    pub(crate) yardstick: Option<Duration>,
}

impl Pair {
    /// Runs the two alternately, so that a busy moment of the machine slows both of them down.
    pub(crate) fn measure(
        runs: usize,
        mut commands: impl FnMut(usize) -> (Command, Command),
    ) -> Self {
        let mut times = (Vec::new(), Vec::new());
        for run in 0..runs {
            let (ours, yardstick) = commands(run);
            times.1.push(time(yardstick));
            times.0.push(time(ours));
        }
        Self {
            ours: median(times.0),
            yardstick: Some(median(times.1)),
        }
    }
}

impl Pair {
    /// Measures one piece of work in this process.
    pub(crate) fn alone(runs: usize, mut ours: impl FnMut()) -> Self {
        let times = (0..runs).map(|_| {
            let begin = Instant::now();
            ours();
            begin.elapsed()
        });
        Self {
            ours: median(times.collect()),
            yardstick: None,
        }
    }

    /// Measures two pieces of work in this process.
    pub(crate) fn of(
        runs: usize,
        mut ours: impl FnMut(usize),
        mut yardstick: impl FnMut(usize),
    ) -> Self {
        let mut times = (Vec::new(), Vec::new());
        for run in 0..runs {
            let begin = Instant::now();
            yardstick(run);
            times.1.push(begin.elapsed());
            let begin = Instant::now();
            ours(run);
            times.0.push(begin.elapsed());
        }
        Self {
            ours: median(times.0),
            yardstick: Some(median(times.1)),
        }
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn time(mut command: Command) -> Duration {
    silent(&mut command);
    let begin = Instant::now();
    let status = command.status().unwrap();
    let time = begin.elapsed();
    assert!(status.success(), "{command:?}: {status}");
    time
}

fn silent(command: &mut Command) {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
}

/// The peak resident memory in KiB, on systems that report it. It is read repeatedly while the
/// process runs, because the system forgets it as soon as the process has ended.
pub(crate) fn peak(mut command: Command) -> Option<u64> {
    silent(&mut command);
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = None;
    while child.try_wait().unwrap().is_none() {
        let status = std::fs::read_to_string(&status).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        most = most.max(now);
    }
    most
}
