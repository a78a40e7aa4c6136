//! Changes to ordered steps, or refusals. A plan is a value with no choices left.

mod class;
mod steps;

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::Change;
use crate::model::{AccountName, Action, Can, ETag, FieldPath};
pub(crate) use steps::{Renames, steps};

/// What planning an account came to. Only [`Verdict::Ready`] reaches `apply`.
#[derive(Debug, Clone)]
pub(crate) enum Verdict {
    InSync(Preview),
    Ready(Plan),
    Refused {
        preview: Preview,
        refusals: Vec<Refusal>,
    },
}

/// What would change, without the means to do it.
#[derive(Debug, Clone)]
pub(crate) struct Preview {
    pub(crate) account: AccountName,
    pub(crate) changes: Vec<Change>,
}

/// Ordered steps with everything that they need.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// Where the portal is, without credentials.
    pub(crate) origin: String,
    pub(crate) can: Can,
    pub(crate) base: Base,
    pub(crate) steps: Vec<Step>,
    pub(crate) needs: BTreeSet<Word>,
    pub(crate) granted: BTreeSet<Word>,
    pub(crate) preview: Preview,
}

/// What must still be as it was when the plan was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Base {
    /// Tags of every managed part and of everything under `chat`, by resource key.
    pub(crate) etags: BTreeMap<String, ETag>,
}

/// One write with its precondition and the settings it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) action: Action,
    pub(crate) require: Require,
    pub(crate) paths: Vec<FieldPath>,
}

/// The precondition of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Require {
    /// The tag that the portal gave when the plan was made.
    Planned(ETag),
    /// The tag in the answer to an earlier step, by its index; for a lunch break after a tick of
    /// its box, the tag of the lunch break in that answer.
    After(usize),
    /// The resource does not exist yet.
    Absent,
    /// The write is idempotent: grants and revocations.
    None,
}

/// A word of consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Word {
    LoginChange,
    SpidChange,
    AccountChange,
    RevokeDelegate,
    ChatOff,
    BulkDelete,
    LoseHours,
}

/// Why a plan may not be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) code: &'static str,
    pub(crate) path: FieldPath,
    pub(crate) message: crate::words::Message,
    pub(crate) help: crate::words::Message,
}
