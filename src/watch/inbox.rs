//! The inbox between the thread of events and the task that waits for triggers.
//!
//! A storm may bring thousands of events a second, of which none says more than that it is time to look.
//! So an event is worth two flags and a count, which the thread of the system sets without waiting for
//! anybody, and the waiting task wakes once for all of them:
//!
//! ```text
//! thread of events        inbox                      waiting task
//! event, event, event ──> touched, arrived += 1      bell once ─> settled(): quiet, or long enough
//! queue overflow ───────> lost: "…"                  bell      ─> take(): Trigger::Rescan("…")
//! ```

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, Event, EventKind};
use tokio::sync::Notify;
use tokio::time::{Instant, sleep};

use super::place::WatchedPlace;
use super::trigger::Trigger;

/// The reason of a rescan when the event queue of the system overflowed.
const OVERFLOW: &str = "queue overflow";

/// Quiet spells for which a storm is waited out at most: who never rests is looked at all the same.
const CEILING: u32 = 10;

/// Everything that happened since the last look.
#[derive(Default)]
pub(super) struct Inbox {
    /// Files changed.
    touched: AtomicBool,
    /// Another directory may have the name now.
    replaced: AtomicBool,
    /// How many events arrived, by which it shows whether they still do.
    arrived: AtomicU64,
    /// The reason why events may have been lost.
    lost: Mutex<Option<String>>,
    bell: Notify,
}

/// The state of the watched directory itself.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Directory {
    #[default]
    Same,
    /// Another directory may have its name now.
    Replaced,
}

impl Inbox {
    /// Takes an event of the system. It is called in the thread that empties the queue of the kernel, so it
    /// must be quick.
    pub(super) fn receive(&self, event: notify::Result<Event>, place: &WatchedPlace) {
        match event {
            Ok(event) => self.event(&event, place),
            Err(error) => self.lost(error.to_string()),
        }
    }

    fn event(&self, event: &Event, place: &WatchedPlace) {
        if event.need_rescan() {
            return self.lost(OVERFLOW.to_owned());
        }
        if only_reads(event.kind) {
            return;
        }
        // An event about the directory's own name means that another directory may be there now.
        // Its files are then other ones too, so both conditions below may hold.
        if event.paths.contains(&place.name) {
            self.replaced.store(true, Ordering::Release);
        }
        if event.paths.iter().any(|path| !place.is_beside(path)) {
            self.files();
        }
    }

    /// Notes that files changed.
    pub(super) fn files(&self) {
        self.arrived.fetch_add(1, Ordering::Relaxed);
        if !self.touched.swap(true, Ordering::AcqRel) {
            self.bell.notify_one();
        }
    }

    fn lost(&self, reason: String) {
        *self.reason() = Some(reason);
        self.bell.notify_one();
    }

    /// Empties the inbox, apart from the state of the directory. Lost events outweigh seen ones.
    pub(super) fn take(&self) -> Option<Trigger> {
        let touched = self.touched.swap(false, Ordering::AcqRel);
        match self.reason().take() {
            Some(reason) => Some(Trigger::Rescan(reason)),
            None => touched.then_some(Trigger::Files),
        }
    }

    pub(super) fn take_directory(&self) -> Directory {
        match self.replaced.swap(false, Ordering::AcqRel) {
            true => Directory::Replaced,
            false => Directory::Same,
        }
    }

    /// Waits until there is a trigger, and then until nothing arrives for a while or it has gone on for
    /// long. It may be dropped at any moment: nothing is taken before the end.
    pub(super) async fn next(&self, quiet: Duration) -> Trigger {
        loop {
            while !self.has_news() {
                // A bell that rang between the look and this line is remembered, so this returns at
                // once.
                self.bell.notified().await;
            }
            self.settled(quiet).await;
            if let Some(trigger) = self.take() {
                return trigger;
            }
        }
    }

    async fn settled(&self, quiet: Duration) {
        let end = Instant::now() + quiet * CEILING;
        loop {
            let before = self.arrived.load(Ordering::Relaxed);
            sleep(quiet).await;
            let still = self.arrived.load(Ordering::Relaxed) != before;
            if !still || Instant::now() >= end {
                return;
            }
        }
    }

    fn has_news(&self) -> bool {
        self.touched.load(Ordering::Acquire) || self.reason().is_some()
    }

    fn reason(&self) -> MutexGuard<'_, Option<String>> {
        // No code that holds the lock can leave it half-changed, so a panic does not spoil it.
        self.lost.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether the event is no more than a read. Our own looks open and read files, which must not
/// trigger the next look.
fn only_reads(kind: EventKind) -> bool {
    matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}
