//! The action, the example workflows and the hooks: what they may do, and what their scripts do with
//! names that a stranger chose.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::repository::Repository;
use crate::workbench::{TOKEN, Workbench};

const ACTION: &str = include_str!("../../action.yml");
const CHECK: &str = include_str!("../../pipelines/github/check.yml");
const COMMENT: &str = include_str!("../../pipelines/github/comment.yml");
const APPLY: &str = include_str!("../../pipelines/github/apply.yml");
const GITLAB: &str = include_str!("../../pipelines/gitlab/.gitlab-ci.yml");
const HOOKS: &str = include_str!("../../.pre-commit-hooks.yaml");
const SEED: &str = include_str!("../../fixtures/portal/boreal.yaml");
const CI: &str = include_str!("../../.github/workflows/ci.yml");
const RELEASE: &str = include_str!("../../.github/workflows/release.yml");
const WORKFLOWS: [(&str, &str); 3] = [("check", CHECK), ("comment", COMMENT), ("apply", APPLY)];
/// Those of this repository.
const OWN: [(&str, &str); 2] = [("ci", CI), ("release", RELEASE)];

/// A file whose name is a program to whoever pastes it into a script.
const HOSTILE: &str =
    "accounts/$(touch pwned)`touch pwned`; touch pwned ::set-output name=a::b.yaml";

