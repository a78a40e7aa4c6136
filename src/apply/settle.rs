//! What became of a write whose response does not say so.
//!
//! ```text
//!   response                      look                         outcome
//!   lost                          again until the time is up   done, or unknown
//!   404, 410, 412                 until it shows another tag   done, failed, or unknown
//!   409                           once                         done, or failed
//!   429, 503, or sent repeatedly  once                         done, failed, or unknown
//! ```
//!
//! A portal that refuses a write as not fitting and an account in which it would fit contradict each other: one of
//! the two is old, perhaps from a cache, and it may be the account from before the tool's own write.
//!
//! That the account does not hold a value at one moment proves nothing: a portal that was slow to
//! answer may be slow to store. A lost write is *unknown* until its effect shows. When the resource has
//! another tag by now, the portal would refuse the write, so there is nothing to wait for; but the write may
//! have been stored, and then changed by somebody, before anyone looked. That it did not happen can be said
//! only when the portal itself refused the one request that was sent.

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};

use super::in_flight::{InFlight, Intent};
use super::stop::Patience;
use super::stored::{Stored, lunch_break_tag};
use super::tags::StepTags;
use crate::contract::{ReadPortal, WriteFailure};
use crate::model::{AccountName, Observed, Precondition};
use crate::plan::Step;

/// Pause before the account is read a second time; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// What reading the account shows of a write.
pub(super) enum Sight {
    /// The account holds what the write was to leave behind, whoever wrote it.
    Arrived(StepTags),
    /// It is not there, and the portal would refuse it by now.
    Overtaken,
    /// It is not there, and may come.
    NotYet,
    /// The account could not be read, or is older than an acknowledged write.
    Unclear,
}

impl Sight {
    /// The doubt has ended, or not.
    fn ended(self) -> Result<Self, Self> {
        match self {
            Self::Arrived(_) | Self::Overtaken => Ok(self),
            Self::NotYet | Self::Unclear => Err(self),
        }
    }
}

/// Whether a failed write may have happened all the same. A status that says "not as you think" may
/// be the echo of the tool's own write, and one that says "busy" may come from a proxy whose portal
/// was not.
pub(super) fn is_open(failure: &WriteFailure) -> bool {
    let echo = matches!(
        failure.error.status(),
        Some(404 | 409 | 410 | 412 | 429 | 503)
    );
    failure.error.is_lost() || echo || failure.attempts > 1
}

/// Whether the portal itself has said no to a request that was sent once. What is busy may have passed the
/// request on, and of several requests an earlier one may have been stored.
pub(super) fn is_refusal(failure: &WriteFailure) -> bool {
    let said_no = matches!(failure.error.status(), Some(404 | 409 | 410 | 412));
    said_no && failure.attempts <= 1
}

/// Whether the portal says that the resource is not as the request requires. Then it shows another tag, or
/// is gone, as soon as the account is read as it is.
pub(super) fn is_about_the_tag(failure: &WriteFailure) -> bool {
    matches!(failure.error.status(), Some(404 | 410 | 412))
}

/// One look at the account, if it could be read and is recent enough.
pub(super) fn look(step: &Step, condition: &Precondition, observed: Option<&Observed>) -> Sight {
    let Some(observed) = observed else {
        return Sight::Unclear;
    };
    if Stored::of(observed).holds(&step.action) {
        return Sight::Arrived(StepTags {
            resource: observed.etags.get(&step.action.resource().key()).cloned(),
            lunch_break: lunch_break_tag(&step.action, observed),
        });
    }
    // The number of the step does not matter here.
    if Intent::of(0, step, condition).is_settled(observed) {
        Sight::Overtaken
    } else {
        Sight::NotYet
    }
}

/// Looks again and again until the doubt has ended, the time is up, or the run is stopped; once in any
/// case. A stop ends the pause and leaves time for a last look.
pub(super) async fn wait<F>(look: impl Fn() -> F, patience: Patience<'_>) -> Sight
where
    F: Future<Output = Sight>,
{
    let pauses = ExponentialBuilder::default()
        .with_min_delay(FIRST_PAUSE)
        .with_max_delay(LONGEST_PAUSE)
        .without_max_times()
        .with_total_delay(Some(patience.settle));
    let stop = patience.stop.clone();
    let pause = move |length| {
        let stop = stop.clone();
        async move {
            tokio::select! {
                () = tokio::time::sleep(length) => {}
                () = stop.reached() => {}
            }
        }
    };
    (|| async { look().await.ended() })
        .retry(pauses)
        .sleep(pause)
        .when(|_| !patience.stop.is_set())
        .await
        .unwrap_or_else(|open| open)
}

/// Whether the write that an earlier apply left open can no longer change anything. Waits for that.
pub(crate) async fn has_settled(
    write: &InFlight,
    account: &AccountName,
    portal: &impl ReadPortal,
    patience: Patience<'_>,
) -> bool {
    let look = || async {
        match portal.observe(account).await {
            Ok(observed) if write.is_settled(&observed) => Sight::Overtaken,
            // Also what a replica shows that lags behind.
            Ok(_) => Sight::NotYet,
            Err(_) => Sight::Unclear,
        }
    };
    match wait(look, patience).await {
        Sight::Arrived(_) | Sight::Overtaken => true,
        Sight::NotYet | Sight::Unclear => false,
    }
}
