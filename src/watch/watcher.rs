//! The watcher of one directory.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

use super::inbox::{Directory, Inbox};
use super::place::WatchedPlace;
use super::trigger::Trigger;

/// Between two looks at a directory of which no events come.
const POLL: Duration = Duration::from_secs(2);

/// How changes are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Noticing {
    /// By events of the system.
    Events,
    /// By looking every two seconds: network mounts send no events.
    Looks,
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
    place: WatchedPlace,
    /// The directory that is being watched, with all links resolved. `None` while nothing has its
    /// name.
    watched: Option<PathBuf>,
    /// None where looks take the place of events.
    events: Option<RecommendedWatcher>,
    inbox: Arc<Inbox>,
    /// How long nothing happens before a burst of events counts as over.
    quiet: Duration,
    timer: Option<Interval>,
    looks: Option<Interval>,
}

impl Watcher {
    /// Starts watching the directory `root`. A burst of events becomes one trigger when nothing
    /// happened for `quiet`; `every` is the period of the timer.
    pub(crate) fn start(
        root: &Path,
        noticing: Noticing,
        quiet: Duration,
        every: Option<Duration>,
    ) -> Result<Self, WatchFault> {
        let place = WatchedPlace::of(root).map_err(WatchFault::Place)?;
        let inbox = Arc::new(Inbox::default());
        let real = place.name.canonicalize().map_err(WatchFault::Place)?;
        let events = match noticing {
            Noticing::Looks => None,
            Noticing::Events => {
                let events = events(&place, &real, &inbox).map_err(WatchFault::Watch)?;
                Some(events)
            }
        };
        Ok(Self {
            place,
            watched: Some(real),
            events,
            inbox,
            quiet,
            timer: every.map(timer),
            looks: (noticing == Noticing::Looks).then(|| timer(POLL)),
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
            () = tick(&mut self.looks) => Trigger::Files,
            trigger = self.inbox.next(self.quiet) => self.noticed(trigger),
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
        let Some(events) = &mut self.events else {
            return;
        };
        if let Some(before) = self.watched.take() {
            drop(events.unwatch(&before));
        }
        let real = self.place.name.canonicalize().ok();
        self.watched = real.filter(|real| events.watch(real, RecursiveMode::Recursive).is_ok());
    }
}

fn events(
    place: &WatchedPlace,
    real: &Path,
    inbox: &Arc<Inbox>,
) -> notify::Result<RecommendedWatcher> {
    let (receiver, watched) = (Arc::clone(inbox), place.clone());
    // Links are not followed: one could lead out of the directory, and a target inside it is
    // watched where it is.
    let mut events = RecommendedWatcher::new(
        move |event| receiver.receive(event, &watched),
        Config::default().with_follow_symlinks(false),
    )?;
    events.watch(real, RecursiveMode::Recursive)?;
    // Only the parent sees that the directory itself is replaced. When the parent cannot be
    // watched, for lack of permission, the timer takes care of that.
    if let Some(parent) = &place.parent {
        drop(events.watch(parent, RecursiveMode::NonRecursive));
    }
    Ok(events)
}

fn timer(every: Duration) -> Interval {
    let mut timer = interval_at(Instant::now() + every, every);
    timer.set_missed_tick_behavior(MissedTickBehavior::Delay);
    timer
}

async fn tick(timer: &mut Option<Interval>) {
    match timer {
        Some(timer) => {
            timer.tick().await;
        }
        None => std::future::pending().await,
    }
}
