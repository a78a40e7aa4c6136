//! A repository of somebody else.

use std::os::unix::fs::PermissionsExt as _;

use crate::repository::Repository;
use crate::workbench::Workbench;

/// Git itself, believing that everything belongs to another user.
const STRANGE: &str =
    "#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 PATH=\"$OTHER_PATH\" exec git \"$@\"\n";

#[test]
fn the_advice_of_git_about_dubious_ownership_is_passed_on() {
    let repository = Repository::new(Workbench::new());
    repository.write("a.yaml", "apiVersion: consigne/v1\naccount: boreal\n");
    repository.commit("first");
    let bench = &repository.0;
    std::fs::create_dir(bench.path().join("bin")).unwrap();
    bench.write("bin/git", STRANGE);
    let program = bench.path().join("bin/git");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    for language in ["en", "fr"] {
        let arguments = ["review", "--base", "HEAD", "a.yaml", "--lang", language];
        let output = bench
            .command(&arguments)
            .current_dir(repository.path())
            .env("PATH", bench.path().join("bin"))
            .env("OTHER_PATH", std::env::var_os("PATH").unwrap())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{errors}");
        for part in [
            "dubious ownership",
            "git config --global --add safe.directory ",
        ] {
            assert!(errors.contains(part), "{part}: {errors}");
        }
    }
}
