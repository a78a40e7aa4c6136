//! One run of the tool, as every front runs it: look at what the run before left open, plan, pass the gate,
//! carry out, read back.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::line::Line;
use super::world::{Snapshot, World};
use crate::laws::ready;
use crate::plan::file::{PlanDigest, PlanFile};
use crate::plan::{Plan, Verdict, Word};
use crate::reconcile::{
    Applied, ApplyError, Approval, Attempt, Connection, Earlier, GateError, OtherLock, Ready,
    Recorded, Rules, RunAuthor, Stop, TokenOwner, carry_out, gate, gate_saved, propose,
    settle_earlier,
};

/// How a run ended.
#[derive(Debug)]
pub(super) enum End {
    Killed,
    /// The account could not be read.
    Unread,
    InSync,
    Refused(String),
    NotPassed(GateError),
    NotApplied(ApplyError),
    Applied(Box<Applied>),
}

impl From<Result<Applied, ApplyError>> for End {
    fn from(carried_out: Result<Applied, ApplyError>) -> Self {
        match carried_out {
            Ok(applied) => Self::Applied(Box::new(applied)),
            Err(error) => Self::NotApplied(error),
        }
    }
}

/// A plan that was approved, and the settings that it was made for.
#[derive(Debug, Clone)]
pub(super) struct ApprovedPlan {
    pub(super) plan: Plan,
    pub(super) seen: Arc<Snapshot>,
}

/// What the judge needs to know of a run.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) number: usize,
    pub(super) earlier: Option<Earlier>,
    pub(super) approved: Option<ApprovedPlan>,
    pub(super) end: End,
    /// How many writes had reached the portal when it had looked at what the run before left open.
    pub(super) looked_at: usize,
    /// Right after it.
    pub(super) after: Arc<Snapshot>,
    /// The file that was applied; none for a saved plan.
    pub(super) file: Option<usize>,
}

