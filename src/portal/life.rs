//! Whether the portal is stopping, and what is still in flight.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::watch;

#[derive(Debug, Default)]
pub(super) struct Life {
    stopping: AtomicBool,
    in_flight: watch::Sender<usize>,
}

/// One request, from its head to its answer.
#[derive(Debug)]
pub(super) struct InFlight(Arc<Life>);

impl Life {
    pub(super) fn begin(self: &Arc<Self>) -> InFlight {
        self.in_flight.send_modify(|number| *number += 1);
        InFlight(Arc::clone(self))
    }

    pub(super) fn in_flight(&self) -> usize {
        *self.in_flight.borrow()
    }

    pub(super) fn stop(&self) {
        self.stopping.store(true, Ordering::SeqCst);
    }

    pub(super) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::SeqCst)
    }

    /// Until nothing is in flight.
    pub(super) async fn idle(&self) {
        let mut in_flight = self.in_flight.subscribe();
        drop(in_flight.wait_for(|number| *number == 0).await);
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.in_flight.send_modify(|number| *number -= 1);
    }
}
