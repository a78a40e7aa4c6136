//! How often a password may be tried, and how many password hashes are computed at a time.
//!
//! A wrong password is counted three times: for the subject (a login, or the account when a password is
//! changed) together with the client's address, for the subject alone, and for the address alone. Each
//! count allows some failures for free, because people mistype; after that, every failure doubles the
//! time to wait, up to a minute:
//!
//! ```text
//! subject and address   free: 2, then 5, 10, 20, 40, 60, 60 … seconds
//! address               free: 9, the same; stops one common password for many logins
//! subject               free: 99, the same; stops guesses from many addresses
//! ```
//!
//! So a guesser at one address has about 1,440 tries a day for one login, and keeps no one else out:
//! the owner, at another address, has a count of their own. Somebody with many addresses reaches the
//! count of the subject. It does not hold for an address from which the right password came before, or
//! else guessing would lock the owner out after all.
//!
//! A success clears the count of subject and address alone: otherwise a guesser could clear the one of
//! the address by logging in to an account of their own from time to time.
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

/// Addresses from which the right password came that are remembered; beyond it the oldest are dropped.
const KNOWN: usize = 10_000;

/// A try of a password. Names are hashed, so that long ones need no more memory than others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Guess {
    subject: Subject,
    /// `None` for all requests whose address is not known.
    client: Option<IpAddr>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Login([u8; 32]),
    Account([u8; 32]),
}

/// Whose failures are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum LimitKey {
    Guess(Guess),
    Subject(Subject),
    Client(Option<IpAddr>),
}

impl Guess {
    pub(super) fn of_login(login: &str, client: Option<IpAddr>) -> Self {
        Self {
            subject: Subject::Login(Sha256::digest(login).into()),
            client: client.map(network),
        }
    }

    pub(super) fn of_account(account: &str, client: Option<IpAddr>) -> Self {
        Self {
            subject: Subject::Account(Sha256::digest(account).into()),
            client: client.map(network),
        }
    }

    fn keys(self) -> [LimitKey; 3] {
        [
            LimitKey::Guess(self),
            LimitKey::Subject(self.subject),
            LimitKey::Client(self.client),
        ]
    }
}

/// An IPv6 client counts as its /64 network, in which it can use any address it likes. An IPv4 address
/// that is mapped to IPv6 counts as the IPv4 address.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => {
            // Shifting back and forth clears the lower 64 bits.
            let network = u128::from(address) >> 64 << 64;
            Ipv6Addr::from(network).into()
        }
    }
}

