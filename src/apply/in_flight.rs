//! A write that an apply left open: sent, and neither acknowledged nor refused.
//!
//! The portal may carry such a write out after the apply has ended, even after a later plan has found
//! nothing to change. That it is not there yet proves nothing. Only three things end the doubt:
//!
//! - its effect is there;
//! - the resource has another tag than the one that the write requires, or exists where the write
//!   requires that it does not: then the portal refuses the write whenever it arrives;
//! - enough time has gone by, and then the doubt is reported and not ended.
//!
//! Grants and revocations carry no condition, so of them only the effect counts.

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::model::{Action, ETag, Observed, Precondition, UserCode};
use crate::plan::Step;

/// A line that is written before a request is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Intent {
    step: usize,
    /// Key of the resource that the request is sent to.
    #[serde(rename = "intent")]
    resource: String,
    paths: Vec<String>,
    /// Journals of earlier versions do not have it; of their writes nothing can be said.
    #[serde(default)]
    requires: Requires,
    /// Revision of the account before the first write of the plan. What is older says nothing.
    #[serde(default)]
    since: u64,
    /// Tags that the resource had before the one that is required; an empty text where it did not exist.
    /// Whoever reads one of them reads a state from before an acknowledged write.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    after: Vec<String>,
}

/// What decides whether the write can still happen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Requires {
    #[default]
    Unrecorded,
    Tag(String),
    Absent,
    Granted(String),
    Revoked(String),
}

impl Requires {
    fn of(step: &Step, precondition: &Precondition) -> Self {
        match (&step.action, precondition) {
            (_, Precondition::Matches(tag)) => Self::Tag(tag.0.clone()),
            (_, Precondition::Absent) => Self::Absent,
            (Action::GrantDelegate(user, _), Precondition::None) => Self::Granted(user.to_string()),
            (Action::RevokeDelegate(user), Precondition::None) => Self::Revoked(user.to_string()),
            (
                Action::PatchGeneral(_)
                | Action::PatchAdministrator(_)
                | Action::PatchChat(_)
                | Action::PutWorkingHours(..)
                | Action::PutWeekendHours(..)
                | Action::PutLunchBreak(..)
                | Action::CreateSchedule(..)
                | Action::PutSchedule(..)
                | Action::DeleteSchedule(..),
                Precondition::None,
            ) => Self::Unrecorded,
        }
    }
}

impl Intent {
    pub(super) fn of(at: usize, step: &Step, precondition: &Precondition) -> Self {
        Self {
            step: at,
            resource: step.action.resource().key(),
            paths: step.paths.iter().map(ToString::to_string).collect(),
            requires: Requires::of(step, precondition),
            since: 0,
            after: Vec::new(),
        }
    }

    pub(super) fn since(self, revision: u64) -> Self {
        Self {
            since: revision,
            ..self
        }
    }

    pub(super) fn after(self, tags: Vec<String>) -> Self {
        Self {
            after: tags,
            ..self
        }
    }

    pub(super) fn to_json(&self) -> serde_json::Value {
        serde_json::to_value(self).expect("an intent holds only texts and numbers")
    }

    /// Whether the write can no longer change anything: it has happened, or the portal would refuse
    /// it.
    pub(super) fn is_settled(&self, observed: &Observed) -> bool {
        let tag = observed.etags.get(&self.resource);
        let delegates = &observed.account.delegates;
        let shown = tag.map_or("", |tag| &tag.0);
        if observed.revision < self.since || self.after.iter().any(|old| old == shown) {
            return false;
        }
        match &self.requires {
            Requires::Tag(planned) => tag != Some(&ETag(planned.clone())),
            Requires::Absent => tag.is_some(),
            Requires::Granted(user) => delegates.contains_key(&UserCode::observed(user)),
            Requires::Revoked(user) => !delegates.contains_key(&UserCode::observed(user)),
            Requires::Unrecorded => true,
        }
    }
}

/// The write that an earlier apply left open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct InFlight {
    intent: Intent,
    /// When that apply began (RFC 3339).
    pub(crate) at: String,
}

/// Any line of a journal; which one it is shows in its members.
#[derive(Deserialize)]
struct Line {
    account: Option<String>,
    at: Option<String>,
    intent: Option<serde::de::IgnoredAny>,
    outcome: Option<String>,
}

impl InFlight {
    /// The last intent of a journal, if its outcome is missing or unknown. Lines that are cut off or
    /// damaged say nothing.
    pub(super) fn of(journal: &str, account: &str) -> Option<Self> {
        let mut began = None;
        let mut open = None;
        for text in journal.lines() {
            let Ok(line) = serde_json::from_str::<Line>(text) else {
                continue;
            };
            if line.account.is_some_and(|name| name == account) {
                began = line.at;
                open = None;
            } else if line.intent.is_some() {
                open = serde_json::from_str(text).ok();
            } else if line.outcome.is_some_and(|outcome| outcome != "unknown") {
                open = None;
            }
        }
        Some(Self {
            intent: open?,
            at: began?,
        })
    }

    /// The settings that it was to change.
    pub(crate) fn paths(&self) -> &[String] {
        &self.intent.paths
    }

    pub(crate) fn is_settled(&self, observed: &Observed) -> bool {
        self.intent.is_settled(observed)
    }

    /// The line that ends the doubt for later runs.
    pub(super) fn given_up(&self) -> serde_json::Value {
        json!({ "step": self.intent.step, "outcome": "givenUp" })
    }
}
