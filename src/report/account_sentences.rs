//! Sentences about an account that text and the other formats share.

use super::diagnostics::SeverityView;
use super::reading::ReportSide;
use super::view::{AccountView, ChangeAction, StepFate, StepView, VerdictKind, View};
use crate::words::{Message, Words};

/// The catalogue's sentence for a verdict.
pub(super) fn verdict(account: &AccountView) -> &'static str {
    match (account.verdict, account.reading) {
        (VerdictKind::InSync, ReportSide::Plan) => "verdict-in-sync",
        (VerdictKind::Ready, ReportSide::Plan) => "verdict-ready",
        (VerdictKind::Refused, ReportSide::Plan) => "verdict-refused",
        (VerdictKind::InSync, ReportSide::Drift) => "drift-in-sync",
        (VerdictKind::Ready, ReportSide::Drift) => "drift-differs",
        (VerdictKind::Refused, ReportSide::Drift) => "drift-refused",
    }
}

/// The sign of a change, and the catalogue's word for it. Every action has a sign of its own,
/// because the sign carries the meaning where nothing is coloured.
pub(super) fn change_sign(
    action: ChangeAction,
    reading: ReportSide,
) -> (&'static str, &'static str) {
    match (action, reading) {
        (ChangeAction::Create, ReportSide::Plan) => ("+", "action-create"),
        (ChangeAction::Update, ReportSide::Plan) => ("~", "action-update"),
        (ChangeAction::Delete, ReportSide::Plan) => ("-", "action-delete"),
        (ChangeAction::Rename, ReportSide::Plan) => (">", "action-rename"),
        (ChangeAction::Create, ReportSide::Drift) => ("+", "drift-only-on-portal"),
        (ChangeAction::Update, ReportSide::Drift) => ("~", "drift-other-value"),
        (ChangeAction::Delete, ReportSide::Drift) => ("-", "drift-only-in-file"),
        (ChangeAction::Rename, ReportSide::Drift) => (">", "drift-other-name"),
    }
}

/// The catalogue's word for a severity.
pub(super) fn severity(severity: SeverityView) -> &'static str {
    match severity {
        SeverityView::Error => "severity-error",
        SeverityView::Warning => "severity-warning",
        SeverityView::Info => "severity-info",
    }
}

/// `Plan: 1 to create, 3 to update, 1 to delete, 1 to rename.`
pub(super) fn summary(view: &View, words: &Words) -> String {
    let summary = &view.summary;
    let id = match view.reading {
        ReportSide::Plan => "summary",
        ReportSide::Drift => "drift-summary",
    };
    let message = Message::new(id)
        .text("create", summary.create)
        .text("update", summary.update)
        .text("delete", summary.delete)
        .text("rename", summary.rename);
    words.say(&message)
}

/// What a rehearsal of the plan came to.
pub(super) fn rehearsal(account: &AccountView, words: &Words) -> Option<String> {
    let rehearsal = account.rehearsal.as_ref()?;
    let id = match (rehearsal.passed, rehearsal.left.is_empty()) {
        (true, _) => "rehearsal-passed",
        (false, true) => "rehearsal-failed",
        (false, false) => "rehearsal-left",
    };
    let message = Message::new(id).number("count", rehearsal.writes);
    Some(words.say(&message.text("paths", rehearsal.left.join(", "))))
}

/// The sections that the plan is limited to, if it is: without this sentence a reader would take a
/// plan of one section for one of the account.
pub(super) fn partial(account: &AccountView, words: &Words) -> Option<String> {
    let sections = account.sections.join(", ");
    let message = Message::new("plan-partial").text("sections", sections);
    account.partial.then(|| words.say(&message))
}

/// The exact flags that give the consent a plan still needs, ready to be copied. A refused plan has
/// none: no flag would make it one that can be applied.
pub(super) fn missing_consent(account: &AccountView, words: &Words) -> Option<String> {
    let missing = account.needs.difference(&account.granted);
    let flags: Vec<_> = missing.map(|word| format!("--allow {word}")).collect();
    let ready = account.verdict == VerdictKind::Ready && !flags.is_empty();
    let message = Message::new("words-missing").text("flags", flags.join(" "));
    ready.then(|| words.say(&message))
}

/// The catalogue's word for a step that was not carried out; none for one that was.
pub(super) fn step_fate(step: &StepView) -> Option<&'static str> {
    match step.outcome {
        StepFate::Done => None,
        StepFate::Failed => Some("step-failed"),
        StepFate::Unknown => Some("step-unknown"),
        StepFate::NotTried => Some("step-not-tried"),
    }
}
