//! Whether the portal is stopping, and how many requests are in flight.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::watch;

/// Counts requests from their head to their response. Stopping gracefully needs both halves: new
/// requests are refused once `is_stopping`, and the process ends once nothing is in flight.
#[derive(Debug, Default)]
pub(super) struct InFlightRequests {
    stopping: AtomicBool,
    count: watch::Sender<usize>,
}

/// Counts one request for as long as it exists. Because dropping it ends the count, a request whose
/// client goes away or whose handler panics is not counted for ever.
#[derive(Debug)]
pub(super) struct InFlightGuard(Arc<InFlightRequests>);

impl InFlightRequests {
    pub(super) fn begin(self: &Arc<Self>) -> InFlightGuard {
        // A watch channel rather than an atomic number, because `idle` must wake up when it changes.
        self.count.send_modify(|count| *count += 1);
        InFlightGuard(Arc::clone(self))
    }

    pub(super) fn count(&self) -> usize {
        *self.count.borrow()
    }

    /// From now on `is_stopping` is true.
    pub(super) fn stop(&self) {
        // The strongest ordering: a request that begins after this must see it, and cost is no concern.
        self.stopping.store(true, Ordering::SeqCst);
    }

    pub(super) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::SeqCst)
    }

    /// Waits until nothing is in flight.
    pub(super) async fn idle(&self) {
        let mut count = self.count.subscribe();
        // This cannot fail: the sender lives as long as `self`.
        drop(count.wait_for(|count| *count == 0).await);
    }
}

impl Drop for InFlightGuard {
    fn drop(&mut self) {
        self.0.count.send_modify(|count| *count -= 1);
    }
}
