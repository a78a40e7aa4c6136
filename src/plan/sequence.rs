//! The steps so far, each with the precondition that its predecessors leave it.
//!
//! Every write to a resource carries a tag, so that a change made elsewhere in between is never
//! overwritten. The tag that the portal gave when the account was read is right for the *first*
//! write to a resource only, because that write changes it. Later ones take the tag from the answer
//! to the one before:
//!
//! ```text
//! step 0   PUT  weekly "Soir", renamed      if-match "7"      the tag that was read
//! step 1   PUT  weekly "Soir", new times    if-match answer 0
//! ```

use std::collections::BTreeMap;

use super::step::{Require, Step};
use crate::model::{Account, Action, ETag, FieldPath, LunchBox, Observed, Resource};

/// Steps in the order in which they were pushed.
pub(super) struct Sequence<'a> {
    pub(super) observed: &'a Observed,
    steps: Vec<Step>,
    /// The last step that wrote a resource: the next one there builds on its answer.
    latest: BTreeMap<String, usize>,
}

impl<'a> Sequence<'a> {
    pub(super) fn of(observed: &'a Observed) -> Self {
        Self {
            observed,
            steps: Vec::new(),
            latest: BTreeMap::new(),
        }
    }

    pub(super) fn into_steps(self) -> Vec<Step> {
        self.steps
    }

    /// The account before the first step.
    pub(super) fn before(&self) -> &'a Account {
        &self.observed.account
    }

    /// Adds a write for some settings.
    pub(super) fn push(&mut self, action: Action, paths: Vec<FieldPath>) {
        let key = action.resource().key();
        // Before this step is the latest one of its resource.
        let require = self.require(&action, &key);
        let at = self.steps.len();
        if let Action::PutWorkingHours(language, _, LunchBox::Ticked) = &action {
            let hours = self.before().chat.hours.get(*language);
            if hours.lunch_break.is_none() {
                // Ticking the box creates the lunch break, and the answer carries its tag.
                let lunch_break = Resource::LunchBreak(*language).key();
                self.latest.insert(lunch_break, at);
            }
        }
        self.latest.insert(key, at);
        self.steps.push(Step {
            action,
            require,
            paths,
        });
    }

    fn require(&self, action: &Action, key: &str) -> Require {
        match action {
            Action::CreateSchedule(..) => Require::Absent,
            // Delegates have no tags; granting twice is granting.
            Action::GrantDelegate(..) | Action::RevokeDelegate(_) => Require::None,
            Action::PatchGeneral(_)
            | Action::PatchAdministrator(_)
            | Action::PatchChat(_)
            | Action::PutWorkingHours(..)
            | Action::PutWeekendHours(..)
            | Action::PutLunchBreak(..)
            | Action::PutSchedule(..)
            | Action::DeleteSchedule(..) => match self.latest.get(key) {
                Some(step) => Require::After(*step),
                None => Require::Planned(self.planned(key)),
            },
        }
    }

    /// The tag that the portal gave. A portal that gave none gets an empty one, which can match
    /// nothing: the write is refused as stale instead of being done without a precondition.
    pub(super) fn planned(&self, key: &str) -> ETag {
        match self.observed.etags.get(key) {
            Some(tag) => tag.clone(),
            None => ETag("\"\"".to_owned()),
        }
    }
}
