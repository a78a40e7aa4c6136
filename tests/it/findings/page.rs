//! `docs/findings.md`: every example is run, every code has its row, in both languages.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::tidy::files;
use crate::workbench::{TOKEN, Workbench};

const ENGLISH: &str = include_str!("../../../docs/findings.md");
const FRENCH: &str = include_str!("../../../docs/findings.fr.md");
const SEED: &str = include_str!("../../../fixtures/scenarios/seed.yaml");

/// A section with a number: its codes, and its examples by what stands behind the fence.
struct Section<'a> {
    number: &'a str,
    codes: Vec<&'a str>,
    examples: BTreeMap<&'a str, &'a str>,
}

fn sections(page: &str) -> Vec<Section<'_>> {
    let parts = page.split("\n## ").skip(1);
    let numbered = parts.filter(|part| part.starts_with('L'));
    numbered
        .map(|part| {
            let (title, body) = part.split_once('\n').unwrap();
            let (number, codes) = title.split_once(' ').unwrap();
            let fenced = body.split("```yaml ").skip(1);
            let examples = fenced.map(|rest| {
                let (name, text) = rest.split_once('\n').unwrap();
                (name, text.split_once("```").unwrap().0)
            });
            Section {
                number,
                codes: codes.split(", ").collect(),
                examples: examples.collect(),
            }
        })
        .collect()
}

/// Numbers or, where there is none, codes of what a file or its plan yields.
fn found(bench: &Workbench, name: &str, text: &str) -> BTreeSet<String> {
    bench.write("reseller.yaml", text);
    let command = if name.ends_with("plan") {
        "plan"
    } else {
        "validate"
    };
    let output = bench.run_whole(TOKEN, &[command, "reseller.yaml", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let account = &report["accounts"][0];
    let lists = [
        &report["diagnostics"],
        &account["diagnostics"],
        &account["refusals"],
    ];
    let rows = lists.into_iter().filter_map(Value::as_array).flatten();
    let rows = rows.map(|row| match row["number"].as_str() {
        Some(number) => number.to_owned(),
        None => number_of(row["code"].as_str().unwrap()),
    });
    rows.collect()
}

/// A refusal is told by its code alone.
fn number_of(code: &str) -> String {
    let mut sections = sections(ENGLISH).into_iter();
    let section = sections.find(|section| section.codes.contains(&code));
    section.map_or(code, |section| section.number).to_owned()
}

#[test]
fn every_example_yields_what_its_section_says() {
    let bench = Workbench::with_portal(SEED);
    let all = sections(ENGLISH);
    assert!(all.len() >= 21, "{} sections", all.len());
    for section in all {
        let of = |kind: &str| {
            let mut examples = section.examples.iter();
            let example = examples.find(|(name, _)| name.starts_with(kind));
            example.unwrap_or_else(|| panic!("{}: no {kind} example", section.number))
        };
        let check = |kind: &str, expect: &[&str]| {
            let (name, text) = of(kind);
            let mut found = found(&bench, name, text);
            // Other hours are what customers see, whatever else the example shows.
            if section.number == "L22" {
                found.remove("L21");
            }
            let found: Vec<_> = found.iter().map(String::as_str).collect();
            assert_eq!(found, expect, "{} {kind}", section.number);
        };
        check("bad", &[section.number]);
        check("good", &[]);
    }
}

#[test]
fn both_pages_have_the_same_sections_and_examples() {
    let parts = |page: &'static str| -> Vec<_> {
        let sections = sections(page).into_iter();
        sections
            .map(|section| (section.number, section.codes, section.examples))
            .collect()
    };
    assert_eq!(parts(ENGLISH), parts(FRENCH));
    assert_eq!(rows(ENGLISH), rows(FRENCH));
}

/// Codes of the table, with their levels.
fn rows(page: &str) -> Vec<(&str, &str)> {
    let lines = page.lines().filter_map(|line| line.strip_prefix("| `"));
    lines
        .map(|line| {
            let (code, rest) = line.split_once("` | ").unwrap();
            (code, rest.split_once(" |").unwrap().0)
        })
        .collect()
}

/// Codes that the page knows.
fn on_the_page() -> BTreeSet<&'static str> {
    let numbered = sections(ENGLISH)
        .into_iter()
        .flat_map(|section| section.codes);
    let others = rows(ENGLISH).into_iter().map(|(code, _)| code);
    numbered.chain(others).collect()
}

