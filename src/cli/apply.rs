//! `consigne apply`: plan, gate, ask, write, read back.

use super::applied::{attempt, look_for_earlier, moved, report, show_conflicts, state_directory};
use super::args::{ApplyArgs, OutputFormat};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::files::sorted;
use super::interrupt::Interrupt;
use super::plan::planned;
use super::portal::Portals;
use super::saved;
use super::unplanned::{Unplanned, failed};
use crate::lint::Occasion;
use crate::plan::{Plan, Verdict};
use crate::reconcile::{
    Approval, Approved, Connect as _, GateError, Proposal, Ready, Rules, carry_out, gate,
    gate_before_question, propose,
};
use crate::report::form::Job;
use crate::report::view::{AccountView, View};
use crate::report::{account, conflict, text};
use crate::words::Message;

/// Applies files, or a saved plan. Without a terminal an approval has to be given as an argument; that
/// is checked first, so that a run in CI fails before it contacts the portal.
pub(super) async fn run(args: &ApplyArgs, environment: &Environment) -> Result<Exit, Failure> {
    let done = match &args.plan {
        Some(path) => saved::run(args, path, environment).await,
        None => apply_files(args, environment).await,
    };
    done.map_err(|failure| failed(failure, Job::Apply, &args.output, environment))
}

async fn apply_files(args: &ApplyArgs, environment: &Environment) -> Result<Exit, Failure> {
    if !args.auto_approve && args.expect.is_empty() && !environment.is_interactive() {
        let help = Message::new("no-approval-help");
        return Err(Failure::new(Exit::Usage, Message::new("no-approval")).help(help));
    }
    let rules = args.scope.rules(environment.policy.as_ref());
    let occasion = Occasion::at(environment.now);
    let (paths, limits) = (&args.paths, &args.limits);
    let files = sorted(paths, limits, &rules.findings, occasion, environment)?;
    if !files.invalid.is_empty() {
        // Half of a change that spans several files is never applied; what the others ask for is shown.
        let only = planned(files, &args.portal, &rules, Exit::Done, environment).await?;
        return only.report_alone(&args.output, Job::Apply, environment);
    }
    let mut run = DirectApply {
        args,
        rules,
        environment,
        portals: Portals::open(&args.portal, environment).await?,
        interrupt: Interrupt::listen(),
        views: Vec::new(),
        unplanned: Unplanned::default(),
        expected: 0,
    };
    let mut exit = Exit::Done;
    for ready in &files.ready {
        let account = ready.desired.account.as_str();
        exit = exit.worst(run.earlier(ready).await);
        let done = run.one(ready).await;
        let (one, ends) = match done {
            Ok(one) => (one, false),
            Err(failure) => {
                let ends = failure.ends_the_run;
                (run.unplanned.fails(account, failure, environment), ends)
            }
        };
        exit = exit.worst(one);
        if ends || run.interrupt.is_set() {
            break;
        }
    }
    if exit == Exit::Done {
        exit = run.spent();
    }
    let view = run.unplanned.beside(run.views, &environment.words);
    args.output.write_applied(&view, environment)?;
    Ok(exit)
}

/// A run that plans the files now and applies each account at once. The accounts are handled one after
/// the other, because a person may be asked about each of them.
struct DirectApply<'a> {
    args: &'a ApplyArgs,
    rules: Rules,
    environment: &'a Environment,
    portals: Portals<'a>,
    interrupt: Interrupt,
    views: Vec<AccountView>,
    unplanned: Unplanned,
    /// Number of plans whose digest was one of `--expect`.
    expected: usize,
}

