//! Several applies at once, and a person who edits meanwhile: nothing is written twice, no edit is overwritten
//! unseen, and whoever loses says so.
//!
//! The person writes over HTTP with the tag of what was read, as the web page does. The witness is the audit
//! table: each row holds what was there before, so that a write over something unseen shows as a broken chain.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::effort::times;
use crate::fleet_faults::Fleet;
use crate::wire::{Dice, Wire, address};

/// Exit codes of an apply that was not alone: done, not yet (locked), refused, overtaken, in part.
const HONEST: [i32; 5] = [0, 1, 3, 4, 5];

/// A row of the audit.
struct Row {
    who: String,
    what: String,
    old: Value,
    new: Value,
}

fn audit(fleet: &Fleet, account: &str) -> Vec<Row> {
    let database = Connection::open(fleet.bench.path().join("portal.db")).unwrap();
    let query = "SELECT who, what, ifnull(old, 'null'), ifnull(new, 'null') FROM audit
                 WHERE account = ?1 AND who <> 'system' ORDER BY id";
    let mut query = database.prepare(query).unwrap();
    let value = |text: String| serde_json::from_str(&text).unwrap();
    let rows = query.query_map([account], |row| {
        Ok(Row {
            who: row.get(0)?,
            what: row.get(1)?,
            old: value(row.get(2)?),
            new: value(row.get(3)?),
        })
    });
    rows.unwrap().map(Result::unwrap).collect()
}

/// What the person did: the names that were acknowledged, in order.
fn edit(host: &str, account: &str, stop: &AtomicBool, dice: &mut Dice) -> Vec<String> {
    let mut names = Vec::new();
    let mut wire = Wire::as_holder(host, &format!("token-of-{account}")).unwrap();
    let path = format!("/v1/accounts/{account}/general");
    while !stop.load(Ordering::SeqCst) && names.len() < 20 {
        let read = wire.ask("GET", &path, "x-odd: 1", "").unwrap();
        let tag = format!("if-match: {}", read.headers["etag"]);
        std::thread::sleep(std::time::Duration::from_millis(dice.below(40) as u64));
        let name = format!("edited {} {}", names.len(), dice.below(1000));
        let body = json!({ "resellerName": name }).to_string();
        let answer = wire.ask("PATCH", &path, &tag, &body).unwrap();
        match answer.status {
            200 => names.push(name),
            412 => {}
            other => panic!("{other}: {answer:?}"),
        }
    }
    names
}

/// Each write of a resource begins with what the one before it left, and none leaves what is there already.
fn is_a_chain(rows: &[Row], name: &str) {
    let mut last: BTreeMap<&str, &Value> = BTreeMap::new();
    for Row {
        who,
        what,
        old,
        new,
    } in rows
    {
        let key = what.split_once(' ').unwrap().1;
        let before = last.insert(key, new);
        assert!(
            before.is_none_or(|before| before == old),
            "a write by {who} that skips one: {name}: {what}"
        );
        assert_ne!(old, new, "written twice: {name}: {what}");
    }
}

/// No edit is overwritten by an apply that has not seen it: whatever follows an edit without another read is
/// refused, so each apply that succeeds has written the file's value over what its own plan read.
fn one(seed: u64, processes: usize, accounts: usize) {
    let name = format!("seed {seed}, {processes} processes, {accounts} accounts");
    let mut dice = Dice::new(seed);
    let mut fleet = Fleet::of(accounts);
    fleet.bench.serve(&["--log", "off"], Stdio::inherit());
    let (fleet, stop) = (&fleet, AtomicBool::new(false));
    let (edits, runs) = std::thread::scope(|scope| {
        let host = address(&fleet.bench);
        let mut hand = Dice::new(seed + 1_000_000);
        let stop = &stop;
        let person = scope.spawn(move || edit(&host, "a000", stop, &mut hand));
        let started: Vec<_> = (0..processes)
            .map(|_| {
                let wait = dice.below(60) as u64;
                scope.spawn(move || {
                    std::thread::sleep(std::time::Duration::from_millis(wait));
                    fleet.apply(fleet.bench.url())
                })
            })
            .collect();
        let runs: Vec<_> = started.into_iter().map(|run| run.join().unwrap()).collect();
        stop.store(true, Ordering::SeqCst);
        (person.join().unwrap(), runs)
    });
    for (exit, text) in &runs {
        assert!(HONEST.contains(exit), "{name}: {exit}: {text}");
        let says = [
            "error:",
            "refused",
            "stale",
            "another apply",
            "not tried",
            "did not take effect",
        ];
        assert!(
            *exit == 0 || says.iter().any(|word| text.contains(word)),
            "{name}: {exit}: {text}"
        );
    }
    for account in &fleet.names {
        is_a_chain(&audit(fleet, account), &name);
    }
    // Every edit that was acknowledged is in the record, in order.
    let rows = audit(fleet, "a000");
    let recorded = rows
        .iter()
        .filter_map(|row| row.new["resellerName"].as_str());
    let recorded: Vec<_> = recorded.filter(|name| name.starts_with("edited")).collect();
    assert_eq!(recorded, edits, "{name}");
    let (exit, text) = fleet.apply(fleet.bench.url());
    assert_eq!(exit, 0, "{name}: {text}");
    let (exit, text) = fleet.run(
        &["plan", "accounts", "--detailed-exitcode"],
        fleet.bench.url(),
    );
    assert_eq!(exit, 0, "{name}: {text}");
}

#[test]
fn applies_at_once_beside_a_person_write_nothing_twice_and_hide_no_edit() {
    let seeds = u64::from(times(4));
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed) as u64;
                    if seed >= seeds {
                        return;
                    }
                    let processes = 2 + usize::try_from(seed % 7).unwrap();
                    one(seed, processes, 1 + usize::try_from(seed % 3).unwrap());
                }
            });
        }
    });
}
