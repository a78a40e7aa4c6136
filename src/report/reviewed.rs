//! One account of a review as reports show it.

use super::account::hours_of;
use super::assumption_view::AssumptionView;
use super::diagnostics::{DiagnosticView, notes, rows};
use super::hours_view::{HoursView, LanguageHoursView};
use super::ordinary::view as ordinary_view;
use super::view::{AccountView, ChangeView, RefusalView, VerdictKind};
use crate::model::Language;
use crate::plan::Word;
use crate::reconcile::Rules;
use crate::review::{Pair, ReviewAssumption, ReviewedAccount};
use crate::source::Place;
use crate::words::Words;

/// A reviewed account in one language.
pub(crate) fn view(
    pair: &Pair,
    account: &ReviewedAccount,
    rules: &Rules,
    words: &Words,
) -> AccountView {
    let changes = account.changes.iter();
    let refusals = account.refusals.iter();
    let assumed = account.reviewed.assumed.iter();
    AccountView {
        account: account.account.to_string(),
        verdict: match (account.refusals.is_empty(), account.changes.is_empty()) {
            (false, _) => VerdictKind::Refused,
            (true, true) => VerdictKind::InSync,
            (true, false) => VerdictKind::Ready,
        },
        changes: changes
            .map(|change| ChangeView::of(change, pair.here(&change.path)))
            .collect(),
        refusals: refusals
            .map(|refusal| RefusalView::of(refusal, pair.here(&refusal.path), words))
            .collect(),
        needs: account.needs.iter().map(name).collect(),
        granted: rules.granted.iter().map(name).collect(),
        assumptions: assumed.map(assumption).collect(),
        hours: Some(hours(pair, account)),
        ordinary_week: Some(ordinary_view(
            &account.reviewed.before,
            &account.reviewed.after,
        )),
        diagnostics: diagnostics(pair, account, words),
        more_diagnostics: unlisted(pair),
        ..AccountView::default()
    }
}

fn name(word: &Word) -> String {
    word.as_str().to_owned()
}

fn hours(pair: &Pair, account: &ReviewedAccount) -> HoursView {
    let mut view = hours_of(&account.hours, |path| pair.place(path));
    let responsible = &account.responsible;
    blame(&mut view.fr, responsible.get(Language::Fr));
    blame(&mut view.en, responsible.get(Language::En));
    view
}

fn blame(hours: &mut LanguageHoursView, responsible: &[Option<Place>]) {
    for (interval, place) in hours.intervals.iter_mut().zip(responsible) {
        if let Some(place) = place {
            interval.because.file = Some(place.file.clone());
            interval.because.line = Some(place.line);
        }
    }
}

/// What only both versions show, then findings of the file: new ones, then those that the old file
/// had as well. Of an account without a new file, those of the old one.
fn diagnostics(pair: &Pair, account: &ReviewedAccount, words: &Words) -> Vec<DiagnosticView> {
    let Some(new) = &pair.new else {
        let old = pair.old.as_ref();
        return old.map_or_else(Vec::new, |old| {
            notes(&account.noticed, &old.file.source, words)
        });
    };
    let source = &new.file.source;
    let mut out = notes(&account.noticed, source, words);
    let mut new = notes(&account.of_file.new, source, words);
    new.iter_mut().for_each(|row| row.new = Some(true));
    let mut known = rows(&account.of_file.known, source, words);
    known.iter_mut().for_each(|row| row.new = Some(false));
    out.extend(new);
    out.extend(known);
    out
}

/// How many findings of the new file were only counted.
fn unlisted(pair: &Pair) -> Option<usize> {
    let count = pair.new.as_ref()?.file.left_out.total();
    (count > 0).then_some(count)
}

fn assumption(assumed: &ReviewAssumption) -> AssumptionView {
    match assumed {
        ReviewAssumption::CivilWeek => AssumptionView::CivilWeek,
        ReviewAssumption::SameZone => AssumptionView::SameZone,
        ReviewAssumption::On => AssumptionView::SwitchedOn,
        ReviewAssumption::Absent(path) => AssumptionView::Absent(path.to_string()),
        ReviewAssumption::Kept(path) => AssumptionView::Kept(path.to_string()),
        ReviewAssumption::Unknown(path) => AssumptionView::Unknown(path.to_string()),
    }
}
