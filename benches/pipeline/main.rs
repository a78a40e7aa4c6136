//! The main pipeline as whole processes, each compared with a yardstick: a program that does only the
//! part of the work that no program could leave out. `cargo bench` runs all of it, and
//! `cargo bench -- validate fleet` some. The output is the tables of docs/performance.md.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench prints what it measured, and stops when it cannot"
)]
#![expect(
    clippy::duplicate_mod,
    reason = "the oracle stands here as well as among the tests of its room, which see nothing of it"
)]

#[expect(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "a part of the room is measured"
)]
#[path = "../../src/availability/mod.rs"]
mod availability;
#[path = "../../src/availability/tables/config.rs"]
mod config;
#[cfg(test)]
#[path = "../../src/effort.rs"]
mod effort;
mod files;
mod hours;
mod measure;
#[expect(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "a part of the room is measured"
)]
#[path = "../../src/model/mod.rs"]
mod model;
#[path = "../../src/availability/tables/oracle.rs"]
mod oracle;
mod portal;
mod scale;
mod serve;
mod table;
mod yardstick;
#[expect(dead_code, unused_imports, reason = "a part of the room is measured")]
#[path = "../../src/zone/mod.rs"]
mod zone;

use std::path::Path;
use std::process::Command;

use measure::{Pair, peak};
use portal::Portal;
use table::{Row, Table};

/// Schedules of one account.
const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];
/// A write waits for the disk, so the largest size would take minutes and show nothing new.
const APPLY_SIZES: [usize; 3] = [10, 100, 1_000];
/// Files of a fleet.
const FLEETS: [usize; 3] = [10, 100, 1_000];
const RUNS: usize = 9;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, rest @ ..] = arguments.as_slice()
        && first == "yardstick"
    {
        return yardstick::run(rest);
    }
    let wanted: Vec<_> = arguments.iter().filter(|a| !a.starts_with('-')).collect();
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let place = place.path();
    for (name, part) in [
        ("start", start as fn(&Path)),
        ("validate", validate),
        ("plan", plan),
        ("apply", apply),
        ("fleet", fleet),
        ("scale", scale::measure),
        ("serve", serve::measure),
        ("hours", |_| hours::measure()),
    ] {
        if wanted.is_empty() || wanted.iter().any(|wanted| *wanted == name) {
            part(place);
        }
    }
}

fn consigne(place: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_consigne"));
    command
        .current_dir(place)
        .env_clear()
        .env("XDG_STATE_HOME", place.join("state"))
        .env("CONSIGNE_NOW", "2026-11-24T12:00:00Z");
    command
}

fn bare(place: &Path, work: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .current_dir(place)
        .env_clear()
        .args(["yardstick", work]);
    command
}

/// `--version`, compared with a program that does nothing.
fn start(place: &Path) {
    let empty = place.join("empty");
    let compiled = Command::new("rustc")
        .args(["-O", "-C", "panic=abort", "-C", "strip=symbols", "-o"])
        .arg(&empty)
        .arg(files::write(place, "empty.rs", "fn main() {}\n"))
        .status();
    assert!(compiled.unwrap().success());
    let mut table = Table::new("Start", "an empty program", Some(2.0));
    let version = || {
        let mut command = consigne(place);
        command.arg("--version");
        command
    };
    let pair = Pair::measure(5 * RUNS, |_| (version(), Command::new(&empty)));
    table.push(Row::new("`--version`", 1, pair, peak(version())));
    table.print();
}

/// One file, compared with reading the events of its YAML.
fn validate(place: &Path) {
    let mut table = Table::new("Validate one file", "bare parse: YAML events", Some(1.5));
    let mut typed = Table::new("The same", "bare parse: serde, to a value", None);
    for size in SIZES {
        let file = files::write(place, "file.yaml", &files::account("one", size));
        let command = || {
            let mut command = consigne(place);
            command.arg("validate").arg(&file);
            command
        };
        let with = |work| {
            Pair::measure(RUNS, |_| {
                let mut yardstick = bare(place, work);
                yardstick.arg(&file);
                (command(), yardstick)
            })
        };
        let memory = peak(command());
        table.push(Row::new("schedules", size, with("events"), memory));
        typed.push(Row::new("schedules", size, with("serde"), memory));
    }
    table.print();
    typed.print();
}

