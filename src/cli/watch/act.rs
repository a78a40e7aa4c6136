//! Plans the accounts that are due, shows the plans, and with `--apply` applies those that a change of
//! a file made ready. A plan that is ready for another reason, such as a change on the portal, is only
//! shown: no one edited a file to ask for it.

use std::ops::ControlFlow;
use std::pin::pin;
use std::time::Duration;

use tokio::time::Instant;

use super::Watch;
use super::board::{AccountEvent, AccountState, Readiness};
use super::on_change::tell;
use super::tally::Tally;
use crate::cli::applied::{attempt, look_for_earlier, report, state_directory};
use crate::cli::args::{ApplyMode, ListFormat};
use crate::cli::author::author;
use crate::cli::environment::Environment;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::diff::Change;
use crate::plan::{Plan, Verdict};
use crate::reconcile::{
    Applied, ApplyError, Approval, Approved, Connect as _, Proposal, RunError, carry_out, gate,
    propose,
};
use crate::report::view::View;
use crate::report::{account, text};
use crate::watch::{Cause, Ending, Pause, Round, Task};
use crate::words::Message;

/// How long a write in flight may take after a signal, so that whoever sent it sees an end.
const LEAVE_WITHIN: Duration = Duration::from_secs(9);

impl Watch<'_> {
    /// Every account that is due, one after the other.
    pub(super) async fn plan_all(
        &mut self,
        round: Round,
        environment: &Environment,
    ) -> ControlFlow<Exit> {
        let mut tally = Tally::default();
        if let Err(failure) = self.portals.renew(&super::portal_of(self.args)) {
            note_failure(None, &failure, environment);
            return ControlFlow::Continue(());
        }
        for task in &round.tasks {
            let begun = std::time::Instant::now();
            let planned = tokio::select! {
                planned = self.plan(task, environment) => planned,
                // Planning only reads, so it may be given up at any moment.
                () = self.interrupt.reached() => return ControlFlow::Break(Exit::Done),
            };
            match planned {
                Ok(proposal) => {
                    self.away = Pause::default();
                    self.board.is(Readiness::Ready);
                    let event = event(task, &proposal, environment);
                    let applied = tally.applied;
                    self.act(task, proposal, &mut tally, environment).await?;
                    let state = match tally.applied > applied {
                        true => AccountState::Applied,
                        false => event.state,
                    };
                    let event = AccountEvent { state, ..event };
                    self.publish(event, begun, environment).await;
                }
                Err(error) => {
                    let ends_the_run = error.ends_the_run();
                    let failure: Failure = error.into();
                    note_failure(Some(task), &failure, environment);
                    let mut event = bare_event(task, AccountState::Failed, environment);
                    event.message = Some(environment.words.say(&failure.message));
                    self.publish(event, begun, environment).await;
                    if ends_the_run {
                        self.board.is(Readiness::PortalAway);
                        self.portal_is_away(environment);
                        break;
                    }
                    self.ended(task, Ending::Badly);
                }
            }
        }
        environment.note(&tally.message(&round));
        ControlFlow::Continue(())
    }

    async fn plan(
        &self,
        task: &Task,
        environment: &Environment,
    ) -> Result<Proposal, RunError<Failure>> {
        let ready = &task.ready;
        let connection = self.portals.connect(ready);
        let connection = connection.map_err(RunError::Connect)?;
        let (portal, origin) = (&*connection.portal, connection.origin.as_str());
        let rules = match task.cause {
            Cause::Edited => &self.rules,
            Cause::Looked => &self.drift_rules,
        };
        propose(ready, portal, origin, rules, environment.now)
            .await
            .map_err(|error| RunError::of(error, connection.holder))
    }

    /// Shows what became of an account to whoever looks from outside.
    async fn publish(
        &self,
        event: AccountEvent,
        begun: std::time::Instant,
        environment: &Environment,
    ) {
        if !self.board.note(&event, begun) {
            return;
        }
        let json = event.to_json();
        if self.args.format == ListFormat::Json {
            environment.result(&format!("{json}\n"));
        }
        if let Some(command) = &self.args.on_change {
            // Whoever stops the watcher does not wait for it.
            tokio::select! {
                () = tell(command, &json, environment) => {}
                () = self.interrupt.reached() => {}
            }
        }
    }

    fn portal_is_away(&mut self, environment: &Environment) {
        let now = Instant::now();
        self.away.longer(now);
        let pause = self
            .away
            .until()
            .map_or(Duration::ZERO, |until| until - now);
        let pause = Duration::from_secs(pause.as_secs().max(1));
        let said = humantime::format_duration(pause);
        environment.note(&Message::new("watch-portal-away").text("pause", said));
    }

    fn ended(&mut self, task: &Task, ending: Ending) {
        let name = &task.ready.source.name;
        self.ledger.ended(name, ending, Instant::now());
    }

    /// Whether a change on the portal may be undone by now; else it is looked at again when it may.
    fn grace_is_over(
        &mut self,
        task: &Task,
        plan: &Plan,
        changes: &[Change],
        environment: &Environment,
    ) -> bool {
        let name = &task.ready.source.name;
        let now = Instant::now();
        let since = self.ledger.drifts(name, Some(format!("{changes:?}")), now);
        let until = since + self.args.grace;
        if now < until {
            self.undo_at = Some(self.undo_at.map_or(until, |at| at.min(until)));
            if since == now {
                let grace = humantime::format_duration(self.args.grace);
                let message = Message::new("watch-undoes-later").text("account", &plan.account);
                environment.note(&message.text("grace", grace));
            }
            return false;
        }
        let paths: Vec<_> = changes
            .iter()
            .map(|change| change.path.to_string())
            .collect();
        let ago = chrono::Duration::from_std(now - since).unwrap_or_default();
        let since = (environment.now - ago).format("%Y-%m-%dT%H:%M:%SZ");
        let message = Message::new("watch-undoes").text("account", &plan.account);
        let message = message.text("path", name).text("since", since);
        environment.note(&message.text("paths", paths.join(", ")));
        true
    }

    /// Shows a plan, and applies it when a change of the file made it ready.
    async fn act(
        &mut self,
        task: &Task,
        proposal: Proposal,
        tally: &mut Tally,
        environment: &Environment,
    ) -> ControlFlow<Exit> {
        self.ledger.planned(&task.ready.source.name);
        tally.count(&proposal.verdict);
        let text = match &proposal.verdict {
            Verdict::InSync(_) => in_sync(task, environment),
            Verdict::Ready { .. } | Verdict::Refused { .. } => {
                let words = &environment.words;
                let view = account::view(&task.ready, &proposal, words);
                text::render(&View::of(vec![view]), words, environment.style)
            }
        };
        let name = &task.ready.source.name;
        let news = self.ledger.remember_report(name, &text);
        if news && self.args.format == ListFormat::Text {
            environment.report(&text);
        }
        let Verdict::Ready { plan, preview } = &proposal.verdict else {
            let refused = matches!(&proposal.verdict, Verdict::Refused { .. });
            self.ended(task, if refused { Ending::Badly } else { Ending::Well });
            self.ledger.drifts(name, None, Instant::now());
            return ControlFlow::Continue(());
        };
        let Some(mode) = self.args.apply else {
            return ControlFlow::Continue(());
        };
        match task.cause {
            Cause::Edited => self.apply(task, plan, &proposal, tally, environment).await,
            Cause::Looked if mode == ApplyMode::Enforce => {
                if self.grace_is_over(task, plan, &preview.changes, environment) {
                    return self.apply(task, plan, &proposal, tally, environment).await;
                }
                ControlFlow::Continue(())
            }
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
        proposal: &Proposal,
        tally: &mut Tally,
        environment: &Environment,
    ) -> ControlFlow<Exit> {
        let approved = match gate(proposal, Approval::Given, environment.now) {
            Ok(approved) => approved,
            Err(error) => {
                note_failure(Some(task), &error.into(), environment);
                return ControlFlow::Continue(());
            }
        };
        let name = &task.ready.source.name;
        // An edit is owed while nothing of it was written and another attempt may succeed. It is not
        // owed once the portal has it, whoever wrote it: a later change there would be overwritten.
        let (exit, owed) = match self.write(task, approved, environment).await {
            Ok(Ok(applied)) => {
                let owed = applied.may_succeed_later();
                (report(plan, &applied, environment), owed)
            }
            Ok(Err(error)) => {
                let owed = error.may_succeed_later();
                let failure = error.into();
                note_failure(Some(task), &failure, environment);
                (failure.exit, owed)
            }
            Err(failure) => {
                note_failure(Some(task), &failure, environment);
                (failure.exit, failure.exit == Exit::Failed)
            }
        };
        // What was undone and is not done is drift as before; only an edit is owed.
        if owed && task.cause == Cause::Edited {
            self.ledger.owes(name);
        }
        self.ended(
            task,
            match exit == Exit::Done {
                true => Ending::Well,
                false => Ending::Badly,
            },
        );
        if exit == Exit::Done {
            tally.is_applied();
            self.ledger
                .remember_report(name, &in_sync(task, environment));
        } else if self.interrupt.is_set() {
            return ControlFlow::Break(Exit::Interrupted);
        }
        ControlFlow::Continue(())
    }

    /// Carries the plan out. An interrupt does not drop the future, because the write in flight has to be
    /// finished and recorded; the journal and the stop flag end the run after it.
    async fn write(
        &self,
        task: &Task,
        approved: Approved<'_>,
        environment: &Environment,
    ) -> Result<Result<Applied, ApplyError>, Failure> {
        let connection = self.portals.connect(&task.ready)?;
        let state = state_directory(&self.args.attempt, environment)?;
        // Asked for each time, because the commit changes while the watcher runs.
        let author = author(std::slice::from_ref(&self.args.directory));
        let attempt = attempt(
            &self.args.attempt,
            &state,
            self.interrupt.stop(),
            &author,
            environment,
        );
        let (account, portal) = (&task.ready.desired.account, &*connection.portal);
        let mut writing = pin!(async {
            // Reported, and then judged by the plan's own preconditions.
            look_for_earlier(account, portal, attempt, environment).await;
            carry_out(approved, portal, attempt).await
        });
        Ok(tokio::select! {
            biased;
            written = &mut writing => written,
            () = self.interrupt.reached() => {
                environment.note(&Message::new("watch-stopping"));
                match tokio::time::timeout(LEAVE_WITHIN, writing).await {
                    Ok(written) => written,
                    // The journal knows what was begun, and the next run settles it.
                    Err(_) => {
                        let message = Message::new("watch-cut-short");
                        return Err(Failure::new(Exit::Interrupted, message));
                    }
                }
            }
        })
    }
}

/// What a proposal says of an account; what is applied becomes known later.
fn event(task: &Task, proposal: &Proposal, environment: &Environment) -> AccountEvent {
    let state = match &proposal.verdict {
        Verdict::InSync(_) => AccountState::InSync,
        Verdict::Ready { .. } => AccountState::Differs,
        Verdict::Refused { .. } => AccountState::Refused,
    };
    let changes = proposal.verdict.preview().changes.iter();
    AccountEvent {
        changes: changes.map(|change| change.path.to_string()).collect(),
        ..bare_event(task, state, environment)
    }
}

fn bare_event(task: &Task, state: AccountState, environment: &Environment) -> AccountEvent {
    let at = environment.now.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let account = task.ready.account().as_str();
    AccountEvent::of(at, account, &task.ready.source.name, state)
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
