//! A run leaves one document in the format that was asked for, also when a file is not valid or an
//! account cannot be read; and level, report and exit code say the same.

use serde_json::Value;

use crate::workbench::{TOKEN, Workbench};

const SEED: &str = "accounts: [{ account: boreal, can: QC1, softwareDeployed: true }]";
const HEAD: &str = "apiVersion: consigne/v1\n";
const SATURDAY: &str = "chat: { hours: { both: { workingHours: { days: [fri, sat], startTime: \"09:00\", endTime: \"17:00\" } } } }";

/// Every format but text.
const FORMATS: [&str; 7] = [
    "json", "markdown", "html", "sarif", "github", "gitlab", "junit",
];

const ONLINE: [&[&str]; 3] = [&["plan"], &["drift"], &["apply", "--auto-approve"]];

/// A valid file, beside it one with an unknown key, and the same two as the old side of a review.
fn mixed() -> Workbench {
    let bench = Workbench::with_portal(SEED);
    for side in ["old", "new"] {
        std::fs::create_dir(bench.path().join(side)).unwrap();
    }
    let boreal =
        |name: &str| format!("{HEAD}account: boreal\ngeneral: {{ resellerName: {name} }}\n");
    bench.write("old/a.yaml", &boreal("Nord"));
    bench.write("new/a.yaml", &boreal("Sud"));
    bench.write("old/b.yaml", &format!("{HEAD}account: austral\n"));
    bench.write(
        "new/b.yaml",
        &format!("{HEAD}account: austral\ngenral: {{ can: X }}\n"),
    );
    bench
}

/// Whether a document of a format is whole, and names a code as an error.
fn is_error(format: &str, text: &str, code: &str) -> bool {
    match format {
        "json" => {
            let view: Value = serde_json::from_str(text).unwrap();
            let accounts = view["accounts"].as_array().into_iter().flatten();
            let refusals = accounts.flat_map(|account| account["refusals"].as_array().unwrap());
            let findings = view["diagnostics"].as_array().into_iter().flatten();
            let mut errors = findings
                .filter(|row| row["severity"] == "error")
                .chain(refusals);
            errors.any(|row| row["code"] == code)
        }
        "sarif" => {
            let log: Value = serde_json::from_str(text).unwrap();
            let results = log["runs"][0]["results"].as_array().unwrap();
            let mut errors = results.iter().filter(|row| row["level"] == "error");
            errors.any(|row| row["ruleId"] == code)
        }
        "gitlab" => {
            let rows: Value = serde_json::from_str(text).unwrap();
            let mut rows = rows.as_array().unwrap().iter();
            rows.any(|row| row["check_name"] == code && row["severity"] == "major")
        }
        "junit" => {
            let document = roxmltree::Document::parse(text).unwrap();
            let mut nodes = document.descendants();
            nodes.any(|node| {
                let fails = node.has_tag_name("failure") || node.has_tag_name("error");
                fails && format!("{node:?}{}", node.text().unwrap_or("")).contains(code)
            })
        }
        "github" => text
            .lines()
            .any(|line| line.starts_with("::error") && line.contains(code)),
        "markdown" => text.contains(&format!("`{code}`")) && text.ends_with(" -->\n"),
        "html" => text.contains(code) && text.ends_with("</html>\n"),
        other => panic!("{other}"),
    }
}

#[test]
fn an_invalid_file_is_in_the_document_and_the_others_are_planned() {
    let bench = mixed();
    let review: &[&str] = &["review", "old", "new"];
    for command in ONLINE.into_iter().chain([review]) {
        for format in FORMATS {
            let path: &[&str] = if command == review { &[] } else { &["new"] };
            let more = ["--format", format, "--out-json", "out.json"];
            let output = bench.run_whole(TOKEN, &[command, path, &more].concat());
            let text = String::from_utf8(output.stdout).unwrap();
            let row = format!("{command:?} {format}: {text}");
            assert_eq!(output.status.code(), Some(1), "{row}");
            assert!(is_error(format, &text, "unknown-key"), "{row}");
            let of_lines = matches!(format, "sarif" | "gitlab");
            assert!(of_lines || text.contains("boreal"), "{row}");
            let json = std::fs::read_to_string(bench.path().join("out.json")).unwrap();
            let view: Value = serde_json::from_str(&json).unwrap();
            assert_eq!(view["accounts"][0]["account"], "boreal", "{row}");
            assert_eq!(view["accounts"][1], Value::Null, "{row}");
            assert_eq!(view["diagnostics"][0]["code"], "unknown-key", "{row}");
            std::fs::remove_file(bench.path().join("out.json")).unwrap();
        }
    }
    // Nothing was written: there is still something to do.
    std::fs::remove_file(bench.path().join("new/b.yaml")).unwrap();
    assert_eq!(bench.run_as(TOKEN, &["drift", "new"]).0, 2);
}

