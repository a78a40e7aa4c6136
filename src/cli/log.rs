//! The log of a portal that serves: a line for each event on standard error. A reader of it that
//! sleeps holds nothing up: lines that it does not take are left out.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::time::Duration;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::{Layer, Registry, fmt};

use super::args::Log;

/// Lines that wait for their reader.
const WAITING: usize = 4096;
/// What the last lines get.
const LAST_LINES: Duration = Duration::from_millis(500);

enum Entry {
    Line(Vec<u8>),
    /// Everything before it was written.
    End(Sender<()>),
}

/// Ends the log; what it still holds is written.
pub(super) struct Ending(SyncSender<Entry>);

#[derive(Clone)]
struct Lines(SyncSender<Entry>);

impl Write for Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        drop(self.0.try_send(Entry::Line(line.to_vec())));
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        let (written, wait) = channel();
        if self.0.try_send(Entry::End(written)).is_ok() {
            let _ = wait.recv_timeout(LAST_LINES);
        }
    }
}

/// Begins the log of this process. Only what the portal itself says is in it.
pub(super) fn begin(log: Log) -> Option<Ending> {
    let (lines, waiting) = sync_channel(WAITING);
    let writer = Lines(lines.clone());
    let layer = fmt::layer()
        .with_ansi(false)
        .with_target(false)
        .with_writer(move || writer.clone());
    let layer: Box<dyn Layer<Registry> + Send + Sync> = match log {
        Log::Off => return None,
        Log::Text => layer.boxed(),
        Log::Json => layer.json().flatten_event(true).boxed(),
    };
    let own = Targets::new().with_target("consigne", LevelFilter::INFO);
    let subscriber = Registry::default().with(layer.with_filter(own));
    tracing::subscriber::set_global_default(subscriber).ok()?;
    std::thread::spawn(move || write(&waiting));
    Some(Ending(lines))
}

fn write(waiting: &Receiver<Entry>) {
    for entry in waiting {
        match entry {
            Entry::Line(line) => drop(io::stderr().lock().write_all(&line)),
            Entry::End(written) => drop(written.send(())),
        }
    }
}
