//! The state that everything between the network and the portal shares.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::OwnedSemaphorePermit;
use tokio::task::spawn_blocking;
use tower::limit::ConcurrencyLimit;
use tower::load_shed::LoadShed;
use tower::util::BoxCloneSyncService;
use tower::{BoxError, service_fn};

use super::chaos::Chaos;
use super::embedded::Portal;
use super::in_flight::InFlightRequests;
use super::listen::ServeLimits;
use super::metrics::Metrics;
use super::origin::OriginCheck;
use super::pages::{Desk, PageReply, VisitRequest, answer};
use super::problem::Problem;
use super::request::ApiRequest;
use super::request_body::BodyReceiver;
use super::response::EncodedResponse;

/// What the middleware, the handlers and the health endpoints share. There is one per served
/// portal.
pub(super) struct Front {
    pub(super) portal: Portal,
    pub(super) origin: OriginCheck,
    pub(super) in_flight: Arc<InFlightRequests>,
    pub(super) metrics: Metrics,
    pub(super) chaos: Option<Chaos>,
    pub(super) bodies: BodyReceiver,
    pub(super) requests: RequestService,
    pub(super) pages: PageService,
    /// Time for a response, once the body has arrived.
    pub(super) response_limit: Duration,
}

/// A request that is ready to be processed.
pub(super) struct QueuedRequest {
    pub(super) request: ApiRequest,
    /// The permit to compute a hash, for requests that need one. It is released as soon as the
    /// request is processed, even if the client has gone away.
    pub(super) hash_permit: Option<OwnedSemaphorePermit>,
}

/// A request for a page that is ready to be processed.
pub(super) struct QueuedPage {
    pub(super) request: VisitRequest,
    pub(super) hash_permit: Option<OwnedSemaphorePermit>,
}

/// Processes requests on threads that may block, a limited number at a time.
pub(super) type RequestService = LimitedService<QueuedRequest, EncodedResponse>;
/// The same for pages.
pub(super) type PageService = LimitedService<QueuedPage, PageReply>;
type LimitedService<Q, R> = BoxCloneSyncService<Q, Result<R, Problem>, BoxError>;

impl Front {
    pub(super) fn new(
        portal: Portal,
        origin: OriginCheck,
        chaos: Option<Chaos>,
        desk: Arc<Desk>,
        limits: &ServeLimits,
    ) -> Self {
        let answering = portal.clone();
        let pages = limited(limits.requests, move |queued: QueuedPage| {
            let reply = answer(&answering, &desk, &queued.request);
            drop(queued.hash_permit);
            Ok(reply)
        });
        let responding = portal.clone();
        let requests = limited(limits.requests, move |queued: QueuedRequest| {
            let response = responding.respond(&queued.request);
            // The permit moved to the thread: a client that goes away must not free it early.
            drop(queued.hash_permit);
            response
        });
        Self {
            origin,
            in_flight: Arc::default(),
            metrics: Metrics::new(),
            chaos,
            bodies: BodyReceiver::new(limits.body),
            requests,
            pages,
            response_limit: limits.response,
            portal,
        }
    }
}

/// At most `limit` requests are processed at a time, and one more fails at once instead of waiting
/// (load shedding): under too much load, a queue would only make every response late. Each is processed on a
/// thread of its own, since SQLite blocks. One that panics there gets a 500: its transaction was rolled back
/// while the stack was unwound, so it changed nothing.
fn limited<Q: Send + 'static, R: Send + 'static>(
    limit: usize,
    process: impl Fn(Q) -> Result<R, Problem> + Clone + Send + Sync + 'static,
) -> LimitedService<Q, R> {
    let service = service_fn(move |queued: Q| {
        let process = process.clone();
        async move {
            let processed = spawn_blocking(move || process(queued)).await;
            Ok::<_, BoxError>(processed.unwrap_or_else(|_panicked| Err(Problem::internal())))
        }
    });
    let limited = ConcurrencyLimit::new(service, limit);
    BoxCloneSyncService::new(LoadShed::new(limited))
}
