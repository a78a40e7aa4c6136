//! What must hold of any account and any file: from text to plan, from plan to portal, and back.

mod account;
mod adoption;
mod canonical;
mod desk;
mod file;
mod hours;
mod pen;
mod pipeline;
mod scalars;
mod simulation;

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::apply::{
    AccountLock, Journal, JournalHead, OtherLock, Outcome, Patience, RunAuthor, Sighting, Stop,
    apply,
};
use crate::lint::Occasion;
use crate::model::{Language, Observed};
use crate::plan::{Plan, Verdict, Word};
use crate::reconcile::{Ready, Rules, check, propose};
use crate::report;
use crate::report::view::AccountView;
use crate::source::Input;
use crate::words::Words;
use desk::Desk;

/// When every case takes place.
fn now() -> DateTime<Utc> {
    "2026-11-24T12:00:00Z".parse().unwrap()
}

fn english() -> Words {
    Words::of(Language::En)
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(future)
}

/// A text as a file that can be planned; its findings when it cannot.
fn ready(text: &str) -> Result<Ready, String> {
    let input = Input {
        name: "reseller.yaml".to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let file = check(input, Occasion::at(now()));
    let refused = || format!("{:?}\n{text}", file.findings);
    Ok(Ready {
        desired: file.desired.clone().ok_or_else(refused)?,
        back: None,
        source: file.source,
        sha256: file.sha256,
        findings: file.findings,
        silenced: file.silenced,
        silences: file.silences,
        left_out: file.left_out,
    })
}

/// What planning came to, with the report of it.
struct Planned {
    verdict: Verdict,
    observed: Observed,
    view: AccountView,
}

/// Plans with every consent given.
async fn planned(desk: &Desk, ready: &Ready) -> Planned {
    let rules = Rules {
        granted: Word::ALL.into_iter().collect(),
        ..Rules::default()
    };
    let proposal = propose(ready, desk, "embedded", &rules, now()).await;
    let proposal = proposal.unwrap();
    Planned {
        view: report::account::view(ready, &proposal, &english()),
        verdict: proposal.verdict,
        observed: proposal.observed,
    }
}

/// The plan of a verdict that is not refused; none when there is nothing to do.
fn plan_of(planned: &Planned) -> Result<Option<&Plan>, String> {
    match &planned.verdict {
        Verdict::InSync(_) => Ok(None),
        Verdict::Ready { plan, .. } => Ok(Some(plan)),
        Verdict::Refused { refusals, .. } => Err(format!("{refusals:?}")),
    }
}

/// Carries out what was planned, with a journal where it costs least.
async fn applied(desk: &Desk, planned: &Planned, plan: &Plan) -> Outcome {
    let directory = match tempfile::tempdir_in("/dev/shm") {
        Ok(directory) => directory,
        Err(_) => tempfile::tempdir().unwrap(),
    };
    let (author, head) = (RunAuthor::default(), JournalHead::default());
    let lock = AccountLock::take(
        directory.path(),
        "boreal",
        &author,
        "now",
        OtherLock::Respect,
    );
    let mut journal = Journal::begin(lock.unwrap(), &head, "").unwrap();
    let (stop, _button) = Stop::new();
    let patience = Patience {
        stop: &stop,
        settle: Duration::ZERO,
    };
    let seen = Sighting::Planned(&planned.observed);
    let outcome = apply(plan, seen, desk, &mut journal, patience);
    outcome.await.unwrap()
}
