//! The result of planning one account.

use std::collections::BTreeSet;

use super::base::Base;
use super::consent::Word;
use super::refusal::{Refusal, Refusals};
use super::step::Step;
use crate::diff::Change;
use crate::model::AccountName;

/// The result of planning an account. Only [`Verdict::Ready`] reaches `apply`.
#[derive(Debug, Clone)]
pub enum Verdict {
    /// The account is as the file wants it.
    InSync(Preview),
    Ready {
        plan: Box<Plan>,
        preview: Preview,
    },
    Refused {
        preview: Preview,
        refusals: Refusals,
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

    /// The verdict with more reasons to refuse. Without any it stays as it is; with some, a plan
    /// that was ready is dropped, so that nothing can apply it.
    pub(crate) fn refused_by(self, more: Vec<Refusal>) -> Self {
        match self {
            Self::InSync(preview) => match Refusals::of(more) {
                Some(refusals) => Self::Refused { preview, refusals },
                None => Self::InSync(preview),
            },
            Self::Ready { plan, preview } => match Refusals::of(more) {
                Some(refusals) => Self::Refused { preview, refusals },
                None => Self::Ready { plan, preview },
            },
            Self::Refused {
                preview,
                mut refusals,
            } => {
                refusals.extend(more);
                Self::Refused { preview, refusals }
            }
        }
    }
}

/// What would change, without the means to do it.
#[derive(Debug, Clone)]
pub struct Preview {
    pub(crate) changes: Vec<Change>,
}

/// Ordered steps with everything that they need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub(crate) account: AccountName,
    /// Where the portal is, without credentials.
    pub(crate) origin: String,
    pub(crate) base: Base,
    pub(crate) steps: Vec<Step>,
    /// Consent that the changes need, and the consent that was given with `--allow`.
    pub(crate) needs: BTreeSet<Word>,
    pub(crate) granted: BTreeSet<Word>,
}

impl Plan {
    /// Consent that is needed and was not given.
    pub(crate) fn missing_words(&self) -> BTreeSet<Word> {
        self.needs.difference(&self.granted).copied().collect()
    }
}
