//! One account: observe, lay the file over it, compare, plan, judge. Nothing is written.

use chrono::{DateTime, Utc};

use super::account::{candidates, refusals};
use super::check::Ready;
use super::fault::ProposeError;
use super::hours::{HoursComparison, opened_between_steps, windows};
use super::ignore::{IgnoredChange, ignore};
use super::judge::{JudgedFacts, judge};
use super::rules::{Rules, Section};
use crate::availability::{LanguageDelta, Period};
use crate::contract::ReadPortal;
use crate::desired::{Desired, Target};
use crate::diagnostic::{Diagnostic, sort};
use crate::diff::{Change, ChangeKind, diff};
use crate::lint::{self, Planning, Reported};
use crate::model::{FieldPath, Observed, PerLanguage};
use crate::plan::{PlanInputs, Verdict, Word, plan};
use crate::policy;

/// What planning an account came to, and what it was made of.
#[derive(Debug)]
pub struct Proposal {
    /// In sync, ready or refused. A verdict that is ready was judged.
    pub verdict: Verdict,
    /// What the portal held.
    pub observed: Observed,
    /// Findings that only planning could make, in the order of the file; silenced ones left out.
    pub(crate) findings: Vec<Diagnostic>,
    /// Hours that customers gain and lose.
    pub(crate) hours: HoursComparison,
    /// What the file asks for in the sections that were planned.
    pub(crate) desired: Desired,
    /// Differences that the rules leave alone.
    pub(crate) ignored: Vec<IgnoredChange>,
    /// The rules by which the verdict was judged.
    pub(crate) rules: Rules,
}

/// Plans one account: one GET of its settings, and one for each delegate to be granted.
///
/// `origin` is what the portal is called in plans, without credentials.
pub async fn propose(
    ready: &Ready,
    portal: &impl ReadPortal,
    origin: &str,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Proposal, ProposeError> {
    let observed = portal.observe(&ready.desired.account).await?;
    let desired = narrowed(ready, &observed, rules);
    let mut target = desired.over(&observed.account);
    let ignored = ignore(&mut target, &observed.account, rules, now);
    let (old, new) = (&observed.account.chat, &target.account.chat);
    let verdict = plan(PlanInputs {
        origin,
        observed: &observed,
        target: &target.account,
        renames: &target.renames,
        changes: diff(&observed.account, &target.account, &target.renames),
        managed: desired.managed(),
        refusals: refusals(&desired, &target, &observed),
        candidates: candidates(portal, &observed, &target).await?,
        granted: rules.granted.clone(),
        now,
    })?;
    let windows = windows(old, new, rules.window, now)?;
    let interim = match &verdict {
        Verdict::Ready { plan, .. } => opened_between_steps(ready, plan, &observed, new, &windows)?,
        Verdict::InSync(_) | Verdict::Refused { .. } => Vec::new(),
    };
    let hours = HoursComparison::between(old, new, windows)?;
    let mut findings = noticed(ready, &observed, &target, &verdict, &hours, now);
    findings.extend(interim);
    sort(&mut findings);
    let mut aside = ready.silences.silence(&mut findings);
    aside.extend(rules.findings.narrow(&mut findings));
    rules.findings.raise(&mut findings, &rules.granted);
    let facts = JudgedFacts {
        noticed: &findings,
        aside: ready
            .findings
            .iter()
            .chain(&ready.silenced)
            .chain(&aside)
            .collect(),
        recorded: &[],
        change: change(&verdict, &observed, &target, now),
        granted: &rules.granted,
    };
    let more = judge(&facts, rules)?;
    drop(facts);
    Ok(Proposal {
        verdict: verdict.refused_by(more),
        observed,
        findings,
        hours,
        desired,
        ignored,
        rules: rules.clone(),
    })
}

/// What the file asks for in the sections that are planned.
fn narrowed(ready: &Ready, observed: &Observed, rules: &Rules) -> Desired {
    narrowed_to(ready.intent(observed), rules)
}

/// An intent in the sections of the rules.
pub(super) fn narrowed_to(desired: Desired, rules: &Rules) -> Desired {
    let sections = rules
        .sections
        .iter()
        .map(|section| Section::as_str(*section));
    desired.only(&sections.collect())
}

/// What a policy looks at. An account in sync breaks no rule.
fn change<'a>(
    verdict: &'a Verdict,
    observed: &'a Observed,
    target: &'a Target,
    now: DateTime<Utc>,
) -> Option<policy::ProposedChange<'a>> {
    let changes = match verdict {
        Verdict::InSync(_) => return None,
        Verdict::Ready { preview, .. } | Verdict::Refused { preview, .. } => &preview.changes,
    };
    Some(policy::ProposedChange {
        old: &observed.account.chat,
        new: &target.account.chat,
        paths: changes.iter().map(|change| &change.path).collect(),
        delegates: Some(target.account.delegates.len()),
        now,
    })
}

