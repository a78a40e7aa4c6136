//! Observe, over, diff, plan, for one file: what `plan`, `drift` and `apply` share.

use std::collections::{BTreeMap, BTreeSet};

use super::args::{Scope, Section};
use super::environment::Environment;
use super::files::Ready;
use super::findings::Notes;
use super::impact::OfHours;
use super::portal::unanswered;
use super::{Failure, findings, policy};
use crate::contract::ReadPortal;
use crate::desired::{Desired, HOLIDAY_COVERED, Target};
use crate::diagnostic::{Diagnostic, Span};
use crate::diff::diff;
use crate::model::{FieldPath, Observed};
use crate::plan::file::PlanDigest;
use crate::plan::{Candidates, Proposal, Refusal, Verdict, plan};
use crate::policy::ProposedChange;
use crate::report::diagnostics::{notes, rows};
use crate::report::ordinary;
use crate::report::view::{AccountView, ChangeView, HoursView, Outcome, Place, RefusalView};
use crate::words::{Message, Words};

/// What planning came to, and what was seen.
pub(super) struct Planned {
    pub(super) verdict: Verdict,
    pub(super) observed: Observed,
    pub(super) view: AccountView,
    /// The same in each of the other languages that were asked for.
    pub(super) translated: Vec<AccountView>,
}

/// Plans one account. Only reads.
pub(super) async fn propose(
    ready: &Ready,
    portal: &impl ReadPortal,
    origin: &str,
    scope: &Scope,
    environment: &Environment,
) -> Result<Planned, Failure> {
    let account = &ready.desired.account;
    let observed = portal
        .observe(account)
        .await
        .map_err(|error| unanswered(&error))?;
    let desired = ready.desired.clone().only(&sections(scope));
    let target = desired.over(&observed.account);
    let candidates = candidates(portal, &observed, &target).await?;
    let hours = OfHours {
        ready,
        observed: &observed,
        target: &target.account.chat,
        window: scope.window,
        now: environment.now,
    };
    let verdict = plan(Proposal {
        origin,
        observed: &observed,
        target: &target.account,
        renames: &target.renames,
        changes: diff(&observed.account, &target.account, &target.renames),
        managed: desired.managed(),
        refusals: refusals(&desired, &target, &observed),
        candidates,
        loss: hours.loss()?,
        granted: scope.allow.iter().copied().collect(),
    });
    let week = ordinary::view(&observed.account.chat, &target.account.chat);
    let said = |words| {
        let told = hours.told(&verdict, words)?;
        let both = (&observed, &target);
        let found = findings::notes(ready, both, (&verdict, &told), scope, environment);
        Ok((told.hours, found))
    };
    let said_first = said(&environment.words)?;
    let others: Vec<_> = environment
        .others
        .iter()
        .map(said)
        .collect::<Result<_, _>>()?;
    // A finding is the same in every language.
    let (both, notes) = ((&observed, &target), &said_first.1);
    let verdict = judged(ready, both, (verdict, notes), scope, environment)?;
    let view = |words, (hours, found): (HoursView, Notes)| AccountView {
        hours: Some(hours),
        ordinary_week: Some(week.clone()),
        ..view(ready, &verdict, &found.told, scope, words)
    };
    let others = environment.others.iter().zip(others);
    Ok(Planned {
        view: view(&environment.words, said_first),
        translated: others.map(|(words, said)| view(words, said)).collect(),
        verdict,
        observed,
    })
}

/// The verdict with the findings that fail, and with the rules of the policy that the change breaks,
/// whatever was silenced.
fn judged(
    ready: &Ready,
    (observed, target): (&Observed, &Target),
    (verdict, notes): (Verdict, &Notes),
    scope: &Scope,
    environment: &Environment,
) -> Result<Verdict, Failure> {
    let verdict = findings::judge(verdict, &notes.told, scope);
    // Who has nothing to change breaks no rule.
    if environment.policy.is_none() || matches!(verdict, Verdict::InSync(_)) {
        return Ok(verdict);
    }
    let preview = verdict.preview();
    let change = ProposedChange {
        old: &observed.account.chat,
        new: &target.account.chat,
        paths: preview.changes.iter().map(|change| &change.path).collect(),
        delegates: Some(target.account.delegates.len()),
        now: environment.now,
    };
    let of_file = ready.findings.iter().chain(&ready.silenced);
    let found = of_file.chain(&notes.told).chain(&notes.aside);
    let broken = policy::broken(&change, found, environment)?;
    Ok(verdict.refused_by(broken))
}

/// Where the file speaks of a setting.
pub(super) fn place(ready: &Ready, path: &FieldPath) -> Option<Place> {
    Some(at(ready, ready.desired.places.of(path)?))
}

