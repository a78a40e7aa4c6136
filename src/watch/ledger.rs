//! The ledger: what the watcher remembers of each file, and which accounts a look makes due.
//!
//! A watcher must neither miss a change nor act twice on one, although events arrive late, twice or not
//! at all, the portal may be away for hours, and a file may be broken for a while. So nothing is derived
//! from events. Each look at the directory is compared with the one before it, and for each file the
//! ledger keeps:
//!
//! ```text
//! mark     digest of what the last look found
//! planned  digest of what the last plan was made from
//! account  the account that the last valid content named
//! due      whether a plan is owed
//! report   the text of the last report
//!
//!             new or edited file, timer, lost events
//!   due: No ─────────────────────────────────────────> due: Plan
//!           <─────────────────────────────────────────
//!             a plan was made; not while the portal is away
//! ```
//!
//! * `mark != planned` means that the file was edited: only such a plan may be applied. A plan that
//!   is due for any other reason is made to see what the portal holds by now, and is only shown. Files
//!   that existed before the watcher came count as planned: starting the watcher is no edit.
//! * A file that breaks keeps its account, so that a second file cannot take the account over while the
//!   first one is being mended. Two files that claim one account are both set aside.
//! * A file that disappears changes nothing on the portal: deleting a file is not a wish that can be
//!   planned. It is reported once.
//! * A report is printed when it differs from the last one of its account, so that a timer does not
//!   repeat itself; after an edit it is printed in any case, because somebody waits for it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use tokio::time::Instant;

use super::pause::{Ending, Pause};
use super::tree::{FileState, Mark, Tree};
use crate::lint::Occasion;
use crate::model::AccountName;
use crate::reconcile::{AccountSelection, Checked, FindingRules, Ready, check_within};
use crate::source::{Input, SourceError};

/// Findings of a file that are kept: the watcher reports a first few of a file that changed.
const KEPT: usize = 100;

/// Which files to plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sweep {
    /// All, for the first time.
    First,
    All,
    Changed,
    /// Those that are owed a plan, because the portal was away or a pause is over.
    Owed,
}

/// Why an account is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// No plan was made yet from the present content of its file.
    Edited,
    /// The file is unchanged; the portal may not be.
    Looked,
}

/// An account to plan.
pub(crate) struct Task {
    pub(crate) ready: Ready,
    pub(crate) cause: Cause,
}

/// The result of a look.
#[derive(Default)]
pub(crate) struct Round {
    pub(crate) tasks: Vec<Task>,
    /// Number of files whose accounts are not planned.
    pub(crate) aside: usize,
    /// Facts to report before anything is planned, in order.
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
    /// Which findings make a file unusable, and which are not reported.
    rules: FindingRules,
    /// Which accounts are planned; files of others only claim theirs.
    selection: AccountSelection,
    files: BTreeMap<String, WatchedFile>,
    /// Accounts that were in two files.
    doubles: BTreeSet<AccountName>,
}

struct WatchedFile {
    mark: Mark,
    /// The mark when it was last planned.
    planned: Option<Mark>,
    /// The account of the last valid content: a broken file still claims it.
    account: Option<AccountName>,
    due: Due,
    /// The last report of its account.
    report: String,
    /// What the portal holds instead, and since when that is known.
    drift: Option<SeenDrift>,
    pause: Pause,
}

