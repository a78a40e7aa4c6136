//! `consigne review`: what a new version of files means. Nothing is asked of a portal, and no
//! credential is read.

mod args;
mod git;
mod hours;
mod notes;
mod pair;
mod side;

use super::environment::Environment;
use super::files::Checked;
use super::findings::{Notes, refusal};
use super::impact::unknown_zone;
use super::{Exit, Failure, policy};
use crate::diagnostic::Diagnostic;
use crate::diff::Change;
use crate::model::{FieldPath, Language};
use crate::plan::{Refusal, Word};
use crate::report::form::Job;
use crate::report::ordinary;
use crate::report::view::{AccountView, ChangeView, Outcome, Place, RefusalView, View};
use crate::review::{Reviewed, Versions, names, review};
use crate::words::{Message, Words};
pub(super) use args::ReviewArgs;
use pair::{Pair, Version, pair};

pub(super) fn run(args: &ReviewArgs, environment: &Environment) -> Result<Exit, Failure> {
    let (mut old, mut new) = side::sides(args, environment)?;
    for version in old.iter_mut().chain(&mut new) {
        version.file.narrow(&args.strictness);
    }
    valid(&new, args, environment)?;
    let pairs = pair(old, new);
    for pair in &pairs {
        told_of_old(pair, args, environment);
    }
    let views = environment.languages().map(|words| {
        let beside = |pair| Beside {
            pair,
            args,
            words,
            environment,
        };
        let accounts = pairs.iter().map(|pair| beside(pair).view());
        Ok(View::of(accounts.collect::<Result<_, _>>()?))
    });
    let views = views.collect::<Result<Vec<_>, _>>()?;
    let pending = if args.detailed_exitcode {
        Exit::Pending
    } else {
        Exit::Done
    };
    let accounts = views.iter().flat_map(|view| &view.accounts);
    let exit = accounts.map(|view| match view.verdict {
        Outcome::InSync => Exit::Done,
        Outcome::Ready => pending,
        Outcome::Refused => Exit::Refused,
    });
    let exit = exit.fold(Exit::Done, Exit::worst);
    args.output.tell(Job::Review, &views, environment)?;
    Ok(exit)
}

/// A new side with an error, or with a finding that fails, means nothing: its findings are told
/// instead.
fn valid(new: &[Version], args: &ReviewArgs, environment: &Environment) -> Result<(), Failure> {
    let fails = |version: &&Version| {
        let mut findings = version.file.findings.iter();
        version.file.desired.is_none() || findings.any(|finding| args.strictness.fails(finding))
    };
    let invalid = new.iter().filter(fails);
    let invalid = invalid.inspect(|version| version.file.tell(&args.strictness, environment));
    match invalid.count() {
        0 => Ok(()),
        count => {
            let message = Message::new("invalid-files").number("count", count);
            Err(Failure::new(Exit::Failed, message))
        }
    }
}

/// An old file with an error says nothing of what was.
fn told_of_old(pair: &Pair, args: &ReviewArgs, environment: &Environment) {
    if let Some(old) = &pair.old
        && old.file.desired.is_none()
    {
        old.file.tell(&args.strictness, environment);
    }
}

/// One account with what surrounds it.
struct Beside<'a> {
    pair: &'a Pair,
    args: &'a ReviewArgs,
    words: &'a Words,
    environment: &'a Environment,
}

