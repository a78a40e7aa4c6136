//! What a comment and a long report of many accounts begin with.

use crate::workbench::Workbench;

use super::{file, ran};

const WEEK: &str = "chat:\n  enabled: true\n  timeZone: America/Toronto\n  hours:\n    both:\n      workingHours: { days: [mon, tue, wed, thu, fri], startTime: \"08:30\", endTime: \"17:00\" }\n      specialEvents: []\n";

fn comment(old: &str, new: &str) -> String {
    let output = ran(
        &file(old),
        &file(new),
        &["--format", "markdown", "--skip-unchanged"],
    );
    String::from_utf8(output.stdout).unwrap()
}

fn first_line(old: &str, new: &str) -> String {
    comment(old, new).lines().next().unwrap_or("").to_owned()
}

/// What is removed or switched is something to say, and is in the first line.
#[test]
fn the_first_line_names_what_no_count_shows() {
    let without_zone = WEEK.replace("  timeZone: America/Toronto\n", "");
    let without_list = WEEK.replace("      specialEvents: []\n", "");
    let off = WEEK.replace("enabled: true", "enabled: false");
    let unchanged = "Hours: fr unchanged; en unchanged";
    for (old, new, line) in [
        (WEEK, WEEK, String::new()),
        (WEEK, &without_zone, format!("**`boreal`: nothing to change** · {unchanged} · 1 key is no longer managed")),
        (WEEK, &without_list, format!("**`boreal`: nothing to change** · {unchanged} · 2 keys are no longer managed")),
        ("general: { can: QC1 }\n", "", format!("**`boreal`: nothing to change** · {unchanged} · 1 key is no longer managed")),
        (WEEK, &off, "**`boreal`: changes to apply** · Hours: fr −42\u{a0}h\u{a0}30 a week; en −42\u{a0}h\u{a0}30 a week · chat is switched off".to_owned()),
        (&off, WEEK, "**`boreal`: changes to apply** · Hours: fr +42\u{a0}h\u{a0}30 a week; en +42\u{a0}h\u{a0}30 a week · chat is switched on".to_owned()),
    ] {
        assert_eq!(first_line(old, new), line);
    }
}

#[test]
fn a_removed_account_is_something_to_say() {
    let bench = Workbench::new();
    for side in ["old", "new"] {
        std::fs::create_dir(bench.path().join(side)).unwrap();
        bench.write(&format!("{side}/a.yaml"), &file(""));
    }
    bench.write("old/b.yaml", "apiVersion: consigne/v1\naccount: austral\n");
    let flags = ["--format", "markdown", "--skip-unchanged"];
    let output = bench.run(&[&["review", "old", "new"], &flags[..]].concat());
    let text = String::from_utf8(output.stdout).unwrap();
    let first = text.lines().next().unwrap();
    assert!(
        first.ends_with(" · 1 account is no longer managed"),
        "{text}"
    );
}

#[test]
fn days_stand_above_the_fold_and_paths_below() {
    let new = WEEK.replace("17:00", "16:00").replace(
        "specialEvents: []",
        "specialEvents: [{ name: Inventaire, availability: closed, startDate: 2027-10-11 }]",
    );
    let text = comment(WEEK, &new).replace('\u{a0}', "~");
    let (above, _) = text.split_once("<details>").unwrap();
    insta::assert_snapshot!(above, @r"
    **`boreal`: changes to apply** · Hours: fr −5~h~00 a week, events −7~h~30; en −5~h~00 a week, events −7~h~30

    Plan: 2 to create, 2 to update, 0 to delete, 0 to rename.

    **needs your consent: add --allow lose-hours**

    | | Days | Before | After |
    |---|---|---|---|
    | fr, en | Mon–Fri | 08:30–17:00 | 08:30–16:00 |
    | fr, en | `Inventaire` |  | closed 11~October~2027 |

    - warning `lose-hours` (`new.yaml:6:3`): this change needs consent: pass `--allow lose-hours`<br>help: run `consigne explain lose-hours` to see why
    ");
    assert!(text.contains("`chat.hours.workingHours` fr, en"), "{text}");
    assert!(
        text.contains("`Mon–Fri 08:30–16:00`<br>`Mon–Fri 08:30–`~~`17:00`~~**`16:00`**"),
        "{text}"
    );
    assert!(!text.contains("00:00"), "{text}");
}

/// Of many accounts the one that changes comes first and whole, and the rest is a number.
#[test]
fn many_accounts_of_which_one_changes() {
    const MANY: usize = 40;
    let bench = Workbench::new();
    for side in ["old", "new"] {
        std::fs::create_dir(bench.path().join(side)).unwrap();
        for at in 0..MANY {
            let name = match (side, at) {
                ("new", 30) => "Sud",
                (_, _) => "Nord",
            };
            let text = format!(
                "apiVersion: consigne/v1\naccount: a{at:03}\ngeneral: {{ resellerName: {name} }}\n"
            );
            bench.write(&format!("{side}/{at:03}.yaml"), &text);
        }
    }
    let embedded = ["--portal", "embedded"];
    let apply = [&["apply", "old", "--auto-approve"], &embedded[..]].concat();
    assert_eq!(bench.run(&apply).status.code(), Some(0));
    for command in [
        &[&["drift", "new"], &embedded[..]].concat(),
        &[&["plan", "new"], &embedded[..]].concat(),
        &vec!["review", "old", "new"],
    ] {
        let text = String::from_utf8(bench.run(command).stdout).unwrap();
        let row = format!("{command:?}: {text}");
        assert!(text.starts_with("a030: "), "{row}");
        assert!(text.contains("\n39 accounts without changes\n"), "{row}");
        assert_eq!(text.matches("Hours").count(), 1, "{row}");
        assert!(text.lines().count() < 20, "{row}");
    }
}
