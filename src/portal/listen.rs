//! Connections: taken, timed, and at the end let go. `axum::serve` has no time-outs for heads, so
//! hyper is driven here.

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

use super::life::Life;
use super::stream::Flowing;

/// How long and how much.
#[derive(Debug, Clone)]
pub(super) struct Limits {
    /// For a whole head, and so also for the pause before it on a connection that is kept.
    pub(super) head: Duration,
    /// For a whole body.
    pub(super) body: Duration,
    /// For an answer, once the body is there.
    pub(super) answer: Duration,
    /// While the other end takes nothing of what is sent.
    pub(super) stall: Duration,
    /// For what is in flight when the portal is told to stop.
    pub(super) stop: Duration,
    /// Requests that are answered at a time.
    pub(super) at_a_time: usize,
    pub(super) connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(20),
            body: Duration::from_secs(20),
            answer: Duration::from_secs(30),
            stall: Duration::from_secs(20),
            stop: Duration::from_secs(10),
            at_a_time: 256,
            connections: 4096,
        }
    }
}

/// No head of the contract comes near them.
const HEAD_BYTES: usize = 32 << 10;
const HEADERS: usize = 64;
/// For answers that are being sent when nothing is in flight any more.
const LAST_BYTES: Duration = Duration::from_secs(2);

/// Who is at the other end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peer(pub(super) SocketAddr);

/// Stands in a response for none: the connection ends instead.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the connection is cut")]
pub(super) struct Cut;

/// Serves until `stop` is done, then finishes what is in flight, though not for ever.
pub(super) async fn listen(
    listener: TcpListener,
    router: Router,
    life: Arc<Life>,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let ending = GracefulShutdown::new();
    {
        let mut taking = pin!(take(&listener, &router, &limits, &ending));
        tokio::select! {
            () = &mut taking => {}
            () = stop => {}
        }
        life.stop();
        tracing::info!(in_flight = life.in_flight(), "stopping");
        // Who comes meanwhile is told that the portal is stopping.
        tokio::select! {
            () = &mut taking => {}
            () = life.idle() => {}
            () = sleep(limits.stop) => {}
        }
    }
    drop(listener);
    drop(timeout(LAST_BYTES, ending.shutdown()).await);
}

/// Takes connections for ever, and no more at a time than there is room for.
async fn take(listener: &TcpListener, router: &Router, limits: &Limits, ending: &GracefulShutdown) {
    let room = Arc::new(Semaphore::new(limits.connections));
    while let Ok(place) = Arc::clone(&room).acquire_owned().await {
        match listener.accept().await {
            Ok((stream, peer)) => {
                let router = router.clone();
                let (limits, watcher) = (limits.clone(), ending.watcher());
                tokio::spawn(converse(stream, Peer(peer), router, limits, watcher, place));
            }
            // Without a free descriptor the next try fails as well, until a connection ends.
            Err(_) => sleep(Duration::from_millis(20)).await,
        }
    }
}

async fn converse(
    stream: TcpStream,
    peer: Peer,
    router: Router,
    limits: Limits,
    watcher: Watcher,
    place: OwnedSemaphorePermit,
) {
    // Without it the first answer of a connection may wait for an acknowledgement.
    drop(stream.set_nodelay(true));
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request: Request = request.map(Body::new);
        request.extensions_mut().insert(peer);
        answered(router.clone(), request)
    });
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_headers(HEADERS)
        .max_buf_size(HEAD_BYTES);
    let stream = TokioIo::new(Flowing::new(stream, limits.stall));
    let connection = builder.serve_connection(stream, service);
    drop(watcher.watch(connection).await);
    drop(place);
}

async fn answered(router: Router, request: Request) -> Result<Response, Cut> {
    let response = router.oneshot(request).await;
    let response = response.unwrap_or_else(|never: Infallible| match never {});
    match response.extensions().get::<Cut>() {
        Some(cut) => Err(*cut),
        None => Ok(response),
    }
}
