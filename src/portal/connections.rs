//! The connections that are open. When there are as many as allowed, a new one takes the place of the
//! one that has been idle for longest, so that connections which no one uses keep no one out.
//!
//! ```text
//! accepted ──> idle ──> busy ──> idle ──> …      busy: from the head of a request to the last byte
//!                │                               of its response
//!                └── oldest idle one, when there is no place: closed
//! ```
//!
//! A request never meets a closed door halfway: `begin` and the choice of the one that goes are under
//! one lock, so a connection that is chosen begins no request any more.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::sync::Notify;

/// All connections of a portal.
pub(super) struct Connections {
    most: usize,
    state: Mutex<State>,
    /// Notified whenever a place is free or a connection becomes idle; the accepting loop alone waits.
    changed: Notify,
}

#[derive(Default)]
struct State {
    /// Counts the moments at which something happened, so that older ones can be found.
    moment: u64,
    open: BTreeMap<u64, Entry>,
}

struct Entry {
    /// The moment since which it is idle; `None` while it is busy.
    idle_since: Option<u64>,
    chosen: Arc<Notify>,
}

/// The place of one connection, which is free again once this is dropped.
pub(super) struct Place {
    connections: Arc<Connections>,
    id: u64,
    chosen: Arc<Notify>,
}

/// A request in progress.
pub(super) struct Busy {
    connections: Arc<Connections>,
    id: u64,
}

impl Connections {
    pub(super) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self {
            most,
            state: Mutex::default(),
            changed: Notify::new(),
        })
    }

    /// A place for a new connection, for which the oldest idle one goes if there is no other. Waits
    /// while all are busy.
    pub(super) async fn place(self: &Arc<Self>) -> Place {
        loop {
            if let Some(place) = self.try_place() {
                return place;
            }
            // A change since then has left a permit, so it is not missed.
            self.changed.notified().await;
        }
    }

    fn try_place(self: &Arc<Self>) -> Option<Place> {
        let mut state = self.state();
        if state.open.len() >= self.most {
            let idle = state.open.iter();
            let idle = idle.filter_map(|(id, entry)| Some((entry.idle_since?, *id)));
            let (_, oldest) = idle.min()?;
            let entry = state.open.remove(&oldest)?;
            entry.chosen.notify_one();
        }
        let id = state.next_moment();
        let chosen = Arc::new(Notify::new());
        let entry = Entry {
            idle_since: Some(id),
            chosen: Arc::clone(&chosen),
        };
        state.open.insert(id, entry);
        Some(Place {
            connections: Arc::clone(self),
            id,
            chosen,
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn next_moment(&mut self) -> u64 {
        self.moment += 1;
        self.moment
    }
}

impl Place {
    /// Completes when the connection must go.
    pub(super) async fn chosen(&self) {
        self.chosen.notified().await;
    }

    /// Begins a request; `None` when the connection must go.
    pub(super) fn begin(&self) -> Option<Busy> {
        let mut state = self.connections.state();
        state.open.get_mut(&self.id)?.idle_since = None;
        Some(Busy {
            connections: Arc::clone(&self.connections),
            id: self.id,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.state().open.remove(&self.id);
        self.connections.changed.notify_one();
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        let mut state = self.connections.state();
        let moment = state.next_moment();
        if let Some(entry) = state.open.get_mut(&self.id) {
            entry.idle_since = Some(moment);
        }
        drop(state);
        self.connections.changed.notify_one();
    }
}

/// The body of a response, until whose end the connection is busy.
struct BusyBody {
    body: Body,
    _busy: Busy,
}

impl Busy {
    /// Keeps the connection busy until the body was sent.
    pub(super) fn until_sent(self, body: Body) -> Body {
        Body::new(BusyBody { body, _busy: self })
    }
}

impl HttpBody for BusyBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
