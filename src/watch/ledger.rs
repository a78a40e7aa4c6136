//! What the watcher remembers of each file, and which accounts a look makes due.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::tree::{FileState, Mark, Tree};
use crate::lint::Occasion;
use crate::model::AccountName;
use crate::reconcile::{Checked, FindingRules, Ready, check};
use crate::source::{Input, SourceError};

/// Which files to plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sweep {
    /// All, for the first time.
    First,
    All,
    Changed,
}

/// Why an account is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// Its file holds what no plan was made of yet.
    Edited,
    /// To see what the portal holds by now.
    Looked,
}

/// An account to plan.
pub(crate) struct Task {
    pub(crate) ready: Ready,
    pub(crate) cause: Cause,
}

/// What a look comes to.
#[derive(Default)]
pub(crate) struct Round {
    pub(crate) tasks: Vec<Task>,
    /// Files whose accounts are left alone.
    pub(crate) aside: usize,
    /// What is to be reported before anything is planned, in order.
    pub(crate) notes: Vec<LedgerNote>,
}

/// A fact about the directory that is reported when it is new.
pub(crate) enum LedgerNote {
    /// The directory has no file.
    Empty,
    /// A file that was there is gone; its account keeps what it has.
    Gone(String),
    /// A file cannot be read.
    Unreadable(SourceError),
    /// Findings of a file that changed.
    Checked(Box<Checked>),
    /// The account of this file is not touched until the file is usable.
    LeftAlone(String),
    /// Two files claim an account, so that neither is used.
    Claimed {
        account: AccountName,
        first: String,
        second: String,
    },
}

/// All files of the last look.
#[derive(Default)]
pub(crate) struct Ledger {
    /// What fails and what is not wanted.
    rules: FindingRules,
    files: BTreeMap<String, WatchedFile>,
    /// Accounts that were in two files.
    doubles: BTreeSet<AccountName>,
}

