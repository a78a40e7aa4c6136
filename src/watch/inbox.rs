//! The inbox between the thread of the debouncer and the task that waits for triggers.
//!
//! It has room for one trigger. However many events arrive while the files are being read, they
//! become one further look, so that nothing piles up and nothing is missed:
//!
//! ```text
//! debouncer thread        Pending                    waiting task
//! event, event, event ──> files: Touched     bell ─> take(): Trigger::Files
//! queue overflow ───────> lost: "…"          bell ─> take(): Trigger::Rescan("…")
//! ```

use std::sync::{Mutex, MutexGuard, PoisonError};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent};
use tokio::sync::Notify;

use super::place::WatchedPlace;
use super::trigger::Trigger;

/// The reason of a rescan when the event queue of the system overflowed.
const OVERFLOW: &str = "queue overflow";

/// Everything that happened since the last look.
#[derive(Default)]
pub(super) struct Inbox {
    pending: Mutex<Pending>,
    bell: Notify,
}

#[derive(Default)]
struct Pending {
    files: Files,
    /// The reason why events may have been lost.
    lost: Option<String>,
    directory: Directory,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Files {
    #[default]
    Quiet,
    Touched,
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
    /// Takes a batch of events from the debouncer.
    pub(super) fn receive(&self, batch: DebounceEventResult, place: &WatchedPlace) {
        match batch {
            Ok(events) => events.iter().for_each(|event| self.event(event, place)),
            Err(errors) => errors.iter().for_each(|error| self.lost(error.to_string())),
        }
    }

    fn event(&self, event: &DebouncedEvent, place: &WatchedPlace) {
        if event.need_rescan() {
            return self.lost(OVERFLOW.to_owned());
        }
        if only_reads(event.kind) {
            return;
        }
        // An event about the directory's own name means that another directory may be there now.
        // Its files are then other ones too, so both conditions below may hold.
        if event.paths.contains(&place.name) {
            self.pending().directory = Directory::Replaced;
        }
        if event.paths.iter().any(|path| !place.is_beside(path)) {
            self.files();
        }
    }

    /// Notes that files changed.
    pub(super) fn files(&self) {
        self.pending().files = Files::Touched;
        self.bell.notify_one();
    }

    fn lost(&self, reason: String) {
        self.pending().lost = Some(reason);
        self.bell.notify_one();
    }

    /// Empties the inbox, apart from the state of the directory. Lost events outweigh seen ones.
    pub(super) fn take(&self) -> Option<Trigger> {
        let mut pending = self.pending();
        let files = std::mem::take(&mut pending.files);
        match pending.lost.take() {
            Some(reason) => Some(Trigger::Rescan(reason)),
            None => (files == Files::Touched).then_some(Trigger::Files),
        }
    }

    pub(super) fn take_directory(&self) -> Directory {
        std::mem::take(&mut self.pending().directory)
    }

    /// Waits until there is a trigger.
    pub(super) async fn next(&self) -> Trigger {
        loop {
            if let Some(trigger) = self.take() {
                return trigger;
            }
            // A bell that rang between the look and this line is remembered, so this returns at
            // once.
            self.bell.notified().await;
        }
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        // No code that holds the lock can leave the state half-changed, so a panic does not spoil
        // it.
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether the event is no more than a read. Our own looks open and read files, which must not
/// trigger the next look.
fn only_reads(kind: EventKind) -> bool {
    matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}
