//! The embedded portal on a free port of the loopback interface, for as long as a value lives.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use tokio::sync::oneshot;

use super::embedded::Portal;
use super::fault::PortalFault;
use super::listen::bind;
use super::lock::{DatabaseLock, Sharing};
use super::pages::Desk;
use super::seed::Seed;
use super::serve::Serving;
use super::store::Purpose;

/// A portal that serves in the background of the current Tokio runtime. Dropping it stops it after
/// the requests in flight; its database stays.
pub struct LocalPortal {
    portal: Portal,
    address: SocketAddr,
    _stop: oneshot::Sender<()>,
    /// None in memory, where no other portal can be.
    _lock: Option<DatabaseLock>,
}

impl LocalPortal {
    /// Opens the database, creates it if it does not exist, and begins to serve.
    ///
    /// # Errors
    ///
    /// A database that is corrupt, from a newer version, not consigne's or served by `portal serve`, and a
    /// loopback interface without a free port. Several local portals may share a database.
    pub async fn start(database: &Path) -> Result<Self, PortalFault> {
        Self::start_with(database, Arc::default()).await
    }

    /// The same, with pages that show what a front hands over.
    pub(crate) async fn start_with(database: &Path, desk: Arc<Desk>) -> Result<Self, PortalFault> {
        let portal = Portal::open(database)?;
        let lock = DatabaseLock::take(database, Sharing::Shared)?;
        Self::serve(portal, Some(lock), desk).await
    }

    /// A portal without accounts, in memory: nothing of it is left when it is dropped.
    ///
    /// # Errors
    ///
    /// A loopback interface without a free port.
    pub async fn in_memory() -> Result<Self, PortalFault> {
        Self::serve(Portal::in_memory()?, None, Arc::default()).await
    }

    async fn serve(
        portal: Portal,
        lock: Option<DatabaseLock>,
        desk: Arc<Desk>,
    ) -> Result<Self, PortalFault> {
        let loopback = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let listener = bind(loopback).map_err(PortalFault::Listen)?;
        let address = listener.local_addr().map_err(PortalFault::Listen)?;
        let (stop, stopped) = oneshot::channel();
        let serving = portal.clone();
        tokio::spawn(
            serving.serve(Serving::default().with_pages(desk), listener, async move {
                drop(stopped.await);
            }),
        );
        Ok(Self {
            portal,
            address,
            _stop: stop,
            _lock: lock,
        })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its address as a client takes it.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Creates the accounts of a seed, a YAML text of the form that `docs/portal.md` describes.
    /// Accounts that exist are left as they are.
    ///
    /// # Errors
    ///
    /// [`PortalFault::Seed`] for a text of another form.
    pub fn seed(&self, seed: &str) -> Result<(), PortalFault> {
        self.portal.seed(&Seed::parse(seed)?)
    }

    /// A new token of the primary administrator of an account, which may read and write.
    ///
    /// # Errors
    ///
    /// A database that cannot be written.
    pub fn token(&self, account: &str) -> Result<String, PortalFault> {
        self.portal.new_token(account)
    }

    /// The names of its accounts.
    pub(crate) fn accounts(&self) -> Result<Vec<String>, PortalFault> {
        let mut store = self.portal.writer();
        store.begin(Purpose::Read)?.accounts()
    }

    /// The portal itself, for what only its operator does.
    pub(crate) fn portal(&self) -> &Portal {
        &self.portal
    }
}
