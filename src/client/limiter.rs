//! How many requests one portal gets at a time, from all accounts of a run together.
//!
//! A portal that answers 429 is asked by half as many requests at a time, and by one more after each round
//! of successes: the rule of TCP against congestion (RFC 5681, 3.1). `Retry-After` holds for the portal
//! and not for the one account that happened to hear it, so every request waits until then.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use tokio::time::Instant;

/// The requests of one origin.
#[derive(Default)]
pub(super) struct OriginLimiter {
    requests: Mutex<RequestsInFlight>,
    /// A request ended, or more are allowed.
    changed: Notify,
}

#[derive(Default)]
struct RequestsInFlight {
    count: usize,
    /// None while the portal never complained.
    allowed: Option<usize>,
    /// Successes since `allowed` changed.
    successes: usize,
    lowered: Option<Instant>,
    paused_until: Option<Instant>,
}

/// The right to have a request in flight. It ends when this is dropped.
pub(super) struct InFlightPermit<'a> {
    limiter: &'a OriginLimiter,
    began: Instant,
}

impl OriginLimiter {
    /// Waits until one more request may be sent.
    pub(super) async fn enter(&self) -> InFlightPermit<'_> {
        loop {
            // Made before looking, so that no change in between is missed.
            let changed = self.changed.notified();
            let now = Instant::now();
            let paused = {
                let mut requests = self.requests();
                let paused = requests.paused_until.filter(|until| *until > now);
                let has_room = requests.allowed.is_none_or(|most| requests.count < most);
                if paused.is_none() && has_room {
                    requests.count += 1;
                    return InFlightPermit {
                        limiter: self,
                        began: now,
                    };
                }
                paused
            };
            match paused {
                Some(until) => tokio::time::sleep_until(until).await,
                None => changed.await,
            }
        }
    }

    /// Sends nothing until then.
    pub(super) fn pause(&self, until: Instant) {
        let mut requests = self.requests();
        requests.paused_until = requests.paused_until.max(Some(until));
    }

    fn requests(&self) -> MutexGuard<'_, RequestsInFlight> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl InFlightPermit<'_> {
    /// The portal complained of too many requests (429).
    pub(super) fn was_too_many(&self) {
        let mut requests = self.limiter.requests();
        // Requests that were under way together complain together, and count once.
        if requests.lowered.is_some_and(|lowered| self.began < lowered) {
            return;
        }
        let at_most = requests
            .allowed
            .map_or(requests.count, |most| most.min(requests.count));
        requests.allowed = Some((at_most / 2).max(1));
        requests.successes = 0;
        requests.lowered = Some(Instant::now());
    }

    pub(super) fn was_welcome(&self) {
        let mut requests = self.limiter.requests();
        let Some(allowed) = requests.allowed else {
            return;
        };
        requests.successes += 1;
        if requests.successes >= allowed {
            requests.allowed = Some(allowed + 1);
            requests.successes = 0;
            self.limiter.changed.notify_waiters();
        }
    }
}

impl Drop for InFlightPermit<'_> {
    fn drop(&mut self) {
        self.limiter.requests().count -= 1;
        self.limiter.changed.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures_util::future::join_all;
    use tokio::time::Instant;

    use super::OriginLimiter;

    /// Sends eight requests together; each takes a second. Gives the seconds until all of them ended.
    async fn seconds_for_eight(limiter: &OriginLimiter, complain: bool) -> u64 {
        let began = Instant::now();
        let requests = (0..8).map(|_| async {
            let permit = limiter.enter().await;
            tokio::time::sleep(Duration::from_secs(1)).await;
            match complain {
                true => permit.was_too_many(),
                false => permit.was_welcome(),
            }
        });
        join_all(requests).await;
        began.elapsed().as_secs()
    }

    #[tokio::test(start_paused = true)]
    async fn complaints_halve_what_is_sent_together_and_successes_raise_it_again() {
        let limiter = OriginLimiter::default();
        let mut seconds = Vec::new();
        for complain in [false, true, false, true, true, true, true, false, false] {
            seconds.push(seconds_for_eight(&limiter, complain).await);
        }
        // Together: 8; 8; 4, 4; 5, 2, 1; then one by one; 1, 2, 3, 2; 4, 4.
        assert_eq!(seconds, [1, 1, 2, 3, 8, 8, 8, 4, 2]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_holds_for_every_request_and_the_longest_counts() {
        let limiter = OriginLimiter::default();
        let begin = Instant::now();
        limiter.pause(begin + Duration::from_secs(7));
        limiter.pause(begin + Duration::from_secs(3));
        assert_eq!(seconds_for_eight(&limiter, false).await, 8);
        assert_eq!(seconds_for_eight(&limiter, false).await, 1);
    }
}
