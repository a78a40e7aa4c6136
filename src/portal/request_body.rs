//! Receiving the body of a request, within limits of size, time and memory.

use std::time::Duration;

use axum::body::{Body, HttpBody};
use futures_util::StreamExt;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::problem::Problem;

/// Largest body that is accepted. No request of the contract comes near it.
const MAX_BODY: usize = 1 << 20;
/// A body that is too large is read up to this size and discarded. Most clients read the response
/// only after they have sent everything, so closing the connection at once would show them a broken
/// connection instead of the 413.
const MAX_DISCARDED: usize = 8 << 20;
/// Bodies that declare at most this size need no permit.
const SMALL_BODY: u64 = 64 << 10;
/// Large bodies that are received at a time. With `MAX_BODY` this bounds the memory that slow
/// clients can occupy.
const LARGE_BODIES: usize = 32;

/// Receives bodies. All requests of a portal share one, because the number of large bodies is
/// limited for all of them together.
pub(super) struct BodyReceiver {
    /// Time for a whole body.
    limit: Duration,
    large: Semaphore,
}

impl BodyReceiver {
    pub(super) fn new(limit: Duration) -> Self {
        Self {
            limit,
            large: Semaphore::new(LARGE_BODIES),
        }
    }

    /// Receives a whole body. 413 when it is too large, 408 when it is too slow, 503 when too many
    /// large ones are being received, 400 when the connection breaks.
    pub(super) async fn receive(&self, body: Body) -> Result<Vec<u8>, Problem> {
        // The declared length; hyper makes sure that the body is not longer.
        let bounds = body.size_hint();
        if bounds.lower() > MAX_DISCARDED as u64 {
            return Err(Problem::too_large());
        }
        // A body without a declared length counts as large.
        let is_small = bounds.upper().is_some_and(|most| most <= SMALL_BODY);
        // Held until the body has arrived. There is no queue: a client that is refused can repeat.
        let _permit = if is_small {
            None
        } else {
            let permit = self.large.try_acquire();
            Some(permit.map_err(|_| Problem::maintenance())?)
        };
        let whole = timeout(self.limit, collect(body)).await;
        whole.unwrap_or_else(|_| Err(Problem::too_slow()))
    }
}

async fn collect(body: Body) -> Result<Vec<u8>, Problem> {
    let mut chunks = body.into_data_stream();
    // `length` goes on counting after `whole` was given up.
    let (mut whole, mut length) = (Vec::new(), 0);
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Problem::malformed())?;
        length += chunk.len();
        if length <= MAX_BODY {
            whole.extend_from_slice(&chunk);
        } else {
            // It will be refused, so its memory is free already while the rest arrives.
            whole = Vec::new();
        }
        if length > MAX_DISCARDED {
            break;
        }
    }
    if length > MAX_BODY {
        return Err(Problem::too_large());
    }
    Ok(whole)
}
