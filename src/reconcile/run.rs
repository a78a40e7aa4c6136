//! Many accounts: each is planned by itself, several at a time.

use chrono::{DateTime, Utc};
use futures_util::{Stream, StreamExt, stream};
use thiserror::Error;

use super::check::Ready;
use super::fault::ProposeError;
use super::pace::RunPace;
use super::propose::{Proposal, propose};
use super::rules::Rules;
use crate::contract::ReadPortal;

/// Where the portal of an account is, and with which token it is asked.
pub trait Connect {
    type Portal;
    type Error;

    /// A connection for one account. Nothing is asked of the portal yet.
    fn connect(&self, ready: &Ready) -> Result<Connection<Self::Portal>, Self::Error>;
}

/// A portal to talk to about one account.
#[derive(Debug)]
pub struct Connection<P> {
    pub portal: std::sync::Arc<P>,
    /// What the portal is called in plans: an address without credentials, or `embedded`, whose
    /// port is another one each time.
    pub origin: String,
    pub holder: TokenOwner,
}

/// Whose the token of a connection is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenOwner {
    /// Of this account alone: that the portal does not know it says nothing of the next account.
    Account,
    /// Of every account of the run.
    Everyone,
}

impl<P> Clone for Connection<P> {
    fn clone(&self) -> Self {
        Self {
            portal: std::sync::Arc::clone(&self.portal),
            origin: self.origin.clone(),
            holder: self.holder,
        }
    }
}

/// Why one of several accounts could not be planned.
#[derive(Debug, Error)]
pub enum RunError<E> {
    #[error("connect to the portal of the account")]
    Connect(E),
    #[error(transparent)]
    Propose(ProposeError),
    /// The portal does not accept the token, which is of this account alone.
    #[error(transparent)]
    OwnToken(ProposeError),
}

impl<E> RunError<E> {
    pub(crate) fn of(error: ProposeError, holder: TokenOwner) -> Self {
        match holder {
            TokenOwner::Account if error.is_of_the_token() => Self::OwnToken(error),
            TokenOwner::Account | TokenOwner::Everyone => Self::Propose(error),
        }
    }

    /// Whether the next account of the portal would meet the same: the portal cannot be reached, or it
    /// does not know the token.
    #[must_use]
    pub fn ends_the_run(&self) -> bool {
        match self {
            Self::Connect(_) | Self::OwnToken(_) => false,
            Self::Propose(error) => error.ends_the_run(),
        }
    }
}

/// The rules of a run that only looks, and how it goes through its accounts.
#[derive(Clone, Copy)]
pub struct ProposalRun<'a> {
    pub rules: &'a Rules,
    pub now: DateTime<Utc>,
    pub pace: RunPace<'a>,
}

/// Proposals in the order of the files, as they come.
pub fn propose_all<'f, 'a, C: Connect<Portal: ReadPortal>>(
    files: &'f [Ready],
    portals: &'a C,
    run: ProposalRun<'a>,
) -> impl Stream<Item = (&'f Ready, Result<Proposal, RunError<C::Error>>)> {
    stream::iter(files)
        .map(move |ready| async move {
            let account = &ready.desired.account;
            let proposal = run.pace.follow(account, one(ready, portals, run)).await;
            (ready, proposal)
        })
        .buffered(run.pace.at_once.get())
}

async fn one<C: Connect<Portal: ReadPortal>>(
    ready: &Ready,
    portals: &C,
    run: ProposalRun<'_>,
) -> Result<Proposal, RunError<C::Error>> {
    let connection = portals.connect(ready).map_err(RunError::Connect)?;
    let (portal, origin) = (&*connection.portal, connection.origin.as_str());
    propose(ready, portal, origin, run.rules, run.now)
        .await
        .map_err(|error| RunError::of(error, connection.holder))
}
