//! Watching a directory: file events and a timer as one trigger after the other, and a ledger of
//! what was seen, which says what is to be planned. No portal is asked here.

mod inbox;
mod ledger;
mod tree;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use notify::{Config, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{Debouncer, RecommendedCache, new_debouncer_opt};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

use inbox::{Directory, Inbox, Place};
pub(crate) use ledger::{Cause, Ledger, LedgerNote, Round, Sweep, Task};
pub(crate) use tree::Tree;

/// Why to look at the files again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trigger {
    /// Something happened to files. Which ones, their content says: events come late, twice or for
    /// a link instead of its target.
    Files,
    /// Events may be missing, for this reason of the system.
    Rescan(String),
    Timer,
}

/// Why a directory cannot be watched.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WatchFault {
    #[error("find the directory")]
    Place(#[source] std::io::Error),
    #[error("watch the directory")]
    Watch(#[source] notify::Error),
}

/// Watches one directory.
pub(crate) struct Watcher {
    place: Place,
    /// What bears the directory's name, where it really is.
    watched: Option<PathBuf>,
    events: Debouncer<RecommendedWatcher, RecommendedCache>,
    inbox: Arc<Inbox>,
    timer: Option<Interval>,
}

impl Watcher {
    /// Begins to watch. Events are told when they are `debounce` old; `every` is the timer's
    /// period.
    pub(crate) fn start(
        root: &Path,
        debounce: Duration,
        every: Option<Duration>,
    ) -> Result<Self, WatchFault> {
        let place = Place::of(root).map_err(WatchFault::Place)?;
        let inbox = Arc::new(Inbox::default());
        let (told, receiver) = (place.clone(), Arc::clone(&inbox));
        // Links are not followed: one could lead out of the directory, and a target inside it is
        // watched where it is. One tick for each debounce keeps the thread of the debouncer asleep.
        let mut events = new_debouncer_opt(
            debounce,
            Some(debounce),
            move |batch| receiver.receive(batch, &told),
            RecommendedCache::new(),
            Config::default().with_follow_symlinks(false),
        )
        .map_err(WatchFault::Watch)?;
        let real = place.name.canonicalize().map_err(WatchFault::Place)?;
        events
            .watch(&real, RecursiveMode::Recursive)
            .map_err(WatchFault::Watch)?;
        // The directory may itself be replaced, which only its parent sees. A parent that may not
        // be watched leaves that to the timer.
        if let Some(parent) = &place.parent {
            drop(events.watch(parent, RecursiveMode::NonRecursive));
        }
        let timer = every.map(|every| {
            let mut timer = interval_at(Instant::now() + every, every);
            timer.set_missed_tick_behavior(MissedTickBehavior::Delay);
            timer
        });
        Ok(Self {
            place,
            watched: Some(real),
            events,
            inbox,
            timer,
        })
    }

    /// Waits for the next trigger. However much happens meanwhile, one is queued.
    pub(crate) async fn next(&mut self) -> Trigger {
        tokio::select! {
            biased;
            () = tick(&mut self.timer) => {
                // What no event told, such as a parent that was replaced.
                self.rearm();
                Trigger::Timer
            }
            trigger = self.inbox.next() => self.noticed(trigger),
        }
    }

    /// Takes what is queued: a look at the files that begins after this covers it.
    pub(crate) fn absorb(&mut self) -> Option<Trigger> {
        let trigger = self.inbox.take();
        trigger.map(|trigger| self.noticed(trigger))
    }

    /// Queues a look as if something had happened to files.
    pub(crate) fn again(&self) {
        self.inbox.files();
    }

    /// After lost events a new directory may be unwatched, and the watched one may have been
    /// replaced.
    fn noticed(&mut self, trigger: Trigger) -> Trigger {
        let replaced = self.inbox.take_directory() == Directory::Replaced;
        if replaced || matches!(trigger, Trigger::Rescan(_)) {
            self.rearm();
        }
        trigger
    }

    /// Watches what bears the directory's name now. When nothing does, the parent tells later.
    fn rearm(&mut self) {
        if let Some(before) = self.watched.take() {
            drop(self.events.unwatch(&before));
        }
        let real = self.place.name.canonicalize().ok();
        self.watched =
            real.filter(|real| self.events.watch(real, RecursiveMode::Recursive).is_ok());
    }
}

async fn tick(timer: &mut Option<Interval>) {
    match timer {
        Some(timer) => {
            timer.tick().await;
        }
        None => std::future::pending().await,
    }
}
