//! Many findings in many files: the memory of a run is bounded, every report says how many findings it
//! does not list, and none of those that matter is among them.

use serde_json::Value;

use crate::workbench::Workbench;

/// Files, and events in each. All events of a file overlap.
const FILES: usize = 30;
const EVENTS: usize = 150;

/// Findings that a report lists.
const LISTED: usize = 10_000;

fn crowded(account: usize) -> String {
    let head = format!("apiVersion: consigne/v1\naccount: a{account:04}\n");
    let events = (0..EVENTS).map(|at| {
        let last = at % 9 + 1;
        format!(
            "        - {{ name: e{at}, availability: closed, startDate: 2027-01-01, endDate: 2027-01-0{last} }}\n"
        )
    });
    let events: String = events.collect();
    format!("{head}chat:\n  hours:\n    both:\n      specialEvents:\n{events}")
}

fn with_files(count: usize) -> Workbench {
    let bench = Workbench::new();
    std::fs::create_dir(bench.path().join("conf")).unwrap();
    for account in 0..count {
        bench.write(&format!("conf/{account:04}.yaml"), &crowded(account));
    }
    bench
}

/// Standard output of a run within bounds of time and memory.
fn said(bench: &Workbench, format: &str, exit: i32) -> String {
    let output = bench.bounded(&["validate", "conf", "--format", format]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(exit), "{format}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

fn json(bench: &Workbench, exit: i32) -> Value {
    serde_json::from_str(&said(bench, "json", exit)).unwrap()
}

fn rows(report: &Value) -> &Vec<Value> {
    report["diagnostics"].as_array().unwrap()
}

/// The sum of the numbers in `and 180 more`.
fn more(text: &str) -> usize {
    let parts = text.split("and ").skip(1).filter_map(|part| {
        let (number, rest) = part.split_once(' ')?;
        let said = rest.starts_with("more");
        number.parse::<usize>().ok().filter(|_| said)
    });
    parts.sum()
}

#[test]
fn every_report_counts_what_it_does_not_list() {
    let alone = json(&with_files(1), 0);
    assert_eq!(alone["more"], Value::Null);
    let all = rows(&alone).len() * FILES;
    let unlisted = all - LISTED;

    let bench = with_files(FILES);
    let report = json(&bench, 0);
    assert_eq!(rows(&report).len(), LISTED);
    assert_eq!(report["more"], unlisted);

    let sarif: Value = serde_json::from_str(&said(&bench, "sarif", 0)).unwrap();
    let run = &sarif["runs"][0];
    assert_eq!(run["results"].as_array().unwrap().len(), LISTED);
    let notes = &run["invocations"][0]["toolExecutionNotifications"];
    let expected = format!("and {unlisted} more");
    assert_eq!(notes[0]["message"]["text"], expected);

    let gitlab: Value = serde_json::from_str(&said(&bench, "gitlab", 0)).unwrap();
    let issues = gitlab.as_array().unwrap();
    assert_eq!(issues.len(), LISTED + 1);
    assert_eq!(issues[LISTED]["description"], expected);

    let github = said(&bench, "github", 0);
    assert_eq!(github.lines().count(), 101);
    assert_eq!(more(&github), all - 100, "{github}");

    let junit = said(&bench, "junit", 0);
    assert_eq!(more(&junit), unlisted);
    assert_eq!(junit.matches("<testcase").count(), FILES);
    assert!(said(&bench, "html", 0).contains(&format!("<p>{expected}</p>")));

    let markdown = said(&bench, "markdown", 0);
    assert!(markdown.contains(&format!("\n{expected}\n")), "{markdown}");
    assert!(markdown.len() < 70_000);

    let text = said(&bench, "text", 0);
    let shown = text.matches("\n --> ").count() + text.matches("\n  --> ").count();
    let shown = shown.max(text.matches(" --> ").count());
    assert_eq!(shown + more(&text), all);
    assert!(text.len() < 1_000_000, "{}", text.len());
}

/// The last file has the only error, and the only finding of a code that an option forbids.
#[test]
fn the_gravest_findings_are_always_listed() {
    let bench = with_files(FILES);
    let last = format!("conf/{FILES:04}.yaml");
    let weekly = "      weeklySchedules: [{ name: a, days: [mon], startTime: \"25:00\", endTime: \"26:00\" }]\n";
    bench.write(&last, &(crowded(FILES) + weekly));
    let report = json(&bench, 1);
    let is_error = |row: &&Value| row["severity"] == "error";
    let errors = rows(&report).iter().filter(is_error);
    assert_eq!(errors.count(), 2);
    // Those that list the fewest, and one that has a line for each file.
    let [text, github, markdown, junit] =
        ["text", "github", "markdown", "junit"].map(|format| said(&bench, format, 1));
    for report in [&text, &github, &markdown, &junit] {
        assert!(report.contains("25:00"), "{report}");
    }
    assert!(markdown.starts_with("**31 files checked: 2 errors"));
    assert_eq!(junit.matches("<failure").count(), 1);

    bench.write(&last, &(crowded(FILES) + "      weeklySchedules: [{ name: a, days: [sat], startTime: \"22:00\", endTime: \"02:00\" }]\n"));
    for (options, exit) in [
        (&["--deny", "overnight-hours"][..], 1),
        (&["--deny", "events-agree"], 1),
        (&["--allow-code", "events-agree"], 0),
        (&[], 0),
    ] {
        let arguments = [&["validate", "conf", "--format", "json"], options].concat();
        let output = bench.bounded(&arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(exit), "{options:?}: {errors}");
    }
}

/// What a comment silences is not counted, and does not hide what it does not silence.
#[test]
fn silenced_findings_are_not_counted() {
    let bench = with_files(0);
    let comment = "specialEvents: # consigne: allow L08 – a test";
    for account in 0..FILES {
        let text = crowded(account).replace("specialEvents:", comment);
        bench.write(&format!("conf/{account:04}.yaml"), &text);
    }
    let report = json(&bench, 0);
    let codes = rows(&report).iter().filter_map(|row| row["code"].as_str());
    let overlaps = codes.filter(|code| *code == "events-agree" || *code == "duplicate-event");
    assert_eq!(overlaps.count(), 0);
    assert_eq!(report["more"], Value::Null);
}