/// A file alone that is not valid, and reasons that end the run: each leaves its document.
#[test]
fn whatever_ends_a_run_leaves_a_document() {
    let bench = mixed();
    std::fs::create_dir(bench.path().join("empty")).unwrap();
    for (path, portal, says) in [
        ("new/b.yaml", None, "unknown-key"),
        ("empty", None, "failure"),
        ("nowhere", None, "failure"),
        ("new/a.yaml", Some("http://127.0.0.1:9"), "failure"),
    ] {
        for command in ONLINE {
            let portal = portal.map_or(vec![], |url| vec!["--portal", url]);
            for format in FORMATS {
                let more = [path, "--format", format];
                let output = bench.run_whole(TOKEN, &[command, &more, &portal].concat());
                let text = String::from_utf8(output.stdout).unwrap();
                let row = format!("{command:?} {path} {format}: {text}");
                assert_eq!(output.status.code(), Some(1), "{row}");
                // What failed has no code of its own in formats that list findings for people.
                let coded = says != "failure" || matches!(format, "sarif" | "gitlab");
                if coded {
                    assert!(is_error(format, &text, says), "{row}");
                }
                assert!(text.len() > 20, "{row}");
            }
            let text = bench.run_whole(TOKEN, &[command, &[path], &portal].concat());
            assert_eq!(
                String::from_utf8(text.stdout).unwrap(),
                "",
                "{command:?} {path}"
            );
        }
    }
}

/// A new file that is not valid may be about any account, so no account counts as removed.
#[test]
fn an_account_whose_new_file_is_invalid_is_not_removed() {
    let bench = mixed();
    let removed = |bench: &Workbench| {
        let output = bench.run(&["review", "old", "new", "--format", "json"]);
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("no-longer-managed")
    };
    assert!(!removed(&bench), "the same name");
    std::fs::rename(
        bench.path().join("new/b.yaml"),
        bench.path().join("new/c.yaml"),
    )
    .unwrap();
    assert!(!removed(&bench), "another name");
    std::fs::remove_file(bench.path().join("new/c.yaml")).unwrap();
    assert!(removed(&bench));
}

/// A finding that an option forbids is an error in every report, which names the option.
#[test]
fn report_level_and_exit_code_agree() {
    let bench = Workbench::with_portal(SEED);
    bench.write("a.yaml", &format!("{HEAD}account: boreal\n{SATURDAY}\n"));
    bench.write("o.yaml", &format!("{HEAD}account: boreal\n"));
    let code = "working-hours-on-weekend";
    let review: &[&str] = &["review", "o.yaml"];
    let commands = ONLINE.into_iter().chain([review, &["validate"]]);
    for command in commands {
        let exit = if command == ["validate"] { 1 } else { 3 };
        for (options, named) in [
            (&["--strict"][..], "--strict"),
            (&["--deny", "L04"], "--deny working-hours-on-weekend"),
        ] {
            for format in FORMATS {
                let more = [command, &["a.yaml", "--format", format], options].concat();
                let output = bench.run_whole(TOKEN, &more);
                let text = String::from_utf8(output.stdout).unwrap();
                let row = format!("{more:?}: {text}");
                assert_eq!(output.status.code(), Some(exit), "{row}");
                assert!(is_error(format, &text, code), "{row}");
                assert!(text.contains(named), "{row}");
            }
            let output = bench.run_whole(TOKEN, &[command, &["a.yaml"], options].concat());
            let text = String::from_utf8(output.stdout).unwrap();
            assert!(text.contains(named), "{command:?}: {text}");
        }
    }
}
