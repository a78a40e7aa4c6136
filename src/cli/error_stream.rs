//! Standard error of the process, and what may be drawn there.

use std::io::Write as _;
use std::sync::{Arc, OnceLock};

use indicatif::{MultiProgress, ProgressBar};

/// Standard error, on which bars may be drawn: whatever else is written there, or on the same terminal
/// by standard output, is written above them.
#[derive(Clone, Default)]
pub(super) struct ErrorStream(Arc<OnceLock<MultiProgress>>);

impl ErrorStream {
    pub(super) fn line(&self, text: &str) {
        self.above_bars(|| error_line(text));
    }

    pub(super) fn above_bars<T>(&self, write: impl FnOnce() -> T) -> T {
        match self.0.get() {
            Some(bars) => bars.suspend(write),
            None => write(),
        }
    }

    pub(super) fn bar(&self, bar: ProgressBar) -> ProgressBar {
        self.0.get_or_init(MultiProgress::new).add(bar)
    }
}

/// How progress is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ProgressForm {
    Bars,
    Lines,
    Nothing,
}

/// A line on standard error, from where there are no surroundings.
pub(super) fn error_line(text: &str) {
    let mut out = std::io::stderr().lock();
    drop(writeln!(out, "{text}"));
}
