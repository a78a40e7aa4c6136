//! `consigne history`: the runs that this machine remembers.

use serde_json::{Value, json};

use super::applied::state;
use super::args::{HistoryArgs, ListFormat};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::{Failure, unreadable};
use crate::apply::{KeptRun, KeptRuns, StepResult};
use crate::model::AccountName;
use crate::report::harmless;
use crate::report::view::FORMAT_VERSION;
use crate::words::{Message, Words};

/// Characters of a digest or a commit that people compare.
const SHORT: usize = 12;

pub(super) fn run(args: &HistoryArgs, environment: &Environment) -> Result<Exit, Failure> {
    let account = args.account.as_deref().map(|name| {
        AccountName::parse(name).map_err(|_| {
            let message = Message::new("bad-account").text("account", name);
            Failure::new(Exit::Usage, message)
        })
    });
    let account = account.transpose()?;
    let state = state(args.state_dir.as_deref(), environment)?;
    let kept = KeptRuns::of(&state, account.as_ref());
    let kept = kept.map_err(|error| unreadable(&state, &error))?;
    for path in &kept.damaged {
        environment.say(&Message::new("history-damaged").text("path", path.display()));
    }
    match args.format {
        ListFormat::Text => {
            let words = &environment.words;
            let lines = kept.runs.iter().map(|run| line(run, words) + "\n");
            environment.report(&lines.collect::<String>());
            if kept.runs.is_empty() {
                environment.say(&Message::new("history-empty").text("path", state.display()));
            }
        }
        ListFormat::Json => {
            let runs: Vec<_> = kept.runs.iter().map(to_json).collect();
            let report = json!({ "formatVersion": FORMAT_VERSION, "runs": runs });
            environment.result(&format!("{report:#}\n"));
        }
    }
    Ok(Exit::Done)
}

/// `boreal-2026-11-24T120000Z: applied, 3 writes; marie on atelier; digest 5f0c…; commit 8c2e…`
fn line(run: &KeptRun, words: &Words) -> String {
    let head = &run.head;
    let mut line = words.say(
        &Message::new("history-run")
            .text("run", &run.id)
            .text("outcome", words.text(outcome(run).sentence))
            .number("done", run.count(StepResult::Done))
            .number("unknown", run.count(StepResult::Unknown))
            .text("user", &head.user)
            .text("host", &head.host)
            .text("digest", short(&head.digest)),
    );
    if let Some(commit) = &head.commit {
        let commit = Message::new("history-commit").text("commit", short(commit));
        line += &words.say(&commit);
    }
    harmless(&line)
}

fn short(hash: &str) -> &str {
    hash.get(..SHORT).unwrap_or(hash)
}

/// How a run ended, as programs know it and as people read it.
struct RunOutcome {
    code: &'static str,
    sentence: &'static str,
}

fn outcome(run: &KeptRun) -> RunOutcome {
    let (code, sentence) = match run.ended.as_deref() {
        Some("applied") => ("applied", "history-applied"),
        Some("partlyApplied") => ("partlyApplied", "history-partly-applied"),
        Some("interrupted") => ("interrupted", "history-interrupted"),
        Some("nothingWritten") => ("nothingWritten", "history-nothing-written"),
        // It died, is still at it, or ended in a way that a later version knows.
        Some(_) | None => ("unfinished", "history-unfinished"),
    };
    RunOutcome { code, sentence }
}

fn to_json(run: &KeptRun) -> Value {
    let head = &run.head;
    json!({
        "run": run.id,
        "account": head.account,
        "at": head.at,
        "user": head.user,
        "host": head.host,
        "commit": head.commit,
        "tool": head.tool,
        "digest": head.digest,
        "outcome": outcome(run).code,
        "steps": {
            "done": run.count(StepResult::Done),
            "failed": run.count(StepResult::Failed),
            "unknown": run.count(StepResult::Unknown),
        },
    })
}
