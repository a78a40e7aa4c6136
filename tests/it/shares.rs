//! A directory of accounts with a table of tokens in one secret, from the plan to the portal: the jobs'
//! own scripts run as they do on a runner, with one share of the accounts and with several.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::pipelines::{parsed, script};
use crate::repository::Repository;
use crate::runner;
use crate::workbench::Workbench;

const ACTION: &str = include_str!("../../action.yml");
const APPLY: &str = include_str!("../../pipelines/github/apply.yml");

/// Of four shares they are in the third, the second, the second, the first and the fourth; of three, in the
/// third, the first, the second, the first and the third.
pub(crate) const ACCOUNTS: [&str; 5] = ["alpha", "beta", "boreal", "gamma", IN_SYNC];
/// The account that is on the portal as its file says.
const IN_SYNC: &str = "sud";

/// A repository with a file for each account, and a portal on which each has a token of its own.
pub(crate) struct Fleet {
    pub(crate) repository: Repository,
    names: Vec<String>,
}

impl Fleet {
    pub(crate) fn of(names: &[&str]) -> Self {
        let seeds: Vec<_> = names.iter().map(|name| seed(name)).collect();
        let mut bench = Workbench::seeded(&format!("accounts: [{}]", seeds.join(", ")));
        let tokens = names.iter().flat_map(|name| {
            ["read", "write"].map(|scope| format!("primary {name} {scope} {scope}s-of-{name}"))
        });
        bench.write("tokens", &tokens.collect::<Vec<_>>().join("\n"));
        bench.serve(&["--log", "off"], Stdio::inherit());
        let repository = Repository::new(bench);
        std::fs::create_dir(repository.path().join("accounts")).unwrap();
        for name in names {
            let file = format!(
                "apiVersion: consigne/v1\naccount: {name}\ngeneral: {{ resellerName: New }}\n"
            );
            repository.write(&format!("accounts/{name}.yaml"), &file);
        }
        repository.commit("accounts");
        let names = names.iter().map(|&name| name.to_owned()).collect();
        Self { repository, names }
    }

    /// The text of the secret: the token of the only account, or a table.
    pub(crate) fn secret(&self, scope: &str) -> String {
        if let [name] = &self.names[..] {
            return format!("{scope}s-of-{name}");
        }
        let lines = self
            .names
            .iter()
            .map(|name| format!("{name} {scope}s-of-{name}\r\n"));
        format!("# the accounts\n\n{}", lines.collect::<String>())
    }

    /// Somebody else changes an account on the portal.
    pub(crate) fn moves(&self, name: &str) {
        let bench = &self.repository.0;
        let file = format!(
            "apiVersion: consigne/v1\naccount: {name}\ngeneral: {{ resellerName: Other }}\n"
        );
        bench.write("other.yaml", &file);
        let (exit, text) = bench.run_as(
            &format!("writes-of-{name}"),
            &["apply", "other.yaml", "--auto-approve"],
        );
        assert_eq!(exit, 0, "{text}");
    }

    /// The name that each account has on the portal.
    pub(crate) fn on_the_portal(&self) -> Vec<String> {
        let name = |account: &String| {
            let token = format!("reads-of-{account}");
            let (exit, text) = self.repository.0.run_as(&token, &["export", account]);
            assert_eq!(exit, 0, "{text}");
            let export: Value = serde_yaml::from_str(&text).unwrap();
            export["general"]["resellerName"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        self.names.iter().map(name).collect()
    }

    /// What a log shows, which must hold no token.
    pub(crate) fn seen(&self, output: &Output) -> String {
        let text = [&output.stdout[..], &output.stderr].concat();
        let text = String::from_utf8(text).unwrap();
        let shown = text.lines().filter(|line| {
            // The runner takes this command out of the log.
            runner::command(line).is_none_or(|command| command.name != "add-mask")
        });
        self.no_token_in(shown.collect::<Vec<_>>().join("\n"))
    }

    fn no_token_in(&self, shown: String) -> String {
        for name in &self.names {
            assert!(!shown.contains(&format!("s-of-{name}")), "{shown}");
        }
        shown
    }
}

fn seed(name: &str) -> String {
    let reseller = if name == IN_SYNC { "New" } else { "Old" };
    format!("{{ account: {name}, settings: {{ general: {{ resellerName: {reseller} }} }} }}")
}

fn shards(count: usize) -> Vec<String> {
    (1..=count)
        .map(|share| format!("{share}/{count}"))
        .collect()
}

/// One run of the workflow.
struct WorkflowRun<'f> {
    fleet: &'f Fleet,
    shards: Vec<String>,
    /// What the job `plan` of each share puts out.
    digests: Vec<String>,
}

impl<'f> WorkflowRun<'f> {
    /// After the job `plan` of each share.
    fn planned(fleet: &'f Fleet, count: usize) -> Self {
        let mut run = Self {
            fleet,
            shards: shards(count),
            digests: Vec::new(),
        };
        for at in 0..count {
            let (exit, log, outputs) = run.job("plan", at);
            assert_eq!(exit, 0, "{log}");
            let digest = outputs.trim().strip_prefix("digest=").unwrap().to_owned();
            assert!([0, 64].contains(&digest.len()), "one digest: {digest}");
            run.digests.push(digest);
        }
        run
    }

