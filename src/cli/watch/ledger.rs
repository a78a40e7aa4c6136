//! What the watcher remembers of each file, and which accounts a look makes due.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::tree::{Found, Mark, Tree};
use crate::cli::args::Strictness;
use crate::cli::environment::Environment;
use crate::cli::files::{Ready, check};
use crate::cli::source::Input;
use crate::lint::Occasion;
use crate::model::AccountName;
use crate::words::Message;

/// Which files to plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sweep {
    /// All, for the first time.
    First,
    All,
    Changed,
}

/// Why an account is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// Its file holds what no plan was made of yet.
    Edited,
    /// To see what the portal holds by now.
    Looked,
}

/// An account to plan.
pub(super) struct Task {
    pub(super) ready: Ready,
    pub(super) cause: Cause,
}

/// What a look comes to.
#[derive(Default)]
pub(super) struct Round {
    pub(super) tasks: Vec<Task>,
    /// Files whose accounts are left alone.
    pub(super) aside: usize,
}

/// All files of the last look.
#[derive(Default)]
pub(super) struct Ledger {
    /// What fails and what is not wanted.
    strictness: Strictness,
    files: BTreeMap<String, Entry>,
    /// Accounts that were in two files.
    doubles: BTreeSet<AccountName>,
}

struct Entry {
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
    pub(super) fn under(strictness: Strictness) -> Self {
        Self {
            strictness,
            ..Self::default()
        }
    }

    /// Whether a look found what the last one did.
    pub(super) fn knows(&self, tree: &Tree) -> bool {
        let known = |(name, entry): (&String, &Entry)| tree.mark(name) == Some(&entry.mark);
        self.files.len() == tree.files.len() && self.files.iter().all(known)
    }

    /// Takes a look in, tells what cannot be used, and gives what is to be planned.
    pub(super) fn take(
        &mut self,
        tree: Tree,
        sweep: Sweep,
        root: &Path,
        environment: &Environment,
    ) -> Round {
        self.forget_gone(&tree, environment);
        if tree.files.is_empty() && sweep != Sweep::All {
            environment.note(&Message::new("no-yaml").text("path", root.display()));
        }
        let count = tree.files.len();
        let mut usable = Vec::new();
        for (name, found) in tree.files {
            let news = self.enter(&name, &found.mark, sweep);
            usable.extend(self.check(name, found, news, environment));
        }
        self.set_doubles_aside(&mut usable, environment);
        let aside = count - usable.len();
        let tasks = usable.into_iter().filter_map(|ready| self.task(ready));
        Round {
            tasks: tasks.collect(),
            aside,
        }
    }

    /// A plan of the file was made.
    pub(super) fn planned(&mut self, name: &str) {
        if let Some(entry) = self.files.get_mut(name) {
            entry.planned = Some(entry.mark.clone());
            entry.due = Due::No;
        }
    }

    /// The plan of a changed file was not tried: the change is still to be acted upon.
    pub(super) fn owes(&mut self, name: &str) {
        if let Some(entry) = self.files.get_mut(name) {
            entry.planned = None;
            entry.due = Due::Plan;
        }
    }

    /// Remembers what is told of a file's account; whether it is something new.
    pub(super) fn tells(&mut self, name: &str, text: &str) -> bool {
        let Some(entry) = self.files.get_mut(name) else {
            return true;
        };
        let new = entry.told != text;
        text.clone_into(&mut entry.told);
        new
    }

    /// A file that is gone takes nothing with it.
    fn forget_gone(&mut self, tree: &Tree, environment: &Environment) {
        self.files.retain(|name, entry| {
            let gone = tree.mark(name).is_none() && tree.lacks(name);
            if gone && (entry.account.is_some() || matches!(entry.mark, Mark::Bytes(_))) {
                environment.note(&Message::new("watch-gone").text("path", name));
            }
            !gone
        });
    }

    fn enter(&mut self, name: &str, mark: &Mark, sweep: Sweep) -> News {
        let Some(entry) = self.files.get_mut(name) else {
            let entry = Entry {
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

    /// A file that can be planned. What is wrong with another one is told when it is new.
    fn check(
        &mut self,
        name: String,
        found: Found,
        news: News,
        environment: &Environment,
    ) -> Option<Ready> {
        let left_alone = Message::new("watch-left-alone").text("path", &name);
        let note = |message: &Message| {
            if news == News::Changed {
                environment.note(message);
            }
        };
        let bytes = match found.content {
            Ok(bytes) => bytes,
            Err(failure) => {
                note(&failure.message);
                note(&left_alone);
                return None;
            }
        };
        let mut file = check(Input { name, bytes }, Occasion::at(environment.now));
        file.narrow(&self.strictness);
        if news == News::Changed {
            file.tell(&self.strictness, environment);
        }
        let Some(ready) = file.ready(&self.strictness) else {
            note(&left_alone);
            return None;
        };
        if let Some(entry) = self.files.get_mut(&ready.source.name) {
            entry.account = Some(ready.desired.account.clone());
        }
        Some(ready)
    }

    /// Of two files that claim one account neither is right.
    fn set_doubles_aside(&mut self, usable: &mut Vec<Ready>, environment: &Environment) {
        let mut claims: BTreeMap<AccountName, Vec<&str>> = BTreeMap::new();
        for (name, entry) in &self.files {
            if let Some(account) = &entry.account {
                claims.entry(account.clone()).or_default().push(name);
            }
        }
        claims.retain(|_, names| names.len() > 1);
        for (account, names) in &claims {
            if let [first, second, ..] = names[..]
                && !self.doubles.contains(account)
            {
                let message = Message::new("watch-same-account").text("account", account);
                environment.note(&message.text("first", first).text("second", second));
            }
        }
        usable.retain(|ready| !claims.contains_key(&ready.desired.account));
        self.doubles = claims.into_keys().collect();
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
