//! How many accounts of a run are in work at a time, and who follows it.

use std::num::NonZeroUsize;

use crate::model::AccountName;

/// Follows the accounts of a run. Accounts begin and end in any order.
pub trait Progress: Sync {
    fn begins(&self, account: &AccountName);
    /// Whatever came of it.
    fn ends(&self, account: &AccountName);
}

/// Follows nothing.
impl Progress for () {
    fn begins(&self, _: &AccountName) {}
    fn ends(&self, _: &AccountName) {}
}

/// How a run goes through its accounts.
#[derive(Clone, Copy)]
pub struct RunPace<'a> {
    /// Accounts in work at a time.
    pub at_once: NonZeroUsize,
    pub progress: &'a dyn Progress,
}

impl RunPace<'_> {
    /// Eight accounts at a time: enough to hide the way to a portal, and few enough for a small one.
    pub const AT_ONCE: NonZeroUsize = NonZeroUsize::new(8).expect("eight is not zero");

    /// Does the work of one account, and reports its begin and its end.
    pub(super) async fn follow<T>(self, account: &AccountName, work: impl Future<Output = T>) -> T {
        self.progress.begins(account);
        let done = work.await;
        self.progress.ends(account);
        done
    }
}

impl Default for RunPace<'_> {
    fn default() -> Self {
        Self {
            at_once: Self::AT_ONCE,
            progress: &(),
        }
    }
}
