//! `consigne apply`: plan, gate, ask, write, read back.

use super::applied::{report, state_directory};
use super::args::{ApplyArgs, Format};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::files::ready;
use super::interrupt::Interrupt;
use super::portal::Portals;
use super::saved;
use crate::lint::Occasion;
use crate::plan::{Plan, Verdict};
use crate::reconcile::{
    ApplyError, Approval, Attempt, Connect as _, GateError, Ready, Rules, carry_out, gate, propose,
};
use crate::report::view::{AccountView, View};
use crate::report::{account, conflict, text};
use crate::words::Message;

pub(super) async fn run(args: &ApplyArgs, environment: &Environment) -> Result<Exit, Failure> {
    if let Some(path) = &args.plan {
        return saved::run(args, path, environment).await;
    }
    if !args.auto_approve && args.expect.is_empty() && !environment.is_interactive() {
        let help = Message::new("no-approval-help");
        return Err(Failure::new(Exit::Usage, Message::new("no-approval")).help(help));
    }
    let rules = args.scope.rules(environment.policy.as_ref());
    let occasion = Occasion::at(environment.now);
    let (paths, limits) = (&args.paths, &args.limits);
    let files = ready(paths, limits, &rules.findings, occasion, environment)?;
    let mut run = Run {
        args,
        rules,
        environment,
        portals: Portals::open(&args.portal, environment).await?,
        interrupt: Interrupt::listen(),
        views: Vec::new(),
        expected: 0,
    };
    let mut exit = Exit::Done;
    for ready in &files {
        let account = ready.desired.account.as_str();
        let done = run.one(ready).await;
        let (one, ends) = match done {
            Ok(one) => (one, false),
            Err(failure) => (failure.tell_of(account, environment), failure.ends_the_run),
        };
        exit = exit.worst(one);
        if ends || run.interrupt.is_set() {
            break;
        }
    }
    if exit == Exit::Done {
        exit = run.spent();
    }
    let view = View::of(run.views);
    args.output.tell_what_became(&view, environment)?;
    Ok(exit)
}

struct Run<'a> {
    args: &'a ApplyArgs,
    rules: Rules,
    environment: &'a Environment,
    portals: Portals<'a>,
    interrupt: Interrupt,
    views: Vec<AccountView>,
    /// Plans that were the reviewed ones.
    expected: usize,
}

impl Run<'_> {
    async fn one(&mut self, ready: &Ready) -> Result<Exit, Failure> {
        let (environment, rules) = (self.environment, &self.rules);
        let connection = self.portals.connect(ready)?;
        let portal = &*connection.portal;
        let proposing = propose(ready, portal, &connection.origin, rules, environment.now);
        let proposal = self.interrupt.unless(async { Ok(proposing.await) }).await?;
        let proposal = proposal?;
        let view = account::view(ready, &proposal, rules, &environment.words);
        if self.args.output.format == Format::Text {
            self.show(&view);
        }
        self.views.push(view);
        let plan = match &proposal.verdict {
            Verdict::InSync(_) => return Ok(Exit::Done),
            Verdict::Refused { .. } => return Ok(Exit::Refused),
            Verdict::Ready { plan, .. } => plan,
        };
        let approved = gate(plan, self.approval(), rules, environment.now);
        let approved = approved.inspect_err(|error| {
            if let (GateError::DigestDiffers { .. }, Some(view)) = (error, self.views.last_mut()) {
                view.conflicts = conflict::unlike(view);
            }
        });
        let approved = match approved {
            Ok(approved) => approved,
            Err(error) => {
                self.show_conflicts();
                return Err(error.into());
            }
        };
        self.expected += usize::from(!self.args.expect.is_empty());
        self.ask(plan).await?;
        let state = state_directory(self.args.state_dir.as_ref(), environment)?;
        let attempt = Attempt {
            seen: Some(&proposal.observed),
            intent: Some((ready, rules)),
            state: &state,
            now: environment.now,
            stop: self.interrupt.stop(),
        };
        let applied = carry_out(approved, portal, attempt).await;
        let view = self.views.last_mut();
        let moved = match &applied {
            Ok(applied) => applied.moved.as_deref(),
            Err(ApplyError::Stale { now }) => now.as_deref(),
            Err(_) => None,
        };
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

    fn approval(&self) -> Approval<'_> {
        match (self.args.auto_approve, &self.args.expect[..]) {
            (false, []) => Approval::Person,
            (true, []) => Approval::Given,
            (_, digests) => Approval::Digests(digests),
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

    /// Where nothing is left to do although a plan was reviewed, it is not the portal that it was
    /// reviewed for. Of several accounts, some may be done while others are.
    fn spent(&self) -> Exit {
        if self.args.expect.is_empty() || self.expected > 0 {
            return Exit::Done;
        }
        Failure::new(Exit::Stale, Message::new("digest-spent")).tell(self.environment)
    }

    /// A person who is there to approve answers `yes` to a plan that passed the gate.
    async fn ask(&self, plan: &Plan) -> Result<(), Failure> {
        match self.approval() {
            Approval::Person => {}
            Approval::Given | Approval::Digests(_) | Approval::Saved(_) => return Ok(()),
        }
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

/// In text, settings of a plan that does not hold any more, with what is there now.
pub(super) fn show_conflicts(view: &AccountView, args: &ApplyArgs, environment: &Environment) {
    if args.output.format == Format::Text && !view.conflicts.is_empty() {
        let (words, style) = (&environment.words, environment.style);
        environment.result(&conflict::text(view, words, style));
    }
}
