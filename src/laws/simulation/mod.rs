//! A simulator: the planner, apply and the portal in one process, with everything that networks, machines and
//! people do to them, chosen by a seed.
//!
//! ```text
//!   settle_earlier -> propose -> gate -> carry_out       the tool, several runs
//!        |              |                   |
//!     line.rs    every request meets its fate (fate.rs): lost, late, twice, refused, stale, torn, altered
//!        |
//!     world.rs   requests under way, people who edit (person.rs), simulated time, the record of it all
//!        |
//!     stage.rs   the portal: its rules, its SQLite, its audit table
//! ```
//!
//! A scenario has two phases. First faults happen: requests fail, people edit, the process is killed between
//! any two requests or within one. Then the faults stop, what is under way arrives, and two runs must be enough.
//! After each run, and at the end, `judge.rs` compares what the tool said with what the portal recorded.
//!
//! Nothing waits: time is tokio's paused clock. `CONSIGNE_TEST_SEED=17 cargo test --lib simulation -- --nocapture`
//! repeats one scenario and prints what happened in it.

mod dice;
mod expected;
mod fate;
mod history;
mod journal;
mod judge;
mod line;
mod machine;
mod person;
mod run;
mod scenario;
mod stage;
mod whole;
mod world;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use scenario::{Pool, Story, simulate};
use stage::Stage;

use crate::effort::times;

/// Scenarios that share a pool of accounts. A seed belongs to the same pool in every run.
const SEEDS_OF_A_POOL: u64 = 2_000;

fn pool_of(seed: u64) -> Pool {
    Pool::of(seed / SEEDS_OF_A_POOL)
}

/// The seed of the one scenario to repeat, if `CONSIGNE_TEST_SEED` names it.
fn seed() -> Option<u64> {
    let given = std::env::var_os("CONSIGNE_TEST_SEED")?.into_string();
    let seed = given.ok().and_then(|text| text.parse().ok());
    Some(seed.expect("CONSIGNE_TEST_SEED is a number"))
}

/// One scenario, in full.
#[expect(
    clippy::print_stdout,
    reason = "who repeats a scenario wants to see it"
)]
fn repeat(seed: u64) -> Story {
    let story = simulate(&Arc::new(Stage::new()), &pool_of(seed), seed);
    println!("{}", story.trace.join("\n"));
    story
}

/// What many scenarios came to.
#[derive(Default)]
struct Tally {
    /// Fates and endings that occurred.
    met: BTreeMap<String, u64>,
    failed: Vec<(u64, String)>,
}

/// Failed scenarios after which no more are tried.
const ENOUGH: usize = 10;

/// As many threads as there are processors take seeds from one count. Each has a portal of its own.
fn simulate_all(seeds: u64) -> Tally {
    let next = AtomicU64::new(0);
    let tally = Mutex::new(Tally::default());
    let work = || {
        let mut of_pool = (0, Arc::new(Stage::new()), pool_of(0));
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds || tally.lock().unwrap().failed.len() >= ENOUGH {
                return;
            }
            let number = seed / SEEDS_OF_A_POOL;
            if of_pool.0 != number {
                of_pool = (number, Arc::new(Stage::new()), pool_of(seed));
            }
            let story = simulate(&of_pool.1, &of_pool.2, seed);
            let mut tally = tally.lock().unwrap();
            for what in story.met {
                *tally.met.entry(what).or_insert(0) += 1;
            }
            if let Err(wrong) = story.judgement {
                tally.failed.push((seed, wrong));
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    tally.into_inner().unwrap()
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "who runs many seeds wants to see what they met"
)]
fn every_simulated_run_keeps_its_promises() {
    if let Some(seed) = seed() {
        repeat(seed).judgement.unwrap();
        return;
    }
    let seeds = u64::from(times(500));
    let begun = std::time::Instant::now();
    let tally = simulate_all(seeds);
    println!("{seeds} seeds in {:?}", begun.elapsed());
    for (what, count) in &tally.met {
        println!("{count:>9} {what}");
    }
    let again = "CONSIGNE_TEST_SEED=… cargo test --lib simulation -- --nocapture repeats one";
    assert!(tally.failed.is_empty(), "{:#?}\n{again}", tally.failed);
}

/// The same seed is the same story, whatever was simulated before it.
#[test]
fn a_seed_is_one_story() {
    let (stage, pool) = (Arc::new(Stage::new()), pool_of(0));
    for seed in 0..8 {
        let story = simulate(&stage, &pool, seed);
        let again = simulate(&Arc::new(Stage::new()), &pool, seed);
        assert_eq!(story.trace, again.trace, "seed {seed}");
    }
}
