//! One seed: a portal, a file, some runs among faults, and the runs after them.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::{ProptestConfig, Strategy};
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use super::dice::Dice;
use super::fate::Moment;
use super::judge;
use super::run::{ApprovedPlan, End, Job, Run, parsed, run};
use super::stage::{Stage, directory};
use super::whole;
use super::world::World;
use crate::laws::account::held;
use crate::laws::file::{File, blend};
use crate::model::{Account, Kind, Language};
use crate::reconcile::Ready;

/// Accounts and files that several scenarios share: to make and to check them takes longer than a scenario.
pub(super) struct Pool {
    number: usize,
    prepared: Vec<Prepared>,
}

/// What the portal holds, and two versions of a file for it.
struct Prepared {
    held: Account,
    files: Vec<File>,
    ready: Vec<Ready>,
}

/// Of an account that is small enough to be fast, and large enough for every kind of write.
const SCHEDULES: usize = 2;
const PREPARED: usize = 32;

impl Pool {
    pub(super) fn of(number: u64) -> Self {
        let mut dice = Dice::of(number);
        let seed: Vec<_> = (0..4).flat_map(|_| dice.number().to_le_bytes()).collect();
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        let mut runner = TestRunner::new_with_rng(ProptestConfig::default(), rng);
        let account = || small(held().new_tree(&mut runner).unwrap().current());
        let accounts: Vec<_> = std::iter::repeat_with(account).take(PREPARED).collect();
        let prepare = |_| prepared(&accounts, &mut dice);
        Self {
            number: usize::try_from(number).unwrap(),
            prepared: (0..PREPARED).map(prepare).collect(),
        }
    }
}

fn small(mut account: Account) -> Account {
    for language in Language::ALL {
        let hours = account.chat.hours.get_mut(language);
        for kind in Kind::ALL {
            let entries = hours.named.list(kind).values().take(SCHEDULES).cloned();
            let entries: Vec<_> = entries.collect();
            hours.named.replace(kind, entries);
        }
    }
    account
}

fn prepared(accounts: &[Account], dice: &mut Dice) -> Prepared {
    let account = |dice: &mut Dice| &accounts[dice.below(accounts.len())];
    let held = account(dice).clone();
    // Most plans are short: those with many steps seldom get far among faults.
    let taken = |dice: &mut Dice| {
        let bits = [dice.number(), dice.number(), dice.number()].map(|number| number as u32);
        match dice.below(8) {
            0 => bits[0],
            1 | 2 => bits[0] & bits[1],
            _ => bits[0] & bits[1] & bits[2],
        }
    };
    let mask = dice.number() as u32 | dice.number() as u32;
    let files: Vec<_> = (0..2)
        .map(|_| File::new(blend(&held, account(dice), taken(dice)), mask, &held))
        .collect();
    Prepared {
        ready: files.iter().map(|file| parsed(&file.yaml(0))).collect(),
        files,
        held,
    }
}

/// What a scenario came to.
pub(super) struct Story {
    pub(super) judgement: Result<(), String>,
    pub(super) trace: Vec<String>,
    /// Fates and endings that occurred.
    pub(super) met: Vec<String>,
}

pub(super) fn simulate(stage: &Arc<Stage>, pool: &Pool, seed: u64) -> Story {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    runtime.block_on(scenario(stage, pool, seed))
}

async fn scenario(stage: &Arc<Stage>, pool: &Pool, seed: u64) -> Story {
    let mut dice = Dice::of(seed);
    let at = dice.below(PREPARED);
    let prepared = &pool.prepared[at];
    stage.set(pool.number * PREPARED + at, &prepared.held);
    let world = World::new(Arc::clone(stage), prepared.files.clone(), dice);
    let state = directory();
    let mut runs = Vec::new();
    let judgement = phases(&world, prepared, state.path(), &mut runs).await;
    world.compare_unmanaged();
    let judgement = judgement.and_then(|()| whole::judge(&world.lock(), &runs));
    let mut happened = world.lock();
    let fates = happened
        .asked
        .iter()
        .map(|asked| format!("fate {}", asked.fate.name()));
    let met = fates
        .chain(runs.iter().map(|run| format!("run {}", ending(run))))
        .collect();
    Story {
        judgement,
        met,
        trace: std::mem::take(&mut happened.trace),
    }
}

