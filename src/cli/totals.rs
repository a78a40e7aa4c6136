//! What became of the accounts of a run, and the exit code of the whole.
//!
//! The codes are promises: 3 and 4 say that nothing was written anywhere, so a run that wrote to one
//! account and was refused at another is neither. It was applied in part, like an account of which some
//! settings were written.

use super::exit::Exit;
use super::failure::Failure;
use crate::report::account_totals::AccountTotalsView;

/// What became of one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AccountFate {
    InSync,
    /// This run only shows them.
    WithChanges,
    /// Its plan was carried out on a copy.
    Rehearsed,
    Applied,
    PartlyApplied,
    Refused,
    Stale,
    Failed,
    /// It could have been written, and another account was the reason not to.
    NotTried,
    /// There is no token for it. Others go on.
    WithoutToken,
    Interrupted,
}

impl AccountFate {
    /// The fate of an account whose attempt ended with this code.
    pub(super) fn of(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::Applied,
            Exit::Partial => Self::PartlyApplied,
            Exit::Refused => Self::Refused,
            Exit::Stale => Self::Stale,
            Exit::Interrupted => Self::Interrupted,
            Exit::Failed | Exit::Pending | Exit::Usage => Self::Failed,
        }
    }

    /// The fate of an account that failed before anything was written.
    pub(super) fn of_failure(failure: &Failure) -> Self {
        match failure.is_not_tried {
            true => Self::WithoutToken,
            false => Self::of(failure.exit),
        }
    }

    fn exit(self) -> Exit {
        match self {
            Self::InSync | Self::WithChanges | Self::Rehearsed | Self::Applied | Self::NotTried => {
                Exit::Done
            }
            Self::PartlyApplied => Exit::Partial,
            Self::Refused => Exit::Refused,
            Self::Stale => Exit::Stale,
            Self::Failed | Self::WithoutToken => Exit::Failed,
            Self::Interrupted => Exit::Interrupted,
        }
    }

    /// Something was written, or may have been.
    fn wrote(self) -> bool {
        matches!(self, Self::Applied | Self::PartlyApplied)
    }

    /// Something that the files ask for was not written.
    fn lacks(self) -> bool {
        !matches!(self, Self::InSync | Self::Applied)
    }
}

/// The fates of all accounts of a run.
#[derive(Debug, Default)]
pub(super) struct RunTotals(Vec<AccountFate>);

impl RunTotals {
    pub(super) fn add(&mut self, fate: AccountFate) {
        self.0.push(fate);
    }

    /// Accounts that another one kept from being tried.
    pub(super) fn leave(&mut self, count: usize) {
        (0..count).for_each(|_| self.add(AccountFate::NotTried));
    }

    /// Of a run that was to write and only looks, because of another account.
    pub(super) fn leave_those_with_changes(&mut self) {
        let shown = self.0.iter_mut();
        for fate in shown.filter(|fate| **fate == AccountFate::WithChanges) {
            *fate = AccountFate::NotTried;
        }
    }

    /// Whether every account was compared.
    pub(super) fn is_whole(&self) -> bool {
        use AccountFate as Fate;
        let compared = |fate| matches!(fate, Fate::InSync | Fate::WithChanges | Fate::Refused);
        self.0.iter().copied().all(compared)
    }

    /// Whether an account was refused, or could not be read.
    pub(super) fn is_blocked(&self) -> bool {
        let mut fates = self.0.iter();
        fates.any(|fate| *fate != AccountFate::WithoutToken && fate.exit() != Exit::Done)
    }

    /// One code for the whole.
    pub(super) fn exit(&self) -> Exit {
        let fates = || self.0.iter().copied();
        let mixed = fates().any(AccountFate::wrote) && fates().any(AccountFate::lacks);
        let first = if mixed { Exit::Partial } else { Exit::Done };
        fates().fold(first, |worst, fate| worst.worst(fate.exit()))
    }

    /// None for a single account, whose own report says it.
    pub(super) fn view(&self) -> Option<AccountTotalsView> {
        let mut view = AccountTotalsView::default();
        for fate in &self.0 {
            *match fate {
                AccountFate::InSync => &mut view.in_sync,
                AccountFate::WithChanges => &mut view.with_changes,
                AccountFate::Rehearsed => &mut view.rehearsed,
                AccountFate::Applied => &mut view.applied,
                AccountFate::PartlyApplied => &mut view.partly_applied,
                AccountFate::Refused => &mut view.refused,
                AccountFate::Stale => &mut view.stale,
                AccountFate::Failed => &mut view.failed,
                AccountFate::NotTried | AccountFate::WithoutToken => &mut view.not_tried,
                AccountFate::Interrupted => &mut view.interrupted,
            } += 1;
        }
        (self.0.len() > 1).then_some(view)
    }
}
