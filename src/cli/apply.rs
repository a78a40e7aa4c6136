//! `consigne apply`: plan, ask, write, read back.

use super::args::{ApplyArgs, Format};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::files::{Ready, ready};
use super::interrupt::Interrupt;
use super::outcome::{carry_out, consent, read_back, steps};
use super::pipeline::{Planned, propose};
use super::portal::{Connection, Portals};
use super::{policy, saved, stale};
use crate::plan::file::PlanDigest;
use crate::plan::{Plan, Verdict};
use crate::report::text;
use crate::report::view::{AccountView, View};
use crate::words::Message;

pub(super) async fn run(args: &ApplyArgs, environment: &Environment) -> Result<Exit, Failure> {
    if let Some(path) = &args.plan {
        return saved::run(args, path, environment).await;
    }
    if !args.auto_approve && args.expect.is_empty() && !environment.is_interactive() {
        let help = Message::new("no-approval-help");
        return Err(Failure::new(Exit::Usage, Message::new("no-approval")).help(help));
    }
    let files = ready(
        &args.paths,
        &args.limits,
        (&args.scope.strictness, None),
        environment,
    )?;
    let portals = Portals::open(&args.portal, environment).await?;
    let mut run = Run {
        args,
        environment,
        portals,
        interrupt: Interrupt::listen(),
        views: Vec::new(),
        expected: 0,
    };
    let mut exit = Exit::Done;
    for ready in &files {
        let account = ready.desired.account.as_str();
        let (one, ends) = match run.one(ready).await {
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
    run.told()?;
    Ok(exit)
}

struct Run<'a> {
    args: &'a ApplyArgs,
    environment: &'a Environment,
    portals: Portals<'a>,
    interrupt: Interrupt,
    views: Vec<AccountView>,
    /// Plans that were the reviewed ones.
    expected: usize,
}

impl Run<'_> {
    async fn one(&mut self, ready: &Ready) -> Result<Exit, Failure> {
        let account = ready.desired.account.as_str();
        let connection = self.portals.account(account, Some(&ready.desired))?;
        let Planned {
            verdict,
            observed,
            view,
            ..
        } = self.propose(ready, &connection).await?;
        if self.args.output.format == Format::Text {
            self.show(&view);
        }
        self.views.push(view);
        let plan = match verdict {
            Verdict::InSync(_) => return Ok(Exit::Done),
            Verdict::Refused { .. } => return Ok(Exit::Refused),
            Verdict::Ready { plan, .. } => plan,
        };
        self.reviewed(&plan)?;
        policy::may_apply(self.environment)?;
        self.approve(&plan).await?;
        let state = self.args.state_dir.as_deref();
        let flag = self.interrupt.flag();
        let means = (state, flag);
        let done = carry_out(&plan, Some(&observed), &connection, means, self.environment).await;
        let means = (&self.args.output, self.environment);
        let mut view = self.views.pop().unwrap_or_default();
        let done = stale::told(done, &plan, &mut view, &connection, means).await;
        if let Ok((outcome, _)) = &done {
            view.steps = Some(steps(&plan, outcome));
        }
        self.views.push(view);
        let (_, exit) = done?;
        if exit != Exit::Done {
            return Ok(exit);
        }
        let again = self.propose(ready, &connection).await;
        read_back(&plan, &observed, again, self.environment)
    }

    async fn propose(&self, ready: &Ready, connection: &Connection) -> Result<Planned, Failure> {
        let (http, origin) = (&*connection.http, connection.origin.as_str());
        let planned = propose(ready, http, origin, &self.args.scope, self.environment);
        self.interrupt.unless(planned).await
    }

    fn show(&self, view: &AccountView) {
        let view = View::of(vec![view.clone()]);
        let (words, style) = (&self.environment.words, self.environment.style);
        self.environment.result(&text::render(&view, words, style));
    }

    /// What was planned and what became of it, for all accounts in one document.
    fn told(self) -> Result<(), Failure> {
        let view = View::of(self.views);
        let output = &self.args.output;
        output.tell_what_became(&view, self.environment)
    }

    /// Where digests are expected, the plan must have one of them.
    fn reviewed(&mut self, plan: &Plan) -> Result<(), Failure> {
        let now = PlanDigest::of(plan);
        let wanted = &self.args.expect;
        if wanted.is_empty() {
            return Ok(());
        }
        if wanted.iter().any(|wanted| wanted == now.as_str()) {
            self.expected += 1;
            return Ok(());
        }
        if let Some(view) = self.views.last_mut() {
            stale::tell_unlike(view, &self.args.output, self.environment);
        }
        let message = Message::new("digest-differs")
            .text("wanted", wanted.join(", "))
            .text("now", now.as_str());
        Err(Failure::new(Exit::Stale, message).help(Message::new("plan-again")))
    }

    /// Where nothing is left to do although a plan was reviewed, it is not the portal that it was
    /// reviewed for. Of several accounts, some may be done while others are.
    fn spent(&self) -> Exit {
        if self.args.expect.is_empty() || self.expected > 0 {
            return Exit::Done;
        }
        Failure::new(Exit::Stale, Message::new("digest-spent")).tell(self.environment)
    }

    /// Words of consent and the approval: a flag, a digest, or a person who answers `yes`.
    async fn approve(&self, plan: &Plan) -> Result<(), Failure> {
        if self.args.auto_approve || !self.args.expect.is_empty() {
            return consent(plan);
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
