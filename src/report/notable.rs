//! Which accounts have something to say although nothing of theirs changes.

use super::account_sentences::step_fate;
use super::diagnostics::{DiagnosticView, SeverityView, StageView};
use super::view::{AccountView, VerdictKind, View};

/// Whether an account has more to say than that nothing changes.
pub(super) fn says_something(account: &AccountView) -> bool {
    let mut steps = account.steps.iter().flatten();
    account.verdict != VerdictKind::InSync
        || account.diagnostics.iter().any(is_news)
        || steps.any(|step| step_fate(step).is_some())
}

/// Whether a run has anything to say: a comment about nothing is not worth posting.
pub(super) fn run_says_something(view: &View) -> bool {
    !view.diagnostics.is_empty()
        || !view.failures.is_empty()
        || view.accounts.iter().any(says_something)
}

/// The accounts that a report for people shows whole, in its order: of several those with something to
/// say.
pub(super) fn shown(view: &View) -> Vec<&AccountView> {
    let alone = view.accounts.len() == 1;
    let accounts = view.accounts.iter();
    accounts
        .filter(|account| alone || says_something(account))
        .collect()
}

/// The same for a report whose end may be cut off or not be read: refused accounts first, then those with
/// changes.
pub(super) fn gravest_first(view: &View) -> Vec<&AccountView> {
    let mut shown = shown(view);
    shown.sort_by_key(|account| match account.verdict {
        VerdictKind::Refused => 0,
        VerdictKind::Ready => 1,
        VerdictKind::InSync => 2,
    });
    shown
}

/// A finding that comparing two states made and that somebody should see.
fn is_news(finding: &DiagnosticView) -> bool {
    let compared = finding.stage == Some(StageView::Plan);
    compared && !finding.is_known() && finding.severity <= SeverityView::Warning
}
