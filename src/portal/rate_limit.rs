//! How often a password may be tried, and how many password hashes are computed at a time.
//!
//! A wrong password is counted twice: for the login (or the account, when a password is changed) and
//! for the client's address. Each count allows some failures for free, because people mistype;
//! after that, every failure doubles the time to wait, up to a minute:
//!
//! ```text
//! failures of a login    1  2  3   4   5   6   7   8 …
//! seconds to wait        0  0  5  10  20  40  60  60 …
//! ```
//!
//! So a guesser has about 1,440 tries a day for one login. The count of the address, which allows
//! ten failures for free, is what stops somebody who tries one common password with many logins.
//!
//! A success clears the count of the login but not that of the address: otherwise a guesser could
//! clear it by logging in to an account of their own from time to time.
//!
//! The counts are kept in memory. One process serves a database, so no other needs them; whoever
//! can restart it to clear them does not need to guess; and counts in the database would turn every
//! guess into a write. Rate limiters such as governor do not fit: they count all requests, where
//! here only failures count, and successes reset them.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::problem::Problem;

/// Hashes that are computed at a time. Each takes 19 MiB and a processor.
const HASHES: usize = 2;
/// A client never waits longer than this.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// Failures are forgotten once there was none for this long.
const MEMORY: Duration = Duration::from_secs(15 * 60);
/// Number of counts that are kept; beyond it the oldest are dropped.
const KEYS: usize = 10_000;

/// Whose failures are counted. Names are hashed, so that long ones need no more memory than others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LimitKey {
    Login([u8; 32]),
    Account([u8; 32]),
    /// `None` for all requests whose address is not known.
    Client(Option<IpAddr>),
}

impl LimitKey {
    pub(super) fn login(login: &str) -> Self {
        Self::Login(Sha256::digest(login).into())
    }

    pub(super) fn account(account: &str) -> Self {
        Self::Account(Sha256::digest(account).into())
    }

    /// An IPv6 client counts as its /64 network, in which it can use any address it likes. An IPv4
    /// address that is mapped to IPv6 counts as the IPv4 address.
    pub(super) fn client(address: Option<IpAddr>) -> Self {
        Self::Client(address.map(|address| match address.to_canonical() {
            IpAddr::V4(address) => address.into(),
            IpAddr::V6(address) => {
                // Shifting back and forth clears the lower 64 bits.
                let network = u128::from(address) >> 64 << 64;
                Ipv6Addr::from(network).into()
            }
        }))
    }