impl Beside<'_> {
    fn view(&self) -> Result<AccountView, Failure> {
        let desired = |version: &'_ Option<Version>| {
            let version = version.as_ref()?;
            version.file.desired.clone()
        };
        let old = desired(&self.pair.old);
        let Some(new) = desired(&self.pair.new).or_else(|| old.clone()) else {
            return Ok(AccountView::default());
        };
        let versions = Versions {
            old: old.as_ref(),
            new: &new,
        };
        let reviewed = review(versions, self.environment.now);
        let reviewed = reviewed.map_err(|unknown| unknown_zone(&unknown))?;
        self.told(new.account.as_str(), &reviewed)
    }

    fn told(&self, account: &str, reviewed: &Reviewed) -> Result<AccountView, Failure> {
        let words = self.words;
        let mut needs = reviewed.needs.clone();
        if self.pair.instead_of.is_some() {
            needs.insert(Word::AccountChange);
        }
        let Notes { told: found, aside } = self.found(reviewed, &needs);
        let mut refusals = self.refusals(account, reviewed);
        refusals.extend(self.exceeded(&found));
        refusals.extend(self.under_policy(reviewed, &found, &aside)?);
        let shown = |refusal: &Refusal| RefusalView::of(refusal, self.here(&refusal.path), words);
        let mut changes: Vec<_> = self.account_change(account).into_iter().collect();
        let settings = reviewed.changes.iter();
        changes.extend(settings.map(|c| ChangeView::of(c, self.here(&c.path))));
        let texts = |words: &mut dyn Iterator<Item = &Word>| -> std::collections::BTreeSet<String> {
            words.map(|word| word.as_str().to_owned()).collect()
        };
        Ok(AccountView {
            account: account.to_owned(),
            verdict: match (refusals.is_empty(), changes.is_empty()) {
                (false, _) => Outcome::Refused,
                (true, true) => Outcome::InSync,
                (true, false) => Outcome::Ready,
            },
            changes,
            refusals: refusals.iter().map(shown).collect(),
            needs: texts(&mut needs.iter()),
            granted: texts(&mut self.args.allow.iter()),
            assumptions: reviewed.assumed.iter().map(ToString::to_string).collect(),
            hours: Some(self.hours(reviewed)?),
            ordinary_week: Some(ordinary::view(&reviewed.before, &reviewed.after)),
            diagnostics: self.diagnostics(&found),
            ..AccountView::default()
        })
    }

    /// The file governs another account now: whatever else changes, this is what matters.
    fn account_change(&self, account: &str) -> Option<ChangeView> {
        let before = self.pair.instead_of.as_ref()?;
        let path = FieldPath::of("account");
        let text = |text: &str| Some(crate::diff::Setting::Text(text.to_owned()));
        let change = Change {
            kind: crate::diff::ChangeKind::Update,
            before: text(before.as_str()),
            after: text(account),
            path,
        };
        Some(ChangeView::of(&change, self.here(&change.path)))
    }

    fn refusals(&self, account: &str, reviewed: &Reviewed) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        let allowed = self.args.allow.contains(&Word::AccountChange);
        if let Some(before) = self.pair.instead_of.as_ref().filter(|_| !allowed) {
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

    /// What the options of findings refuse.
    fn exceeded(&self, found: &[Diagnostic]) -> impl Iterator<Item = Refusal> {
        let (strictness, granted) = (&self.args.strictness, &self.args.allow);
        let fails =
            |found: &&Diagnostic| strictness.fails_beside(found.code, found.severity, granted);
        found.iter().filter(fails).map(refusal)
    }

    /// What the policy refuses. Settings that the old version leaves alone may be as they were.
    fn under_policy(
        &self,
        reviewed: &Reviewed,
        found: &[Diagnostic],
        aside: &[Diagnostic],
    ) -> Result<Vec<Refusal>, Failure> {
        let Some(new) = self.pair.new.as_ref().map(|new| &new.file) else {
            return Ok(Vec::new());
        };
        let delegates = |file: &Checked| Some(file.desired.as_ref()?.delegates.as_ref()?.len());
        let paths = reviewed.changes.iter().map(|change| &change.path);
        let paths: Vec<_> = paths.filter(|path| reviewed.knew(path)).collect();
        let change = crate::policy::ProposedChange {
            old: &reviewed.before,
            new: &reviewed.after,
            delegates: delegates(new),
            now: self.environment.now,
            paths,
        };
        let of_file = new.findings.iter().chain(&new.silenced);
        let findings = of_file.chain(found).chain(aside);
        let findings = findings.filter(|_| !reviewed.changes.is_empty());
        policy::broken(&change, findings, self.environment)
    }

    /// Where the new file speaks of a setting, or of the list of what it deletes.
    fn here(&self, path: &FieldPath) -> Option<Place> {
        place(self.pair.new.as_ref()?, path)
    }

    /// Where the new file names a setting; of one that only the old file names, where that does.
    fn place(&self, path: &FieldPath) -> Option<Place> {
        let (old, new) = (self.pair.old.as_ref(), self.pair.new.as_ref());
        let named = |version: &&Version| {
            let desired = version.file.desired.as_ref();
            desired.is_some_and(|desired| names(desired, path))
        };
        place([new, old].into_iter().flatten().find(named)?, path)
    }
}

fn place(version: &Version, path: &FieldPath) -> Option<Place> {
    let span = version.file.desired.as_ref()?.places.of(path)?;
    Some(Place {
        file: version.file.source.name.clone(),
        line: version.file.source.line(span.start),
    })
}

/// The hours of a language.
fn hours_of(language: Language) -> FieldPath {
    FieldPath::of("chat.hours").key(language.as_str())
}
