//! Ids of requests, which stand in errors here and in the log of the portal there.

use std::sync::atomic::{AtomicU64, Ordering};

/// `7f3a9b2c-17`: which run, and its how many-th request. Attempts of one request share its id.
pub(super) struct RequestIds {
    run: u32,
    last: AtomicU64,
}

impl RequestIds {
    /// Without randomness of the system all runs look alike, which is no reason to refuse one.
    pub(super) fn of_a_run() -> Self {
        Self {
            run: getrandom::u32().unwrap_or(0),
            last: AtomicU64::new(0),
        }
    }

    pub(super) fn next(&self) -> String {
        let number = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        format!("{:08x}-{number}", self.run)
    }
}
