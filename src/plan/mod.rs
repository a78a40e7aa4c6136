//! Changes to ordered steps, or refusals. A plan is a value with no choices left.

mod class;
mod consent;
pub(crate) mod file;
mod id;
mod interim;
mod moved;
mod refuse;
mod replay;
mod steps;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::Change;
use crate::model::{
    Account, AccountName, Can, Carrier, ETag, FieldPath, Observed, Pbx, Renames, Role, UserCode,
};
use crate::words::Message;
pub(crate) use consent::{Loss, Word, needs};
pub(crate) use interim::{Interim, interim};
pub(crate) use moved::Moved;
pub(crate) use refuse::Candidates;
pub(crate) use replay::Replay;
pub(crate) use steps::{Require, Step};

/// What planning an account came to. Only [`Verdict::Ready`] reaches `apply`.
#[derive(Debug, Clone)]
pub(crate) enum Verdict {
    InSync(Preview),
    Ready {
        plan: Box<Plan>,
        preview: Preview,
    },
    Refused {
        preview: Preview,
        refusals: Vec<Refusal>,
    },
}

impl Verdict {
    pub(crate) fn preview(&self) -> &Preview {
        match self {
            Self::InSync(preview) | Self::Ready { preview, .. } | Self::Refused { preview, .. } => {
                preview
            }
        }
    }
}

/// What would change, without the means to do it.
#[derive(Debug, Clone)]
pub(crate) struct Preview {
    pub(crate) changes: Vec<Change>,
}

/// Ordered steps with everything that they need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) account: AccountName,
    /// Where the portal is, without credentials.
    pub(crate) origin: String,
    pub(crate) base: Base,
    pub(crate) steps: Vec<Step>,
    pub(crate) needs: BTreeSet<Word>,
    pub(crate) granted: BTreeSet<Word>,
}

/// What must still be as it was when the plan was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Base {
    pub(crate) role: Role,
    pub(crate) can: Can,
    pub(crate) primary: UserCode,
    pub(crate) pbx: Pbx,
    pub(crate) carrier: Carrier,
    /// Tags of every managed part and of everything under `chat`, by resource key.
    pub(crate) etags: BTreeMap<String, ETag>,
}

impl Plan {
    /// Words that are needed and were not given.
    pub(crate) fn missing_words(&self) -> BTreeSet<Word> {
        self.needs.difference(&self.granted).copied().collect()
    }
}

impl Base {
    fn of(observed: &Observed, managed: &BTreeSet<String>) -> Self {
        let account = &observed.account;
        let etags = observed.etags.iter();
        Self {
            role: observed.viewer.role,
            can: account.general.can.clone(),
            primary: account.administrator.primary.user.clone(),
            pbx: account.telephony.pbx.clone(),
            carrier: account.telephony.carrier.clone(),
            etags: etags
                .filter(|(key, _)| key.starts_with("chat") || managed.contains(*key))
                .map(|(key, tag)| (key.clone(), tag.clone()))
                .collect(),
        }
    }

    /// Whether the account is still the one that the plan was made for.
    pub(crate) fn holds_for(&self, observed: &Observed) -> bool {
        let managed = self.etags.keys().cloned().collect();
        *self == Self::of(observed, &managed)
    }
}

/// What a plan is made of.
pub(crate) struct Proposal<'a> {
    /// Where the portal is, without credentials.
    pub(crate) origin: &'a str,
    pub(crate) observed: &'a Observed,
    pub(crate) target: &'a Account,
    pub(crate) renames: &'a Renames,
    pub(crate) changes: Vec<Change>,
    /// Keys of the resources that the file manages, changed or not.
    pub(crate) managed: BTreeSet<String>,
    /// Guards that differ and renames that are ambiguous.
    pub(crate) refusals: Vec<Refusal>,
    pub(crate) candidates: Candidates,
    pub(crate) loss: Loss,
    pub(crate) granted: BTreeSet<Word>,
}

/// The verdict on one account. Nothing is read or written here.
pub(crate) fn plan(proposal: Proposal<'_>) -> Verdict {
    let Proposal {
        observed, target, ..
    } = proposal;
    let steps = steps::steps(observed, target, proposal.renames);
    let mut refusals = proposal.refusals;
    refusals.extend(refuse::refusals(
        observed,
        target,
        &proposal.changes,
        &steps,
        &proposal.candidates,
    ));
    let preview = Preview {
        changes: proposal.changes,
    };
    if !refusals.is_empty() {
        return Verdict::Refused { preview, refusals };
    }
    if steps.is_empty() {
        return Verdict::InSync(preview);
    }
    let plan = Plan {
        account: observed.name.clone(),
        origin: proposal.origin.to_owned(),
        base: Base::of(observed, &proposal.managed),
        steps,
        needs: needs(&observed.account, target, proposal.renames, proposal.loss),
        granted: proposal.granted,
    };
    Verdict::Ready {
        plan: Box::new(plan),
        preview,
    }
}

/// Why a plan may not be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) code: &'static str,
    pub(crate) path: FieldPath,
    pub(crate) message: Message,
    pub(crate) help: Message,
}
