//! A Git repository of a test's own, with an identity and nothing of the machine's configuration.

use std::path::Path;
use std::process::{Command, Output};

use crate::workbench::Workbench;

/// A bench whose directory `repo` is a work tree.
pub(crate) struct Repository(pub(crate) Workbench);

impl Repository {
    pub(crate) fn new(bench: Workbench) -> Self {
        std::fs::create_dir(bench.path().join("repo")).unwrap();
        let repository = Self(bench);
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    pub(crate) fn path(&self) -> std::path::PathBuf {
        self.0.path().join("repo")
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        self.0.write(&format!("repo/{name}"), text);
    }

    /// Everything that is there, as one commit.
    pub(crate) fn commit(&self, says: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "-m", says]);
    }

    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        self.git_in(&self.path(), arguments)
    }

    pub(crate) fn git_in(&self, directory: &Path, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        let identity = [
            "-c",
            "user.name=test",
            "-c",
            "user.email=test@boreal.example",
        ];
        command
            .args(identity)
            .args(arguments)
            .current_dir(directory);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null");
        command.env("GIT_CONFIG_SYSTEM", "/dev/null");
        let output = command.output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// The tool in the work tree, without a token and without a portal.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let mut command = self.0.command(arguments);
        command.current_dir(self.path());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null");
        command.output().unwrap()
    }
}
