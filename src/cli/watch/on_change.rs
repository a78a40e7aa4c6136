//! `--on-change`: a command for each account that is at something else than before.

use std::process::Stdio;
use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

use crate::cli::environment::Environment;
use crate::words::Message;

/// Time that the command has.
const PATIENCE: Duration = Duration::from_secs(30);

/// Runs the command with the event on its standard input. It gets no variable of this program, among which
/// the tokens are, and its failure is a line and no more.
pub(super) async fn tell(command: &str, json: &str, environment: &Environment) {
    let ended = tokio::time::timeout(PATIENCE, run(command, json)).await;
    let failed = match ended {
        Ok(Ok(true)) => return,
        Ok(Ok(false)) => Message::new("watch-command-failed"),
        Ok(Err(error)) => Message::new("watch-command-unrun").reason(error),
        Err(_) => Message::new("watch-command-slow"),
    };
    environment.note(&failed.text("command", command));
}

async fn run(command: &str, json: &str) -> std::io::Result<bool> {
    let (shell, flag) = match cfg!(windows) {
        true => ("cmd", "/C"),
        false => ("sh", "-c"),
    };
    let mut process = Command::new(shell);
    process.arg(flag).arg(command).stdin(Stdio::piped());
    // What it prints is no result of this program.
    process.stdout(Stdio::null()).kill_on_drop(true);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CONSIGNE_") {
            process.env_remove(name);
        }
    }
    let mut child = process.spawn()?;
    if let Some(mut input) = child.stdin.take() {
        // A command that reads nothing is no failure.
        drop(input.write_all(json.as_bytes()).await);
        drop(input.write_all(b"\n").await);
    }
    Ok(child.wait().await?.success())
}
