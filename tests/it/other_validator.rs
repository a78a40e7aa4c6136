//! An independent validator of JSON Schema judges files by the published schema as `validate` does.
//!
//! The validator is Ajv, which `.ci/run` installs. Where it is missing, the files are judged by
//! `validate` alone, and the output says so.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::faulty::{self, Faulty};
use crate::workbench::Workbench;

/// Findings about several values at once, or about what no schema can know.
const BEYOND: [&str; 21] = [
    "all-day-with-time",
    "delegate-is-primary",
    "duplicate-delegate",
    "duplicate-name",
    "duplicate-name-holiday",
    "event-ends-before-it-begins",
    "event-out-of-range",
    "event-too-long",
    "holiday-choice",
    "holidays-without-events",
    "lunch-break-off",
    "lunch-break-without-days",
    "missing-dates",
    "missing-time",
    "mixed-dates",
    "renamed-from-another-entry",
    "renamed-from-itself",
    "renamed-from-twice",
    "reserved-name",
    "start-is-end",
    "too-many-holidays",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The errors of each file, by its name.
fn judged(bench: &Workbench) -> BTreeMap<String, BTreeSet<String>> {
    let output = bench.run(&["validate", "files", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut judged: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for found in report["diagnostics"].as_array().unwrap() {
        if found["severity"] == "error" {
            let text = |key: &str| found[key].as_str().unwrap().to_owned();
            judged.entry(text("file")).or_default().insert(text("code"));
        }
    }
    judged
}

/// The names of the files that Ajv refuses by a committed schema; `None` where there is no Ajv.
fn refused_by_ajv(bench: &Workbench, schema: &str, files: &[String]) -> Option<BTreeSet<String>> {
    let place: PathBuf = root().join("target/ajv/node_modules");
    if !place.join("ajv").exists() {
        return None;
    }
    let output = Command::new("node")
        .arg(root().join("tests/ajv.mjs"))
        .arg(root().join("schema").join(schema))
        .args(files)
        .env("AJV", place)
        .current_dir(bench.path())
        .output()
        .ok()?;
    assert!(output.status.success(), "{output:?}");
    let names = String::from_utf8(output.stdout).unwrap();
    Some(names.lines().map(str::to_owned).collect())
}

#[test]
fn an_independent_validator_agrees_with_validate() {
    let bench = Workbench::new();
    std::fs::create_dir(bench.path().join("files")).unwrap();
    let mut names = Vec::new();
    for (at, Faulty { mut file, .. }) in faulty::files(500).into_iter().enumerate() {
        // Two files for one account would be one more fault.
        if file["account"] == "boreal" {
            file["account"] = format!("boreal-{at}").into();
        }
        let name = format!("files/{at:03}.yaml");
        bench.write(&name, &file.to_string());
        names.push(name);
    }
    assert!(compare(&bench, &names) > 350);
}

/// Compares `validate` with Ajv; returns how many of the files are wrong.
fn compare(bench: &Workbench, names: &[String]) -> usize {
    let judged = judged(bench);
    for schema in ["reseller.schema.json", "reseller.fr.schema.json"] {
        let Some(refused) = refused_by_ajv(bench, schema, names) else {
            // Written to the stream itself, so that it is seen although the test passes.
            let not_checked = "NOT CHECKED: no Ajv in target/ajv, see .ci/run";
            let mut errors = std::io::stderr().lock();
            writeln!(errors, "{not_checked}").unwrap();
            return judged.len();
        };
        for name in names {
            let text = || std::fs::read_to_string(bench.path().join(name)).unwrap();
            match judged.get(name) {
                None => assert!(!refused.contains(name), "{name} is right: {}", text()),
                Some(codes) if !refused.contains(name) => {
                    let beyond = codes.iter().all(|code| BEYOND.contains(&code.as_str()));
                    assert!(beyond, "{name} {codes:?}: {}", text());
                }
                Some(_) => {}
            }
        }
    }
    judged.len()
}

/// The wrong files of the tests that are YAML at all, and the right ones of the examples.
#[test]
fn an_independent_validator_agrees_on_the_fixtures() {
    let bench = Workbench::new();
    std::fs::create_dir(bench.path().join("files")).unwrap();
    let mut names = Vec::new();
    for (path, text) in crate::tidy::files(".yaml") {
        let is_file = text.contains("\napiVersion:") || text.starts_with("apiVersion:");
        let wanted = path.starts_with("fixtures/invalid") || path.starts_with("examples");
        let Ok(Value::Object(file)) = serde_yaml::from_str::<Value>(&text) else {
            continue;
        };
        if wanted && is_file && !text.contains("consigne-policy/") {
            let name = format!("files/{:03}.yaml", names.len());
            let mut file = Value::Object(file);
            // Two files for one account would be one more fault.
            if file["account"] == "boreal" {
                file["account"] = format!("account-{}", names.len()).into();
            }
            bench.write(&name, &file.to_string());
            names.push(name);
        }
    }
    assert!(names.len() > 60, "{} files", names.len());
    assert!(compare(&bench, &names) > 40);
}