pub(super) fn at(ready: &Ready, span: Span) -> Place {
    Place {
        file: ready.source.name.clone(),
        line: ready.source.line(span.start),
    }
}

fn sections(scope: &Scope) -> BTreeSet<&'static str> {
    let name = |section: &Section| match section {
        Section::General => "general",
        Section::Administrator => "administrator",
        Section::Delegates => "delegates",
        Section::Chat => "chat",
    };
    scope.only.iter().map(name).collect()
}

/// One request for each delegate to be granted.
async fn candidates(
    portal: &impl ReadPortal,
    observed: &Observed,
    target: &Target,
) -> Result<Candidates, Failure> {
    let mut found = BTreeMap::new();
    for user in target.account.delegates.keys() {
        if !observed.account.delegates.contains_key(user) {
            let candidate = portal.candidate(&observed.name, user).await;
            found.insert(user.clone(), candidate.map_err(|error| unanswered(&error))?);
        }
    }
    Ok(found)
}

/// « Ces champs ne peuvent être modifiés »: a guard that differs refuses the whole plan.
fn refusals(desired: &Desired, target: &Target, observed: &Observed) -> Vec<Refusal> {
    let guards = desired
        .guard_differences(observed)
        .into_iter()
        .map(|difference| {
            let key = difference.path.to_string();
            let key = key.rsplit('.').next().unwrap_or_default().to_owned();
            Refusal {
                code: "immutable-field",
                message: Message::new("immutable-field")
                    .text("path", &difference.path)
                    .text("wanted", &difference.wanted)
                    .text("found", &difference.found),
                help: Message::new("immutable-field-help")
                    .text("key", key)
                    .text("found", scalar(&difference.found)),
                path: difference.path,
            }
        });
    let renames = target.ambiguous.iter().map(|ambiguous| Refusal {
        code: "rename-ambiguous",
        path: ambiguous.path.clone(),
        message: Message::new("rename-ambiguous")
            .text("from", &ambiguous.from)
            .text("to", &ambiguous.to),
        help: Message::new("rename-ambiguous-help"),
    });
    guards.chain(renames).collect()
}

/// A text as the file has to write it: in quotes where YAML would take it for something else.
fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || " -_.'".contains(c);
    let word = text.starts_with(char::is_alphabetic) && text.chars().all(plain);
    if word && !matches!(text, "true" | "false" | "null") {
        text.to_owned()
    } else {
        serde_json::Value::from(text).to_string()
    }
}

fn view(
    ready: &Ready,
    verdict: &Verdict,
    found: &[Diagnostic],
    scope: &Scope,
    words: &Words,
) -> AccountView {
    let place = |path: &FieldPath| place(ready, path);
    let outcome = match verdict {
        Verdict::InSync(_) => Outcome::InSync,
        Verdict::Ready { .. } => Outcome::Ready,
        Verdict::Refused { .. } => Outcome::Refused,
    };
    let changes = verdict.preview().changes.iter();
    let mut view = AccountView {
        account: ready.desired.account.to_string(),
        verdict: outcome,
        partial: !scope.only.is_empty(),
        sections: sections(scope).into_iter().map(str::to_owned).collect(),
        changes: changes
            .map(|change| ChangeView::of(change, place(&change.path)))
            .collect(),
        granted: scope
            .allow
            .iter()
            .map(|word| word.as_str().to_owned())
            .collect(),
        diagnostics: diagnostics(ready, found, words),
        ..AccountView::default()
    };
    match verdict {
        Verdict::InSync(_) => {}
        Verdict::Ready { plan, .. } => {
            view.needs = plan
                .needs
                .iter()
                .map(|word| word.as_str().to_owned())
                .collect();
            view.digest = Some(PlanDigest::of(plan).as_str().to_owned());
        }
        Verdict::Refused { refusals, .. } => {
            let shown = |refusal: &Refusal| RefusalView::of(refusal, place(&refusal.path), words);
            view.refusals = refusals.iter().map(shown).collect();
        }
    }
    view
}

/// Findings of the file, which are told elsewhere, and notes, which the report tells: a holiday
/// that a reader may miss among the changes is one of these.
fn diagnostics(ready: &Ready, found: &[Diagnostic], words: &Words) -> Vec<serde_json::Value> {
    let findings = ready.findings.iter().cloned();
    let (covered, findings): (Vec<_>, Vec<_>) =
        findings.partition(|finding| finding.code == HOLIDAY_COVERED);
    let source = &ready.source;
    let mut out = rows(&findings, source, words);
    out.extend(notes(&covered, source, words));
    out.extend(notes(found, source, words));
    out
}