fn ending(run: &Run) -> String {
    match &run.end {
        End::Applied(applied) => format!("{:?}", applied.ending()).to_lowercase(),
        End::NotApplied(error) => format!("not applied: {error}"),
        End::Refused(code) => format!("refused: {code}"),
        End::Killed => "killed".to_owned(),
        End::Unread => "unread".to_owned(),
        End::InSync => "in sync".to_owned(),
        End::NotPassed(error) => format!("not passed: {error}"),
    }
}

async fn phases(
    world: &World,
    prepared: &Prepared,
    state: &Path,
    runs: &mut Vec<Run>,
) -> Result<(), String> {
    let (weather, faulty) = {
        let mut happened = world.lock();
        (
            happened.dice.pick(&[5, 15, 30, 60]),
            1 + happened.dice.below(3),
        )
    };
    world.note(format!("weather {weather}, {faulty} runs among faults"));
    let mut file = 0;
    let mut saved: Option<ApprovedPlan> = None;
    for _ in 0..faulty {
        prepare_run(world, weather);
        let is_replayed = world.lock().dice.falls(25);
        let job = match saved.as_ref().filter(|_| is_replayed) {
            Some(saved) => Job::Saved(saved),
            None => Job::File(file, &prepared.ready[file]),
        };
        let done = run(world, state, job).await;
        judge::run(&world.lock(), &done, &world.files)?;
        torn_journal(world, state, &done);
        saved = done.approved.clone().or(saved);
        runs.push(done);
        between(world, &mut file).await;
    }
    world.calm();
    converge(world, &prepared.ready[file], file, state, runs).await
}

/// When the process dies, or is stopped, if it does.
fn prepare_run(world: &World, weather: usize) {
    let mut happened = world.lock();
    happened.weather = weather;
    let at = 1 + happened.dice.below(12);
    happened.dies = match happened.dice.below(6) {
        0 => Some(Moment::Before(at)),
        1 => Some(Moment::After(at)),
        _ => None,
    };
    let at = 1 + happened.dice.below(12);
    happened.is_stopped_at = happened.dice.falls(10).then_some(at);
}

/// A process that died while it wrote leaves half a line behind.
fn torn_journal(world: &World, state: &Path, done: &Run) {
    let is_torn = matches!(done.end, End::Killed) && world.lock().dice.falls(30);
    let Some(path) = super::journal::last(state).filter(|path| is_torn && path.exists()) else {
        return;
    };
    let mut text = std::fs::read(&path).unwrap();
    text.extend_from_slice(b"{\"outcome\":\"do");
    std::fs::File::options()
        .write(true)
        .truncate(true)
        .open(&path)
        .and_then(|mut file| std::io::Write::write_all(&mut file, &text))
        .unwrap();
    world.note("  half a line at the end of the journal");
}

/// Time passes between two runs; the file is edited, or somebody edits the account.
async fn between(world: &World, file: &mut usize) {
    let (edited, person, pause) = {
        let mut happened = world.lock();
        let dice = &mut happened.dice;
        let pause = dice.pick(&[0, 1, 20, 300, 7_200]);
        (dice.falls(25), dice.falls(20), pause)
    };
    if edited {
        *file = 1 - *file;
        world.note(format!("the file is edited: {file}"));
    }
    if person {
        world.person(None);
    }
    world.pause(Duration::from_secs(pause)).await;
}

/// I5: without faults two runs are enough, and the next plan is empty.
async fn converge(
    world: &World,
    ready: &Ready,
    file: usize,
    state: &Path,
    runs: &mut Vec<Run>,
) -> Result<(), String> {
    for last in [false, false, true] {
        {
            let mut happened = world.lock();
            happened.dies = None;
            happened.is_stopped_at = None;
        }
        let done = run(world, state, Job::File(file, ready)).await;
        judge::run(&world.lock(), &done, &world.files)?;
        let is_empty = matches!(done.end, End::InSync);
        let is_refused = matches!(done.end, End::Refused(_));
        let how = ending(&done);
        runs.push(done);
        if is_empty || is_refused {
            return Ok(());
        }
        if last {
            return Err(format!(
                "I5: two runs without faults were not enough: {how}"
            ));
        }
    }
    Ok(())
}
