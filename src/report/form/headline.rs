//! What a report begins with: the verdict, the hours, and what it needs.

use super::super::diagnostics::{DiagnosticView, FileView, SeverityView};
use super::super::view::{
    AccountView, HoursView, LanguageHoursView, Outcome, StepView, SumsView, View,
};
use super::super::{Style, conflict, impact as sentences, review, text};
use super::verdict;
use crate::words::{Message, Words};

/// Accounts that are told one by one: refused ones first, and of those in sync only what is not
/// told by the verdict.
pub(super) fn told(view: &View) -> Vec<&AccountView> {
    let with = |outcome| {
        let accounts = view.accounts.iter();
        accounts.filter(move |account| account.verdict == outcome)
    };
    let says_more = |account: &&AccountView| {
        let more = !account.diagnostics.is_empty() || undone(account).next().is_some();
        view.accounts.len() == 1 || more
    };
    let in_sync = with(Outcome::InSync).filter(says_more);
    let accounts = with(Outcome::Refused).chain(with(Outcome::Ready));
    accounts.chain(in_sync).collect()
}

/// `changes to apply`, or `1 refused, 2 with changes, 3 in sync`.
pub(super) fn verdict_of_all(view: &View, words: &Words) -> String {
    if let [account] = &view.accounts[..] {
        return words.text(verdict(account.verdict));
    }
    let count = |outcome| {
        let accounts = view.accounts.iter();
        accounts
            .filter(|account| account.verdict == outcome)
            .count()
    };
    let message = Message::new("forms-accounts")
        .number("refused", count(Outcome::Refused))
        .number("ready", count(Outcome::Ready))
        .number("insync", count(Outcome::InSync));
    words.say(&message)
}

/// `fr +2 h 30 / −1 h 00 a week; en unchanged`, of all accounts together.
pub(super) fn hours_of_all(view: &View, words: &Words) -> Option<String> {
    let accounts = view.accounts.iter();
    let hours: Vec<_> = accounts
        .filter_map(|account| account.hours.as_ref())
        .collect();
    (!hours.is_empty()).then(|| hours_together(&hours, words))
}

pub(super) fn hours(account: &AccountView, words: &Words) -> Option<String> {
    let hours = account.hours.as_ref()?;
    Some(hours_together(&[hours], words))
}

fn hours_together(hours: &[&HoursView], words: &Words) -> String {
    let sum = |of: fn(&HoursView) -> &LanguageHoursView| {
        let weekly = hours.iter().map(|hours| &of(hours).weekly);
        let events = hours.iter().map(|hours| &of(hours).events);
        LanguageHoursView {
            weekly: together(weekly),
            events: together(events),
            ..LanguageHoursView::default()
        }
    };
    let (fr, en) = (sum(|hours| &hours.fr), sum(|hours| &hours.en));
    text::both_languages(&fr, &en, words)
}

fn together<'a>(sums: impl Iterator<Item = &'a SumsView>) -> SumsView {
    sums.fold(SumsView::default(), |sum, next| SumsView {
        gained_minutes: sum.gained_minutes.saturating_add(next.gained_minutes),
        lost_minutes: sum.lost_minutes.saturating_add(next.lost_minutes),
    })
}

/// Which hours change and why, as the report in text has them.
pub(super) fn impact(account: &AccountView, words: &Words) -> Vec<String> {
    let lines = sentences::lines(account, words, Style::Plain);
    let line = |line: String| line.strip_prefix("  ").map(str::to_owned).unwrap_or(line);
    lines.into_iter().map(line).collect()
}

/// What a review takes for granted, and how many findings are no news.
pub(super) fn beside(account: &AccountView, words: &Words) -> Vec<String> {
    let known = review::known_findings(account, words).into_iter();
    known.chain(review::assumed(account, words)).collect()
}

/// What became of a plan that does not hold any more.
pub(super) fn conflicts(account: &AccountView, words: &Words) -> Option<String> {
    let stale = !account.conflicts.is_empty();
    stale.then(|| conflict::text(account, words, Style::Plain))
}

/// The exact flags that consent, ready to be copied.
pub(super) fn missing(account: &AccountView, words: &Words) -> Option<String> {
    let missing = account.needs.difference(&account.granted);
    let flags: Vec<_> = missing.map(|word| format!("--allow {word}")).collect();
    let ready = account.verdict == Outcome::Ready && !flags.is_empty();
    let message = Message::new("words-missing").text("flags", flags.join(" "));
    ready.then(|| words.say(&message))
}

pub(super) fn partial(account: &AccountView, words: &Words) -> Option<String> {
    let sections = account.sections.join(", ");
    let message = Message::new("plan-partial").text("sections", sections);
    account.partial.then(|| words.say(&message))
}

/// Steps of an apply that are not done.
pub(super) fn undone(account: &AccountView) -> impl Iterator<Item = &StepView> {
    let steps = account.steps.iter().flatten();
    steps.filter(|step| step.outcome != "done")
}

/// The catalogue's word for what became of a step.
pub(super) fn fate(step: &StepView) -> &'static str {
    match step.outcome.as_str() {
        "failed" => "step-failed",
        "unknown" => "step-unknown",
        _ => "step-not-tried",
    }
}

pub(super) fn summary(view: &View, words: &Words) -> String {
    let summary = &view.summary;
    let message = Message::new("summary")
        .text("create", summary.create)
        .text("update", summary.update)
        .text("delete", summary.delete)
        .text("rename", summary.rename);
    words.say(&message)
}

/// `2 files: 1 error, 3 warnings`.
pub(super) fn checked(files: &[FileView], words: &Words) -> String {
    let count = |severity| {
        let findings = files.iter().flat_map(|file| &file.findings);
        findings
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let errors = Message::new("forms-errors").number("count", count(SeverityView::Error));
    let warnings = Message::new("forms-warnings").number("count", count(SeverityView::Warning));
    let message = Message::new("forms-checked").number("count", files.len());
    words.say(
        &message
            .message("errors", errors)
            .message("warnings", warnings),
    )
}

/// Findings of all files, the gravest first.
pub(super) fn gravest_first(files: &[FileView]) -> Vec<&DiagnosticView> {
    let mut findings: Vec<_> = files.iter().flat_map(|file| &file.findings).collect();
    findings.sort_by_key(|finding| finding.severity);
    findings
}
