//! What the portal's page shows is what happens.

use std::process::Command;

use crate::workbench::{DELEGATE_TOKEN, TOKEN, Workbench};

const PAGES: [&str; 2] = [
    include_str!("../../docs/portal.md"),
    include_str!("../../docs/portal.fr.md"),
];
const SEED: &str = include_str!("../../fixtures/portal/boreal.yaml");

/// Between the output of one command and the next.
const MARK: &str = "-- next --";

/// A command and the lines that the page shows below it.
#[derive(Debug, PartialEq)]
struct Shown<'a> {
    command: &'a str,
    output: Vec<&'a str>,
}

/// What the page shows in its blocks of commands, in order.
fn shown(page: &str) -> Vec<Shown<'_>> {
    let mut all: Vec<Shown<'_>> = Vec::new();
    let blocks = page.split("```console\n").skip(1);
    for line in blocks.flat_map(|block| block.split("```").next().unwrap().lines()) {
        match line.strip_prefix("$ ") {
            Some(command) => all.push(Shown {
                command,
                output: Vec::new(),
            }),
            None => all.last_mut().unwrap().output.push(line),
        }
    }
    all
}

/// Whether a line is as shown, where `...` stands for anything.
fn fits(line: &str, shown: &str) -> bool {
    let mut pieces = shown.split("...");
    let first = pieces.next().unwrap();
    let Some(mut rest) = line.strip_prefix(first) else {
        return false;
    };
    let mut open = false;
    for piece in pieces {
        let Some(at) = rest.find(piece) else {
            return false;
        };
        rest = rest.split_at(at + piece.len()).1;
        open = piece.is_empty();
    }
    open || rest.is_empty()
}

#[test]
fn every_command_of_the_portals_page_does_what_it_shows() {
    let curl = Command::new("curl").arg("--version").output();
    assert!(
        curl.is_ok(),
        "curl is needed to run the commands of docs/portal.md"
    );
    let bench = Workbench::with_portal(SEED);
    let commands = shown(PAGES[0]);
    assert!(commands.len() > 20, "{commands:?}");
    let script: String = commands
        .iter()
        .map(|one| format!("{}\necho '{MARK}'\n", one.command))
        .collect();
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_consigne"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = [binary.parent().unwrap().to_owned()]
        .into_iter()
        .chain(std::env::split_paths(&path));
    let output = Command::new("sh")
        .args(["-c", &script])
        .current_dir(bench.path())
        .env("PATH", std::env::join_paths(path).unwrap())
        .env("LANG", "C.UTF-8")
        .envs([
            ("PORTAL", bench.url()),
            ("TOKEN", TOKEN),
            ("DELEGATE", DELEGATE_TOKEN),
        ])
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.is_empty(), "{errors}");
    let text = String::from_utf8(output.stdout).unwrap();
    let outputs: Vec<_> = text.split(&format!("{MARK}\n")).collect();
    assert_eq!(outputs.len(), commands.len() + 1);
    for (one, output) in commands.iter().zip(outputs) {
        let lines: Vec<_> = output
            .lines()
            .map(str::trim_end)
            .filter(|line| !line.is_empty())
            .collect();
        assert_eq!(lines.len(), one.output.len(), "{}: {lines:?}", one.command);
        for (line, shown) in lines.iter().zip(&one.output) {
            assert!(
                fits(line, shown),
                "{}\n{line}\nis not\n{shown}",
                one.command
            );
        }
    }
}

#[test]
fn both_languages_show_the_same_commands() {
    assert_eq!(shown(PAGES[0]), shown(PAGES[1]));
}

#[test]
fn three_dots_stand_for_anything() {
    let rows = [
        ("abc", "abc", true),
        ("abc", "ab", false),
        ("abc", "a...c", true),
        ("abc", "a...", true),
        ("abc", "...b", false),
        ("abc", "...bc", true),
        ("abc", "a...d", false),
    ];
    for (line, shown, expected) in rows {
        assert_eq!(fits(line, shown), expected, "{line} {shown}");
    }
}
