//! What a round of the watcher came to, counted.

use crate::plan::Verdict;
use crate::watch::Round;
use crate::words::Message;

/// Number of plans of a round with each verdict.
#[derive(Default)]
pub(super) struct Tally {
    in_sync: usize,
    pub(super) applied: usize,
    ready: usize,
    refused: usize,
}

impl Tally {
    pub(super) fn count(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::InSync(_) => self.in_sync += 1,
            Verdict::Ready { .. } => self.ready += 1,
            Verdict::Refused { .. } => self.refused += 1,
        }
    }

    /// An account that was counted as one with changes has none any more.
    pub(super) fn is_applied(&mut self) {
        self.ready -= 1;
        self.applied += 1;
    }

    pub(super) fn message(&self, round: &Round) -> Message {
        let planned = self.in_sync + self.applied + self.ready + self.refused;
        Message::new("watch-planned")
            .number("count", planned)
            .number("applied", self.applied)
            .number("all", round.tasks.len())
            .number("insync", self.in_sync)
            .number("ready", self.ready)
            .number("refused", self.refused)
            .number("aside", round.aside)
    }
}
