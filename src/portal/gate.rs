//! How often a password may be tried, and how many hashes are computed at a time.
//!
//! Failures are counted in memory: one process serves a database, whoever can restart it needs no
//! password, and a count that is written down would make guessing cost the portal a write. Rate
//! limiters such as governor count all requests; here only failures count, the wait grows with
//! them, and a success of the account forgets them.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::problem::Problem;

/// Hashes at a time: each takes 19 MiB and a core.
const HASHES: usize = 2;
/// The client waits no longer than this for a 429.
const LONGEST: Duration = Duration::from_secs(60);
/// After so long without a failure the earlier ones are forgotten.
const MEMORY: Duration = Duration::from_secs(15 * 60);
/// What failures are counted of, at most; the oldest go first.
const KEYS: usize = 10_000;

/// What failures are counted of. Names are kept as digests, so that long ones take no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Login([u8; 32]),
    Account([u8; 32]),
    Client(Option<IpAddr>),
}

impl Key {
    pub(super) fn login(login: &str) -> Self {
        Self::Login(Sha256::digest(login).into())
    }

    pub(super) fn account(account: &str) -> Self {
        Self::Account(Sha256::digest(account).into())
    }

    /// Of an IPv6 address the network, because a client has as many addresses there as it likes.
    pub(super) fn client(address: Option<IpAddr>) -> Self {
        Self::Client(address.map(|address| match address.to_canonical() {
            IpAddr::V4(address) => address.into(),
            IpAddr::V6(address) => {
                let network = u128::from(address) >> 64 << 64;
                std::net::Ipv6Addr::from(network).into()
            }
        }))
    }

    /// Failures that cost nothing: people mistype, and an address may be that of many people.
    fn free(self) -> u32 {
        match self {
            Self::Login(_) | Self::Account(_) => 3,
            Self::Client(_) => 10,
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Failures {
    count: u32,
    last: Instant,
}

/// What stands between a request and a password.
pub(super) struct Gate {
    failures: Mutex<BTreeMap<Key, Failures>>,
    turns: Arc<Semaphore>,
}

impl Gate {
    pub(super) fn new() -> Self {
        Self {
            failures: Mutex::new(BTreeMap::new()),
            turns: Arc::new(Semaphore::new(HASHES)),
        }
    }

    /// A turn to compute a hash, waited for without a thread.
    pub(super) async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.turns).acquire_owned().await.ok()
    }

    /// 429 with the seconds to wait after too many failures.
    pub(super) fn check(&self, keys: &[Key]) -> Result<(), Problem> {
        match self.wait(keys, Instant::now()) {
            None => Ok(()),
            Some(wait) => {
                let mut problem = Problem::rate_limited();
                problem.retry_after = u16::try_from(wait.as_secs() + 1).ok();
                Err(problem)
            }
        }
    }

    pub(super) fn failed(&self, keys: &[Key]) {
        self.count(keys, Instant::now());
    }

    /// Failures of the address stay: an account of one's own must not buy guesses at another.
    pub(super) fn succeeded(&self, key: &Key) {
        self.failures().remove(key);
    }

    fn wait(&self, keys: &[Key], now: Instant) -> Option<Duration> {
        let failures = self.failures();
        let waits = keys.iter().filter_map(|key| {
            let found = failures.get(key)?;
            let since = now.saturating_duration_since(found.last);
            let over = found.count.checked_sub(key.free())?;
            pause(over).checked_sub(since)
        });
        waits.filter(|wait| !wait.is_zero()).max()
    }

    fn count(&self, keys: &[Key], now: Instant) {
        let mut failures = self.failures();
        for key in keys {
            let found = failures.entry(*key).or_insert(Failures {
                count: 0,
                last: now,
            });
            if now.saturating_duration_since(found.last) > MEMORY {
                found.count = 0;
            }
            found.count += 1;
            found.last = now;
        }
        if failures.len() > KEYS {
            failures.retain(|_, found| now.saturating_duration_since(found.last) <= MEMORY);
        }
        while failures.len() > KEYS {
            let oldest = failures.iter().min_by_key(|(_, found)| found.last);
            let Some(oldest) = oldest.map(|(key, _)| *key) else {
                return;
            };
            failures.remove(&oldest);
        }
    }

    fn failures(&self) -> std::sync::MutexGuard<'_, BTreeMap<Key, Failures>> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Long enough to spoil guessing, then twice as long each time.
fn pause(over: u32) -> Duration {
    Duration::from_secs(5 << over.min(6)).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seconds to wait after so many failures, so many seconds after the last one.
    fn wait(key: Key, count: u32, later: u64) -> u64 {
        let (gate, now) = (Gate::new(), Instant::now());
        for _ in 0..count {
            gate.count(&[key], now);
        }
        let wait = gate.wait(&[key], now + Duration::from_secs(later));
        wait.map_or(0, |wait| wait.as_secs())
    }

    #[test]
    fn the_wait_grows_with_the_failures_and_ends() {
        let login = Key::login("marie@boreal.example");
        let client = Key::client("192.0.2.1".parse().ok());
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
        let (gate, now) = (Gate::new(), Instant::now());
        let keys = [Key::account("boreal"), Key::client(None)];
        for _ in 0..20 {
            gate.count(&keys, now);
        }
        gate.succeeded(&keys[0]);
        assert_eq!(gate.wait(&keys[..1], now), None);
        assert_eq!(gate.wait(&keys[1..], now), Some(LONGEST));
        let later = now + MEMORY + Duration::from_secs(1);
        gate.count(&keys, later);
        assert_eq!(gate.wait(&keys, later), None);
    }

    #[test]
    fn a_network_is_one_client_and_a_mapped_address_is_its_own() {
        let client = |text: &str| Key::client(text.parse().ok());
        assert_eq!(client("2001:db8::1"), client("2001:db8::ffff:1"));
        assert_ne!(client("2001:db8::1"), client("2001:db8:0:1::1"));
        assert_eq!(client("::ffff:192.0.2.1"), client("192.0.2.1"));
        assert_ne!(client("192.0.2.1"), client("192.0.2.2"));
    }

    #[test]
    fn the_table_has_an_end() {
        let (gate, now) = (Gate::new(), Instant::now());
        for n in 0..u32::try_from(KEYS).unwrap() + 100 {
            let key = Key::client(Some(std::net::Ipv4Addr::from(n).into()));
            gate.count(&[key], now + Duration::from_millis(u64::from(n)));
        }
        assert_eq!(gate.failures().len(), KEYS);
        let first = Key::client(Some(std::net::Ipv4Addr::from(0).into()));
        assert!(!gate.failures().contains_key(&first));
    }
}
