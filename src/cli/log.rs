//! The log of a portal that serves: a line for each event on standard error.
//!
//! Lines pass through a queue of fixed length to a thread that writes them. A terminal that is
//! scrolled back, or a pipe whose reader has stopped, then blocks that thread and no request; when the
//! queue is full, lines are dropped.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::time::Duration;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::{Layer, Registry, fmt};

use super::args::LogFormat;

/// Lines in the queue, beyond which they are dropped.
const WAITING: usize = 4096;
/// How long the end of the process waits for the last lines.
const LAST_LINES: Duration = Duration::from_millis(500);

enum LogEntry {
    Line(Vec<u8>),
    /// Answered once every line before it has been written.
    End(Sender<()>),
}

/// Ends the log when it is dropped, after the lines in the queue have been written.
pub(super) struct LogGuard(SyncSender<LogEntry>);

#[derive(Clone)]
struct LogWriter(SyncSender<LogEntry>);

impl Write for LogWriter {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        drop(self.0.try_send(LogEntry::Line(line.to_vec())));
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for LogGuard {
    fn drop(&mut self) {
        let (written, wait) = channel();
        if self.0.try_send(LogEntry::End(written)).is_ok() {
            let _ = wait.recv_timeout(LAST_LINES);
        }
    }
}

/// Begins the log of this process. Only events of this program are in it, none of
/// its libraries.
pub(super) fn begin(log: LogFormat) -> Option<LogGuard> {
    let (lines, waiting) = sync_channel(WAITING);
    let writer = LogWriter(lines.clone());
    let layer = fmt::layer()
        .with_ansi(false)
        .with_target(false)
        .with_writer(move || writer.clone());
    let layer: Box<dyn Layer<Registry> + Send + Sync> = match log {
        LogFormat::Off => return None,
        LogFormat::Text => layer.boxed(),
        LogFormat::Json => layer.json().flatten_event(true).boxed(),
    };
    let own = Targets::new().with_target("consigne", LevelFilter::INFO);
    let subscriber = Registry::default().with(layer.with_filter(own));
    tracing::subscriber::set_global_default(subscriber).ok()?;
    std::thread::spawn(move || write(&waiting));
    Some(LogGuard(lines))
}

fn write(waiting: &Receiver<LogEntry>) {
    for entry in waiting {
        match entry {
            LogEntry::Line(line) => drop(io::stderr().lock().write_all(&line)),
            LogEntry::End(written) => drop(written.send(())),
        }
    }
}
