//! What a run that writes nothing to the portal reports of its accounts, in every language that was asked for.

use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::files::SortedFiles;
use super::totals::{AccountFate, RunTotals};
use super::unplanned::Unplanned;
use crate::reconcile::Ready;
use crate::report::view::{AccountView, View};

/// The accounts so far, and the exit code of the worst of them.
#[derive(Default)]
pub(super) struct RunReport {
    pub(super) exit: Exit,
    /// One list for each language.
    views: Vec<Vec<AccountView>>,
    pub(super) unplanned: Unplanned,
    pub(super) totals: RunTotals,
}

impl RunReport {
    /// An account that could not be compared, and why.
    pub(super) fn fails(
        &mut self,
        ready: &Ready,
        failure: Failure,
        environment: &Environment,
    ) -> Exit {
        self.totals.add(AccountFate::of_failure(&failure));
        let account = ready.account().as_str();
        let exit = self.unplanned.fails(account, failure, environment);
        self.exit = self.exit.worst(exit);
        exit
    }

    /// An account that was compared; `views` are of it alone, in every language.
    pub(super) fn add(&mut self, views: Vec<AccountView>, fate: AccountFate, exit: Exit) {
        self.totals.add(fate);
        self.exit = self.exit.worst(exit);
        self.views.resize(views.len(), Vec::new());
        for (report, view) in self.views.iter_mut().zip(views) {
            report.push(view);
        }
    }

    /// The files that are left once those that are valid were compared.
    pub(super) fn leave_out(&mut self, files: SortedFiles, environment: &Environment) {
        self.exit = self.exit.worst(files.exit(environment));
        self.totals.leave(files.left);
        for _ in &files.invalid {
            self.totals.add(AccountFate::Failed);
        }
        self.unplanned.invalid = files.invalid;
    }

    /// The report in every language. The accounts are moved out.
    pub(super) fn views(&mut self, environment: &Environment) -> Vec<View> {
        let views = std::mem::take(&mut self.views);
        let totals = self.totals.view();
        self.unplanned.reports(views, totals.as_ref(), environment)
    }
}
