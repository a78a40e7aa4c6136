//! How much a test tries: a few cases in every test run, and many more before a release.
//!
//! `CONSIGNE_TEST_EFFORT=50 cargo test laws::` tries fifty times as many cases of each law. The same variable
//! multiplies the seeds of simulated portals, hostile requests, kills and faults. `release/laws.sh` sets it.

use proptest::prelude::ProptestConfig;

/// What the variable says: 1 where it is not set.
///
/// # Panics
///
/// When it is set and not a number, because a test that tries less than was asked for shows less.
fn effort() -> u32 {
    let given = std::env::var_os("CONSIGNE_TEST_EFFORT").map(|value| value.into_string());
    match given {
        None => 1,
        Some(text) => text
            .ok()
            .and_then(|text| text.parse().ok())
            .filter(|effort| *effort > 0)
            .expect("CONSIGNE_TEST_EFFORT is a number above 0"),
    }
}

/// A count that grows with the effort.
pub(crate) fn times(usual: u32) -> u32 {
    usual.saturating_mul(effort())
}

/// So many cases of a law, times the effort.
pub(crate) fn cases(usual: u32) -> ProptestConfig {
    ProptestConfig {
        cases: times(usual),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}
