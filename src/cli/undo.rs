//! `consigne plan --undo RUN`: the way back from a run, as something to plan.

use super::applied::state;
use super::args::PlanArgs;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::{Failure, unreadable};
use super::portal::Portals;
use crate::apply::{KeptRun, KeptRuns};
use crate::lint::Occasion;
use crate::model::FieldPath;
use crate::reconcile::{NoWayBack, Ready, undo};
use crate::words::Message;

/// Runs that are named when there is none of that name.
const MOST_NAMED: usize = 10;

/// What brings an account back to how it was before a run.
pub(super) async fn undone(
    id: &str,
    args: &PlanArgs,
    environment: &Environment,
) -> Result<Ready, Failure> {
    let run = found(id, args, environment)?;
    let portals = Portals::open(&args.portal.for_reading(), environment).await?;
    let origin = portals.account(&run.head.account, None)?.origin;
    let occasion = Occasion::at(environment.now);
    undo(&run, &origin, occasion).map_err(|none| failure(&run, none))
}

fn found(id: &str, args: &PlanArgs, environment: &Environment) -> Result<KeptRun, Failure> {
    let state = state(args.undo.state_dir.as_deref(), environment)?;
    let kept = KeptRuns::of(&state, None);
    let mut kept = kept.map_err(|error| unreadable(&state, &error))?;
    if let Some(at) = kept.runs.iter().position(|run| run.id == id) {
        return Ok(kept.runs.swap_remove(at));
    }
    let runs: Vec<_> = kept
        .runs
        .iter()
        .take(MOST_NAMED)
        .map(|run| run.id.as_str())
        .collect();
    let message = Message::new("no-run").text("run", id);
    let help = match runs.as_slice() {
        [] => Message::new("history-empty").text("path", state.display()),
        _ => Message::new("no-run-help").text("runs", runs.join(", ")),
    };
    Err(Failure::new(Exit::Usage, message).help(help))
}

fn failure(run: &KeptRun, none: NoWayBack) -> Failure {
    let refused = |id| Failure::new(Exit::Refused, Message::new(id).text("run", &run.id));
    match none {
        NoWayBack::OtherPortal(origin) => {
            let message = Message::new("undo-other-portal").text("run", &run.id);
            Failure::new(Exit::Refused, message.text("origin", origin))
        }
        NoWayBack::Changed => {
            let message = Message::new("undo-changed").text("file", run.before().display());
            Failure::new(Exit::Refused, message)
        }
        NoWayBack::NothingWritten => refused("undo-nothing"),
        NoWayBack::Unreadable(error) => unreadable(&run.before(), &error),
        NoWayBack::Invalid(findings) => {
            let path = findings.into_iter().next().map(|finding| finding.path);
            let message = Message::new("undo-invalid")
                .text("path", path.unwrap_or_else(FieldPath::root))
                .text("file", run.before().display());
            Failure::new(Exit::Refused, message)
        }
        NoWayBack::Unknown(path) => {
            let message = Message::new("undo-unknown").text("path", path);
            Failure::new(Exit::Refused, message)
        }
    }
}