/// A difference that no edit of the file asks for.
struct SeenDrift {
    /// What differs, and how: another difference begins again.
    what: String,
    since: Instant,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Due {
    No,
    /// Until a plan was made, however long the portal does not answer.
    Plan,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum News {
    Same,
    Changed,
}

impl Ledger {
    /// Before the first look.
    pub(crate) fn under(rules: FindingRules, selection: AccountSelection) -> Self {
        Self {
            rules,
            selection,
            ..Self::default()
        }
    }

    /// Whether a look found exactly the files and contents of the last one.
    pub(crate) fn knows(&self, tree: &Tree) -> bool {
        let mut files = self.files.iter();
        self.files.len() == tree.files.len()
            && files.all(|(name, entry)| tree.mark(name) == Some(&entry.mark))
    }

    /// Takes a look in, and returns which accounts to plan and what to report before that.
    ///
    /// Files are checked in each round, not only when they change, because some findings depend on the
    /// date. Their notes are returned only when the file changed.
    pub(crate) fn take(&mut self, tree: Tree, sweep: Sweep, now: DateTime<Utc>) -> Round {
        let mut notes = self.forget_gone(&tree);
        // A timer repeats no sentence about an empty directory.
        if tree.files.is_empty() && sweep != Sweep::All {
            notes.push(LedgerNote::Empty);
        }
        // Enter each file before it is checked, because the check records the account of its content.
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
        // Claims are compared once all files are known: one that breaks now may still hold an account.
        notes.extend(self.set_doubles_aside(&mut usable));
        let aside = count - usable.len();
        usable.retain(|ready| self.selection.holds(ready.account().as_str()));
        let tasks = usable.into_iter().filter_map(|ready| self.task(ready));
        Round {
            tasks: tasks.collect(),
            aside,
            notes,
        }
    }

    /// Notes that a plan was made from the present content of a file.
    pub(crate) fn planned(&mut self, name: &str) {
        if let Some(entry) = self.files.get_mut(name) {
            entry.planned = Some(entry.mark.clone());
            entry.due = Due::No;
        }
    }

    /// Notes that the plan of a changed file was not carried out, so that the next round plans it as an
    /// edit again.
    pub(crate) fn owes(&mut self, name: &str) {
        if let Some(entry) = self.files.get_mut(name) {
            entry.planned = None;
            entry.due = Due::Plan;
        }
    }

    /// Remembers the report of a file's account, and returns whether it differs from the last one.
    pub(crate) fn remember_report(&mut self, name: &str, text: &str) -> bool {
        let Some(entry) = self.files.get_mut(name) else {
            return true;
        };
        let new = entry.report != text;
        text.clone_into(&mut entry.report);
        new
    }

    /// Notes what the portal holds instead of what a file says, and since when it is known to; nothing for
    /// an account in sync.
    pub(crate) fn drifts(&mut self, name: &str, what: Option<String>, now: Instant) -> Instant {
        let Some(entry) = self.files.get_mut(name) else {
            return now;
        };
        let Some(what) = what else {
            entry.drift = None;
            return now;
        };
        match &entry.drift {
            Some(drift) if drift.what == what => drift.since,
            Some(_) | None => {
                entry.drift = Some(SeenDrift { what, since: now });
                now
            }
        }
    }

    /// Notes how planning or applying a file ended: what fails or is refused again and again is tried less
    /// often.
    pub(crate) fn ended(&mut self, name: &str, ending: Ending, now: Instant) {
        if let Some(entry) = self.files.get_mut(name) {
            match ending {
                Ending::Well => entry.pause = Pause::default(),
                Ending::Badly => entry.pause.longer(now),
            }
        }
    }

    /// Forgets files that are known to be absent. Nothing is planned for their accounts: see the top.
    fn forget_gone(&mut self, tree: &Tree) -> Vec<LedgerNote> {
        let mut notes = Vec::new();
        self.files.retain(|name, entry| {
            // A name that the look does not have is not gone if its directory could not be listed.
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
                // A file that existed before the watcher came was not edited.
                planned: (sweep == Sweep::First).then(|| mark.clone()),
                account: None,
                due: Due::Plan,
                report: String::new(),
                drift: None,
                pause: Pause::default(),
            };
            self.files.insert(name.to_owned(), entry);
            return News::Changed;
        };
        let news = if entry.mark == *mark {
            News::Same
        } else {
            // After an edit the report is printed again even when it is equal: somebody waits for it.
            entry.report.clear();
            entry.pause = Pause::default();
            entry.drift = None;
            News::Changed
        };
        // A timer and lost events make every account due, because the portal may have changed.
        if news == News::Changed || matches!(sweep, Sweep::First | Sweep::All) {
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
        let mut file = check_within(&Input { name, bytes }, Occasion::at(now), KEPT);
        file.narrow(&self.rules);
        let findings = LedgerNote::Checked(Box::new(file.clone()));
        // A broken file keeps the account of its last valid content: see the top.
        let Some(ready) = file.ready(&self.rules) else {
            return (None, vec![findings, left_alone]);
        };
        if let Some(entry) = self.files.get_mut(&ready.source.name) {
            entry.account = Some(ready.desired.account.clone());
        }
        (Some(ready), vec![findings])
    }

    /// Sets aside all files whose account another file claims as well: which of them is meant cannot be
    /// known, and applying one after the other would undo the first. The pair is reported once.
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
        // Report a pair when it is new, and again when it comes back after it was resolved.
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
        // An edit is tried at once; whatever else is due waits for the end of a pause.
        let waits = cause == Cause::Looked && entry.pause.lasts(Instant::now());
        (entry.due == Due::Plan && !waits).then_some(Task { ready, cause })
    }
}
