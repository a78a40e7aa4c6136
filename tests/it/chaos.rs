//! The tool against a portal that misbehaves on purpose: whatever comes, the report is true, nothing
//! is there twice, and once it behaves again two runs are enough.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};

use rusqlite::Connection;
use serde_json::Value;

use crate::effort::times;
use crate::workbench::{TOKEN, Workbench};

pub(crate) const SEED: &str = "
accounts:
  - account: boreal
    can: QC104233
    telephony: { pbx: BroadSoft-MTL-1, provider: Réseau Laurentien }
    primary: { userCode: '1001', name: Marie Tremblay, email: marie@boreal.example }
    candidates:
      - { userCode: '2041', name: Jean Roy }
      - { userCode: '2107', name: Aïcha Benali }
      - { userCode: '2188', name: Luc Gagnon }
    softwareDeployed: true
    settings:
      delegates: [{ userCode: '2188', name: Luc Gagnon }]
      chat:
        fr:
          weeklySchedules: [{ name: Mardi, days: [tue], startTime: '18:00', endTime: '21:00', allDay: false }]
";

/// Seeds that found something: an answer was lost, an older state was read, and the tool said that
/// nothing had been written.
const FOUND: [u64; 4] = [797, 808, 875, 1284];

const THREADS: usize = 8;

/// What one apply said.
pub(crate) struct Run {
    pub(crate) exit: i32,
    pub(crate) text: String,
}

/// Applies the example through the portal at an address.
pub(crate) fn apply(bench: &Workbench, portal: &str) -> Run {
    let words = [
        "login-change",
        "revoke-delegate",
        "lose-hours",
        "spid-change",
        "chat-off",
        "clear-contact",
    ];
    let allow: Vec<_> = words.iter().flat_map(|word| ["--allow", word]).collect();
    let apply = [
        "apply",
        "boreal.yaml",
        "--auto-approve",
        "--format",
        "json",
        "--portal",
        portal,
    ];
    let output = bench.run_whole(TOKEN, &[&apply, allow.as_slice()].concat());
    let (out, err) = (output.stdout, output.stderr);
    Run {
        exit: output.status.code().unwrap(),
        text: String::from_utf8(out).unwrap() + &String::from_utf8_lossy(&err),
    }
}

/// A row of what the portal wrote down, which is none of the tool's telling.
#[derive(PartialEq)]
pub(crate) struct Row {
    pub(crate) what: String,
    old: Value,
    new: Value,
}

pub(crate) fn audit(bench: &Workbench) -> Vec<Row> {
    let database = Connection::open(bench.path().join("portal.db")).unwrap();
    let query = "SELECT what, ifnull(old, 'null'), ifnull(new, 'null') FROM audit
                 WHERE who <> 'system' ORDER BY id";
    let mut query = database.prepare(query).unwrap();
    let value = |text: String| serde_json::from_str(&text).unwrap();
    let rows = query.query_map([], |row| {
        Ok(Row {
            what: row.get(0)?,
            old: value(row.get(1)?),
            new: value(row.get(2)?),
        })
    });
    rows.unwrap().map(Result::unwrap).collect()
}

/// Of the same write twice the second changes nothing. A lunch break that a tick created comes
/// with the write of the working hours.
pub(crate) fn is_repeated(write: &Row, before: &[Row]) -> bool {
    let ticked = |row: &Row| row.what.ends_with("/lunch-break") && row.old.is_null();
    let mut before = before.iter().filter(|before| !ticked(before));
    before.any(|before| before.what == write.what && before.new == write.new)
}

/// Keys of the writes that the journals call done.
fn done(bench: &Workbench) -> BTreeSet<String> {
    let outcomes = outcomes(bench).into_iter();
    let done = outcomes.filter(|(_, outcome)| outcome == "done");
    done.map(|(key, _)| key).collect()
}

/// The last outcome of each write in the journals, by its key.
pub(crate) fn outcomes(bench: &Workbench) -> BTreeMap<String, String> {
    let mut outcomes = BTreeMap::new();
    let Ok(files) = std::fs::read_dir(bench.path().join("state/consigne/boreal")) else {
        return outcomes;
    };
    let files = files.map(|file| file.unwrap().path());
    for file in files.filter(|file| file.extension().is_some_and(|kind| kind == "jsonl")) {
        let mut intent = None;
        for line in std::fs::read_to_string(file).unwrap().lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            if let Some(resource) = line["intent"].as_str() {
                intent = Some(resource.to_owned());
            }
            let outcome = line["outcome"].as_str();
            if let Some((key, outcome)) = intent.clone().zip(outcome) {
                // A resource may be written in several steps; that one was done is what the portal knows of.
                let known = outcomes.entry(key).or_insert_with(|| outcome.to_owned());
                if known != "done" {
                    outcome.clone_into(known);
                }
            }
        }
    }
    outcomes
}

pub(crate) fn in_sync(bench: &Workbench) -> bool {
    bench
        .run_as(TOKEN, &["plan", "boreal.yaml", "--detailed-exitcode"])
        .0
        == 0
}

fn one(seed: u64) {
    let mut bench = Workbench::seeded(SEED);
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/boreal/reseller.yaml");
    bench.write("boreal.yaml", &std::fs::read_to_string(example).unwrap());
    bench.serve(
        &["--log", "off", "--chaos", &seed.to_string()],
        Stdio::null(),
    );
    let mut exit = -1;
    for _ in 0..2 {
        let before = audit(&bench).len();
        let run = apply(&bench, bench.url());
        let wrote = audit(&bench).len() - before;
        if matches!(run.exit, 1 | 3 | 4) {
            assert_eq!(
                wrote, 0,
                "seed {seed}: it says that nothing was written: {}",
                run.text
            );
        }
        assert!(
            matches!(run.exit, 0 | 1 | 4 | 5),
            "seed {seed}: {}",
            run.text
        );
        exit = run.exit;
        if exit == 0 {
            break;
        }
    }
    bench.kill();
    bench.serve(&["--log", "off"], Stdio::inherit());
    let audited = audit(&bench);
    for key in done(&bench) {
        let there = audited
            .iter()
            .any(|row| row.what.ends_with(&format!(" {key}")));
        assert!(there, "seed {seed}: {key} is done and was never written");
    }
    assert!(
        exit != 0 || in_sync(&bench),
        "seed {seed}: exit 0 and not in sync"
    );
    let converged = (0..2).any(|_| apply(&bench, bench.url()).exit == 0);
    assert!(
        converged,
        "seed {seed}: two runs without faults were not enough"
    );
    assert!(
        in_sync(&bench),
        "seed {seed}: the plan after them is not empty"
    );
    let audited = audit(&bench);
    for (at, write) in audited.iter().enumerate() {
        let again = is_repeated(write, &audited[..at]);
        assert!(!again, "seed {seed}: {} was written twice", write.what);
    }
}

#[test]
fn the_tool_survives_a_portal_that_misbehaves() {
    let seeds: Vec<_> = (1..=u64::from(times(30))).chain(FOUND).collect();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some(seed) = seeds.get(next.fetch_add(1, Ordering::Relaxed)) {
                    one(*seed);
                }
            });
        }
    });
}

#[test]
fn chaos_is_off_unless_asked_for_and_said_loudly() {
    let mut bench = Workbench::seeded(SEED);
    bench.serve(&["--chaos", "7"], bench.sink("loud"));
    assert!(
        bench.read("loud").contains("--chaos 7"),
        "{}",
        bench.read("loud")
    );
    bench.kill();
    bench.serve(&[], bench.sink("quiet"));
    assert!(!bench.read("quiet").contains("chaos"));
}