    /// The exit codes of the job `apply` of each share.
    fn applied(&self) -> Vec<i32> {
        (0..self.shards.len())
            .map(|at| self.job("apply", at).0)
            .collect()
    }

    /// Runs the action of a job: its exit code, its log and its outputs.
    fn job(&self, job: &str, at: usize) -> (i32, String, String) {
        let workflow = parsed(APPLY);
        let steps = workflow["jobs"][job]["steps"].as_array().unwrap();
        let with = &steps.last().unwrap()["with"];
        let place = tempfile::tempdir().unwrap();
        let output = self
            .runner(place.path())
            .env("GITHUB_ACTIONS", "true")
            .envs(inputs(&|name| self.input(with, name, at)))
            .output()
            .unwrap();
        let read = |name| std::fs::read_to_string(place.path().join(name)).unwrap_or_default();
        let (report, summary) = (read("consigne.md"), read("summary"));
        assert_eq!(report, summary, "what is approved and what a comment shows");
        let ends = report.lines().last();
        assert!(ends.is_none_or(|last| last.starts_with("<!-- consigne:plan:")));
        let log = self.fleet.seen(&output) + &self.fleet.no_token_in(summary);
        (output.status.code().unwrap(), log, read("output"))
    }

    /// The action's script in the checkout, with a place of its own for what it writes.
    fn runner(&self, place: &Path) -> Command {
        let tool = Path::new(env!("CARGO_BIN_EXE_consigne")).parent().unwrap();
        let paths = std::env::var_os("PATH").unwrap();
        let paths = std::iter::once(tool.to_owned()).chain(std::env::split_paths(&paths));
        let mut command = Command::new("bash");
        command
            .args(["-e", "-c", &script("run")])
            .current_dir(self.fleet.repository.path())
            .env_clear()
            .env("PATH", std::env::join_paths(paths).unwrap())
            .env("RUNNER_TEMP", place)
            .env("GITHUB_OUTPUT", place.join("output"))
            .env("GITHUB_STEP_SUMMARY", place.join("summary"))
            .env("XDG_STATE_HOME", place.join("state"));
        command
    }

