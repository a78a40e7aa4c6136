//! The parts of a report that formats for people share: the verdict and the hours in one line, the
//! accounts that are shown, and the sentences around their changes.

use super::spacing::bound;
use crate::report::account_sentences::{step_fate, verdict};
use crate::report::diagnostics::{DiagnosticView, FileView, SeverityView};
use crate::report::hours_view::{HoursView, LanguageHoursView, SumsView};
use crate::report::notable::run_says_something;
use crate::report::view::{AccountView, StepView, VerdictKind, View};
use crate::report::{Style, assumptions, conflict, impact_text, sums};
use crate::words::{Message, Words};

/// `changes to apply`, or `1 refused, 2 with changes, 3 without changes`; of a run that compared
/// no account, why.
pub(super) fn verdict_of_all(view: &View, words: &Words) -> String {
    if view.accounts.is_empty() && run_says_something(view) {
        return words.text("forms-nothing-compared");
    }
    if let [account] = &view.accounts[..] {
        return words.text(verdict(account));
    }
    let message = Message::new("forms-accounts")
        .number("refused", count(view, VerdictKind::Refused))
        .number("ready", count(view, VerdictKind::Ready))
        .number("insync", count(view, VerdictKind::InSync));
    words.say(&message)
}

fn count(view: &View, verdict: VerdictKind) -> usize {
    let accounts = view.accounts.iter();
    accounts
        .filter(|account| account.verdict == verdict)
        .count()
}

/// `fr +2 h 30 / −1 h 00 a week; en unchanged`, of all accounts together.
pub(super) fn hours_of_all(view: &View, words: &Words) -> Option<String> {
    let accounts = view.accounts.iter();
    let hours: Vec<_> = accounts
        .filter_map(|account| account.hours.as_ref())
        .collect();
    (!hours.is_empty()).then(|| bound(&hours_together(&hours, words), words))
}

/// The hours of one account in one line, for a page or a comment.
pub(super) fn hours(account: &AccountView, words: &Words) -> Option<String> {
    Some(bound(&plain_hours(account, words)?, words))
}

/// The hours of one account in one line, for a log.
pub(super) fn plain_hours(account: &AccountView, words: &Words) -> Option<String> {
    let hours = account.hours.as_ref()?;
    Some(hours_together(&[hours], words))
}

fn hours_together(hours: &[&HoursView], words: &Words) -> String {
    let fr = language_together(hours.iter().map(|hours| &hours.fr));
    let en = language_together(hours.iter().map(|hours| &hours.en));
    sums::both_languages(&fr, &en, words)
}

/// The sums of several accounts in one language, without their intervals.
fn language_together<'a>(
    accounts: impl Iterator<Item = &'a LanguageHoursView>,
) -> LanguageHoursView {
    let mut together = LanguageHoursView::default();
    for hours in accounts {
        add(&mut together.weekly, &hours.weekly);
        add(&mut together.events, &hours.events);
    }
    together
}

fn add(sums: &mut SumsView, more: &SumsView) {
    sums.gained_minutes = sums.gained_minutes.saturating_add(more.gained_minutes);
    sums.lost_minutes = sums.lost_minutes.saturating_add(more.lost_minutes);
}

/// Which hours change and why: the lines of the text report, one step less indented, all of them.
pub(super) fn impact(account: &AccountView, words: &Words) -> Vec<String> {
    let lines = impact_text::all_lines(account, words).into_iter();
    lines
        .map(|line| bound(line.strip_prefix("  ").unwrap_or(&line), words))
        .collect()
}

/// The assumptions of a review, and how many findings are not new.
pub(super) fn review_sentences(account: &AccountView, words: &Words) -> Vec<String> {
    let known = assumptions::known_findings(account, words).into_iter();
    known
        .chain(assumptions::sentences(account, words))
        .collect()
}

/// What a stale plan was made from and what the portal has now, a line each.
pub(super) fn conflicts(account: &AccountView, words: &Words) -> Option<String> {
    let stale = !account.conflicts.is_empty();
    stale.then(|| conflict::text(account, words, Style::Plain))
}

/// Steps of an apply that were not carried out.
pub(super) fn undone(account: &AccountView) -> impl Iterator<Item = UndoneStep<'_>> {
    let steps = account.steps.iter().flatten();
    steps.filter_map(|step| {
        Some(UndoneStep {
            fate: step_fate(step)?,
            step,
        })
    })
}

/// A step, and the catalogue's word for what became of it.
pub(super) struct UndoneStep<'a> {
    pub(super) step: &'a StepView,
    pub(super) fate: &'static str,
}

/// `2 files: 1 error, 3 warnings`.
pub(super) fn checked(files: &[FileView], words: &Words) -> String {
    let errors = count_of(files, SeverityView::Error);
    let warnings = count_of(files, SeverityView::Warning);
    let message = Message::new("forms-checked")
        .number("count", files.len())
        .message(
            "errors",
            Message::new("forms-errors").number("count", errors),
        )
        .message(
            "warnings",
            Message::new("forms-warnings").number("count", warnings),
        );
    words.say(&message)
}

fn count_of(files: &[FileView], severity: SeverityView) -> usize {
    let findings = files.iter().flat_map(|file| &file.findings);
    let listed = findings.filter(|finding| finding.severity == severity);
    let left_out = files.iter().map(|file| file.left_out.of(severity.into()));
    listed.count() + left_out.sum::<usize>()
}

/// Findings of all files, the gravest first.
pub(super) fn gravest_first(files: &[FileView]) -> Vec<&DiagnosticView> {
    let mut findings: Vec<_> = files.iter().flat_map(|file| &file.findings).collect();
    findings.sort_by_key(|finding| finding.severity);
    findings
}