struct WatchedFile {
    mark: Mark,
    /// What was there when it was last planned.
    planned: Option<Mark>,
    /// The account of the last valid content: a broken file still claims it.
    account: Option<AccountName>,
    due: Due,
    /// What was last told of its account.
    told: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Due {
    No,
    /// Until a plan was made, also when the portal does not answer for long.
    Plan,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum News {
    Same,
    Changed,
}

impl Ledger {
    /// Before the first look.
    pub(crate) fn under(rules: FindingRules) -> Self {
        Self {
            rules,
            ..Self::default()
        }
    }

    /// Whether a look found what the last one did.
    pub(crate) fn knows(&self, tree: &Tree) -> bool {
        let known = |(name, entry): (&String, &WatchedFile)| tree.mark(name) == Some(&entry.mark);
        self.files.len() == tree.files.len() && self.files.iter().all(known)
    }

    /// Takes a look in: what is to be planned, and what is to be reported.
    pub(crate) fn take(&mut self, tree: Tree, sweep: Sweep, now: DateTime<Utc>) -> Round {
        let mut notes = self.forget_gone(&tree);
        if tree.files.is_empty() && sweep != Sweep::All {
            notes.push(LedgerNote::Empty);
        }
        let count = tree.files.len();
        let mut usable = Vec::new();
        for (name, found) in tree.files {
            let news = self.enter(&name, &found.mark, sweep);
            let (ready, of_file) = self.check(name, found, now);
            usable.extend(ready);
            if news == News::Changed {
                notes.extend(of_file);
            }
        }
        notes.extend(self.set_doubles_aside(&mut usable));
        let aside = count - usable.len();
        let tasks = usable.into_iter().filter_map(|ready| self.task(ready));
        Round {
            tasks: tasks.collect(),
            aside,
            notes,
        }
    }

    /// A plan of the file was made.
    pub(crate) fn planned(&mut self, name: &str) {
        if let Some(entry) = self.files.get_mut(name) {
            entry.planned = Some(entry.mark.clone());
            entry.due = Due::No;
        }
    }

    /// The plan of a changed file was not tried: the change is still to be acted upon.
    pub(crate) fn owes(&mut self, name: &str) {
        if let Some(entry) = self.files.get_mut(name) {
            entry.planned = None;
            entry.due = Due::Plan;
        }
    }

    /// Remembers what is told of a file's account; whether it is something new.
    pub(crate) fn tells(&mut self, name: &str, text: &str) -> bool {
        let Some(entry) = self.files.get_mut(name) else {
            return true;
        };
        let new = entry.told != text;
        text.clone_into(&mut entry.told);
        new
    }

    /// A file that is gone takes nothing with it.
    fn forget_gone(&mut self, tree: &Tree) -> Vec<LedgerNote> {
        let mut notes = Vec::new();
        self.files.retain(|name, entry| {
            let gone = tree.mark(name).is_none() && tree.lacks(name);
            if gone && (entry.account.is_some() || matches!(entry.mark, Mark::Bytes(_))) {
                notes.push(LedgerNote::Gone(name.clone()));
            }
            !gone
        });
        notes
    }

    fn enter(&mut self, name: &str, mark: &Mark, sweep: Sweep) -> News {
        let Some(entry) = self.files.get_mut(name) else {
            let entry = WatchedFile {
                mark: mark.clone(),
                // What was there before the watcher came is not a change of the file.
                planned: (sweep == Sweep::First).then(|| mark.clone()),
                account: None,
                due: Due::Plan,
                told: String::new(),
            };
            self.files.insert(name.to_owned(), entry);
            return News::Changed;
        };
        let news = if entry.mark == *mark {
            News::Same
        } else {
            // What a file that changed comes to is told again, even when it is the same.
            entry.told.clear();
            News::Changed
        };
        if news == News::Changed || sweep != Sweep::Changed {
            entry.due = Due::Plan;
        }
        entry.mark = mark.clone();
        news
    }

    /// A file that can be planned, and what is to be reported of it when it is new.
    fn check(
        &mut self,
        name: String,
        found: FileState,
        now: DateTime<Utc>,
    ) -> (Option<Ready>, Vec<LedgerNote>) {
        let left_alone = LedgerNote::LeftAlone(name.clone());
        let bytes = match found.content {
            Ok(bytes) => bytes,
            Err(error) => return (None, vec![LedgerNote::Unreadable(error), left_alone]),
        };
        let mut file = check(Input { name, bytes }, Occasion::at(now));
        file.narrow(&self.rules);
        let findings = LedgerNote::Checked(Box::new(file.clone()));
        let Some(ready) = file.ready(&self.rules) else {
            return (None, vec![findings, left_alone]);
        };
        if let Some(entry) = self.files.get_mut(&ready.source.name) {
            entry.account = Some(ready.desired.account.clone());
        }
        (Some(ready), vec![findings])
    }

    /// Of two files that claim one account neither is right.
    fn set_doubles_aside(&mut self, usable: &mut Vec<Ready>) -> Vec<LedgerNote> {
        let mut claims: BTreeMap<AccountName, Vec<String>> = BTreeMap::new();
        for (name, entry) in &self.files {
            if let Some(account) = &entry.account {
                claims
                    .entry(account.clone())
                    .or_default()
                    .push(name.clone());
            }
        }
        claims.retain(|_, names| names.len() > 1);
        let mut notes = Vec::new();
        for (account, names) in &claims {
            if let [first, second, ..] = &names[..]
                && !self.doubles.contains(account)
            {
                notes.push(LedgerNote::Claimed {
                    account: account.clone(),
                    first: first.clone(),
                    second: second.clone(),
                });
            }
        }
        usable.retain(|ready| !claims.contains_key(&ready.desired.account));
        self.doubles = claims.into_keys().collect();
        notes
    }

    fn task(&self, ready: Ready) -> Option<Task> {
        let entry = self.files.get(&ready.source.name)?;
        let cause = if entry.planned.as_ref() == Some(&entry.mark) {
            Cause::Looked
        } else {
            Cause::Edited
        };
        (entry.due == Due::Plan).then_some(Task { ready, cause })
    }
}
