//! A run that plans files now and applies them: every account is planned before the first is written.
//!
//! ```text
//!   plan all -> gate all -> ask once -> write several accounts at a time -> read each back
//! ```
//!
//! An account that is refused or cannot be read keeps all others from being written, so that a change
//! that spans several accounts is applied whole or not at all; `--keep-going` applies the others.

use std::pin::pin;

use futures_util::{StreamExt as _, stream};

use super::applied::{attempt, look_for_earlier, show_conflicts, state_directory};
use super::apply_report::{ApplyReport, WritableAccount};
use super::args::{ApplyArgs, OutputFormat};
use super::author::author;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::interrupt::Interrupt;
use super::portal::Portals;
use super::progress::{AccountProgress, Phase};
use super::question::ask;
use super::totals::{AccountFate, RunTotals};
use super::unplanned::Unplanned;
use crate::plan::file::run_digest;
use crate::plan::{Plan, Verdict};
use crate::reconcile::{
    Approval, Approved, Connect as _, GateError, Proposal, ProposalRun, Ready, Rules, RunError,
    RunPace, Unanswered, gate, gate_before_question, propose_all,
};
use crate::report::view::View;
use crate::report::{account, conflict, text};
use crate::words::Message;

pub(super) struct DirectApply<'a> {
    args: &'a ApplyArgs,
    rules: Rules,
    environment: &'a Environment,
    portals: Portals<'a>,
    report: ApplyReport<'a>,
    /// What earlier runs left open.
    earlier: Exit,
    /// Number of plans whose digest was one of `--expect`.
    expected: usize,
}

/// An account that was planned, and where its view is.
struct PlannedAccount<'a> {
    ready: &'a Ready,
    proposal: Proposal,
    at: usize,
}

/// A plan that may be written, or that a person has yet to answer for.
enum Passed<'p> {
    Approved(Approved<'p>),
    Unanswered(Unanswered<'p>),
}

/// A plan that passed the gate.
struct PassedAccount<'p> {
    account: &'p PlannedAccount<'p>,
    plan: &'p Plan,
    passed: Passed<'p>,
}

impl<'a> DirectApply<'a> {
    pub(super) async fn open(
        args: &'a ApplyArgs,
        rules: Rules,
        unplanned: Unplanned,
        environment: &'a Environment,
    ) -> Result<Self, Failure> {
        let mut totals = RunTotals::default();
        for _ in &unplanned.invalid {
            totals.add(AccountFate::Failed);
        }
        Ok(Self {
            args,
            rules,
            environment,
            portals: Portals::open(&args.portal, environment).await?,
            report: ApplyReport {
                args,
                environment,
                author: author(&args.paths),
                interrupt: Interrupt::listen(),
                views: Vec::new(),
                unplanned,
                totals,
            },
            earlier: Exit::Done,
            expected: 0,
        })
    }

    /// Plans, asks, writes and reports.
    pub(super) async fn run(mut self, files: &[Ready]) -> Result<Exit, Failure> {
        self.earlier = self.earlier(files).await;
        let planned = self.plan(files).await;
        let passed = self.pass(&planned);
        let is_blocked = self.report.is_blocked();
        if !is_blocked && !self.report.interrupt.is_set() {
            self.write(passed).await;
        } else {
            // Only where an account could have been written does going on change anything.
            if is_blocked && !passed.is_empty() {
                let advice = Message::new("accounts-none-written");
                self.environment.say(&advice);
            }
            self.report.leave(passed.len());
        }
        self.finish()
    }

    /// What earlier runs left open, of all accounts.
    async fn earlier(&self, files: &[Ready]) -> Exit {
        stream::iter(files)
            .map(|ready| self.earlier_of(ready))
            .buffered(self.args.pace.at_once().get())
            .fold(Exit::Done, async |worst, exit| worst.worst(exit))
            .await
    }