impl LimitKey {
    /// Number of the failure from which on the client has to wait. An address may be shared by the
    /// people of an office, so it allows more.
    fn threshold(self) -> u32 {
        match self {
            Self::Guess(_) => 3,
            Self::Client(_) => 10,
            Self::Subject(_) => 100,
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
    /// From where the right password came, and when last.
    known: Mutex<BTreeMap<Guess, Instant>>,
    hashes: Arc<Semaphore>,
}

impl LoginLimiter {
    pub(super) fn new() -> Self {
        Self {
            failures: Mutex::new(BTreeMap::new()),
            known: Mutex::new(BTreeMap::new()),
            hashes: Arc::new(Semaphore::new(HASHES)),
        }
    }

    /// Waits for a permit to compute a hash, without occupying a thread. Permits are given in the
    /// order in which they were asked for. `None` never happens while the portal runs.
    pub(super) async fn hash_permit(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.hashes).acquire_owned().await.ok()
    }

    /// 429 with the seconds to wait after too many failures.
    pub(super) fn check(&self, guess: Guess) -> Result<(), Problem> {
        // The time is read here and passed on, so that tests can choose it.
        match self.wait_for(guess, Instant::now()) {
            None => Ok(()),
            // Rounded up: a client that waits exactly this long must get through.
            Some(wait) => Err(Problem::rate_limited_for(wait.as_secs() + 1)),
        }
    }

    /// Counts a wrong password.
    pub(super) fn record_failure(&self, guess: Guess) {
        self.count(&guess.keys(), Instant::now());
    }

    /// Remembers from where the right password came, and clears the count of that subject and address.
    pub(super) fn record_success(&self, guess: Guess) {
        self.succeed(guess, Instant::now());
    }

    fn wait_for(&self, guess: Guess, now: Instant) -> Option<Duration> {
        let [own, subject, client] = guess.keys();
        if self.known().contains_key(&guess) {
            return self.wait(&[own, client], now);
        }
        self.wait(&[own, subject, client], now)
    }

    fn succeed(&self, guess: Guess, now: Instant) {
        self.failures().remove(&LimitKey::Guess(guess));
        let mut known = self.known();
        known.insert(guess, now);
        while known.len() > KNOWN {
            let oldest = known.iter().min_by_key(|(_, last)| **last);
            let Some(oldest) = oldest.map(|(guess, _)| *guess) else {
                return;
            };
            known.remove(&oldest);
        }
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<Guess, Instant>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
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

    fn guess(client: &str) -> Guess {
        Guess::of_login("marie@boreal.example", client.parse().ok())
    }

    /// Seconds to wait after so many failures of a key, so many seconds after the last one.
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
        let [own, subject, client] = guess("192.0.2.1").keys();
        for (key, count, later, expected) in [
            (own, 2, 0, 0),
            (own, 3, 0, 5),
            (own, 3, 5, 0),
            (own, 4, 0, 10),
            (own, 6, 3, 37),
            (own, 7, 0, 60),
            (own, 500, 0, 60),
            (own, 500, 60, 0),
            (client, 9, 0, 0),
            (client, 10, 0, 5),
            (client, 12, 0, 20),
            (subject, 99, 0, 0),
            (subject, 100, 0, 5),
            (subject, 104, 0, 60),
        ] {
            assert_eq!(wait(key, count, later), expected, "{key:?} {count} {later}");
        }
    }

    /// Seconds to wait at an address after one failure at each of the others.
    fn wait_at(client: &str, others: u32, known: &[&str]) -> u64 {
        let (limiter, now) = (LoginLimiter::new(), Instant::now());
        for known in known {
            limiter.succeed(guess(known), now);
        }
        for at in 0..others {
            let other = std::net::Ipv4Addr::from(0x0a00_0000 + at).to_string();
            limiter.count(&guess(&other).keys(), now);
        }
        let wait = limiter.wait_for(guess(client), now);
        wait.map_or(0, |wait| wait.as_secs())
    }

    #[test]
    fn guessing_keeps_no_one_else_out() {
        let home = "192.0.2.1";
        for (others, known, expected) in [
            (50, &[][..], 0),
            (99, &[], 0),
            (100, &[], 5),
            (1000, &[], 60),
            (1000, &[home], 0),
            (1000, &["192.0.2.2"], 60),
        ] {
            assert_eq!(wait_at(home, others, known), expected, "{others} {known:?}");
        }
        // A known address that guesses itself waits like any other.
        let (limiter, now) = (LoginLimiter::new(), Instant::now());
        limiter.succeed(guess(home), now);
        for _ in 0..3 {
            limiter.count(&guess(home).keys(), now);
        }
        assert_eq!(
            limiter.wait_for(guess(home), now),
            Some(Duration::from_secs(5))
        );
    }

    #[test]
    fn failures_are_forgotten_after_a_while_and_by_a_success() {
        let (limiter, now) = (LoginLimiter::new(), Instant::now());
        let guess = Guess::of_account("boreal", None);
        let [own, _, client] = guess.keys();
        for _ in 0..20 {
            limiter.count(&guess.keys(), now);
        }
        limiter.succeed(guess, now);
        assert_eq!(limiter.wait(&[own], now), None);
        assert_eq!(limiter.wait(&[client], now), Some(LONGEST_WAIT));
        let later = now + MEMORY + Duration::from_secs(1);
        limiter.count(&guess.keys(), later);
        assert_eq!(limiter.wait_for(guess, later), None);
    }

    #[test]
    fn a_network_is_one_client_and_a_mapped_address_is_its_own() {
        assert_eq!(guess("2001:db8::1"), guess("2001:db8::ffff:1"));
        assert_ne!(guess("2001:db8::1"), guess("2001:db8:0:1::1"));
        assert_eq!(guess("::ffff:192.0.2.1"), guess("192.0.2.1"));
        assert_ne!(guess("192.0.2.1"), guess("192.0.2.2"));
    }

    #[test]
    fn the_tables_have_an_end() {
        let (limiter, now) = (LoginLimiter::new(), Instant::now());
        let guess_of = |n: u32| Guess::of_login("x", Some(std::net::Ipv4Addr::from(n).into()));
        for n in 0..u32::try_from(KEYS).unwrap() + 100 {
            let now = now + Duration::from_millis(u64::from(n));
            limiter.count(&[LimitKey::Guess(guess_of(n))], now);
            limiter.succeed(guess_of(n + 1), now);
        }
        assert!(limiter.failures().len() <= KEYS);
        assert_eq!(limiter.known().len(), KNOWN);
        assert!(!limiter.known().contains_key(&guess_of(1)));
    }
}
