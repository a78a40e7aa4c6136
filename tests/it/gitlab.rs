//! The job that merge requests run on GitLab, as it is shipped.

use std::process::{Command, Output};

use serde_json::Value;

use crate::repository::Repository;
use crate::shares::{ACCOUNTS, Fleet};
use crate::workbench::Workbench;

const GITLAB: &str = include_str!("../../pipelines/gitlab/.gitlab-ci.yml");
const VALID: &str = "apiVersion: consigne/v1\naccount: boreal\ngeneral: { spid: SP-1 }\n";

/// The lines of a job as GitLab's runner runs them: one script that ends at the first failure. It takes the
/// shell that the image has.
fn job(name: &str, shell: &str, repository: &Repository, variables: &[(&str, &str)]) -> Output {
    let jobs: Value = serde_yaml::from_str(GITLAB).unwrap();
    let lines = jobs[name]["script"].as_array().unwrap().iter();
    let lines: Vec<_> = lines.map(|line| line.as_str().unwrap()).collect();
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_consigne"));
    let paths = std::env::var_os("PATH").unwrap();
    let directory = program.parent().unwrap().to_owned();
    let all = std::iter::once(directory).chain(std::env::split_paths(&paths));
    let paths = std::env::join_paths(all).unwrap();
    Command::new(shell)
        .args(["-e", "-c", &lines.join("\n")])
        .current_dir(repository.path())
        .env_clear()
        .env("PATH", paths)
        .env("CONSIGNE_LANG", "fr")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

#[test]
fn every_artifact_is_written_and_then_the_job_fails() {
    for (name, text, code, exit) in [
        ("valid", "general: { spid: SP-2 }", "", 0),
        ("invalid", "general: { spdi: SP-2 }", "unknown-key", 1),
        ("not YAML", "general: { spid: [", "syntax", 1),
    ] {
        let repository = Repository::new(Workbench::new());
        std::fs::create_dir(repository.path().join("accounts")).unwrap();
        repository.write("accounts/boreal.yaml", VALID);
        repository.write(
            "accounts/austral.yaml",
            "apiVersion: consigne/v1\naccount: austral\n",
        );
        repository.commit("first");
        let changed = VALID.replace("general: { spid: SP-1 }", text);
        repository.write("accounts/boreal.yaml", &changed);
        repository.commit("second");
        let base = repository.git(&["rev-parse", "HEAD~1"]);
        let base = [("CI_MERGE_REQUEST_DIFF_BASE_SHA", &base[..])];
        let output = job("check", "bash", &repository, &base);
        assert_eq!(output.status.code(), Some(exit), "{name}: {output:?}");
        let read =
            |artifact: &str| std::fs::read_to_string(repository.path().join(artifact)).unwrap();
        let quality: Value = serde_json::from_str(&read("gl-code-quality-report.json")).unwrap();
        assert_eq!(
            quality.as_array().unwrap().is_empty(),
            exit == 0,
            "{name}: {quality}"
        );
        let junit = read("junit.xml");
        roxmltree::Document::parse(&junit).unwrap();
        assert_eq!(
            junit.matches("<failure").count(),
            usize::from(exit != 0),
            "{name}: {junit}"
        );
        let page = read("review.html");
        assert!(page.ends_with("</html>\n"), "{name}: {page}");
        assert!(page.contains(&format!("<code>{code}")), "{name}: {page}");
    }
}

/// A pipeline on the default branch.
struct BranchPipeline<'f> {
    fleet: &'f Fleet,
    shell: &'f str,
    shares: usize,
}