/// The table in the code and the page say the same.
#[test]
fn every_known_code_is_on_the_page() {
    let table = include_str!("../../../src/diagnostic/code.rs");
    let begin = table.find("numbered! {\n").unwrap();
    let end = table.find("/// All rows.").unwrap();
    let literals = table[begin..end].split('"').skip(1).step_by(2);
    let is_number = |word: &str| {
        word.strip_prefix('L')
            .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
    };
    let known: BTreeSet<_> = literals.filter(|word| !is_number(word)).collect();
    assert_eq!(known, on_the_page());
}

/// Codes as they are written in the sources, wherever a finding or a refusal is made of one.
#[test]
fn every_code_of_the_sources_is_on_the_page() {
    let page = on_the_page();
    let mut seen = 0;
    for (path, text) in files(".rs") {
        let tests = path.ends_with("tests.rs") || path.starts_with("tests");
        let elsewhere = ["src/portal", "src/client", "src/field"]
            .iter()
            .any(|room| path.starts_with(room));
        if tests || elsewhere || !path.starts_with("src") {
            continue;
        }
        let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for head in [
            "Diagnostic::error(",
            "Diagnostic::warning(",
            "Diagnostic::info(",
            "code: ",
            ".fail(",
            "lower.error(",
            "self.error(",
            "const CODE: &str = ",
        ] {
            for rest in text.split(head).skip(1) {
                let Some(rest) = rest.trim_start().strip_prefix('"') else {
                    continue;
                };
                let code = rest.split('"').next().unwrap();
                assert!(
                    page.contains(code),
                    "{}: {code} has no row in src/diagnostic/code.rs and docs/findings.md",
                    path.display()
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 60, "{seen} codes");
}

/// What the fixtures expect is known as well.
#[test]
fn every_code_of_the_fixtures_is_on_the_page() {
    let page = on_the_page();
    for (path, text) in files(".yaml") {
        let Some(line) = text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("#! "))
        else {
            continue;
        };
        for finding in line.split(", ") {
            let code = finding.split(' ').next().unwrap();
            assert!(page.contains(code), "{}: {code}", path.display());
        }
    }
    for (path, text) in files("plan.json") {
        let report: Value = serde_json::from_str(&text).unwrap();
        let lists = ["diagnostics", "refusals"].map(|list| &report["accounts"][0][list]);
        for row in lists.into_iter().filter_map(Value::as_array).flatten() {
            let code = row["code"].as_str().unwrap();
            assert!(page.contains(code), "{}: {code}", path.display());
        }
    }
}

/// `explain` shows the page's sections, by number or code.
#[test]
fn explain_shows_the_page() {
    let bench = Workbench::new();
    let explain = |arguments: &[&str]| {
        let output = bench.run(&[&["explain"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    for section in sections(ENGLISH) {
        let by_number = explain(&[section.number]);
        assert!(
            by_number.starts_with(&format!("{} ", section.number)),
            "{by_number}"
        );
        assert!(by_number.contains("account: boreal"), "{by_number}");
        for code in section.codes {
            assert!(explain(&[code]).contains(&by_number), "{code}");
        }
    }
    let names = rows(ENGLISH);
    for (code, level) in names {
        assert!(explain(&[code]).contains(&format!("{level}. ")), "{code}");
    }
    assert!(explain(&["l04", "--lang", "fr"]).contains("heures de travail le samedi"));
    let json: Value = serde_json::from_str(&explain(&["L11", "--format", "json"])).unwrap();
    assert_eq!(json["findings"][0]["codes"][1], "languages-differ");
    assert!(explain(&["login-change"]).contains("The old address can no longer log in"));
}
