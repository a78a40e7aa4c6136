//! The yardsticks: programs that do only the part of the work that no program could leave out. Each is
//! a process of its own, as the tool is, so that starting up counts for both.

use std::fs::{File, read_to_string};
use std::io::Write;

use granit_parser::Parser;
use serde_json::{Value, json};

use super::files;
use super::portal::Wire;
use super::{scale, serve};

pub(crate) fn run(arguments: &[String]) {
    let (work, rest) = arguments.split_first().unwrap();
    match work.as_str() {
        "events" => on_all_cores(rest),
        "serde" => serde(&rest[0]),
        "parse-and-get" => {
            events(&rest[0]);
            Wire::open().settings(&rest[1]);
        }
        "get" => {
            let mut wire = Wire::open();
            rest.iter().for_each(|account| drop(wire.settings(account)));
        }
        "serve-bytes" => serve::bytes(rest),
        "accounts" => scale::requests(rest[0].parse().unwrap(), rest[1].parse().unwrap()),
        "put" => put(&rest[0], rest[1].parse().unwrap()),
        other => panic!("no yardstick is called {other}"),
    }
}

fn events(path: &str) {
    let text = read_to_string(path).unwrap();
    let events = Parser::new_from_str(&text).map(Result::unwrap).count();
    assert!(events > 0);
}

/// Parses into the generic value of the deserializer, without a type.
fn serde(path: &str) {
    let text = read_to_string(path).unwrap();
    let budget = serde_yaml::options! { budget: serde_yaml::budget! { max_nodes: 1_000_000, max_events: 4_000_000 } };
    let value: Value = serde_yaml::from_str_with_options(&text, budget).unwrap();
    assert!(value.is_object());
}

fn on_all_cores(paths: &[String]) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = paths.len().div_ceil(cores);
    std::thread::scope(|scope| {
        for share in paths.chunks(share) {
            scope.spawn(|| share.iter().for_each(|path| events(path)));
        }
    });
}

/// Reads, writes each schedule between two synced lines of a journal, and reads again.
fn put(account: &str, size: usize) {
    let mut wire = Wire::open();
    let mut journal = File::create(format!("{account}.jsonl")).unwrap();
    let mut note = |line: Value| {
        writeln!(journal, "{line}").unwrap();
        journal.sync_data().unwrap();
    };
    wire.settings(account);
    for (at, (list, body)) in files::entries(size).into_iter().enumerate() {
        let path = format!("accounts/{account}/chat/{list}/{at:026}");
        note(json!({ "step": at, "intent": list, "paths": [path] }));
        wire.create(&path, &body);
        note(json!({ "step": at, "outcome": "done", "status": 201 }));
    }
    wire.settings(account);
}