/// What only the file beside the portal shows.
fn noticed(
    ready: &Ready,
    observed: &Observed,
    target: &Target,
    verdict: &Verdict,
    hours: &HoursComparison,
    now: DateTime<Utc>,
) -> Vec<Diagnostic> {
    let languages = &hours.delta.languages;
    let planning = Planning {
        old: &observed.account,
        new: &target.account,
        desired: &ready.desired,
        reported: ready.findings.iter().chain(&ready.silenced).collect(),
        extent: match ready.left_out.is_whole() {
            true => Reported::Whole,
            false => Reported::InPart,
        },
        windows: &hours.delta.windows,
        minutes: PerLanguage {
            fr: languages.fr.total,
            en: languages.en.total,
        },
        first: PerLanguage {
            fr: first(&languages.fr).map(|window| window.from),
            en: first(&languages.en).map(|window| window.from),
        },
        words: consents(verdict),
        now,
    };
    let mut notes = lint::plan(&planning);
    notes.extend(target.notes.iter().cloned());
    notes
}

/// The first stretch in which hours differ.
fn first(delta: &LanguageDelta) -> Option<Period> {
    delta.intervals.first().map(|(window, _, _)| *window)
}

/// The consents that a plan needs, each with the setting that asks for it.
fn consents(verdict: &Verdict) -> Vec<(&'static str, FieldPath)> {
    let Verdict::Ready { plan, preview } = verdict else {
        return Vec::new();
    };
    let words = plan.needs.iter();
    words
        .map(|word| (word.as_str(), asks(*word, &preview.changes)))
        .collect()
}

/// The setting for which a consent is needed.
pub(crate) fn asks(word: Word, changes: &[Change]) -> FieldPath {
    match word {
        Word::LoginChange => FieldPath::of("administrator.email"),
        Word::SpidChange => FieldPath::of("general.spid"),
        Word::AccountChange => FieldPath::of("account"),
        Word::RevokeDelegate => FieldPath::of("delegates"),
        Word::ChatOff => FieldPath::of("chat.enabled"),
        Word::ClearContact => {
            let cleared = changes.iter().find(|change| is_cleared_contact(change));
            cleared.map_or(FieldPath::of("general"), |change| change.path.clone())
        }
        Word::LoseHours => FieldPath::of("chat.hours"),
        Word::BulkDelete => {
            let first = changes
                .iter()
                .find(|change| change.kind == ChangeKind::Delete);
            let list = first.and_then(|change| Some(change.path.split_last()?.0));
            list.unwrap_or_else(|| FieldPath::of("chat.hours"))
        }
    }
}

/// Whether a change empties the address or the phone.
fn is_cleared_contact(change: &Change) -> bool {
    let contact = ["general.address", "administrator.phone"].map(FieldPath::of);
    change.after.is_none() && contact.contains(&change.path)
}
