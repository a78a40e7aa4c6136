//! What planning notices, and what of it refuses the plan.

use chrono::{DateTime, Utc};

use super::args::Scope;
use super::environment::Environment;
use super::files::Ready;
use super::impact::Told;
use crate::availability::{Period, Sums};
use crate::desired::Target;
use crate::diagnostic::Diagnostic;
use crate::diff::{Change, ChangeKind};
use crate::lint::{self, Planning};
use crate::model::{FieldPath, Observed, PerLanguage};
use crate::plan::{Refusal, Verdict, Word};
use crate::report::view::{HoursView, LanguageHoursView};
use crate::words::Message;

/// What planning notices.
pub(super) struct Notes {
    pub(super) told: Vec<Diagnostic>,
    /// What comments and options took away.
    pub(super) aside: Vec<Diagnostic>,
}

/// What is told of a plan beside its changes, in the order of the file.
pub(super) fn notes(
    ready: &Ready,
    (observed, target): (&Observed, &Target),
    (verdict, told): (&Verdict, &Told),
    scope: &Scope,
    environment: &Environment,
) -> Notes {
    let hours = &told.hours;
    let windows = windows(hours);
    let planning = Planning {
        old: &observed.account,
        new: &target.account,
        desired: &ready.desired,
        told: ready.findings.iter().chain(&ready.silenced).collect(),
        windows: &windows,
        minutes: PerLanguage {
            fr: sums(&hours.fr),
            en: sums(&hours.en),
        },
        first: PerLanguage {
            fr: first(&hours.fr),
            en: first(&hours.en),
        },
        words: words(verdict),
        now: environment.now,
    };
    let mut notes = lint::plan(&planning);
    notes.extend(target.notes.iter().cloned());
    notes.extend(told.interim.iter().cloned());
    crate::diagnostic::sort(&mut notes);
    let mut aside = ready.silences.silence(&mut notes);
    aside.extend(scope.strictness.narrow(&mut notes));
    Notes { told: notes, aside }
}

/// A plan of which a finding fails is refused: a policy is exceeded.
pub(super) fn judge(verdict: Verdict, notes: &[Diagnostic], scope: &Scope) -> Verdict {
    let failing = notes.iter().filter(|finding| fails(finding, scope));
    verdict.refused_by(failing.map(refusal).collect())
}

/// A word that was given no longer warns; only what is denied by its code refuses it.
fn fails(finding: &Diagnostic, scope: &Scope) -> bool {
    let (code, severity) = (finding.code, finding.severity);
    scope.strictness.fails_beside(code, severity, &scope.allow)
}

/// A finding that fails, as what refuses.
pub(super) fn refusal(finding: &Diagnostic) -> Refusal {
    let help = finding.help.clone();
    Refusal {
        code: finding.code,
        path: finding.path.clone(),
        message: finding.message.clone(),
        help: help.unwrap_or_else(|| Message::new("policy-exceeded-help")),
    }
}

/// The words that a plan needs, each with the setting that asks for it.
fn words(verdict: &Verdict) -> Vec<(&'static str, FieldPath)> {
    let Verdict::Ready { plan, preview } = verdict else {
        return Vec::new();
    };
    let words = plan.needs.iter();
    words
        .map(|word| (word.as_str(), asks(*word, &preview.changes)))
        .collect()
}

/// The setting for which a word is needed.
pub(super) fn asks(word: Word, changes: &[Change]) -> FieldPath {
    match word {
        Word::LoginChange => FieldPath::of("administrator.email"),
        Word::SpidChange => FieldPath::of("general.spid"),
        Word::AccountChange => FieldPath::of("account"),
        Word::RevokeDelegate => FieldPath::of("delegates"),
        Word::ChatOff => FieldPath::of("chat.enabled"),
        Word::LoseHours => FieldPath::of("chat.hours"),
        Word::BulkDelete => {
            let deleted = |change: &&Change| change.kind == ChangeKind::Delete;
            let first = changes.iter().find(deleted);
            let list = first.and_then(|change| Some(change.path.split_last()?.0));
            list.unwrap_or_else(|| FieldPath::of("chat.hours"))
        }
    }
}

fn sums(hours: &LanguageHoursView) -> Sums {
    Sums {
        gained: hours.gained_minutes,
        lost: hours.lost_minutes,
    }
}

fn first(hours: &LanguageHoursView) -> Option<DateTime<Utc>> {
    hours.intervals.first()?.from.parse().ok()
}

fn windows(hours: &HoursView) -> Vec<Period> {
    let instant = |text: &str| -> Option<DateTime<Utc>> { text.parse().ok() };
    let window = |(from, to): (&String, &String)| {
        Some(Period {
            from: instant(from)?,
            to: instant(to)?,
        })
    };
    let pairs = hours
        .windows
        .iter()
        .map(|window| (&window.from, &window.to));
    pairs.filter_map(window).collect()
}
