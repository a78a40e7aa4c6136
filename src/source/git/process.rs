//! How `git` is started: with everything switched off that could make it do more than read.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;

use super::super::fault::{GitError, SourceError};

/// A running `git` that is killed when its reader is dropped: after an error in the middle, it would
/// otherwise wait for ever to write the rest.
pub(super) struct GitProcess(pub(super) Child);

impl GitProcess {
    pub(super) fn begin(git: &mut Command, input: Stdio) -> Result<Self, SourceError> {
        let child = git
            .stdin(input)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        child.map(Self).map_err(cannot_run)
    }

    pub(super) fn out(&mut self) -> Result<ChildStdout, SourceError> {
        let out = self.0.stdout.take();
        out.ok_or_else(|| failed(Path::new("git"), ""))
    }

    pub(super) fn succeeds(&mut self) -> bool {
        self.0.wait().is_ok_and(|status| status.success())
    }
}

impl Drop for GitProcess {
    fn drop(&mut self) {
        // It may have ended by itself, so a failure to kill it is none.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// The output of a short command without its last line break; or, as the inner error, what Git wrote to
/// standard error: its first line, and the command that it advises. The outer error is a `git` that could not be started.
pub(super) fn output_of(git: &mut Command) -> Result<Result<Vec<u8>, String>, SourceError> {
    let output = git.stdin(Stdio::null()).output();
    let mut output = output.map_err(cannot_run)?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        return Ok(Err(with_advice(&reason)));
    }
    if output.stdout.last() == Some(&b'\n') {
        output.stdout.pop();
    }
    Ok(Ok(output.stdout))
}

/// Git advises in indented lines: of a repository that belongs to somebody else, how to trust it.
fn with_advice(errors: &str) -> String {
    let first = errors.lines().next().unwrap_or("");
    let advised = errors.lines().map(str::trim);
    match advised.skip(1).find(|line| line.starts_with("git ")) {
        Some(command) => format!("{first} (`{command}`)"),
        None => first.to_owned(),
    }
}

/// `git` in a directory, with everything switched off that could make it do more than read. The
/// configuration of the user and of the system still counts, because `safe.directory` says there which
/// repositories of other users may be read; that of the repository is overridden, being untrusted.
pub(super) fn git(directory: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(directory);
    // Replacements could exchange the reviewed bytes, and a path with `*` or `:` in it must be only that.
    git.args(["--no-pager", "--no-replace-objects", "--literal-pathspecs"]);
    // A pull request may contain a directory that looks like a bare repository, with a configuration of
    // its own: it must not be taken for one.
    for setting in [
        "safe.bareRepository=explicit",
        "core.fsmonitor=false",
        "core.hooksPath=/dev/null",
        "protocol.allow=never",
    ] {
        git.args(["-c", setting]);
    }
    // A hook passes `GIT_DIR` and others on, which would point to another repository; what `GIT_CONFIG_*`
    // sets was chosen by whoever started this program, and may declare a directory safe.
    for (name, _) in std::env::vars_os() {
        let name_text = name.to_string_lossy();
        if name_text.starts_with("GIT_") && !name_text.starts_with("GIT_CONFIG_") {
            git.env_remove(&name);
        }
    }
    // No writes to the index, no download of objects that a partial clone lacks, no questions on the
    // terminal, and errors in a language that does not depend on the machine.
    git.env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C");
    git
}

fn cannot_run(error: std::io::Error) -> SourceError {
    GitError::Missing(Arc::new(error)).into()
}

#[cfg(unix)]
pub(super) fn os_string(bytes: Vec<u8>) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

#[cfg(not(unix))]
pub(super) fn os_string(bytes: Vec<u8>) -> OsString {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

pub(super) fn path_of(bytes: &[u8]) -> PathBuf {
    os_string(bytes.to_vec()).into()
}

/// A command that did not do what was asked.
pub(super) fn failed(path: &Path, reason: &str) -> SourceError {
    let (path, reason) = (path.to_owned(), reason.to_owned());
    GitError::Failed { path, reason }.into()
}
