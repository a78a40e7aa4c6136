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
use std::io;
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
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

use super::connections::{Busy, Connections, Place};
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

/// Size of a head, and number of its headers, that are read at all. They are above the limits of
/// `headers.rs`, so that most heads beyond those get a problem document as their response.
const READ_HEAD_BYTES: usize = 48 << 10;
const READ_HEADERS: usize = 128;
/// Time for responses that are still being sent when nothing is in flight any more.
const LAST_BYTES: Duration = Duration::from_secs(2);
/// Connections that wait in the kernel until they are accepted. The kernel drops what comes beyond, and the
/// client tries again after a second. The default of 128 is too few for a burst of as many as are served.
const BACKLOG: u32 = 4096;
/// Pause after a connection could not be accepted.
const ACCEPT_PAUSE: Duration = Duration::from_millis(20);

/// The address at the other end of a connection, as an extension of its requests.
#[derive(Debug, Clone, Copy)]
pub(super) struct PeerAddress(pub(super) SocketAddr);

/// An extension of a response that is not to be sent: the connection is closed instead.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the connection is cut")]
pub(super) struct ConnectionCut;

/// A listener at an address.
pub(crate) fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4(),
        SocketAddr::V6(_) => TcpSocket::new_v6(),
    }?;
    // So that a portal can listen again at the address where another has just stopped. On Windows, the same
    // option would let two listen at one address.
    if cfg!(unix) {
        socket.set_reuseaddr(true)?;
    }
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

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

/// Accepts connections for ever. Beyond the limit, each takes the place of the oldest idle one, or
/// waits while there is none.
async fn accept(
    listener: &TcpListener,
    router: &Router,
    limits: &ServeLimits,
    shutdown: &GracefulShutdown,
) {
    let connections = Connections::new(limits.connections);
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                let accepted = Accepted {
                    stream,
                    peer: PeerAddress(peer),
                    place: connections.place().await,
                };
                let (limits, watcher) = (limits.clone(), shutdown.watcher());
                tokio::spawn(accepted.serve(router.clone(), limits, watcher));
            }
            // Usually the process has no free file descriptor. Trying again at once would fail in
            // a busy loop until some connection ends.
            Err(_) => sleep(ACCEPT_PAUSE).await,
        }
    }
}

/// A connection that was accepted.
struct Accepted {
    stream: TcpStream,
    peer: PeerAddress,
    place: Place,
}

impl Accepted {
    async fn serve(self, router: Router, limits: ServeLimits, watcher: Watcher) {
        let Self {
            stream,
            peer,
            place,
        } = self;
        // Otherwise Nagle's algorithm can hold back the end of the first response until the client
        // acknowledges its beginning.
        drop(stream.set_nodelay(true));
        let busy = &place;
        // Every request of the connection carries the address of the peer.
        let service = service_fn(move |request: hyper::Request<Incoming>| {
            let mut request: Request = request.map(Body::new);
            request.extensions_mut().insert(peer);
            respond(router.clone(), request, busy.begin())
        });
        // The timer is what makes hyper enforce `header_read_timeout`.
        let mut builder = http1::Builder::new();
        builder
            .timer(TokioTimer::new())
            .header_read_timeout(limits.head)
            .max_headers(READ_HEADERS)
            .max_buf_size(READ_HEAD_BYTES);
        let stream = TokioIo::new(StallGuard::new(stream, limits.stall));
        let connection = watcher.watch(builder.serve_connection(stream, service));
        tokio::select! {
            // An error here is the client's: it broke the connection or sent something that is not
            // HTTP.
            ended = connection => drop(ended),
            () = place.chosen() => {}
        }
    }
}

/// Responds, unless the connection must go. It is busy until the response was sent.
async fn respond(
    router: Router,
    request: Request,
    busy: Option<Busy>,
) -> Result<Response, ConnectionCut> {
    let busy = busy.ok_or(ConnectionCut)?;
    let response = router.oneshot(request).await;
    let response = response.unwrap_or_else(|never: Infallible| match never {});
    match response.extensions().get::<ConnectionCut>() {
        Some(cut) => Err(*cut),
        None => Ok(response.map(|body| busy.until_sent(body))),
    }
}
