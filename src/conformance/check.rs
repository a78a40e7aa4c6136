//! One check: a rule of the contract, and the requests that hold a portal to it.

use futures_util::future::BoxFuture;

use super::message::Mismatch;
use super::need::Need;
use super::trial::Trial;

/// One check of the list: one rule, so that a report can name what a portal gets wrong. It passes when
/// every step is met; the first that is not ends it.
pub(super) struct Check {
    /// Stable, for `--only` and for reports.
    pub(super) id: &'static str,
    /// The message of the catalogue that says the rule: `check-` and the id.
    pub(super) rule: &'static str,
    /// Checks of one group follow each other in a report, under a heading.
    pub(super) group: &'static str,
    /// Sentence of the help page that the rule comes from; otherwise it is the contract's.
    pub(super) page: Option<&'static str>,
    pub(super) needs: &'static [Need],
    /// Lines that `step.rs` reads.
    pub(super) steps: &'static [&'static str],
    /// What steps cannot say, run after them.
    pub(super) more: Option<MoreSteps>,
}

/// A function that takes the trial after its steps; a future that borrows from it has to be boxed.
pub(super) type MoreSteps =
    for<'a, 'b> fn(&'a mut Trial<'b>) -> BoxFuture<'a, Result<(), Mismatch>>;
