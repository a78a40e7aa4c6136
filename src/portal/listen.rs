//! Accepting connections, timing them, and stopping gracefully. hyper is driven here directly,
//! because `axum::serve` has no time-out for the head of a request.
//!
//! A stop has three phases, each with a limit, so that a client that does nothing cannot keep the
//! process alive:
//!
//! 1. *Refuse*: connections are still accepted, and requests get a 503 with `Retry-After` instead
//!    of an error that a client could take for a failed network. Until nothing is in flight, but at
//!    most `ServeLimits::stop`.
//! 2. *Close*: the listener is closed, and idle connections with it.
//! 3. *Send*: responses that are still being sent have `LAST_BYTES` to finish.
//!
//! A request that is in flight when the stop begins is finished if that is possible in time: a write
//! is never cut off in the middle, since it is one transaction.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

use super::in_flight::InFlightRequests;
use super::stall::StallGuard;

/// How long each phase of a request may take, and how many there may be at a time.
#[derive(Debug, Clone)]
pub(super) struct ServeLimits {
    /// Time for the whole head of a request. On a connection that is kept open, this includes the
    /// pause since the previous request.
    pub(super) head: Duration,
    /// Time for the whole body of a request.
    pub(super) body: Duration,
    /// Time for the response, once the body has arrived.
    pub(super) response: Duration,
    /// Time after which a client that reads nothing of a response is disconnected.
    pub(super) stall: Duration,
    /// Time for the requests that are in flight when the stop begins.
    pub(super) stop: Duration,
    /// Requests that are processed at a time.
    pub(super) requests: usize,
    /// Connections that are open at a time.
    pub(super) connections: usize,
}

impl Default for ServeLimits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(20),
            body: Duration::from_secs(20),
            response: Duration::from_secs(30),
            stall: Duration::from_secs(20),
            stop: Duration::from_secs(10),
            requests: 256,
            connections: 4096,
        }
    }
}

/// Size of a head, and number of its headers. No request of the contract comes near these.
const HEAD_BYTES: usize = 32 << 10;
const HEADERS: usize = 64;
/// Time for responses that are still being sent when nothing is in flight any more.
const LAST_BYTES: Duration = Duration::from_secs(2);
/// Pause after a connection could not be accepted.
const ACCEPT_PAUSE: Duration = Duration::from_millis(20);

/// The address at the other end of a connection, as an extension of its requests.
#[derive(Debug, Clone, Copy)]
pub(super) struct PeerAddress(pub(super) SocketAddr);

/// An extension of a response that is not to be sent: the connection is closed instead.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the connection is cut")]
pub(super) struct ConnectionCut;

/// Serves until `stop` completes, and then stops gracefully as described above.
pub(super) async fn listen(
    listener: TcpListener,
    router: Router,
    in_flight: Arc<InFlightRequests>,
    limits: ServeLimits,
    stop: impl Future<Output = ()>,
) {
    let shutdown = GracefulShutdown::new();
    {
        // The future borrows the listener, so it must end before the listener can be closed.
        let mut accepting = pin!(accept(&listener, &router, &limits, &shutdown));
        // `accept` never completes, since its semaphore is never closed.
        tokio::select! {
            () = &mut accepting => {}
            () = stop => {}
        }
        // From here on the middleware refuses, and `/readyz` reports it.
        in_flight.stop();
        tracing::info!(in_flight = in_flight.count(), "stopping");
        // Phase 1: accepting goes on, and the middleware refuses.
        tokio::select! {
            () = &mut accepting => {}
            () = in_flight.idle() => {}
            () = sleep(limits.stop) => {}
        }
    }
    // Phases 2 and 3.
    drop(listener);
    drop(timeout(LAST_BYTES, shutdown.shutdown()).await);
}

/// Accepts connections for ever, but no more at a time than the limit: the others wait in the
/// queue of the operating system.
async fn accept(
    listener: &TcpListener,
    router: &Router,
    limits: &ServeLimits,
    shutdown: &GracefulShutdown,
) {
    let permits = Arc::new(Semaphore::new(limits.connections));
    while let Ok(permit) = Arc::clone(&permits).acquire_owned().await {
        match listener.accept().await {
            Ok((stream, peer)) => {
                let router = router.clone();
                let (limits, watcher) = (limits.clone(), shutdown.watcher());
                let peer = PeerAddress(peer);
                tokio::spawn(serve_connection(
                    stream, peer, router, limits, watcher, permit,
                ));
            }
            // Usually the process has no free file descriptor. Trying again at once would fail in
            // a busy loop until some connection ends.
            Err(_) => sleep(ACCEPT_PAUSE).await,
        }
    }
}

async fn serve_connection(
    stream: TcpStream,
    peer: PeerAddress,
    router: Router,
    limits: ServeLimits,
    watcher: Watcher,
    permit: OwnedSemaphorePermit,
) {
    // Otherwise Nagle's algorithm can hold back the end of the first response until the client
    // acknowledges its beginning.
    drop(stream.set_nodelay(true));
    // Every request of the connection carries the address of the peer.
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request: Request = request.map(Body::new);
        request.extensions_mut().insert(peer);
        respond(router.clone(), request)
    });
    // The timer is what makes hyper enforce `header_read_timeout`.
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_headers(HEADERS)
        .max_buf_size(HEAD_BYTES);
    let stream = TokioIo::new(StallGuard::new(stream, limits.stall));
    let connection = builder.serve_connection(stream, service);
    // An error here is the client's: it broke the connection or sent something that is not HTTP.
    drop(watcher.watch(connection).await);
    drop(permit);
}

async fn respond(router: Router, request: Request) -> Result<Response, ConnectionCut> {
    let response = router.oneshot(request).await;
    let response = response.unwrap_or_else(|never: Infallible| match never {});
    match response.extensions().get::<ConnectionCut>() {
        Some(cut) => Err(*cut),
        None => Ok(response),
    }
}
