//! The job that merge requests run on GitLab, as it is shipped.

use std::process::{Command, Output};

use serde_json::Value;

use crate::repository::Repository;
use crate::workbench::Workbench;

const GITLAB: &str = include_str!("../../pipelines/gitlab/.gitlab-ci.yml");
const VALID: &str = "apiVersion: consigne/v1\naccount: boreal\ngeneral: { spid: SP-1 }\n";

/// The lines of the job as GitLab's runner runs them: one script that ends at the first failure.
fn job(repository: &Repository) -> Output {
    let jobs: Value = serde_yaml::from_str(GITLAB).unwrap();
    let lines = jobs["check"]["script"].as_array().unwrap().iter();
    let lines: Vec<_> = lines.map(|line| line.as_str().unwrap()).collect();
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_consigne"));
    let paths = std::env::var_os("PATH").unwrap();
    let directory = program.parent().unwrap().to_owned();
    let all = std::iter::once(directory).chain(std::env::split_paths(&paths));
    let paths = std::env::join_paths(all).unwrap();
    let base = repository.git(&["rev-parse", "HEAD~1"]);
    Command::new("bash")
        .args(["-e", "-o", "pipefail", "-c", &lines.join("\n")])
        .current_dir(repository.path())
        .env_clear()
        .env("PATH", paths)
        .env("CONSIGNE_LANG", "fr")
        .env("CI_MERGE_REQUEST_DIFF_BASE_SHA", base)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
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
        let output = job(&repository);
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
