//! What a plan tells of hours: over which days, and on which of them.

use serde_json::Value;

use crate::workbench::{TOKEN, Workbench};

const FILE: &str = "\
apiVersion: consigne/v1
account: boreal
chat:
  enabled: true
  timeZone: America/Toronto
  hours:
    both:
      workingHours:
        days: [mon, tue, wed, thu, fri]
        startTime: \"09:00\"
        endTime: \"17:00\"
      weekendHours: { days: [], startTime: \"10:00\", endTime: \"16:00\" }
      weeklySchedules:
        - { name: Jeudi soir, days: [thu], startTime: \"18:00\", endTime: \"21:00\" }
      specialEvents: []
";

/// A portal whose account has the file's hours but for Thursday evenings.
fn bench() -> Workbench {
    let hours = "{ workingHours: { days: [mon, tue, wed, thu, fri], startTime: \"09:00\", endTime: \"17:00\" }, \
                 weekendHours: { days: [] } }";
    let seed = format!(
        "accounts:\n  - account: boreal\n    softwareDeployed: true\n    settings:\n      chat: \
         {{ enabled: true, timeZone: America/Toronto, fr: {hours}, en: {hours} }}\n"
    );
    let bench = Workbench::with_portal(&seed);
    bench.write("reseller.yaml", FILE);
    bench
}

fn plan(bench: &Workbench, command: &str, flags: &[&str]) -> Value {
    let fixed = [command, "reseller.yaml", "--format", "json"];
    let (_, text) = bench.run_as(TOKEN, &[&fixed, flags].concat());
    serde_json::from_str::<Value>(&text).unwrap()["accounts"][0]["hours"].take()
}

#[test]
fn a_window_fixes_the_days() {
    let bench = bench();
    let week = plan(&bench, "plan", &["--window", "2027-03-08..2027-03-15"]);
    let windows =
        serde_json::json!([{ "from": "2027-03-08T05:00:00Z", "to": "2027-03-15T04:00:00Z" }]);
    assert_eq!(
        week["windows"], windows,
        "local midnights, over a change of the clock"
    );
    assert_eq!(week["fr"]["gainedMinutes"], 180);
    assert_eq!(week["impact"]["days"][0]["last"], "2027-03-14");
    for command in ["drift", "apply"] {
        let flags = ["--window", "2027-03-08..2027-03-15", "--auto-approve"];
        let flags = if command == "apply" {
            &flags[..]
        } else {
            &flags[..2]
        };
        assert_eq!(plan(&bench, command, flags), week, "{command}");
    }
}

#[test]
fn a_window_may_be_in_the_past_or_long() {
    let bench = bench();
    for (window, minutes) in [
        ("2026-11-19..2026-11-20", 180),
        ("2026-11-20..2026-11-26", 0),
        ("2027-01-01..2028-01-01", 52 * 180),
        ("2026-01-01..2036-01-01", 522 * 180),
    ] {
        let found = plan(&bench, "plan", &["--window", window]);
        assert_eq!(found["en"]["gainedMinutes"], minutes, "{window}");
        assert_eq!(found["en"]["weekly"]["gainedMinutes"], 180, "{window}");
    }
}

#[test]
fn a_window_is_two_dates() {
    let bench = bench();
    for (window, said) in [
        (
            "2026-12-24",
            "expected two dates, such as 2026-12-24..2027-01-04",
        ),
        ("2026-12-24..", "\"\" is not a date"),
        ("2026-02-30..2026-03-01", "\"2026-02-30\" is not a date"),
        ("2026-2-3..2026-03-01", "\"2026-2-3\" is not a date"),
        (
            "2026-12-24..2026-12-23",
            "2026-12-23 is not after 2026-12-24",
        ),
        ("2026-12-24..2026-12-24", "the second date is excluded"),
        ("2026-01-01..2037-01-01", "expected at most ten years"),
    ] {
        let output = bench.run_whole(TOKEN, &["plan", "reseller.yaml", "--window", window]);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(64), "{window}");
        assert!(stderr.contains(said), "{window}: {stderr}");
    }
}

#[test]
fn the_variable_gives_way_to_the_flag() {
    let bench = bench();
    let run = |flags: &[&str]| {
        let fixed = ["plan", "reseller.yaml", "--format", "json"];
        let window = "2027-01-01..2027-02-01";
        let output = bench.run_with("CONSIGNE_WINDOW", window, TOKEN, &[&fixed, flags].concat());
        let view: Value = serde_json::from_slice(&output.stdout).unwrap();
        view["accounts"][0]["hours"]["impact"]["days"][0].clone()
    };
    assert_eq!(run(&[])["first"], "2027-01-01");
    let flag = run(&["--window", "2027-03-08..2027-03-15"]);
    assert_eq!(flag["first"], "2027-03-08");
}

#[test]
fn a_saved_plan_keeps_its_window() {
    let bench = bench();
    let flags = ["--window", "2027-03-08..2027-03-15", "--out", "saved.json"];
    let week = plan(&bench, "plan", &flags);
    let (_, text) = bench.run_as(TOKEN, &["show", "saved.json", "--format", "json"]);
    let shown: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(shown["accounts"][0]["hours"], week);
    let (_, text) = bench.run_as(TOKEN, &["show", "saved.json", "--lang", "fr"]);
    let told = "        chaque jeudi 18 h 00–21 h 00, à partir du 11 mars\n";
    assert!(text.contains(told), "{text}");
}
