//! Whole stories from outside: a portal with a seed, a file, and what comes of them.
//!
//! Each directory of `fixtures/scenarios` holds `reseller.yaml` and, where they are needed,
//! `seed.yaml` (instead of the one beside the directories), `flags` (one a line), `token`
//! (`primary`, `read`, `delegate` or `system`), and what happens between plan and apply:
//! `between.http` (requests of the primary administrator) or `second.yaml` (applied by another
//! administrator). What is expected is in `plan.txt`, `plan.json` and `end.json`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use similar::TextDiff;

use crate::http::{Answer, ask, change};
use crate::workbench::{DELEGATE_TOKEN, READ_TOKEN, SYSTEM_TOKEN, TOKEN, Workbench};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/scenarios");

#[test]
fn scenarios() {
    let mut directories: Vec<PathBuf> = std::fs::read_dir(ROOT)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    directories.sort();
    assert!(directories.len() >= 70, "{} scenarios", directories.len());
    let (next, failures) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let threads = std::thread::available_parallelism().map_or(2, usize::from) + 1;
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(directory) = directories.get(next.fetch_add(1, Ordering::SeqCst)) {
                    let failed = Story::read(directory).play();
                    failures.lock().unwrap().extend(failed);
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(
        failures.is_empty(),
        "{}\nto accept what is there now: UPDATE=1 cargo test scenarios",
        failures.join("\n")
    );
}

/// A directory, read.
struct Story {
    directory: PathBuf,
    name: String,
    bench: Workbench,
    token: &'static str,
    /// Flags of plan and apply, without the words of consent.
    flags: Vec<String>,
    words: Vec<String>,
    text: String,
    failures: Vec<String>,
}

impl Story {
    fn read(directory: &Path) -> Self {
        let part = |name: &str| std::fs::read_to_string(directory.join(name)).ok();
        let common = || std::fs::read_to_string(Path::new(ROOT).join("seed.yaml")).unwrap();
        let bench = Workbench::with_portal(&part("seed.yaml").unwrap_or_else(common));
        bench.write("reseller.yaml", &part("reseller.yaml").unwrap());
        let token = match part("token").as_deref().map(str::trim) {
            None | Some("primary") => TOKEN,
            Some("read") => READ_TOKEN,
            Some("delegate") => DELEGATE_TOKEN,
            Some("system") => SYSTEM_TOKEN,
            Some(other) => panic!("no such token: {other}"),
        };
        let (mut flags, mut words) = (Vec::new(), Vec::new());
        let given = part("flags").unwrap_or_default();
        let mut given = given.split_whitespace().map(str::to_owned);
        while let Some(flag) = given.next() {
            if flag == "--allow" {
                words.extend([flag, given.next().unwrap()]);
            } else {
                flags.push(flag);
            }
        }
        Self {
            directory: directory.to_owned(),
            name: directory.file_name().unwrap().to_str().unwrap().to_owned(),
            bench,
            token,
            flags,
            words,
            text: String::new(),
            failures: Vec::new(),
        }
    }

    /// Plan, what happens in between, apply, and what is left; the failures.
    fn play(mut self) -> Vec<String> {
        let before = self.settings();
        self.tell(&["plan", "reseller.yaml", "--detailed-exitcode"], &[]);
        let changes = self.plan_for_machines();
        self.expect(
            self.settings().etag() == before.etag(),
            "a plan writes nothing",
        );
        let exit = if self.happens().is_some() {
            self.apply_later()
        } else {
            self.apply_now(&before)
        };
        let after = self.settings();
        if exit == 0 {
            self.settled(&after);
        }
        if self.happens().is_none() {
            let reached = reached(&changes);
            let differing = differing(&before.body, &after.body);
            for leaf in differing {
                let planned = reached.iter().any(|prefix| leaf.starts_with(prefix));
                self.expect(planned, &format!("{leaf} changed, and no plan named it"));
            }
            self.expect(
                exit == 0 || after.etag() == before.etag(),
                "a refusal writes nothing",
            );
            self.keep_identities(&changes, &before.body, &after.body);
        }
        let text = std::mem::take(&mut self.text);
        self.golden("plan.txt", &text);
        self.golden("end.json", &pretty(&end(after.body)));
        self.failures
    }

    /// Words of consent are first left out, to see that they are needed.
    fn apply_now(&mut self, before: &Answer) -> i32 {
        let apply = [
            "apply",
            "reseller.yaml",
            "--auto-approve",
            "--format",
            "json",
        ];
        let words = self.words.clone();
        if !words.is_empty() {
            let exit = self.tell(&apply, &[]);
            self.expect(exit == 3, "without its words it is refused");
            let now = self.settings();
            self.expect(now.etag() == before.etag(), "and nothing is written");
        }
        self.tell(&apply, &words)
    }

    /// A saved plan and a digest meet a portal that has changed.
    fn apply_later(&mut self) -> i32 {
        let words = self.words.clone();
        let save = ["plan", "reseller.yaml", "--out", "saved.json"];
        let (exit, text) = self.run(&save, &words);
        assert_eq!(exit, 0, "{}: {text}", self.name);
        let digest = text.lines().last().unwrap();
        let digest = digest.strip_prefix("Digest: ").unwrap().to_owned();
        self.between();
        let exit = self.tell_bare(&["apply", "--plan", "saved.json"]);
        if exit == 0 {
            return exit;
        }
        let apply = ["apply", "reseller.yaml", "--expect", &digest];
        self.tell(&apply, &words)
    }

    fn happens(&self) -> Option<PathBuf> {
        ["between.http", "second.yaml"]
            .map(|name| self.directory.join(name))
            .into_iter()
            .find(|path| path.exists())
    }

    fn between(&self) {
        let path = self.happens().unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        if path.extension().unwrap() == "yaml" {
            self.bench.write("second.yaml", &text);
            let apply = ["apply", "second.yaml", "--auto-approve"];
            let (exit, text) = self.bench.run_as(TOKEN, &apply);
            assert_eq!(exit, 0, "{}: {text}", self.name);
            return;
        }
        for line in text.lines() {
            let mut words = line.splitn(3, ' ');
            let (method, path) = (words.next().unwrap(), words.next().unwrap());
            let body = words.next().map(|body| serde_json::from_str(body).unwrap());
            let status = change(&self.bench, method, path, body).status;
            assert!(
                (200..300).contains(&status),
                "{}: {line}: {status}",
                self.name
            );
        }
    }

    /// The plan as JSON agrees with the text on the exit code; its changes.
    fn plan_for_machines(&mut self) -> Vec<Value> {
        let plan = ["plan", "reseller.yaml", "--format", "json"];
        let (exit, text) = self.run(&plan, &[]);
        self.expect(exit == 0 || exit == 3, "a plan is made or refused");
        self.golden("plan.json", &without_digests(&text));
        let plan: Value = serde_json::from_str(&text).unwrap();
        plan["accounts"][0]["changes"].as_array().unwrap().clone()
    }

    /// After an apply there is nothing to do, and finding that out writes nothing.
    fn settled(&mut self, after: &Answer) {
        let again = ["plan", "reseller.yaml", "--detailed-exitcode"];
        let (exit, text) = self.run(&again, &[]);
        self.expect(
            exit == 0,
            &format!("a plan after an apply is empty\n{text}"),
        );
        let (exit, text) = self.run(&["apply", "reseller.yaml", "--auto-approve"], &[]);
        self.expect(exit == 0, &format!("a second apply is empty\n{text}"));
        let now = self.settings();
        self.expect(now.etag() == after.etag(), "and writes nothing");
    }

    /// An update or a rename is of the same schedule.
    fn keep_identities(&mut self, changes: &[Value], before: &Value, after: &Value) {
        for change in changes {
            let named = |side: &str| change[side]["name"].as_str();
            let (Some(old), Some(new)) = (named("before"), named("after")) else {
                continue;
            };
            let list = list(change["path"].as_str().unwrap());
            let id = |body: &Value, name: &str| leaves(body).remove(&format!("{list}[{name}].id"));
            let (old_id, new_id) = (id(before, old), id(after, new));
            let applied = id(after, old).is_none() || old == new;
            if applied {
                self.expect(
                    old_id == new_id,
                    &format!("{old} and {new} are one schedule"),
                );
            }
        }
    }

    /// Runs, and writes command, output and exit code into the text.
    fn tell(&mut self, command: &[&str], words: &[String]) -> i32 {
        let flags = [self.flags.clone(), words.to_vec()].concat();
        let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
        self.tell_bare(&[command, &flags].concat())
    }

    fn tell_bare(&mut self, command: &[&str]) -> i32 {
        let output = self.bench.run_whole(self.token, command);
        let (stdout, stderr) = (
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        );
        let exit = output.status.code().unwrap();
        let mut lines = vec![format!("$ consigne {}", command.join(" "))];
        if command[0] == "plan" {
            lines.push(stdout.trim_end().to_owned());
        }
        // Of what apply repeats the writes are new, in their order.
        let applied: Value = serde_json::from_str(&stdout).unwrap_or_default();
        let steps = applied["accounts"][0]["steps"].as_array();
        lines.extend(steps.into_iter().flatten().map(|step| {
            let part = |name: &str| step[name].as_str().unwrap();
            let (action, path, outcome) = (part("action"), part("path"), part("outcome"));
            format!("{outcome}: {action} {path} ({})", step["status"])
        }));
        lines.extend(stderr.lines().map(|line| format!("(stderr) {line}")));
        lines.push(format!("exit: {exit}\n"));
        let text = lines.join("\n");
        self.text.push_str(&without_digests(&text));
        exit
    }

    fn run(&self, command: &[&str], words: &[String]) -> (i32, String) {
        let flags = self.flags.iter().chain(words).map(String::as_str);
        let command: Vec<&str> = command.iter().copied().chain(flags).collect();
        self.bench.run_as(self.token, &command)
    }

    fn settings(&self) -> Answer {
        ask(&self.bench, "GET", "settings", None)
    }

    fn expect(&mut self, holds: bool, what: &str) {
        if !holds {
            self.failures.push(format!("{}: {what}", self.name));
        }
    }

    fn golden(&mut self, name: &str, found: &str) {
        let path = self.directory.join(name);
        if std::env::var_os("UPDATE").is_some() {
            let mut file = std::fs::File::create(&path).unwrap();
            std::io::Write::write_all(&mut file, found.as_bytes()).unwrap();
            return;
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        if expected != found {
            let diff = TextDiff::from_lines(expected.as_str(), found);
            let diff = diff.unified_diff().context_radius(2).to_string();
            let first: Vec<_> = diff.lines().take(12).collect();
            self.failures
                .push(format!("{}/{name}:\n{}", self.name, first.join("\n")));
        }
    }
}

/// Digests differ from run to run, because tags do.
fn without_digests(text: &str) -> String {
    let hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    let mut out = String::new();
    for piece in text.split_inclusive(|c| !hex(c)) {
        let digits = piece.trim_end_matches(|c| !hex(c));
        if digits.len() == 64 {
            out.push_str("<digest>");
            out.push_str(&piece[64..]);
        } else {
            out.push_str(piece);
        }
    }
    out
}

fn pretty(value: &Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap();
    text.push('\n');
    text
}

/// The settings without what differs from run to run: tags, revision, ids and the order of ids.
fn end(mut settings: Value) -> Value {
    let members = settings.as_object_mut().unwrap();
    members.remove("etags");
    members.remove("revision");
    for language in ["fr", "en"] {
        for list in ["weeklySchedules", "specialEvents"] {
            let entries = settings["chat"][language][list].as_array_mut().unwrap();
            entries.sort_by_key(|entry| entry["name"].to_string());
            for entry in entries {
                entry["id"] = "<id>".into();
            }
        }
    }
    settings
}

/// Paths of the document that the changes of a plan may touch.
fn reached(changes: &[Value]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for change in changes {
        let path = change["path"].as_str().unwrap();
        let list = list(path);
        if path.starts_with("delegates") {
            out.insert(path.replace('"', ""));
        } else if let Some(hours) = list.strip_suffix(".workingHours.lunchBreak") {
            out.insert(format!("{hours}.lunchBreak"));
            out.insert(format!("{hours}.workingHours.lunchBreakEnabled"));
        } else if path.ends_with('"') || path.ends_with(']') {
            for side in ["before", "after"] {
                if let Some(name) = change[side]["name"].as_str() {
                    out.insert(format!("{list}[{name}]"));
                }
            }
        } else {
            out.insert(list);
        }
    }
    out
}

/// The path in the document: without an entry, and without `hours`.
fn list(path: &str) -> String {
    let list = path.split("[\"").next().unwrap();
    list.replace("chat.hours.", "chat.")
}

fn differing(before: &Value, after: &Value) -> BTreeSet<String> {
    let (before, after) = (leaves(before), leaves(after));
    let paths = before.keys().chain(after.keys());
    let differs = |path: &&String| before.get(*path) != after.get(*path);
    let told = paths.filter(differs).cloned();
    told.filter(|path| path != "revision" && !path.starts_with("etags."))
        .collect()
}

/// Every value that holds no others, by its path; entries of lists by name or user code.
fn leaves(value: &Value) -> BTreeMap<String, Value> {
    fn walk(path: String, value: &Value, out: &mut BTreeMap<String, Value>) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    let dot = if path.is_empty() { "" } else { "." };
                    walk(format!("{path}{dot}{name}"), member, out);
                }
            }
            Value::Array(entries) if entries.iter().all(Value::is_object) => {
                for entry in entries {
                    let key = entry["name"]
                        .as_str()
                        .filter(|_| entry["userCode"].is_null());
                    let key = key.or(entry["userCode"].as_str()).unwrap();
                    walk(format!("{path}[{key}]"), entry, out);
                }
            }
            Value::Null => {}
            other => drop(out.insert(path, other.clone())),
        }
    }
    let mut out = BTreeMap::new();
    walk(String::new(), value, &mut out);
    out
}

#[test]
fn leaves_are_what_a_story_compares() {
    let before = json!({"a": {"b": 1, "c": null}, "l": [{"name": "x", "t": 1}]});
    let after = json!({"a": {"b": 2}, "l": [{"name": "y", "t": 1}]});
    let expected = ["a.b", "l[x].name", "l[x].t", "l[y].name", "l[y].t"];
    assert_eq!(
        differing(&before, &after).into_iter().collect::<Vec<_>>(),
        expected
    );
}
