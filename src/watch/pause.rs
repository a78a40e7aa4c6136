//! Pauses that grow while something fails, so that what is refused or away is asked less and less often.

use std::time::Duration;

use tokio::time::Instant;

/// The first pause.
const FIRST: Duration = Duration::from_secs(5);
/// The longest one.
const LONGEST: Duration = Duration::from_mins(10);

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Well,
    /// It failed or was refused.
    Badly,
}

/// The pause after failures in a row.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Pause {
    failures: u32,
    until: Option<Instant>,
}

impl Pause {
    /// Begins a pause, twice as long as the last one.
    pub(crate) fn longer(&mut self, now: Instant) {
        let pause = self.next();
        self.failures = self.failures.saturating_add(1);
        self.until = Some(now + pause);
    }

    /// How long the next pause lasts: up to a quarter less than its step, so that many watchers do not come
    /// back at one moment.
    pub(crate) fn next(&self) -> Duration {
        let step = FIRST.saturating_mul(1 << self.failures.min(7)).min(LONGEST);
        step - step.mul_f64(jitter() / 4.0)
    }

    /// Ends the pause; the next one is longer all the same.
    pub(crate) fn over(&mut self) {
        self.until = None;
    }

    /// The end of the pause.
    pub(crate) fn until(&self) -> Option<Instant> {
        self.until
    }

    pub(crate) fn lasts(&self, now: Instant) -> bool {
        self.until.is_some_and(|until| now < until)
    }
}

/// From 0 to 1.
fn jitter() -> f64 {
    let mut byte = [0];
    // Without randomness the pauses are whole.
    match getrandom::fill(&mut byte) {
        Ok(()) => f64::from(byte[0]) / 255.0,
        Err(_) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn pauses_grow_up_to_ten_minutes() {
        let (mut pause, now) = (Pause::default(), Instant::now());
        assert!(!pause.lasts(now));
        for seconds in [5, 10, 20, 40, 80, 160, 320, 600, 600] {
            pause.longer(now);
            let step = Duration::from_secs(seconds);
            assert!(pause.lasts(now + step.mul_f64(0.74)), "{seconds}");
            assert!(!pause.lasts(now + step), "{seconds}");
        }
    }
}
