//! Serving a portal over HTTP.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use tokio::net::TcpListener;

use super::chaos::Chaos;
use super::embedded::Portal;
use super::fault::PortalFault;
use super::front::Front;
use super::handler::handle;
use super::health;
use super::listen::{ServeLimits, listen};
use super::middleware::wrap;
use super::origin::OriginCheck;
use super::pages::Desk;

/// How a portal is served.
#[derive(Clone, Default)]
pub(crate) struct Serving {
    /// Host names of a reverse proxy, as the `Host` header has them. Without any, the portal serves
    /// its own machine only.
    pub(super) names: Vec<String>,
    /// Seed for injected faults; `None` injects none.
    pub(super) chaos: Option<u64>,
    pub(super) limits: ServeLimits,
    /// How the pages are shown.
    pub(super) desk: Arc<Desk>,
}

impl Serving {
    pub(crate) fn new(names: Vec<String>, chaos: Option<u64>) -> Self {
        Self {
            names,
            chaos,
            limits: ServeLimits::default(),
            desk: Arc::default(),
        }
    }

    pub(crate) fn with_pages(self, desk: Arc<Desk>) -> Self {
        Self { desk, ..self }
    }
}

impl Portal {
    /// Serves until `stop` completes, and then stops gracefully (see `listen.rs`).
    pub(crate) async fn serve(
        self,
        serving: Serving,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), PortalFault> {
        let address = listener.local_addr().map_err(PortalFault::Listen)?;
        let limits = serving.limits;
        let portal = if serving.names.is_empty() {
            self
        } else {
            self.behind_proxy()
        };
        let origin = OriginCheck::new(address, &serving.names);
        let chaos = serving.chaos.map(Chaos::new);
        let front = Arc::new(Front::new(portal, origin, chaos, serving.desk, &limits));
        let in_flight = Arc::clone(&front.in_flight);
        tracing::info!(%address, "listening");
        listen(listener, router(front), in_flight, limits, stop).await;
        tracing::info!("stopped");
        Ok(())
    }
}

/// The contract has its own resolution of paths, so everything except the health endpoints is one
/// handler.
fn router(front: Arc<Front>) -> Router {
    Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .fallback(handle)
        .layer(from_fn_with_state(Arc::clone(&front), wrap))
        .with_state(front)
}
