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
/// Largest body of a request whose sender is not known: enough for every login, and too little to make
/// the portal work.
const MAX_BODY_OF_ANYONE: usize = 4 << 10;
/// Such a body is read up to this size and discarded.
const MAX_DISCARDED_OF_ANYONE: usize = 64 << 10;
/// Bodies that declare at most this size need no permit.
const SMALL_BODY: u64 = 64 << 10;
/// Large bodies that are received at a time. With `MAX_BODY` this bounds the memory that slow
/// clients can occupy.
const LARGE_BODIES: usize = 32;

/// Whose body it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sender {
    /// Somebody with a token or a session.
    Known,
    Unknown,
}

impl Sender {
    fn most(self) -> usize {
        match self {
            Self::Known => MAX_BODY,
            Self::Unknown => MAX_BODY_OF_ANYONE,
        }
    }

    fn most_discarded(self) -> usize {
        match self {
            Self::Known => MAX_DISCARDED,
            Self::Unknown => MAX_DISCARDED_OF_ANYONE,
        }
    }
}

/// Whether a body may be too large for a sender who is not known.
pub(super) fn is_for_known_senders(body: &Body) -> bool {
    let most = body.size_hint().upper();
    most.is_none_or(|most| most > MAX_BODY_OF_ANYONE as u64)
}

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
    pub(super) async fn receive(&self, body: Body, sender: Sender) -> Result<Vec<u8>, Problem> {
        // The declared length; hyper makes sure that the body is not longer.
        let bounds = body.size_hint();
        if bounds.lower() > sender.most_discarded() as u64 {
            return Err(Problem::too_large());
        }
        // A body without a declared length counts as large.
        let is_small =
            sender == Sender::Unknown || bounds.upper().is_some_and(|most| most <= SMALL_BODY);
        // Held until the body has arrived. There is no queue: a client that is refused can repeat.
        let _permit = if is_small {
            None
        } else {
            let permit = self.large.try_acquire();
            Some(permit.map_err(|_| Problem::maintenance())?)
        };
        let whole = timeout(self.limit, collect(body, sender)).await;
        whole.unwrap_or_else(|_| Err(Problem::too_slow()))
    }
}

async fn collect(body: Body, sender: Sender) -> Result<Vec<u8>, Problem> {
    let mut chunks = body.into_data_stream();
    // `length` goes on counting after `whole` was given up.
    let (mut whole, mut length) = (Vec::new(), 0);
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Problem::malformed())?;
        length += chunk.len();
        if length <= sender.most() {
            whole.extend_from_slice(&chunk);
        } else {
            // It will be refused, so its memory is free already while the rest arrives.
            whole = Vec::new();
        }
        if length > sender.most_discarded() {
            break;
        }
    }
    if length > sender.most() {
        return Err(Problem::too_large());
    }
    Ok(whole)
}
