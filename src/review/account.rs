//! One account of a review: everything that a report says of it, typed.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::hours::responsible;
use super::notes::{findings, noticed};
use super::pair::{Pair, Version};
use super::reviewed::{Reviewed, Versions, review};
use crate::availability::UnknownZone;
use crate::diagnostic::Diagnostic;
use crate::diff::{Change, ChangeKind, Setting};
use crate::model::{AccountName, FieldPath, PerLanguage};
use crate::plan::{Refusal, Word};
use crate::policy;
use crate::reconcile::{Checked, HoursComparison, JudgedFacts, Rules, judge, windows};
use crate::source::Place;
use crate::words::Message;

/// What a review says of one account.
#[derive(Debug)]
pub(crate) struct ReviewedAccount {
    pub(crate) account: AccountName,
    /// The change of the account that the file governs, then those of settings.
    pub(crate) changes: Vec<Change>,
    pub(crate) refusals: Vec<Refusal>,
    pub(crate) needs: BTreeSet<Word>,
    pub(crate) reviewed: Reviewed,
    /// What only both versions show.
    pub(crate) noticed: Vec<Diagnostic>,
    /// Findings of the new file alone.
    pub(crate) of_file: FindingsByAge,
    pub(crate) hours: HoursComparison,
    /// Where each interval of the hours comes from.
    pub(crate) responsible: PerLanguage<Vec<Option<Place>>>,
}

/// Findings of the new file, by whether the old one had them.
#[derive(Debug, Default)]
pub(crate) struct FindingsByAge {
    pub(crate) new: Vec<Diagnostic>,
    pub(crate) known: Vec<Diagnostic>,
}

/// Compares the two sides of a pair. None when neither side is valid.
pub(crate) fn reviewed(
    pair: &Pair,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Option<ReviewedAccount>, UnknownZone> {
    let old = pair.old.as_ref().and_then(desired);
    let Some(new) = pair.new.as_ref().and_then(desired).or(old) else {
        return Ok(None);
    };
    let reviewed = review(Versions { old, new }, now)?;
    let mut needs = reviewed.needs.clone();
    if pair.instead_of.is_some() {
        needs.insert(Word::AccountChange);
    }
    let mut found = noticed(pair, &reviewed, needs.iter());
    let mut aside = match &pair.new {
        Some(new) => new.file.silences.silence(&mut found),
        None => Vec::new(),
    };
    if pair.new.is_some() {
        aside.extend(rules.findings.narrow(&mut found));
        rules.findings.raise(&mut found, &rules.granted);
    }
    let (old_chat, new_chat) = (&reviewed.before, &reviewed.after);
    let days = windows(old_chat, new_chat, rules.window, now)?;
    let hours = HoursComparison::between(old_chat, new_chat, days)?;
    let mut refusals = refusals(pair, &new.account, &reviewed, rules);
    let facts = JudgedFacts {
        noticed: &found,
        aside: asides(pair, &aside),
        recorded: &[],
        change: change(pair, &reviewed, now),
        granted: &rules.granted,
    };
    refusals.extend(judge(&facts, rules)?);
    drop(facts);
    let account_change = pair.instead_of.as_ref();
    let account_change = account_change.map(|before| governs(before, &new.account));
    let settings = reviewed.changes.iter().cloned();
    Ok(Some(ReviewedAccount {
        account: new.account.clone(),
        changes: account_change.into_iter().chain(settings).collect(),
        refusals,
        needs,
        noticed: found,
        of_file: pair
            .new
            .as_ref()
            .map_or_else(FindingsByAge::default, |new| {
                let old = pair.old.as_ref().map(|old| &old.file);
                let (new, known) = findings(old, &new.file);
                FindingsByAge { new, known }
            }),
        responsible: responsible(pair, &hours)?,
        hours,
        reviewed,
    }))
}

fn desired(version: &Version) -> Option<&crate::desired::Desired> {
    version.file.desired.as_ref()
}

/// Findings of the new file and silenced ones, which a policy may forbid.
fn asides<'a>(pair: &'a Pair, aside: &'a [Diagnostic]) -> Vec<&'a Diagnostic> {
    let new = pair.new.as_ref().map(|new| &new.file);
    let of_file = new
        .into_iter()
        .flat_map(|file: &Checked| file.findings.iter().chain(&file.silenced));
    of_file.chain(aside).collect()
}

/// What a policy looks at: settings that the old version leaves alone may be as they were.
fn change<'a>(
    pair: &Pair,
    reviewed: &'a Reviewed,
    now: DateTime<Utc>,
) -> Option<policy::ProposedChange<'a>> {
    let new = pair.new.as_ref()?;
    let paths = reviewed.changes.iter().map(|change| &change.path);
    let delegates = desired(new).and_then(|desired| desired.delegates.as_ref());
    (!reviewed.changes.is_empty()).then(|| policy::ProposedChange {
        old: &reviewed.before,
        new: &reviewed.after,
        paths: paths.filter(|path| reviewed.knew(path)).collect(),
        delegates: delegates.map(|delegates| delegates.len()),
        now,
    })
}

/// The file governs another account now: whatever else changes, this is what matters.
fn governs(before: &AccountName, after: &AccountName) -> Change {
    Change {
        kind: ChangeKind::Update,
        path: FieldPath::of("account"),
        before: Some(Setting::Text(before.to_string())),
        after: Some(Setting::Text(after.to_string())),
    }
}

fn refusals(
    pair: &Pair,
    account: &AccountName,
    reviewed: &Reviewed,
    rules: &Rules,
) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let allowed = rules.granted.contains(&Word::AccountChange);
    if let Some(before) = pair.instead_of.as_ref().filter(|_| !allowed) {
        refusals.push(Refusal {
            code: Word::AccountChange.as_str(),
            path: FieldPath::of("account"),
            message: Message::new("review-account-change")
                .text("before", before)
                .text("after", account),
            help: Message::new("review-account-change-help"),
        });
    }
    refusals.extend(reviewed.guards.iter().map(|guard| {
        Refusal {
            code: "immutable-field",
            message: Message::new("review-guard")
                .text("path", &guard.path)
                .text("before", &guard.found)
                .text("after", &guard.wanted),
            help: Message::new("review-guard-help"),
            path: guard.path.clone(),
        }
    }));
    refusals.extend(reviewed.ambiguous.iter().map(|ambiguous| {
        Refusal {
            code: "rename-ambiguous",
            message: Message::new("review-rename-ambiguous")
                .text("from", &ambiguous.from)
                .text("to", &ambiguous.to),
            help: Message::new("rename-ambiguous-help"),
            path: ambiguous.path.clone(),
        }
    }));
    refusals
}
