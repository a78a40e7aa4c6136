//! Many approved plans: several accounts are written at a time, the writes of one strictly in order.

use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::{Stream, StreamExt, stream};

use super::carry_out::{Applied, Attempt, carry_out};
use super::fault::{ApplyError, concerns_every_account};
use super::gate::Approved;
use super::pace::RunPace;
use super::run::{Connection, TokenOwner};
use crate::contract::{PortalError, ReadPortal, WritePortal};

/// An approved plan, and the portal to write it to.
#[derive(Debug)]
pub struct ApprovedAccount<'p, P> {
    pub approved: Approved<'p>,
    pub connection: Connection<P>,
}

/// What became of one of the plans of a run.
#[derive(Debug)]
pub enum AccountAttempt {
    /// The run was stopped before, or another account failed in a way that this one would too.
    NotTried,
    Tried(Box<Result<Applied, ApplyError>>),
}

/// Carries plans out, and gives what became of each in their order.
///
/// The stream has to be read to its end, also when the attempt was stopped: whoever drops it drops
/// writes in flight, whose outcome is then known to no one. Accounts that are not begun by then are
/// given back at once as not tried.
pub fn carry_out_all<'r, P: ReadPortal + WritePortal>(
    accounts: Vec<ApprovedAccount<'r, P>>,
    attempt: Attempt<'r>,
    pace: RunPace<'r>,
) -> impl Stream<Item = AccountAttempt> {
    let run = WritingRun {
        attempt,
        has_ended: AtomicBool::new(false),
        pace,
    };
    let run = std::sync::Arc::new(run);
    let at_once = pace.at_once.get();
    stream::iter(accounts)
        .map(move |account| {
            let run = std::sync::Arc::clone(&run);
            async move { run.one(account).await }
        })
        .buffered(at_once)
}

struct WritingRun<'r> {
    attempt: Attempt<'r>,
    /// Whether an account met what every other would.
    has_ended: AtomicBool,
    pace: RunPace<'r>,
}

impl WritingRun<'_> {
    async fn one<P>(&self, account: ApprovedAccount<'_, P>) -> AccountAttempt
    where
        P: ReadPortal + WritePortal,
    {
        let ApprovedAccount {
            approved,
            connection,
        } = account;
        if self.has_ended.load(Ordering::Relaxed) || self.attempt.stop.is_set() {
            return AccountAttempt::NotTried;
        }
        let name = &approved.plan.account;
        let work = carry_out(approved, &*connection.portal, self.attempt);
        let tried = self.pace.follow(name, work).await;
        let error = tried.as_ref().err();
        if error.is_some_and(|error| ends_the_run(error, connection.holder)) {
            self.has_ended.store(true, Ordering::Relaxed);
        }
        AccountAttempt::Tried(Box::new(tried))
    }
}

/// Whether the next account of the run would meet the same: the portal cannot be reached, or it does not
/// know the token that all of them share.
fn ends_the_run(error: &ApplyError, holder: TokenOwner) -> bool {
    match error {
        ApplyError::Portal(PortalError::Refused(_)) if holder == TokenOwner::Account => false,
        ApplyError::Portal(error) => concerns_every_account(error),
        ApplyError::NoJournal { .. }
        | ApplyError::Stale { .. }
        | ApplyError::Spent
        | ApplyError::ReadOnly
        | ApplyError::Refused(_) => false,
    }
}
