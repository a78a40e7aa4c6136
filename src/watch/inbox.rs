//! Where the thread of the debouncer leaves what happened: one place, so that nothing piles up.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent};
use tokio::sync::Notify;

use super::Trigger;

/// What the system says when its queue ran over.
const OVERFLOW: &str = "queue overflow";

/// What happened since the last look.
#[derive(Default)]
pub(super) struct Inbox {
    pending: Mutex<Pending>,
    bell: Notify,
}

#[derive(Default)]
struct Pending {
    files: Files,
    /// Why events may be missing.
    lost: Option<String>,
    directory: Directory,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Files {
    #[default]
    Quiet,
    Touched,
}

/// What is known of the watched directory's own name.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Directory {
    #[default]
    Same,
    /// Another one may bear the name now.
    Replaced,
}

/// Where the watched directory is. Events come from below it, and from its parent, which has other
/// children.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Its own last step may be a link that changes its target.
    pub(super) name: PathBuf,
    /// The root of the file system has none.
    pub(super) parent: Option<PathBuf>,
}

impl Place {
    pub(super) fn of(root: &Path) -> std::io::Result<Self> {
        let absolute = std::path::absolute(root)?;
        let (Some(above), Some(last)) = (absolute.parent(), absolute.file_name()) else {
            let name = root.canonicalize()?;
            let parent = name.parent().map(Path::to_owned);
            return Ok(Self { name, parent });
        };
        let parent = above.canonicalize()?;
        Ok(Self {
            name: parent.join(last),
            parent: Some(parent),
        })
    }

    fn is_beside(&self, path: &Path) -> bool {
        let parent = self.parent.as_deref();
        path != self.name
            && parent.is_some_and(|parent| [Some(path), path.parent()].contains(&Some(parent)))
    }
}

impl Inbox {
    /// A batch of the debouncer.
    pub(super) fn receive(&self, batch: DebounceEventResult, place: &Place) {
        match batch {
            Ok(events) => events.iter().for_each(|event| self.event(event, place)),
            Err(errors) => errors.iter().for_each(|error| self.lost(error.to_string())),
        }
    }

    fn event(&self, event: &DebouncedEvent, place: &Place) {
        if event.need_rescan() {
            return self.lost(OVERFLOW.to_owned());
        }
        if only_reads(event.kind) {
            return;
        }
        if event.paths.contains(&place.name) {
            self.pending().directory = Directory::Replaced;
        }
        if event.paths.iter().any(|path| !place.is_beside(path)) {
            self.files();
        }
    }

    pub(super) fn files(&self) {
        self.pending().files = Files::Touched;
        self.bell.notify_one();
    }

    fn lost(&self, reason: String) {
        self.pending().lost = Some(reason);
        self.bell.notify_one();
    }

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

    pub(super) async fn next(&self) -> Trigger {
        loop {
            if let Some(trigger) = self.take() {
                return trigger;
            }
            self.bell.notified().await;
        }
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Our own looks open and read files; that must not ask for the next look.
fn only_reads(kind: EventKind) -> bool {
    matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}
