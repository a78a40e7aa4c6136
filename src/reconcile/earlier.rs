//! What an earlier apply of an account left open, looked for before anything is planned.
//!
//! A plan compares a file with what the portal holds now. A write that was sent and not answered may
//! be carried out after that comparison, so a plan made while one is under way is a plan for a state
//! that will not last: "nothing to change" would be wrong a minute later.

use chrono::{DateTime, TimeDelta, Utc};

use super::carry_out::Attempt;
use crate::apply::{AccountLock, Patience, has_settled};
use crate::contract::ReadPortal;
use crate::model::AccountName;

/// After this a write that never showed is taken to be lost for good.
const FORGOTTEN: TimeDelta = TimeDelta::hours(1);

/// What became of the last write of an earlier apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Earlier {
    /// Its outcome was known when the apply ended, or there was no apply.
    Nothing,
    /// It has arrived, or the portal would refuse it by now.
    Settled {
        /// The settings that it was to change, and when the apply began.
        paths: Vec<String>,
        at: String,
    },
    /// It may still arrive.
    Open { paths: Vec<String>, at: String },
}

/// Waits until the last write of an earlier apply has shown, or until the time of the attempt is up.
/// A later run does not wait for it again.
pub async fn settle_earlier(
    account: &AccountName,
    portal: &impl ReadPortal,
    attempt: Attempt<'_>,
) -> Earlier {
    // Where another apply holds the lock, its writes are its own business, and the attempt ends soon.
    let Some(mut lock) = earlier_lock(account, attempt) else {
        return Earlier::Nothing;
    };
    let Some(write) = lock.in_flight() else {
        return Earlier::Nothing;
    };
    if is_forgotten(&write.at, attempt.now) {
        return Earlier::Nothing;
    }
    let (paths, at) = (write.paths().to_vec(), write.at.clone());
    let patience = Patience {
        stop: attempt.stop,
        settle: attempt.settle,
    };
    let settled = has_settled(&write, account, portal, patience).await;
    // A failure to note it only means that the next run looks again.
    drop(lock.give_up(&write));
    if settled {
        Earlier::Settled { paths, at }
    } else {
        Earlier::Open { paths, at }
    }
}

/// A time that cannot be read is not one that this program wrote, so its journal says nothing.
fn is_forgotten(at: &str, now: DateTime<Utc>) -> bool {
    DateTime::parse_from_rfc3339(at).is_ok_and(|at| now - at.to_utc() > FORGOTTEN)
}

fn earlier_lock(account: &AccountName, attempt: Attempt<'_>) -> Option<AccountLock> {
    let since = attempt.now.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    AccountLock::of_earlier(attempt.state, account.as_str(), attempt.author, &since)
}
