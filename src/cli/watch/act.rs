//! Plans what is due, shows it, and applies what a change of a file made ready when told to.

use std::ops::ControlFlow;
use std::pin::pin;

use super::Watch;
use super::ledger::{Cause, Round, Task};
use crate::cli::environment::Environment;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::outcome::{carry_out, consent, read_back};
use crate::cli::pipeline::{Planned, propose};
use crate::cli::policy;
use crate::cli::portal::Connection;
use crate::model::Observed;
use crate::plan::{Plan, Verdict};
use crate::report::text;
use crate::report::view::View;
use crate::words::Message;

/// How many plans came to what.
#[derive(Default)]
struct Tally {
    in_sync: usize,
    ready: usize,
    refused: usize,
}

impl Watch<'_> {
    /// Every account that is due, one after the other.
    pub(super) async fn plan_all(
        &mut self,
        round: Round,
        environment: &Environment,
    ) -> ControlFlow<Exit> {
        let mut tally = Tally::default();
        if let Err(failure) = self.portals.renew(&self.args.portal) {
            note_failure(None, &failure, environment);
            return ControlFlow::Continue(());
        }
        for task in &round.tasks {
            match self.plan(task, environment).await {
                Ok(planned) => self.act(task, planned, &mut tally, environment).await?,
                // Nothing of a plan is lost when it is given up.
                Err(failure) if failure.exit == Exit::Interrupted => {
                    return ControlFlow::Break(Exit::Done);
                }
                Err(failure) => {
                    note_failure(Some(task), &failure, environment);
                    if failure.ends_the_run {
                        break;
                    }
                }
            }
        }
        environment.note(&tally.message(&round));
        ControlFlow::Continue(())
    }

    fn connection(&self, task: &Task) -> Result<Connection, Failure> {
        let desired = &task.ready.desired;
        self.portals
            .account(desired.account.as_str(), Some(desired))
    }

    async fn plan(&self, task: &Task, environment: &Environment) -> Result<Planned, Failure> {
        let ready = &task.ready;
        let connection = self.connection(task)?;
        let (http, origin) = (&*connection.http, connection.origin.as_str());
        let planned = propose(ready, http, origin, &self.args.scope, environment);
        self.interrupt.unless(planned).await
    }

    /// Shows a plan, and applies it when a change of the file made it ready.
    async fn act(
        &mut self,
        task: &Task,
        planned: Planned,
        tally: &mut Tally,
        environment: &Environment,
    ) -> ControlFlow<Exit> {
        self.ledger.planned(&task.ready.source.name);
        tally.count(&planned.verdict);
        let Planned {
            verdict,
            observed,
            view,
            ..
        } = planned;
        let text = match &verdict {
            Verdict::InSync(_) => in_sync(task, environment),
            Verdict::Ready { .. } | Verdict::Refused { .. } => {
                let view = View::of(vec![view]);
                text::render(&view, &environment.words, environment.style)
            }
        };
        let name = &task.ready.source.name;
        let news = self.ledger.tells(name, &text);
        if news {
            environment.result(&text);
        }
        let (Verdict::Ready { plan, .. }, true) = (&verdict, self.args.apply) else {
            return ControlFlow::Continue(());
        };
        match task.cause {
            Cause::Edited => self.apply(task, plan, &observed, environment).await,
            Cause::Looked if news => {
                let message = Message::new("watch-only-shown").text("account", &plan.account);
                environment.note(&message.text("path", name));
                ControlFlow::Continue(())
            }
            Cause::Looked => ControlFlow::Continue(()),
        }
    }

    async fn apply(
        &mut self,
        task: &Task,
        plan: &Plan,
        observed: &Observed,
        environment: &Environment,
    ) -> ControlFlow<Exit> {
        let may = policy::may_apply(environment).and_then(|()| consent(plan));
        if let Err(failure) = may {
            note_failure(Some(task), &failure, environment);
            return ControlFlow::Continue(());
        }
        let name = &task.ready.source.name;
        let exit = match self.write(task, plan, observed, environment).await {
            Ok(exit) => exit,
            Err(failure) => {
                note_failure(Some(task), &failure, environment);
                // Nothing was written: the next run plans and tries again.
                if matches!(failure.exit, Exit::Failed | Exit::Stale) {
                    self.ledger.owes(name);
                }
                failure.exit
            }
        };
        if exit == Exit::Done {
            self.ledger.tells(name, &in_sync(task, environment));
        } else if self.interrupt.is_set() {
            return ControlFlow::Break(Exit::Interrupted);
        }
        ControlFlow::Continue(())
    }

    async fn write(
        &mut self,
        task: &Task,
        plan: &Plan,
        observed: &Observed,
        environment: &Environment,
    ) -> Result<Exit, Failure> {
        let connection = self.connection(task)?;
        let exit = self
            .carry_out(plan, observed, &connection, environment)
            .await?;
        if exit != Exit::Done {
            return Ok(exit);
        }
        let again = self.plan(task, environment).await;
        read_back(plan, observed, again, environment)
    }

    /// Writes until all is done or somebody interrupts; then the write in flight is finished.
    async fn carry_out(
        &self,
        plan: &Plan,
        observed: &Observed,
        connection: &Connection,
        environment: &Environment,
    ) -> Result<Exit, Failure> {
        let state = (self.args.state_dir.as_deref(), self.interrupt.flag());
        let writing = carry_out(plan, Some(observed), connection, state, environment);
        let mut writing = pin!(writing);
        let written = tokio::select! {
            biased;
            written = &mut writing => written,
            () = self.interrupt.reached() => {
                environment.note(&Message::new("watch-stopping"));
                writing.await
            }
        };
        written.map(|(_, exit)| exit)
    }
}

impl Tally {
    fn count(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::InSync(_) => self.in_sync += 1,
            Verdict::Ready { .. } => self.ready += 1,
            Verdict::Refused { .. } => self.refused += 1,
        }
    }

    fn message(&self, round: &Round) -> Message {
        Message::new("watch-planned")
            .number("count", self.in_sync + self.ready + self.refused)
            .number("all", round.tasks.len())
            .number("insync", self.in_sync)
            .number("ready", self.ready)
            .number("refused", self.refused)
            .number("aside", round.aside)
    }
}

fn in_sync(task: &Task, environment: &Environment) -> String {
    let message = Message::new("watch-in-sync").text("account", &task.ready.desired.account);
    format!("{}\n", environment.words.say(&message))
}

/// One line: what failed, of one account or of all, and what to do.
fn note_failure(task: Option<&Task>, failure: &Failure, environment: &Environment) {
    let mut message = failure.message.clone();
    if let Some(task) = task {
        message = Message::new("watch-failed")
            .text("account", &task.ready.desired.account)
            .message("reason", message);
    }
    if let Some(help) = &failure.help {
        message = Message::new("watch-help")
            .message("what", message)
            .message("help", help.clone());
    }
    environment.note(&message);
}