/// What is applied.
pub(super) enum Job<'a> {
    File(usize, &'a Ready),
    /// A plan of an earlier run, from its bytes.
    Saved(&'a ApprovedPlan),
}

/// What is known of a run when it dies.
#[derive(Default)]
struct Known {
    earlier: Option<Earlier>,
    looked_at: usize,
    approved: Option<ApprovedPlan>,
}

pub(super) fn rules() -> Rules {
    Rules {
        granted: Word::ALL.into_iter().collect(),
        ..Rules::default()
    }
}

/// Runs the tool once. A kill drops it where it is.
pub(super) async fn run(world: &World, state: &Path, job: Job<'_>) -> Run {
    let (stop, button) = Stop::new();
    let settle = {
        let mut happened = world.lock();
        happened.requests = 0;
        happened.was_stale = false;
        happened.stop = Some(button);
        happened.dice.pick(&[0, 2_000, 30_000])
    };
    let author = RunAuthor::default();
    let attempt = Attempt {
        state,
        now: world.now(),
        stop: &stop,
        settle: Duration::from_millis(settle),
        author: &author,
        other_lock: OtherLock::Respect,
    };
    let known = Mutex::default();
    let line = Arc::new(Line { world, state });
    let end = tokio::select! {
        biased;
        () = world.death.notified() => End::Killed,
        end = work(&line, &job, attempt, &known) => end,
    };
    let after = world.settings();
    let known = known.into_inner().unwrap();
    let mut happened = world.lock();
    let number = happened.run;
    happened.run += 1;
    happened
        .trace
        .push(format!("run {number} ends: {}", short(&end)));
    let file = match job {
        Job::File(file, _) => Some(file),
        Job::Saved(_) => None,
    };
    Run {
        number,
        earlier: known.earlier,
        looked_at: known.looked_at,
        approved: known.approved,
        end,
        after,
        file,
    }
}

fn short(end: &End) -> String {
    match end {
        End::Applied(applied) => {
            let steps = applied.outcome.steps.iter();
            let steps: Vec<_> = steps.map(|step| step.result).collect();
            format!("{:?} {steps:?}", applied.ending())
        }
        End::Killed | End::Unread | End::InSync => format!("{end:?}"),
        End::Refused(reason) => format!("refused: {reason}"),
        End::NotPassed(error) => format!("not passed: {error}"),
        End::NotApplied(error) => format!("not applied: {error}"),
    }
}

async fn work(
    line: &Arc<Line<'_>>,
    job: &Job<'_>,
    attempt: Attempt<'_>,
    known: &Mutex<Known>,
) -> End {
    let account = crate::laws::desk::account();
    let earlier = settle_earlier(&account, &**line, attempt).await;
    line.world.note(format!("  earlier: {earlier:?}"));
    let looked_at = line.world.lock().passed.len();
    *known.lock().unwrap() = Known {
        earlier: Some(earlier),
        looked_at,
        approved: None,
    };
    match job {
        Job::File(_, ready) => fresh(line, ready, attempt, known).await,
        Job::Saved(saved) => replay(line, saved, attempt, known).await,
    }
}

async fn fresh(
    line: &Arc<Line<'_>>,
    ready: &Ready,
    attempt: Attempt<'_>,
    known: &Mutex<Known>,
) -> End {
    let proposal = propose(ready, &**line, "simulated", &rules(), attempt.now).await;
    let Ok(proposal) = proposal else {
        return End::Unread;
    };
    let plan = match &proposal.verdict {
        Verdict::InSync(_) => return End::InSync,
        Verdict::Refused { refusals, .. } => return End::Refused(refusals.first().code.to_owned()),
        Verdict::Ready { plan, .. } => plan.as_ref().clone(),
    };
    // A person approves it by its digest.
    let digest = [PlanDigest::of(&plan).as_str().to_owned()];
    let approved = match gate(&proposal, Approval::Digests(&digest), attempt.now) {
        Ok(approved) => approved,
        Err(error) => return End::NotPassed(error),
    };
    let etag = &proposal.observed.etag;
    let seen = {
        let happened = line.world.lock();
        let mut seen = happened.seen.iter();
        seen.find(|seen| seen.observed.etag == *etag)
            .unwrap()
            .clone()
    };
    note_plan(line, &plan);
    known.lock().unwrap().approved = Some(ApprovedPlan { plan, seen });
    carry_out(approved, &**line, attempt).await.into()
}

async fn replay(
    line: &Arc<Line<'_>>,
    saved: &ApprovedPlan,
    attempt: Attempt<'_>,
    known: &Mutex<Known>,
) -> End {
    let file = PlanFile {
        tool: "simulated".to_owned(),
        made_at: attempt.now.to_rfc3339(),
        sources: Vec::new(),
        plans: vec![saved.plan.clone()],
        view: serde_json::Value::Null,
    };
    let file = PlanFile::from_bytes(&file.to_bytes()).unwrap();
    let connection = Connection {
        portal: Arc::clone(line),
        origin: "simulated".to_owned(),
        holder: TokenOwner::Everyone,
    };
    let plan = &file.plans[0];
    let gated = gate_saved(plan, Recorded(&[]), &connection, &rules(), attempt.now).await;
    let approved = match gated {
        Ok(approved) => approved,
        Err(error) => return End::NotPassed(error),
    };
    note_plan(line, plan);
    known.lock().unwrap().approved = Some(saved.clone());
    carry_out(approved, &**line, attempt).await.into()
}

fn note_plan(line: &Line<'_>, plan: &Plan) {
    let steps = plan.steps.iter();
    let keys: Vec<_> = steps.map(|step| step.action.resource().key()).collect();
    line.world.note(format!("  plan: {}", keys.join(", ")));
}

/// A file as it is read.
pub(super) fn parsed(text: &str) -> Ready {
    ready(text).unwrap()
}
