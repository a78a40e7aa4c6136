//! Faulty files, by a generator, and everything that `validate` says of them: each fault is found where
//! it is, no confidential value is shown, each suggestion mends, and every format says the same.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::advice::patched;
use crate::effort::times;
use crate::faulty::{self, Faulty};
use crate::workbench::Workbench;

/// A fault of a file that no schema knows is found for sure: a value that must not be shown.
const SECRET: &str = "hunter2x";

struct Row {
    name: String,
    text: String,
    faulty: Faulty,
}

/// Writes files as lines of their own, so that a place is more than "line 1".
fn written(bench: &Workbench) -> Vec<Row> {
    std::fs::create_dir(bench.path().join("files")).unwrap();
    let count = usize::try_from(times(300)).unwrap();
    let files = faulty::files(count).into_iter().enumerate();
    let rows = files.map(|(at, mut faulty)| {
        let file = &mut faulty.file;
        // Two files for one account would be one more fault.
        if file["account"] == "boreal" {
            file["account"] = format!("boreal-{at}").into();
        }
        if at % 5 == 0
            && let Some(general) = file["general"].as_object_mut()
        {
            general.insert("Mot_de_Passe".to_owned(), SECRET.into());
        }
        let text = format!("{:#}\n", faulty.file);
        let name = format!("files/{at:05}.yaml");
        bench.write(&name, &text);
        Row { name, text, faulty }
    });
    rows.collect()
}

fn validate(bench: &Workbench, directory: &str, format: &str, language: &str) -> (i32, String) {
    let output = bench.run(&[
        "validate", directory, "--format", format, "--lang", language,
    ]);
    let text =
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), text)
}

/// The findings of each file, from the JSON.
fn findings(text: &str) -> BTreeMap<String, Vec<Value>> {
    let report: Value = serde_json::from_str(text).unwrap();
    let mut findings: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for found in report["diagnostics"].as_array().unwrap() {
        let file = found["file"].as_str().unwrap().to_owned();
        findings.entry(file).or_default().push(found.clone());
    }
    findings
}

fn is_error(found: &Value) -> bool {
    found["severity"] == "error"
}

#[test]
fn a_fault_is_found_where_it_is() {
    let bench = Workbench::new();
    let rows = written(&bench);
    let (_, json) = validate(&bench, "files", "json", "en");
    let found = findings(&json);
    let mut compared = 0;
    for row in &rows {
        let [at] = row.faulty.at.as_slice() else {
            continue;
        };
        let Some(errors) = found.get(&row.name) else {
            continue;
        };
        let errors: Vec<_> = errors.iter().filter(|found| is_error(found)).collect();
        if errors.is_empty() || row.text.contains(SECRET) {
            continue;
        }
        // A finding is at the value, around it, within it, or at a neighbour that it no longer fits to.
        let (parent, _) = at.rsplit_once('/').unwrap();
        let near = |found: &Value| {
            let path = found["path"].as_str().unwrap_or_default();
            let path = path.replace('[', ".").replace(']', "").replace('.', "/");
            let path = if path.is_empty() {
                path
            } else {
                format!("/{path}")
            };
            path.starts_with(parent) || parent.starts_with(&path)
        };
        assert!(
            errors.iter().all(|found| near(found)),
            "{at}: {errors:#?}\n{}",
            row.text
        );
        compared += 1;
    }
    assert!(compared > rows.len() / 10, "{compared}");
}

#[test]
fn every_format_and_language_says_the_same_and_shows_nothing_confidential() {
    let bench = Workbench::new();
    let rows = written(&bench);
    let (exit, json) = validate(&bench, "files", "json", "en");
    assert_eq!(exit, 1, "{json}");
    let errors = findings(&json)
        .values()
        .flatten()
        .filter(|found| is_error(found))
        .count();
    for format in [
        "text", "json", "sarif", "github", "gitlab", "junit", "markdown", "html",
    ] {
        for language in ["en", "fr"] {
            let (exit, text) = validate(&bench, "files", format, language);
            if exit == 64 {
                // The format is for another command.
                continue;
            }
            assert_eq!(exit, 1, "{format}");
            for row in &rows {
                assert!(!text.contains(SECRET), "{format}: {}", row.name);
            }
            assert!(
                !text.contains("438555"),
                "{format}: {}",
                around(&text, "438555")
            );
            let counted = match format {
                "json" => findings(&text)
                    .values()
                    .flatten()
                    .filter(|found| is_error(found))
                    .count(),
                "sarif" => errors_of_sarif(&text),
                // GitHub shows no more annotations than these.
                "github" if errors > 100 => {
                    assert_eq!(text.matches("::error ").count(), 100);
                    errors
                }
                _ => errors,
            };
            assert_eq!(counted, errors, "{format}");
        }
    }
}

fn errors_of_sarif(text: &str) -> usize {
    let report: Value = serde_json::from_str(text).unwrap();
    let results = report["runs"][0]["results"].as_array().unwrap();
    results
        .iter()
        .filter(|result| result["level"] == "error")
        .count()
}

fn around<'a>(text: &'a str, word: &str) -> &'a str {
    text.lines()
        .find(|line| line.contains(word))
        .unwrap_or_default()
}

#[test]
fn a_suggestion_mends() {
    let bench = Workbench::new();
    let rows = written(&bench);
    let (_, json) = validate(&bench, "files", "json", "en");
    let found = findings(&json);
    std::fs::create_dir(bench.path().join("mended")).unwrap();
    let key = |found: &Value| (found["code"].to_string(), found["path"].to_string());
    let mut expected = BTreeMap::new();
    for row in &rows {
        let of_file = found.get(&row.name).into_iter().flatten();
        for (at, one) in of_file.enumerate() {
            // Other helps describe what may stand there, and name an example.
            let help = one["help"].as_str().unwrap_or_default();
            let suggests = ["did you mean `", "write `", "the right spelling is `"];
            let suggested = suggests.iter().any(|start| help.starts_with(start));
            let Some(text) = patched(&row.text, one).filter(|_| suggested && is_error(one)) else {
                continue;
            };
            let name = row
                .name
                .replace("files/", "mended/")
                .replace(".yaml", &format!("-{at}.yaml"));
            let account = format!(
                "\"account\": \"{}",
                row.faulty.file["account"].as_str().unwrap_or_default()
            );
            bench.write(
                &name,
                &text.replacen(&account, &format!("{account}-{at}"), 1),
            );
            expected.insert(name, (row, one));
        }
    }
    assert!(expected.len() > rows.len() / 20, "{}", expected.len());
    let (_, json) = validate(&bench, "mended", "json", "en");
    let after = findings(&json);
    for (name, (row, one)) in expected {
        let gone = key(one);
        // Notes and warnings come only to a file without errors.
        let errors = |all: &[Value]| {
            let errors = all.iter().filter(|found| is_error(found));
            errors.map(key).collect::<BTreeSet<_>>()
        };
        let left = after.get(&name).map(|all| errors(all)).unwrap_or_default();
        let mended = || std::fs::read_to_string(bench.path().join(&name)).unwrap();
        assert!(!left.contains(&gone), "{one} is still there\n{}", mended());
        let before = errors(&found[&row.name]);
        assert!(
            left.len() <= before.len(),
            "{one}: {before:?} became {left:?}"
        );
    }
}