pub(crate) fn parsed(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

/// The script of the action's step with this id.
pub(crate) fn script(id: &str) -> String {
    let action = parsed(ACTION);
    let steps = steps(&action);
    let step = steps.into_iter().find(|step| step["id"] == id).unwrap();
    step["run"].as_str().unwrap().to_owned()
}

/// Every step of a workflow's jobs, or of an action.
fn steps(document: &Value) -> Vec<&Value> {
    let jobs = document["jobs"].as_object().into_iter().flatten();
    let jobs = jobs.map(|(_, job)| &job["steps"]);
    let lists = jobs.chain([&document["runs"]["steps"]]);
    lists.filter_map(Value::as_array).flatten().collect()
}

#[test]
fn nothing_is_pasted_into_a_script_and_everything_is_pinned() {
    let actions = OWN.into_iter().chain([("action", ACTION)]);
    for (name, text) in WORKFLOWS.into_iter().chain(actions) {
        let document = parsed(text);
        let steps = steps(&document);
        assert!(steps.len() > 1, "{name}");
        for step in steps {
            let script = step["run"].as_str().unwrap_or_default();
            assert!(!script.contains("${{"), "{name}: {script}");
            assert!(
                script.is_empty() || step["shell"] == "bash",
                "{name}: {script}"
            );
            let Some(uses) = step["uses"].as_str() else {
                continue;
            };
            let digest = uses.split_once('@').unwrap().1;
            let hex = digest.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(digest.len() == 40 && hex, "{name}: {uses}");
            if uses.starts_with("actions/checkout@") {
                assert_eq!(step["with"]["persist-credentials"], false, "{name}");
            }
        }
    }
}

#[test]
fn a_workflow_has_the_rights_that_it_names() {
    for (name, text) in WORKFLOWS.into_iter().chain(OWN) {
        let document = parsed(text);
        assert_eq!(document["permissions"], serde_json::json!({}), "{name}");
        assert!(document["on"]["pull_request_target"].is_null(), "{name}");
        for (job, body) in document["jobs"].as_object().unwrap() {
            assert!(body["permissions"].is_object(), "{name}: {job}");
            assert!(body["timeout-minutes"].is_u64(), "{name}: {job}");
            let secret = body.to_string().contains("secrets.");
            assert!(!secret || body["environment"].is_string(), "{name}: {job}");
        }
    }
    // (which, the only secrets that it names)
    let rows = [
        ("check", CHECK, vec![]),
        ("comment", COMMENT, vec!["READ"]),
        ("apply", APPLY, vec!["READ", "WRITE"]),
    ];
    for (name, text, expected) in rows {
        let named = text.split("secrets.CONSIGNE_").skip(1);
        let found: Vec<_> = named.filter_map(|rest| rest.split('_').next()).collect();
        assert_eq!(found, expected, "{name}");
    }
    assert_eq!(parsed(APPLY)["jobs"]["apply"]["environment"], "production");
    assert_eq!(parsed(APPLY)["on"]["push"]["branches"][0], "main");
}

#[test]
fn gitlab_gives_merge_requests_no_token() {
    let jobs = parsed(GITLAB);
    let check = jobs["check"].to_string();
    assert!(
        check.contains("merge_request_event") && !check.contains("TOKEN"),
        "{check}"
    );
    for (job, token) in [
        ("plan", "$CONSIGNE_READ_TOKEN"),
        ("apply", "$CONSIGNE_WRITE_TOKEN"),
    ] {
        let text = jobs[job].to_string();
        assert!(text.contains(token), "{job}");
        assert_eq!(
            jobs[job]["rules"][0]["if"],
            "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"
        );
        assert!(jobs[job]["environment"]["name"].is_string(), "{job}");
    }
    assert_eq!(jobs["apply"]["rules"][0]["when"], "manual");
}

/// What a runner does with a command of the tool that stands in a pipeline: it is known.
#[test]
fn every_command_of_a_pipeline_is_one_of_the_tool() {
    let bench = Workbench::new();
    let (jobs, hooks) = (parsed(GITLAB), parsed(HOOKS));
    let scripts = ["check", "plan", "apply"].map(|job| jobs[job]["script"].as_array().unwrap());
    let lines = scripts.into_iter().flatten().filter_map(Value::as_str);
    let entries = hooks.as_array().unwrap().iter();
    let entries = entries.filter_map(|hook| hook["entry"].as_str());
    let commands: Vec<_> = lines
        .chain(entries)
        .filter_map(|line| line.strip_prefix("consigne "))
        .collect();
    assert_eq!(commands.len(), 8);
    for command in commands {
        let command = command.replace("\"$@\"", &format!("--expect {}", "0".repeat(64)));
        let command = command.replace("\"$share\"", "1/4");
        let words = command.split(" || ").next().unwrap();
        let words: Vec<_> = words.split(" > ").next().unwrap().split(' ').collect();
        let output = bench.run(&[&words[..], &["--help"]].concat());
        assert_eq!(output.status.code(), Some(0), "{command}");
    }
}

/// The script of the action in a work tree with a hostile name, a portal, and a `gh` that writes down
/// what it is asked.
pub(crate) struct Runner(pub(crate) Repository);

impl Runner {
    /// A work tree without a commit, and a `gh`.
    pub(crate) fn with(gh: &str) -> Self {
        let repository = Repository::new(Workbench::with_portal(SEED));
        std::fs::create_dir(repository.path().join("accounts")).unwrap();
        std::fs::create_dir(repository.0.path().join("bin")).unwrap();
        repository.0.write_private("bin/gh", gh, 0o700);
        Self(repository)
    }

    fn new() -> Self {
        let Self(repository) = Self::with(GH);
        repository.write(HOSTILE, &file("Télécom Nord"));
        repository.commit("base");
        repository.write(HOSTILE, &file("Télécom Sud"));
        repository.commit("change");
        Self(repository)
    }

    pub(crate) fn run(&self, inputs: &[(&str, &str)]) -> Output {
        let script = script("run");
        let (here, root) = (self.0.path(), self.0.0.path());
        let tool = Path::new(env!("CARGO_BIN_EXE_consigne")).parent().unwrap();
        let path = std::env::var_os("PATH").unwrap();
        let path = [root.join("bin"), tool.to_owned()]
            .into_iter()
            .chain(std::env::split_paths(&path));
        Command::new("bash")
            .args(["-e", "-c", &script])
            .current_dir(&here)
            .env_clear()
            .env("PATH", std::env::join_paths(path).unwrap())
            .env("RUNNER_TEMP", root)
            .env("GITHUB_OUTPUT", root.join("output"))
            .env("GITHUB_STEP_SUMMARY", root.join("summary"))
            .env("GITHUB_REPOSITORY", "boreal/telephony")
            .env("ASKED", root.join("asked"))
            .env("XDG_STATE_HOME", root.join("state"))
            .env("CONSIGNE_NOW", "2026-11-24T12:00:00Z")
            .envs([
                ("IN_PATH", HOSTILE),
                ("IN_BASE", "HEAD~1"),
                ("IN_LANG", "fr,en"),
            ])
            .envs([
                ("IN_EXPECT", ""),
                ("IN_ALLOW", ""),
                ("IN_SHARD", ""),
                ("IN_POLICY", ""),
                ("IN_FILE", "consigne.md"),
            ])
            .envs([
                ("CONSIGNE_PORTAL", self.0.0.url()),
                ("CONSIGNE_TOKEN", TOKEN),
            ])
            .envs(inputs.iter().copied())
            .output()
            .unwrap()
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.path().join(name)).unwrap_or_default()
    }
}

fn file(name: &str) -> String {
    format!("apiVersion: consigne/v1\naccount: boreal\ngeneral: {{ resellerName: {name} }}\n")
}