impl DirectApply<'_> {
    /// What an earlier run left open. Without a connection or a directory for journals there is nothing
    /// to look at, and the reason is reported when the account is planned.
    async fn earlier(&self, ready: &Ready) -> Exit {
        let environment = self.environment;
        let state = state_directory(&self.args.attempt, environment);
        let (Ok(connection), Ok(state)) = (self.portals.connect(ready), state) else {
            return Exit::Done;
        };
        let attempt = attempt(&self.args.attempt, &state, &self.interrupt, environment);
        let account = &ready.desired.account;
        look_for_earlier(account, &*connection.portal, attempt, environment).await
    }

    /// Plans one account, passes the gate, asks, writes, and reads the account back.
    ///
    /// The view of the account is kept even when the attempt ends early: the report at the end shows
    /// every account that was planned, with the steps that were carried out.
    async fn one(&mut self, ready: &Ready) -> Result<Exit, Failure> {
        let (environment, rules) = (self.environment, &self.rules);
        let connection = self.portals.connect(ready)?;
        let portal = &*connection.portal;
        let proposing = propose(ready, portal, &connection.origin, rules, environment.now);
        let proposal = self.interrupt.unless(async { Ok(proposing.await) }).await?;
        let proposal = proposal?;
        let view = account::view(ready, &proposal, &environment.words);
        if self.args.output.format == OutputFormat::Text {
            self.show(&view);
        }
        self.views.push(view);
        // Only a ready verdict has a plan, so that nothing below can write a refused one.
        let plan = match &proposal.verdict {
            Verdict::InSync(_) => return Ok(Exit::Done),
            Verdict::Refused { .. } => return Ok(Exit::Refused),
            Verdict::Ready { plan, .. } => plan,
        };
        let approved = self.approve(plan, &proposal).await?;
        let state = state_directory(&self.args.attempt, environment)?;
        let attempt = attempt(&self.args.attempt, &state, &self.interrupt, environment);
        let applied = carry_out(approved, portal, attempt).await;
        // Both a complete and a stale attempt may know what changed on the portal in the meantime.
        let view = self.views.last_mut();
        let moved = moved(&applied);
        if let Some(view) = view {
            if let Some(now) = moved {
                view.conflicts = conflict::moved(plan, view, now);
            }
            if let Ok(applied) = &applied {
                view.steps = Some(account::steps(plan, &applied.outcome));
            }
        }
        self.show_conflicts();
        let applied = applied.map_err(Failure::from)?;
        Ok(report(plan, &applied, environment))
    }

    /// Passes the gate, and asks the person at the terminal if that is who approves. `--expect` outranks
    /// `--auto-approve`: with both, only the reviewed plans are applied.
    async fn approve<'p>(
        &mut self,
        plan: &Plan,
        proposal: &'p Proposal,
    ) -> Result<Approved<'p>, Failure> {
        let now = self.environment.now;
        let approval = match (self.args.auto_approve, &self.args.expect[..]) {
            (false, []) => {
                let unanswered = gate_before_question(proposal, now)?;
                self.ask(plan).await?;
                return Ok(unanswered.answered_yes());
            }
            (true, []) => Approval::Given,
            (_, digests) => Approval::Digests(digests),
        };
        match gate(proposal, approval, now) {
            Ok(approved) => {
                self.expected += usize::from(!self.args.expect.is_empty());
                Ok(approved)
            }
            Err(error) => {
                if let (GateError::DigestDiffers { .. }, Some(view)) =
                    (&error, self.views.last_mut())
                {
                    view.conflicts = conflict::unlike(view);
                }
                self.show_conflicts();
                Err(error.into())
            }
        }
    }

    fn show(&self, view: &AccountView) {
        let view = View::of(vec![view.clone()]);
        let (words, style) = (&self.environment.words, self.environment.style);
        self.environment.result(&text::render(&view, words, style));
    }

    fn show_conflicts(&self) {
        if let Some(view) = self.views.last() {
            show_conflicts(view, self.args, self.environment);
        }
    }

    /// Fails when a plan was reviewed and no account had one: either the portal is not the one for
    /// which it was reviewed, or the plan was applied before. With several accounts it is enough that
    /// one had its plan, because an earlier run may have completed the others.
    fn spent(&self) -> Exit {
        if self.args.expect.is_empty() || self.expected > 0 {
            return Exit::Done;
        }
        Failure::new(Exit::Stale, Message::new("digest-spent")).report(self.environment)
    }

    /// Asks the person at the terminal.
    async fn ask(&self, plan: &Plan) -> Result<(), Failure> {
        let message = Message::new("ask-yes").text("account", &plan.account);
        self.environment.say(&message);
        let line = self.interrupt.unless(async {
            let line = tokio::task::spawn_blocking(|| {
                let mut line = String::new();
                std::io::stdin().read_line(&mut line).map(|_| line)
            });
            Ok(line.await)
        });
        match line.await? {
            Ok(Ok(line)) if matches!(line.trim(), "yes" | "oui") => Ok(()),
            Ok(_) | Err(_) => Err(Failure::new(Exit::Refused, Message::new("nothing-applied"))),
        }
    }
}