    /// Number of the failure from which on the client has to wait. An address may be shared by the
    /// people of an office, so it allows more.
    fn threshold(self) -> u32 {
        match self {
            Self::Login(_) | Self::Account(_) => 3,
            Self::Client(_) => 10,
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct FailureCount {
    count: u32,
    last: Instant,
}

/// The failure counts, and permits for computing hashes.
pub(super) struct LoginLimiter {
    failures: Mutex<BTreeMap<LimitKey, FailureCount>>,
    hashes: Arc<Semaphore>,
}

impl LoginLimiter {
    pub(super) fn new() -> Self {
        Self {
            failures: Mutex::new(BTreeMap::new()),
            hashes: Arc::new(Semaphore::new(HASHES)),
        }
    }

    /// Waits for a permit to compute a hash, without occupying a thread. Permits are given in the
    /// order in which they were asked for. `None` never happens while the portal runs.
    pub(super) async fn hash_permit(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.hashes).acquire_owned().await.ok()
    }

    /// 429 with the seconds to wait, when any of the keys has too many failures.
    pub(super) fn check(&self, keys: &[LimitKey]) -> Result<(), Problem> {
        // The time is read here and passed on, so that tests can choose it.
        match self.wait(keys, Instant::now()) {
            None => Ok(()),
            // Rounded up: a client that waits exactly this long must get through.
            Some(wait) => Err(Problem::rate_limited_for(wait.as_secs() + 1)),
        }
    }

    /// Counts a wrong password for each of the keys.
    pub(super) fn record_failure(&self, keys: &[LimitKey]) {
        self.count(keys, Instant::now());
    }

    /// Clears the count of a login or an account after a success.
    pub(super) fn forget(&self, key: &LimitKey) {
        self.failures().remove(key);
    }

    /// The longest time that any of the keys still has to wait.
    fn wait(&self, keys: &[LimitKey], now: Instant) -> Option<Duration> {
        let failures = self.failures();
        // Each key waits by its own count; the request waits for the longest.
        let waits = keys.iter().filter_map(|key| {
            // A key without failures does not wait.
            let failed = failures.get(key)?;
            let elapsed = now.saturating_duration_since(failed.last);
            // `None` below the threshold, and once the wait is over.
            let beyond = failed.count.checked_sub(key.threshold())?;
            pause(beyond).checked_sub(elapsed)
        });
        waits.filter(|wait| !wait.is_zero()).max()
    }

    fn count(&self, keys: &[LimitKey], now: Instant) {
        let mut failures = self.failures();
        for key in keys {
            let failed = failures.entry(*key).or_insert(FailureCount {
                count: 0,
                last: now,
            });
            // An old count starts over, so that one mistake a day never adds up.
            if now.saturating_duration_since(failed.last) > MEMORY {
                failed.count = 0;
            }
            // The count never goes down by itself; only its age makes it irrelevant.
            failed.count += 1;
            failed.last = now;
        }
        // First drop what has no effect any more, and only then the oldest of the others.
        if failures.len() > KEYS {
            failures.retain(|_, failed| now.saturating_duration_since(failed.last) <= MEMORY);
        }
        while failures.len() > KEYS {
            let oldest = failures.iter().min_by_key(|(_, failed)| failed.last);
            let Some(oldest) = oldest.map(|(key, _)| *key) else {
                return;
            };
            failures.remove(&oldest);
        }
    }

    fn failures(&self) -> MutexGuard<'_, BTreeMap<LimitKey, FailureCount>> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long to wait after so many failures beyond the threshold: 5 seconds, doubled each time.
fn pause(beyond: u32) -> Duration {
    // The exponent is limited because a shift by 64 or more would overflow.
    Duration::from_secs(5 << beyond.min(6)).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seconds to wait after so many failures, so many seconds after the last one.
    fn wait(key: LimitKey, count: u32, later: u64) -> u64 {
        let (limiter, now) = (LoginLimiter::new(), Instant::now());
        for _ in 0..count {
            limiter.count(&[key], now);
        }
        let wait = limiter.wait(&[key], now + Duration::from_secs(later));
        wait.map_or(0, |wait| wait.as_secs())
    }

    #[test]
    fn the_wait_grows_with_the_failures_and_ends() {
        let login = LimitKey::login("marie@boreal.example");
        let client = LimitKey::client("192.0.2.1".parse().ok());
        for (key, count, later, expected) in [
            (login, 2, 0, 0),
            (login, 3, 0, 5),
            (login, 3, 5, 0),
            (login, 4, 0, 10),
            (login, 6, 3, 37),
            (login, 7, 0, 60),
            (login, 500, 0, 60),
            (login, 500, 60, 0),
            (client, 9, 0, 0),
            (client, 10, 0, 5),
            (client, 12, 0, 20),
        ] {
            assert_eq!(wait(key, count, later), expected, "{key:?} {count} {later}");
        }
    }

    #[test]
    fn failures_are_forgotten_after_a_while_and_by_a_success() {
        let (limiter, now) = (LoginLimiter::new(), Instant::now());
        let keys = [LimitKey::account("boreal"), LimitKey::client(None)];
        for _ in 0..20 {
            limiter.count(&keys, now);
        }
        limiter.forget(&keys[0]);
        assert_eq!(limiter.wait(&keys[..1], now), None);
        assert_eq!(limiter.wait(&keys[1..], now), Some(LONGEST_WAIT));
        let later = now + MEMORY + Duration::from_secs(1);
        limiter.count(&keys, later);
        assert_eq!(limiter.wait(&keys, later), None);
    }

    #[test]
    fn a_network_is_one_client_and_a_mapped_address_is_its_own() {
        let client = |text: &str| LimitKey::client(text.parse().ok());
        assert_eq!(client("2001:db8::1"), client("2001:db8::ffff:1"));
        assert_ne!(client("2001:db8::1"), client("2001:db8:0:1::1"));
        assert_eq!(client("::ffff:192.0.2.1"), client("192.0.2.1"));
        assert_ne!(client("192.0.2.1"), client("192.0.2.2"));
    }

    #[test]
    fn the_table_has_an_end() {
        let (limiter, now) = (LoginLimiter::new(), Instant::now());
        for n in 0..u32::try_from(KEYS).unwrap() + 100 {
            let key = LimitKey::client(Some(std::net::Ipv4Addr::from(n).into()));
            limiter.count(&[key], now + Duration::from_millis(u64::from(n)));
        }
        assert_eq!(limiter.failures().len(), KEYS);
        let first = LimitKey::client(Some(std::net::Ipv4Addr::from(0).into()));
        assert!(!limiter.failures().contains_key(&first));
    }
}