/// A change that brings its own policy is judged by the one of its base; where that has none, or is
/// not there itself, the run ends.
#[test]
fn the_policy_of_the_base_judges() {
    let policy = |path| format!("apiVersion: consigne-policy/v1\nprotected: [{path}]\n");
    let runner = Runner::new();
    runner
        .0
        .write("policy.yaml", &policy("general.resellerName"));
    runner.0.commit("strict");
    runner.0.write("policy.yaml", &policy("general.spid"));
    runner.0.write(HOSTILE, &file("Télécom Ouest"));
    runner.0.commit("lenient, and a change that is forbidden");
    let rows = [
        ("review", "HEAD~1", "policy.yaml", 3),
        ("review", "HEAD~1", "", 0),
        ("review", "HEAD~3", "policy.yaml", 1),
        ("validate", "HEAD~3", "policy.yaml", 1),
        ("plan", "HEAD~3", "policy.yaml", 1),
        ("review", "HEAD~1", "accounts", 1),
        ("review", "nowhere", "policy.yaml", 128),
        ("review", "--help", "policy.yaml", 128),
        ("validate", "HEAD~1", "policy.yaml", 0),
        ("validate", "nowhere", "policy.yaml", 128),
        ("plan", "HEAD~1", "policy.yaml", 3),
        ("plan", "", "policy.yaml", 0),
        ("plan", "", "$(touch pwned).yaml", 1),
    ];
    for (command, base, policy, exit) in rows {
        let output = runner.run(&[
            ("IN_COMMAND", command),
            ("IN_BASE", base),
            ("IN_POLICY", policy),
        ]);
        let row = format!("{command} {base} {policy}: {output:?}");
        assert_eq!(output.status.code(), Some(exit), "{row}");
    }
    assert!(!runner.0.path().join("pwned").exists());
}

/// Knows one comment, by a robot, when the marker is the one of a plan.
const GH: &str = r#"#!/bin/sh
printf '%s\n' "$*" >> "$ASKED"
case "$*" in
  *--paginate*) case "$MARKER" in *:plan:*) echo 41 ;; esac ;;
esac
"#;

#[test]
fn the_action_does_what_it_says_and_no_name_is_a_program() {
    let runner = Runner::new();
    let ended = |inputs: &[(&str, &str)]| {
        let output = runner.run(inputs);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code().unwrap(), errors)
    };
    let done = |inputs: &[(&str, &str)]| assert_eq!(ended(inputs).0, 0, "{:?}", ended(inputs));

    done(&[("IN_COMMAND", "validate")]);
    done(&[("IN_COMMAND", "review")]);
    let review = runner.read("../consigne.md");
    assert!(review.contains("Télécom Sud"), "{review}");
    assert_eq!(runner.read("../summary"), review);
    done(&[("IN_COMMAND", "comment"), ("IN_PULL_REQUEST", "7")]);
    assert!(
        runner
            .read("../asked")
            .contains("--method POST repos/boreal/telephony/issues/7/comments")
    );

    done(&[("IN_COMMAND", "plan")]);
    done(&[("IN_COMMAND", "comment"), ("IN_PULL_REQUEST", "7")]);
    assert!(
        runner
            .read("../asked")
            .contains("--method PATCH repos/boreal/telephony/issues/comments/41")
    );
    let digest = runner.read("../output");
    let digest = digest.trim().strip_prefix("digest=").unwrap();
    assert_eq!(digest.len(), 64);

    let other = "0".repeat(64);
    let rows: [(&[(&str, &str)], i32); 7] = [
        (&[("IN_COMMAND", "apply")], 64),
        (&[("IN_COMMAND", "apply"), ("IN_EXPECT", &other)], 4),
        (&[("IN_COMMAND", "apply"), ("IN_EXPECT", digest)], 0),
        (&[("IN_COMMAND", "apply"), ("IN_EXPECT", digest)], 4),
        (&[("IN_COMMAND", "apply; touch pwned")], 64),
        (
            &[("IN_COMMAND", "comment"), ("IN_PULL_REQUEST", "7/../8")],
            64,
        ),
        (
            &[
                ("IN_COMMAND", "comment"),
                ("IN_PULL_REQUEST", "7"),
                ("IN_FILE", HOSTILE),
            ],
            1,
        ),
    ];
    for (inputs, exit) in rows {
        let (found, errors) = ended(inputs);
        assert_eq!(found, exit, "{inputs:?}: {errors}");
    }
    let status = runner.0.git(&["status", "--porcelain"]);
    assert_eq!(status, "", "nothing is written into the checkout");
    assert!(!runner.0.0.path().join("pwned").exists());
}
