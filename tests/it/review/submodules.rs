//! Submodules under `review --base`: compared by their own revisions, or named as not compared.

use serde_json::Value;

use crate::repository::Repository;
use crate::workbench::Workbench;

const WEEK: &str = "apiVersion: consigne/v1\naccount: boreal\nchat: { enabled: true, hours: { both: { workingHours: { days: [mon, tue, wed, thu, fri], startTime: \"08:30\", endTime: \"17:00\" } } } }\n";

/// A repository with a submodule `accounts`, whose file has chat hours.
fn superproject() -> Repository {
    let repository = Repository::new(Workbench::new());
    let module = repository.0.path().join("module");
    std::fs::create_dir(&module).unwrap();
    let git = |arguments: &[&str]| repository.git_in(&module, arguments);
    git(&["init", "--quiet", "--initial-branch=main"]);
    repository.0.write("module/boreal.yaml", WEEK);
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "-m", "hours"]);
    let allowed = ["-c", "protocol.file.allow=always"];
    let add = ["submodule", "--quiet", "add", "../module", "accounts"];
    repository.write(
        "austral.yaml",
        "apiVersion: consigne/v1\naccount: austral\n",
    );
    repository.git(&[&allowed[..], &add].concat());
    repository.commit("submodule");
    repository
}

/// Weekly minutes of French hours of an account, `+0 -0`, or nothing when it is not in the review.
fn reviewed(repository: &Repository, arguments: &[&str]) -> (Vec<String>, Value) {
    let review = [&["review", "--base", "HEAD", "--format", "json"], arguments].concat();
    let output = repository.run(&review);
    let view: Value = serde_json::from_slice(&output.stdout).unwrap();
    let accounts = view["accounts"].as_array().unwrap().iter();
    let rows = accounts.map(|account| {
        let week = &account["hours"]["fr"]["weekly"];
        let name = account["account"].as_str().unwrap();
        format!("{name} +{} -{}", week["gainedMinutes"], week["lostMinutes"])
    });
    (rows.collect(), view)
}

#[test]
fn a_submodule_is_compared_by_its_own_revision() {
    let repository = superproject();
    let unchanged = ["boreal +0 -0", "austral +0 -0"].map(str::to_owned);
    assert_eq!(reviewed(&repository, &["."]).0, unchanged);
    let hour_less = WEEK.replace("17:00", "16:00");
    repository.write("accounts/boreal.yaml", &hour_less);
    let changed = ["boreal +0 -300", "austral +0 -0"].map(str::to_owned);
    assert_eq!(reviewed(&repository, &["."]).0, changed, "in the work tree");
    let inside = repository.path().join("accounts");
    repository.git_in(&inside, &["commit", "--quiet", "-am", "shorter"]);
    assert_eq!(reviewed(&repository, &["."]).0, changed, "in a new commit");
    repository.commit("bump");
    assert_eq!(reviewed(&repository, &["."]).0, unchanged);
}

#[test]
fn a_submodule_that_cannot_be_read_is_named() {
    let repository = superproject();
    let austral = vec!["austral +0 -0".to_owned()];
    let inside = repository.path().join("accounts");
    // A work tree of which Git knows nothing, then none, then a link to a place outside.
    std::fs::remove_file(inside.join(".git")).unwrap();
    for leaves in ["files", "an empty directory", "a link"] {
        match leaves {
            "files" => {}
            "an empty directory" => std::fs::remove_file(inside.join("boreal.yaml")).unwrap(),
            _ => {
                std::fs::remove_dir(&inside).unwrap();
                std::fs::create_dir(repository.path().join("real")).unwrap();
                std::os::unix::fs::symlink("real", &inside).unwrap();
            }
        }
        let (rows, view) = reviewed(&repository, &["."]);
        assert_eq!(rows, austral, "{leaves}");
        assert_eq!(
            view["notCompared"],
            serde_json::json!(["accounts"]),
            "{leaves}"
        );
        let review = ["review", "--base", "HEAD", ".", "--format", "markdown"];
        let text = String::from_utf8(repository.run(&review).stdout).unwrap();
        assert!(text.contains("accounts is a submodule"), "{leaves}: {text}");
    }
}
