//! A story: files, a portal, and command lines, and what became of each.
//!
//! ```text
//! # A comment.
//! portal fixtures/portal/boreal.yaml
//! copy examples/boreal/reseller.yaml boreal.yaml
//! file policy.yaml
//!   apiVersion: consigne-policy/v1
//! edit boreal.yaml "17:00" => "16:00"
//! put chat/en/weekend-hours {"days": []}
//! token read
//! $ plan boreal.yaml --format json
//! $ apply boreal.yaml --expect {digest}
//! ```
//!
//! `portal` starts one with that seed, and gives its address to every run after it. `put` and
//! `patch` change the portal behind the program's back. `file` takes the indented lines below it.
//! `{digest}` is the last digest that a run printed, `{zeros}` a wrong one.

use std::fmt::Write;
use std::process::Output;

use serde_json::Value;

use super::mask::Mask;
use crate::http::change;
use crate::workbench::{DELEGATE_TOKEN, READ_TOKEN, SYSTEM_TOKEN, TOKEN, Workbench};

const CHECKOUT: &str = env!("CARGO_MANIFEST_DIR");

/// A line of a story.
#[derive(Debug)]
pub(super) enum Line {
    Portal(String),
    Copy {
        from: String,
        to: String,
    },
    File {
        name: String,
        text: String,
    },
    Edit {
        name: String,
        from: String,
        to: String,
    },
    Change {
        method: String,
        path: String,
        body: Value,
    },
    Token(&'static str),
    Run(String),
}

pub(super) fn parse(text: &str) -> Vec<Line> {
    let mut lines = text.lines().peekable();
    let mut parsed = Vec::new();
    while let Some(line) = lines.next() {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let owned = rest.to_owned();
        parsed.push(match verb {
            "" | "#" => continue,
            "portal" => Line::Portal(owned),
            "copy" => {
                let (from, to) = halves(rest, " ");
                Line::Copy { from, to }
            }
            "file" => {
                let mut text = String::new();
                while let Some(line) = lines.next_if(|line| line.starts_with("  ")) {
                    text.push_str(&line[2..]);
                    text.push('\n');
                }
                Line::File { name: owned, text }
            }
            "edit" => {
                let (name, change) = halves(rest, " ");
                let (from, to) = halves(&change, " => ");
                Line::Edit { name, from, to }
            }
            "put" | "patch" => {
                let (path, body) = halves(rest, " ");
                let body = serde_json::from_str(&body).unwrap();
                let method = verb.to_uppercase();
                Line::Change { method, path, body }
            }
            "token" => Line::Token(match rest {
                "primary" => TOKEN,
                "read" => READ_TOKEN,
                "delegate" => DELEGATE_TOKEN,
                "system" => SYSTEM_TOKEN,
                "unknown" => "token-of-nobody",
                other => panic!("no such token: {other}"),
            }),
            "$" => Line::Run(owned),
            other => panic!("a story has no {other}"),
        });
    }
    parsed
}

fn halves(text: &str, between: &str) -> (String, String) {
    let (left, right) = text.split_once(between).unwrap_or_else(|| panic!("{text}"));
    (left.to_owned(), right.to_owned())
}

/// A story that is being played.
pub(super) struct Story {
    lines: Vec<Line>,
    bench: Workbench,
    token: &'static str,
    /// What the runs after it get: the address of the portal.
    portal: Option<String>,
    digest: String,
    mask: Mask,
    record: String,
}

impl Story {
    pub(super) fn new(text: &str) -> Self {
        let bench = Workbench::new();
        let mask = Mask::new(&[bench.path(), CHECKOUT.as_ref()]);
        Self {
            lines: parse(text),
            bench,
            token: TOKEN,
            portal: None,
            digest: String::new(),
            mask,
            record: String::new(),
        }
    }

    /// The record.
    pub(super) fn play(mut self) -> String {
        for line in std::mem::take(&mut self.lines) {
            self.act(line);
        }
        self.record
    }

    fn act(&mut self, line: Line) {
        match line {
            Line::Portal(seed) => {
                let seed = std::fs::read_to_string(format!("{CHECKOUT}/{seed}")).unwrap();
                self.bench.begin_portal(&seed);
                self.portal = Some(self.bench.url().to_owned());
            }
            Line::Copy { from, to } => {
                let text = std::fs::read_to_string(format!("{CHECKOUT}/{from}")).unwrap();
                self.write(&to, &text);
            }
            Line::File { name, text } => self.write(&name, &text),
            Line::Edit { name, from, to } => {
                let text = self.bench.read(&name);
                assert!(text.contains(&from), "{name} does not hold {from}");
                self.write(&name, &text.replacen(&from, &to, 1));
            }
            Line::Change { method, path, body } => {
                let status = change(&self.bench, &method, &path, Some(body)).status;
                assert!((200..300).contains(&status), "{method} {path}: {status}");
            }
            Line::Token(token) => self.token = token,
            Line::Run(command) => self.run(&command),
        }
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.bench.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        self.bench.write(name, text);
    }

    fn run(&mut self, line: &str) {
        let command = line
            .replace("{digest}", &self.digest)
            .replace("{zeros}", &"0".repeat(64));
        let arguments: Vec<&str> = command.split_whitespace().collect();
        let mut process = self.bench.command(&arguments);
        if let Some(portal) = &self.portal {
            process
                .env("CONSIGNE_TOKEN", self.token)
                .env("CONSIGNE_PORTAL", portal);
        }
        let output = process.output().unwrap();
        self.mask.begin_run();
        let exit = output.status.code().unwrap();
        let report = self.report(&arguments, &output);
        writeln!(self.record, "$ {line}\nexit {exit}\n{report}").unwrap();
    }

    /// What the run printed and wrote for programs, without what the mask takes away.
    fn report(&mut self, arguments: &[&str], output: &Output) -> String {
        let stdout = String::from_utf8(output.stdout.clone()).unwrap();
        self.remember_digest(&stdout);
        let mut report = self.mask.output(arguments, &stdout);
        let mut arguments = arguments.iter();
        if arguments.any(|argument| *argument == "--out-json") {
            let path = self.bench.path().join(arguments.next().unwrap());
            if let Ok(text) = std::fs::read_to_string(&path) {
                self.remember_digest(&text);
                report.push_str(&self.mask.json(serde_json::from_str(&text).unwrap()));
                std::fs::remove_file(path).unwrap();
            }
        }
        report
    }

    fn remember_digest(&mut self, text: &str) {
        if let Some(digest) = super::mask::digests(text).last() {
            self.digest = (*digest).to_owned();
        }
    }
}