impl BranchPipeline<'_> {
    /// The exit code and the log of a job in each of its shares.
    fn run(&self, name: &str, token: (&str, &str), approved: &str) -> Vec<(i32, String)> {
        let bench = &self.fleet.repository.0;
        let (directory, url) = (bench.path().to_str().unwrap(), bench.url());
        let shares = (1..=self.shares).map(|share| share.to_string());
        let total = self.shares.to_string();
        let run = |share: String| {
            let mut variables = vec![
                ("APPROVED_DIGEST", approved),
                ("CONSIGNE_PORTAL", url),
                ("TMPDIR", directory),
                ("XDG_STATE_HOME", directory),
                token,
            ];
            // A job without `parallel` has no number.
            if self.shares > 1 {
                variables.extend([("CI_NODE_INDEX", &share[..]), ("CI_NODE_TOTAL", &total)]);
            }
            let output = job(name, self.shell, &self.fleet.repository, &variables);
            let log = self.fleet.seen(&output);
            (output.status.code().unwrap(), log)
        };
        shares.map(run).collect()
    }

    /// The value of a variable with the tokens: a file that everyone may write, or the only token.
    fn secret(&self, scope: &str) -> String {
        let (bench, text) = (&self.fleet.repository.0, self.fleet.secret(scope));
        if !text.contains(' ') {
            return text;
        }
        bench.write_private(scope, &text, 0o666);
        bench.path().join(scope).to_str().unwrap().to_owned()
    }

    /// The digests in the last lines of the plans, as a person copies them.
    fn planned(&self) -> Vec<String> {
        let secret = self.secret("read");
        let jobs = self.run("plan", ("CONSIGNE_READ_TOKEN", &secret), "");
        let digest = |(exit, log): &(i32, String)| {
            assert_eq!(*exit, 0, "{log}");
            let (_, last) = log.lines().last()?.rsplit_once(' ')?;
            (last.len() == 64).then(|| last.to_owned())
        };
        jobs.iter().filter_map(digest).collect()
    }

    fn applied(&self, approved: &str) -> Vec<i32> {
        let secret = self.secret("write");
        let jobs = self.run("apply", ("CONSIGNE_WRITE_TOKEN", &secret), approved);
        jobs.into_iter().map(|(exit, _)| exit).collect()
    }
}

#[test]
fn a_pipeline_applies_what_was_approved_in_each_share_and_nothing_else() {
    // (accounts, how `apply` ends in each share without the right digest)
    let rows = [
        (&ACCOUNTS[..], &[4][..]),
        (&ACCOUNTS, &[4, 4, 4]),
        (&ACCOUNTS, &[4, 4, 4, 0]),
        (&["boreal"], &[4]),
        (&["boreal"], &[0, 4, 0, 0]),
    ];
    for (at, (names, unlike)) in rows.into_iter().enumerate() {
        let fleet = Fleet::of(names);
        let pipeline = BranchPipeline {
            fleet: &fleet,
            shell: ["sh", "bash"][at % 2],
            shares: unlike.len(),
        };
        let row = format!("{names:?} {unlike:?}");
        let before = fleet.on_the_portal();
        let digests = pipeline.planned();
        let busy = unlike.iter().filter(|exit| **exit == 4).count();
        assert_eq!(digests.len(), busy, "{row}");
        assert_eq!(pipeline.applied(&"0".repeat(64)), unlike, "{row}");
        assert_eq!(pipeline.applied("* --auto-approve"), usage(unlike), "{row}");
        assert_eq!(fleet.on_the_portal(), before, "{row}");
        let all = digests.join(" ");
        assert_eq!(pipeline.applied(&all), vec![0; unlike.len()], "{row}");
        assert_eq!(fleet.on_the_portal(), vec!["New"; names.len()], "{row}");
        assert_eq!(pipeline.planned().len(), 0, "{row}");
        let left = std::fs::read_dir(fleet.repository.0.path()).unwrap();
        let left = left.filter(|one| {
            one.as_ref()
                .unwrap()
                .file_name()
                .to_string_lossy()
                .starts_with("tmp.")
        });
        assert_eq!(left.count(), 0, "{row}: no token is left behind");
    }
}

/// The same shares end with wrong usage.
fn usage(unlike: &[i32]) -> Vec<i32> {
    let exits = unlike.iter().map(|exit| if *exit == 4 { 64 } else { 0 });
    exits.collect()
}

/// Nothing is applied without an approval, nor from a plan that was divided in another way.
#[test]
fn a_job_without_an_approval_or_a_plan_of_its_share_fails() {
    let fleet = Fleet::of(&ACCOUNTS);
    let pipeline = |shares| BranchPipeline {
        fleet: &fleet,
        shell: "sh",
        shares,
    };
    let before = fleet.on_the_portal();
    let digests = pipeline(4).planned().join(" ");
    assert_eq!(pipeline(4).applied(""), [1, 1, 1, 0]);
    assert_eq!(pipeline(2).applied(&digests), [1, 1]);
    assert_eq!(fleet.on_the_portal(), before);
}

#[test]
fn plan_and_apply_have_the_same_shares() {
    let jobs: Value = serde_yaml::from_str(GITLAB).unwrap();
    assert_eq!(jobs["plan"]["parallel"], jobs["apply"]["parallel"]);
    assert_eq!(jobs["apply"]["needs"], serde_json::json!(["plan"]));
}
