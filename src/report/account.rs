//! One account as reports show it, from what `reconcile` came to.

use std::collections::BTreeSet;

use super::diagnostics::DiagnosticView;
use super::diagnostics::{notes, rows};
use super::hours::view as hours_view;
use super::hours_view::HoursView;
use super::impact::view as impact_view;
use super::ordinary::view as ordinary_view;
use super::view::{
    AccountView, ChangeAction, ChangeView, RefusalView, StepFate, StepView, VerdictKind,
};
use crate::apply::{Outcome as Applied, StepOutcome, StepResult};
use crate::desired::HOLIDAY_COVERED;
use crate::diagnostic::Diagnostic;
use crate::model::{Action as Write, FieldPath};
use crate::plan::file::PlanDigest;
use crate::plan::{Plan, Refusal, Step, Verdict};
use crate::reconcile::{HoursComparison, Proposal, Ready};
use crate::source::Place;
use crate::words::Words;

/// A proposal in one language.
pub(crate) fn view(ready: &Ready, proposal: &Proposal, words: &Words) -> AccountView {
    let rules = &proposal.rules;
    let changes = proposal.verdict.preview().changes.iter();
    // In the order of their names, in which they have always been written.
    let sections: BTreeSet<_> = rules
        .sections
        .iter()
        .map(|section| section.as_str())
        .collect();
    let granted = rules.granted.iter().map(|word| word.as_str());
    let mut view = AccountView {
        account: ready.desired.account.to_string(),
        verdict: match &proposal.verdict {
            Verdict::InSync(_) => VerdictKind::InSync,
            Verdict::Ready { .. } => VerdictKind::Ready,
            Verdict::Refused { .. } => VerdictKind::Refused,
        },
        partial: !rules.sections.is_empty(),
        sections: sections.into_iter().map(str::to_owned).collect(),
        changes: changes
            .map(|change| ChangeView::of(change, ready.place(&change.path)))
            .collect(),
        granted: granted.map(str::to_owned).collect(),
        hours: Some(hours_of(&proposal.hours, |path| {
            ready.place_of_schedule(path)
        })),
        ordinary_week: Some(ordinary_view(&proposal.hours.before, &proposal.hours.after)),
        diagnostics: diagnostics(ready, &proposal.findings, words),
        more_diagnostics: Some(ready.left_out.total()).filter(|count| *count > 0),
        ..AccountView::default()
    };
    match &proposal.verdict {
        Verdict::InSync(_) => {}
        Verdict::Ready { plan, .. } => {
            let needs = plan.needs.iter().map(|word| word.as_str());
            view.needs = needs.map(str::to_owned).collect();
            view.digest = Some(PlanDigest::of(plan).as_str().to_owned());
        }
        Verdict::Refused { refusals, .. } => {
            let refusals = refusals.iter();
            view.refusals = refusals
                .map(|refusal| shown(refusal, ready, words))
                .collect();
        }
    }
    view
}

fn shown(refusal: &Refusal, ready: &Ready, words: &Words) -> RefusalView {
    RefusalView::of(refusal, ready.place(&refusal.path), words)
}

/// Hours gained and lost, with the place of each schedule that is responsible.
pub(crate) fn hours_of(
    change: &HoursComparison,
    place: impl Fn(&FieldPath) -> Option<Place> + Copy,
) -> HoursView {
    let mut view = hours_view(&change.delta, place);
    if let Some(impact) = &change.impact {
        view.impact = impact_view(&change.before, &change.after, impact, place);
    }
    view
}

/// Findings of the file, which are reported with their lines elsewhere, and notes, which the report
/// shows itself: a holiday that a reader may miss among the changes is one of these.
fn diagnostics(ready: &Ready, found: &[Diagnostic], words: &Words) -> Vec<DiagnosticView> {
    let findings = ready.findings.iter().cloned();
    let (covered, findings): (Vec<_>, Vec<_>) =
        findings.partition(|finding| finding.code == HOLIDAY_COVERED);
    let source = &ready.source;
    let mut out = rows(&findings, source, words);
    out.extend(notes(&covered, source, words));
    out.extend(notes(found, source, words));
    out
}

/// Each step of a plan with its fate.
pub(crate) fn steps(plan: &Plan, outcome: &Applied) -> Vec<StepView> {
    let steps = plan.steps.iter().zip(&outcome.steps);
    steps.map(|(write, result)| step(write, result)).collect()
}

fn step(step: &Step, result: &StepOutcome) -> StepView {
    let action = match &step.action {
        Write::CreateSchedule(..) | Write::GrantDelegate(..) => ChangeAction::Create,
        Write::DeleteSchedule(..) | Write::RevokeDelegate(_) => ChangeAction::Delete,
        Write::PatchGeneral(_)
        | Write::PatchAdministrator(_)
        | Write::PatchChat(_)
        | Write::PutWorkingHours(..)
        | Write::PutWeekendHours(..)
        | Write::PutLunchBreak(..)
        | Write::PutSchedule(..) => ChangeAction::Update,
    };
    let outcome = match result.result {
        StepResult::Done => StepFate::Done,
        StepResult::Failed => StepFate::Failed,
        StepResult::Unknown => StepFate::Unknown,
        StepResult::NotTried => StepFate::NotTried,
    };
    StepView {
        action,
        path: step.path().to_string(),
        outcome,
        status: result.status,
        attempts: result.attempts,
    }
}