    /// Without a connection or a directory for journals there is nothing to look at, and the reason is
    /// reported when the account is planned.
    async fn earlier_of(&self, ready: &Ready) -> Exit {
        let environment = self.environment;
        let state = state_directory(&self.args.attempt, environment);
        let (Ok(connection), Ok(state)) = (self.portals.connect(ready), state) else {
            return Exit::Done;
        };
        let stop = self.report.interrupt.stop();
        let attempt = attempt(
            &self.args.attempt,
            &state,
            stop,
            &self.report.author,
            environment,
        );
        let account = &ready.desired.account;
        look_for_earlier(account, &*connection.portal, attempt, environment).await
    }

    /// Plans every account and shows all plans together. The view of an account is kept even when it goes
    /// no further: the report at the end shows every account, with the steps that were carried out.
    async fn plan<'f>(&mut self, files: &'f [Ready]) -> Vec<PlannedAccount<'f>> {
        let arrived = self.read(files).await;
        self.report.leave(files.len() - arrived.len());
        let mut planned = Vec::new();
        for (ready, proposal) in arrived {
            match proposal {
                Ok(proposal) => planned.push(self.planned(ready, proposal)),
                Err(failure) => self.report.fails(ready.desired.account.as_str(), failure),
            }
        }
        self.show();
        planned
    }

    /// Proposals in the order of the files, until the run is interrupted or one fails in a way that
    /// the next would too.
    async fn read<'f>(&self, files: &'f [Ready]) -> Vec<(&'f Ready, Result<Proposal, Failure>)> {
        let progress = AccountProgress::of(Phase::Planning, files.len(), self.environment);
        let run = ProposalRun {
            rules: &self.rules,
            now: self.environment.now,
            pace: RunPace {
                at_once: self.args.pace.at_once(),
                progress: &progress,
            },
        };
        let mut proposals = pin!(propose_all(files, &self.portals, run));
        let mut arrived = Vec::new();
        loop {
            let next = tokio::select! {
                next = proposals.next() => next,
                () = self.report.interrupt.reached() => None,
            };
            let Some((ready, proposal)) = next else {
                return arrived;
            };
            let ends = proposal.as_ref().is_err_and(RunError::ends_the_run);
            arrived.push((ready, proposal.map_err(Failure::from)));
            if ends {
                return arrived;
            }
        }
    }

    fn planned<'f>(&mut self, ready: &'f Ready, proposal: Proposal) -> PlannedAccount<'f> {
        let view = account::view(ready, &proposal, &self.environment.words);
        self.report.views.push(view);
        PlannedAccount {
            ready,
            proposal,
            at: self.report.views.len() - 1,
        }
    }

    /// The plans that pass the gate. Only a ready verdict has one, so that nothing below can write a
    /// refused one.
    fn pass<'p>(&mut self, planned: &'p [PlannedAccount<'p>]) -> Vec<PassedAccount<'p>> {
        let expected = self.expectation(planned);
        let mut passing = Vec::new();
        for account in planned {
            let plan = match &account.proposal.verdict {
                Verdict::InSync(_) => {
                    self.report.totals.add(AccountFate::InSync);
                    continue;
                }
                Verdict::Refused { .. } => {
                    self.report.totals.add(AccountFate::Refused);
                    continue;
                }
                Verdict::Ready { plan, .. } => plan,
            };
            match self.approve(&account.proposal, &expected) {
                Ok(passed) => passing.push(PassedAccount {
                    account,
                    plan,
                    passed,
                }),
                Err(error) => {
                    if matches!(error, GateError::DigestDiffers { .. }) {
                        let view = &mut self.report.views[account.at];
                        view.conflicts = conflict::unlike(view);
                        show_conflicts(view, self.args, self.environment);
                    }
                    self.report.fails(plan.account.as_str(), error.into());
                }
            }
        }
        passing
    }

    /// The digests of plans that were approved; the digest of the run stands for those of all its plans.
    fn expectation(&self, planned: &[PlannedAccount<'_>]) -> Vec<String> {
        // Nearly every run is approved in another way, and a digest is a hash of a whole plan.
        if self.args.expect.is_empty() {
            return Vec::new();
        }
        let plans = planned.iter();
        let plans = plans.filter_map(|account| match &account.proposal.verdict {
            Verdict::Ready { plan, .. } => Some((plan.account.as_str(), plan.digest())),
            Verdict::InSync(_) | Verdict::Refused { .. } => None,
        });
        let plans: Vec<_> = plans.collect();
        let of_all = plans
            .iter()
            .map(|(account, digest)| (*account, digest.as_str()));
        let mut expected = self.args.expect.clone();
        if run_digest(of_all).is_some_and(|digest| expected.contains(&digest)) {
            expected.extend(plans.into_iter().map(|(_, digest)| digest));
        }
        expected
    }

    /// `--expect` outranks `--auto-approve`: with both, only the reviewed plans are applied.
    fn approve<'p>(
        &mut self,
        proposal: &'p Proposal,
        expected: &[String],
    ) -> Result<Passed<'p>, GateError> {
        let now = self.environment.now;
        let approval = match (self.args.auto_approve, expected) {
            (false, []) => return gate_before_question(proposal, now).map(Passed::Unanswered),
            (true, []) => Approval::Given,
            (_, digests) => Approval::Digests(digests),
        };
        let approved = gate(proposal, approval, now)?;
        self.expected += usize::from(!self.args.expect.is_empty());
        Ok(Passed::Approved(approved))
    }

    /// Asks once about all accounts and writes them, or about one after the other.
    async fn write(&mut self, passed: Vec<PassedAccount<'_>>) {
        if !self.asks() || (passed.len() > 1 && !self.args.each) {
            let about = Message::new("ask-yes-all").number("count", passed.len());
            if !self.asks() || self.answered(&about, passed.len()).await {
                self.write_all(passed).await;
            }
            return;
        }
        let mut left = passed.len();
        for one in passed {
            left -= 1;
            let about = Message::new("ask-yes").text("account", &one.plan.account);
            if self.answered(&about, 1).await {
                self.write_all(vec![one]).await;
            }
            if self.report.interrupt.is_set() {
                self.report.leave(left);
                return;
            }
        }
    }

    /// Whether a person approves, and no argument does.
    fn asks(&self) -> bool {
        !self.args.auto_approve && self.args.expect.is_empty()
    }

    /// Asks the person at the terminal. An answer other than yes refuses all the accounts that the
    /// question is about.
    async fn answered(&mut self, question: &Message, accounts: usize) -> bool {
        match ask(question, &self.report.interrupt, self.environment).await {
            Ok(()) => true,
            Err(failure) => {
                let fate = AccountFate::of(failure.report(self.environment));
                (0..accounts).for_each(|_| self.report.totals.add(fate));
                false
            }
        }
    }

    async fn write_all(&mut self, passed: Vec<PassedAccount<'_>>) {
        let mut writable = Vec::new();
        for one in passed {
            match self.portals.connect(one.account.ready) {
                Ok(connection) => writable.push(WritableAccount {
                    plan: one.plan,
                    approved: match one.passed {
                        Passed::Approved(approved) => approved,
                        Passed::Unanswered(unanswered) => unanswered.answered_yes(),
                    },
                    connection,
                    at: one.account.at,
                }),
                Err(failure) => self.report.fails(one.plan.account.as_str(), failure),
            }
        }
        self.report.write(writable).await;
    }

    /// In text, the whole plan, before anything is asked or written.
    fn show(&self) {
        if self.args.output.format != OutputFormat::Text || self.report.views.is_empty() {
            return;
        }
        let view = View::of(self.report.views.clone());
        let (words, style) = (&self.environment.words, self.environment.style);
        self.environment.report(&text::render(&view, words, style));
    }

    fn finish(self) -> Result<Exit, Failure> {
        let environment = self.environment;
        let mut exit = self.report.conclude().worst(self.earlier);
        if exit == Exit::Done {
            exit = self.spent();
        }
        let view = self.report.view();
        self.args.output.write_applied(&view, environment)?;
        Ok(exit)
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
}