/// One account, compared with a parse of its file and one GET of its settings.
fn plan(place: &Path) {
    let accounts = SIZES.map(|size| (format!("full-{size}"), size));
    let empty = ("empty".to_owned(), 0);
    let seeded = accounts.iter().cloned().chain([empty]);
    let portal = Portal::serve(place, &seeded.collect::<Vec<_>>());
    for (title, account) in [
        ("Plan one account, nothing to change", None),
        ("Plan one account, everything new", Some("empty")),
    ] {
        let mut table = Table::new(title, "bare parse and one GET", Some(1.5));
        for (full, size) in &accounts {
            let account = account.unwrap_or(full);
            let text = files::account(account, *size);
            let file = files::write(place, "file.yaml", &text);
            let command = || {
                let mut command = portal.reached_by(consigne(place), account);
                command.arg("plan").arg(&file);
                command
            };
            let pair = Pair::measure(RUNS, |_| {
                let mut yardstick = portal.reached_by(bare(place, "parse-and-get"), account);
                yardstick.arg(&file).arg(account);
                (command(), yardstick)
            });
            table.push(Row::new("schedules", *size, pair, peak(command())));
        }
        table.print();
    }
}

/// One account with everything new, compared with a loop of equal writes and syncs.
fn apply(place: &Path) {
    let name = |size, run, who| format!("{who}-{size}-{run}");
    let runs = (0..=RUNS).flat_map(|run| APPLY_SIZES.map(|size| (size, run)));
    let accounts =
        runs.flat_map(|(size, run)| ["ours", "bare"].map(|who| (name(size, run, who), 0)));
    let portal = Portal::serve(place, &accounts.collect::<Vec<_>>());
    let mut table = Table::new(
        "Apply one account, everything new",
        "the same requests and syncs",
        Some(1.3),
    );
    for size in APPLY_SIZES {
        let command = |run| {
            let account = name(size, run, "ours");
            let text = files::account(&account, size);
            let mut command = portal.reached_by(consigne(place), &account);
            let file = files::write(place, &format!("{account}.yaml"), &text);
            command.args(["apply", "--auto-approve"]).arg(file);
            command
        };
        let pair = Pair::measure(RUNS, |run| {
            let account = name(size, run, "bare");
            let mut yardstick = portal.reached_by(bare(place, "put"), &account);
            yardstick.arg(&account).arg(size.to_string());
            (command(run), yardstick)
        });
        table.push(Row::new("schedules", size, pair, peak(command(RUNS))));
    }
    table.print();
}

/// Many small accounts.
fn fleet(place: &Path) {
    let largest = FLEETS[FLEETS.len() - 1];
    let portal = Portal::serve_fleet(place, largest);
    let mut validate = Table::new("Validate a fleet", "bare parse on all cores", Some(1.5));
    let mut plan = Table::new(
        "Plan a fleet, nothing to change",
        "one GET after the other",
        Some(1.5),
    );
    for size in FLEETS {
        let folder = format!("fleet-{size}");
        files::fleet(place, &folder, size);
        let run = |verb: &str| {
            let mut command = portal.reached_by(consigne(place), "fleet");
            command.arg(verb).arg(&folder);
            command
        };
        let pair = Pair::measure(RUNS, |_| {
            let mut yardstick = bare(place, "events");
            yardstick.args((0..size).map(|at| files::fleet_path(&folder, at)));
            (run("validate"), yardstick)
        });
        validate.push(Row::new("files", size, pair, peak(run("validate"))));
        let pair = Pair::measure(RUNS, |_| {
            let mut yardstick = portal.reached_by(bare(place, "get"), "fleet");
            yardstick.args((0..size).map(files::fleet_account));
            (run("plan"), yardstick)
        });
        plan.push(Row::new("files", size, pair, peak(run("plan"))));
    }
    validate.print();
    plan.print();
}
