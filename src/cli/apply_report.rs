//! What a run of `apply` has come to: the account of each plan, what failed, and the totals. Runs that
//! plan now and runs of saved plans write and report through this, so that equal results read alike.

use std::pin::pin;

use futures_util::StreamExt as _;

use super::applied::{attempt, state_directory, written};
use super::args::ApplyArgs;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::interrupt::Interrupt;
use super::portal::Connection;
use super::progress::{AccountProgress, Phase};
use super::totals::{AccountFate, RunTotals};
use super::unplanned::Unplanned;
use crate::client::HttpPortal;
use crate::plan::Plan;
use crate::reconcile::{
    AccountAttempt, Approved, ApprovedAccount, RunAuthor, RunPace, carry_out_all,
};
use crate::report::view::{AccountView, View};

/// A plan that was approved, and where the view of its account is.
pub(super) struct WritableAccount<'p> {
    pub(super) plan: &'p Plan,
    pub(super) approved: Approved<'p>,
    pub(super) connection: Connection,
    pub(super) at: usize,
}

pub(super) struct ApplyReport<'a> {
    pub(super) args: &'a ApplyArgs,
    pub(super) environment: &'a Environment,
    pub(super) author: RunAuthor,
    pub(super) interrupt: Interrupt,
    pub(super) views: Vec<AccountView>,
    pub(super) unplanned: Unplanned,
    pub(super) totals: RunTotals,
}

impl ApplyReport<'_> {
    pub(super) fn fails(&mut self, account: &str, failure: Failure) {
        self.totals.add(AccountFate::of_failure(&failure));
        self.unplanned.fails(account, failure, self.environment);
    }

    /// Accounts that could have been written, and were not.
    pub(super) fn leave(&mut self, count: usize) {
        self.totals.leave(count);
    }

    /// Whether nothing may be written because of another account.
    pub(super) fn is_blocked(&self) -> bool {
        self.totals.is_blocked() && !self.args.keep_going
    }

    /// Writes several accounts at a time, and reports each in the order of the plans.
    pub(super) async fn write(&mut self, writable: Vec<WritableAccount<'_>>) {
        let state = match state_directory(&self.args.attempt, self.environment) {
            Ok(state) => state,
            Err(failure) => {
                for one in writable {
                    self.fails(one.plan.account.as_str(), failure.clone());
                }
                return;
            }
        };
        let mut planned = Vec::new();
        let mut approved = Vec::new();
        for one in writable {
            planned.push((one.plan, one.at));
            approved.push(ApprovedAccount::<HttpPortal> {
                approved: one.approved,
                connection: one.connection,
            });
        }
        // Not borrowed from `self`, which the reports below change.
        let stop = self.interrupt.stop().clone();
        let (args, author) = (&self.args.attempt, self.author.clone());
        let attempt = attempt(args, &state, &stop, &author, self.environment);
        let progress = AccountProgress::of(Phase::Writing, planned.len(), self.environment);
        let pace = RunPace {
            at_once: self.args.pace.at_once(),
            progress: &progress,
        };
        let mut attempts = pin!(carry_out_all(approved, attempt, pace));
        for (plan, at) in planned {
            let attempt = attempts.next().await;
            match attempt.expect("every account has an attempt") {
                AccountAttempt::NotTried => self.leave(1),
                AccountAttempt::Tried(tried) => {
                    let view = &mut self.views[at];
                    match written(plan, *tried, view, self.args, self.environment) {
                        Ok(exit) => self.totals.add(AccountFate::of(exit)),
                        Err(failure) => self.fails(plan.account.as_str(), failure),
                    }
                }
            }
        }
    }

    /// The report of everything so far.
    pub(super) fn view(&self) -> View {
        let totals = self.totals.view();
        let (views, words) = (self.views.clone(), &self.environment.words);
        self.unplanned.beside(views, totals.as_ref(), words)
    }

    /// Says what became of the accounts, and gives the exit code of the whole.
    pub(super) fn conclude(&self) -> Exit {
        if let Some(totals) = self.totals.view() {
            self.environment.say(&totals.message());
        }
        match self.interrupt.is_set() {
            true => self.totals.exit().worst(Exit::Interrupted),
            false => self.totals.exit(),
        }
    }
}