    /// What a job gives to the action, by the expressions that stand there.
    fn input(&self, with: &Value, name: &str, at: usize) -> Option<String> {
        let text = with[name].as_str()?;
        let Some(expression) = text.strip_prefix("${{ ") else {
            return Some(text.to_owned());
        };
        Some(match expression.strip_suffix(" }}").unwrap() {
            "matrix.shard" => self.shards[at].clone(),
            "vars.CONSIGNE_PORTAL" => self.fleet.repository.0.url().to_owned(),
            "secrets.CONSIGNE_READ_TOKEN" => self.fleet.secret("read"),
            "secrets.CONSIGNE_WRITE_TOKEN" => self.fleet.secret("write"),
            "matrix.expect" => self.digests[at].clone(),
            other => panic!("{other} is no expression of this rehearsal"),
        })
    }
}

/// The variables of the action's script, by what a job gives or else the action itself.
fn inputs(given: &dyn Fn(&str) -> Option<String>) -> Vec<(String, String)> {
    let action = parsed(ACTION);
    let steps = action["runs"]["steps"].as_array().unwrap();
    let variables = steps.iter().find(|step| step["id"] == "run").unwrap()["env"].as_object();
    let of_input = |(variable, expression): (&String, &Value)| {
        let name = expression.as_str().unwrap().strip_prefix("${{ inputs.");
        let name = name.unwrap().strip_suffix(" }}").unwrap();
        let default = action["inputs"][name]["default"].as_str();
        let value = given(name).unwrap_or_else(|| default.unwrap_or_default().to_owned());
        (variable.clone(), value)
    };
    variables.unwrap().iter().map(of_input).collect()
}

#[test]
fn a_workflow_applies_what_was_approved_in_each_share_and_nothing_else() {
    // (accounts, the shares with something to apply)
    let rows = [
        (&ACCOUNTS[..], &[true][..]),
        (&ACCOUNTS, &[true, true, true]),
        (&ACCOUNTS, &[true, true, true, false]),
        (&["boreal"], &[true]),
        (&["boreal"], &[false, true, false, false]),
    ];
    for (names, busy) in rows {
        let row = format!("{names:?} {busy:?}");
        let fleet = Fleet::of(names);
        let before = fleet.on_the_portal();
        let mut run = WorkflowRun::planned(&fleet, busy.len());
        let ready: Vec<_> = run.digests.iter().map(|one| !one.is_empty()).collect();
        assert_eq!(ready, busy, "{row}");
        // Neither a digest of another plan nor none at all writes anything.
        let approved = run.digests.clone();
        for other in ["0".repeat(64), String::new()] {
            for digest in run.digests.iter_mut().filter(|one| !one.is_empty()) {
                digest.clone_from(&other);
            }
            assert_eq!(run.applied(), exits(busy, 4), "{row}: {other}");
            run.digests.clone_from(&approved);
        }
        assert_eq!(fleet.on_the_portal(), before, "{row}");
        assert_eq!(run.applied(), exits(busy, 0), "{row}");
        assert_eq!(fleet.on_the_portal(), vec!["New"; names.len()], "{row}");
        let again = WorkflowRun::planned(&fleet, busy.len());
        assert_eq!(again.digests, vec![""; busy.len()], "{row}");
    }
}

/// How `apply` ends where there is something to apply, and where there is nothing.
fn exits(busy: &[bool], exit: i32) -> Vec<i32> {
    busy.iter()
        .map(|busy| if *busy { exit } else { 0 })
        .collect()
}

#[test]
fn a_share_in_which_the_portal_moved_is_left_alone_and_the_others_are_applied() {
    // By what moved: another plan than the approved one, and changes where there were none.
    for (moved, expected, names) in [
        ("beta", [0, 4, 0, 0], ["New", "Other", "Old", "New", "New"]),
        (IN_SYNC, [0, 0, 0, 4], ["New", "New", "New", "New", "Other"]),
    ] {
        let fleet = Fleet::of(&ACCOUNTS);
        let run = WorkflowRun::planned(&fleet, 4);
        fleet.moves(moved);
        assert_eq!(run.applied(), expected, "{moved}");
        assert_eq!(fleet.on_the_portal(), names, "{moved}");
    }
}

/// The runner masks each line of a secret; the action has it mask each token by itself as well. Another
/// runner would print the commands, so it sees none.
#[test]
fn a_token_of_a_table_is_masked_by_itself() {
    let fleet = Fleet::of(&ACCOUNTS);
    let run = WorkflowRun {
        fleet: &fleet,
        shards: shards(1),
        digests: vec![String::new()],
    };
    let of_all = ACCOUNTS.map(|name| format!("reads-of-{name}"));
    let percent = "# a b\n\nnord per%25cent # theirs\n* s3cret".to_owned();
    for (secret, on_github, masked) in [
        (fleet.secret("read"), "true", &of_all[..]),
        (fleet.secret("read"), "", &[]),
        ("only-one".to_owned(), "true", &[]),
        (
            percent,
            "true",
            &["per%25cent".to_owned(), "s3cret".to_owned()],
        ),
    ] {
        let place = tempfile::tempdir().unwrap();
        let given = |name: &str| match name {
            "command" => Some("plan".to_owned()),
            "token" => Some(secret.clone()),
            _ => None,
        };
        let mut script = run.runner(place.path());
        let script = script.envs(inputs(&given)).env("GITHUB_ACTIONS", on_github);
        let output = String::from_utf8(script.output().unwrap().stdout).unwrap();
        let commands = output.lines().filter_map(runner::command);
        let masks = commands.filter(|command| command.name == "add-mask");
        let masks: Vec<_> = masks.map(|command| command.message).collect();
        assert_eq!(masks, masked, "{secret}");
    }
}

/// What the rehearsal takes for granted about the workflow.
#[test]
fn each_share_has_one_output_and_both_jobs_have_the_same_shares() {
    let jobs = &parsed(APPLY)["jobs"];
    let shares = &jobs["plan"]["strategy"]["matrix"]["shard"];
    let count = shares.as_array().unwrap().len();
    assert_eq!(shares, &serde_json::json!(shards(count)));
    let outputs = jobs["plan"]["outputs"].as_object().unwrap();
    assert_eq!(outputs.len(), count);
    let rows = jobs["apply"]["strategy"]["matrix"]["include"].as_array();
    assert_eq!(rows.unwrap().len(), count);
    for at in 0..count {
        let of_share =
            format!("${{{{ strategy.job-index == {at} && steps.plan.outputs.digest || '' }}}}");
        let name = format!("digest-{at}");
        assert_eq!(outputs[&name], of_share);
        let row = &jobs["apply"]["strategy"]["matrix"]["include"][at];
        let expect = format!("${{{{ needs.plan.outputs.{name} }}}}");
        assert_eq!(
            row,
            &serde_json::json!({ "shard": shares[at], "expect": expect })
        );
    }
    let guard = &jobs["plan"]["steps"][0];
    assert_eq!(guard["if"], format!("strategy.job-total > {count}"));
    for job in ["plan", "apply"] {
        assert_eq!(jobs[job]["strategy"]["fail-fast"], false, "{job}");
    }
    let any = (0..count).map(|at| format!("needs.plan.outputs.digest-{at} != ''"));
    let any: Vec<_> = any.collect();
    assert_eq!(jobs["apply"]["if"], any.join(" || "));
}
