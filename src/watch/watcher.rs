//! The watcher of one directory.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use notify::{Config, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{Debouncer, RecommendedCache, new_debouncer_opt};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

use super::inbox::{Directory, Inbox};
use super::place::WatchedPlace;
use super::trigger::Trigger;

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
    place: WatchedPlace,
    /// The directory that is being watched, with all links resolved. `None` while nothing has its
    /// name.
    watched: Option<PathBuf>,
    events: Debouncer<RecommendedWatcher, RecommendedCache>,
    inbox: Arc<Inbox>,
    timer: Option<Interval>,
}

impl Watcher {
    /// Starts watching the directory `root`. An event is reported when it is `debounce` old, so
    /// that a burst of them becomes one trigger; `every` is the period of the timer.
    pub(crate) fn start(
        root: &Path,
        debounce: Duration,
        every: Option<Duration>,
    ) -> Result<Self, WatchFault> {
        let place = WatchedPlace::of(root).map_err(WatchFault::Place)?;
        let inbox = Arc::new(Inbox::default());
        let (receiver, watched) = (Arc::clone(&inbox), place.clone());
        // Links are not followed: one could lead out of the directory, and a target inside it is
        // watched where it is. One tick for each debounce keeps the thread of the debouncer asleep.
        let mut events = new_debouncer_opt(
            debounce,
            Some(debounce),
            move |batch| receiver.receive(batch, &watched),
            RecommendedCache::new(),
            Config::default().with_follow_symlinks(false),
        )
        .map_err(WatchFault::Watch)?;
        let real = place.name.canonicalize().map_err(WatchFault::Place)?;
        events
            .watch(&real, RecursiveMode::Recursive)
            .map_err(WatchFault::Watch)?;
        // Only the parent sees that the directory itself is replaced. When the parent cannot be
        // watched, for lack of permission, the timer takes care of that.
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

    /// Waits for the next trigger. Events that arrive meanwhile become a single queued trigger.
    pub(crate) async fn next(&mut self) -> Trigger {
        tokio::select! {
            biased;
            () = tick(&mut self.timer) => {
                // There are changes without an event, such as a parent that was replaced.
                self.rearm();
                Trigger::Timer
            }
            trigger = self.inbox.next() => self.noticed(trigger),
        }
    }

    /// Takes the queued trigger, if there is one. The look at the files that follows covers it.
    pub(crate) fn absorb(&mut self) -> Option<Trigger> {
        let trigger = self.inbox.take();
        trigger.map(|trigger| self.noticed(trigger))
    }

    /// Queues a trigger as if files had changed.
    pub(crate) fn again(&self) {
        self.inbox.files();
    }

    /// Watches again where that may be necessary: the directory may have been replaced, and among
    /// lost events may be the creation of a directory that is not watched yet.
    fn noticed(&mut self, trigger: Trigger) -> Trigger {
        let replaced = self.inbox.take_directory() == Directory::Replaced;
        if replaced || matches!(trigger, Trigger::Rescan(_)) {
            self.rearm();
        }
        trigger
    }

    /// Watches the directory that has the name now. When there is none, an event of the parent will
    /// report its return.
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
