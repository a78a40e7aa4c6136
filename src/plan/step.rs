//! One write of a plan, and the condition under which it may happen.

use crate::model::{Action, ETag, FieldPath};

/// One write with its precondition and the settings it is for. The settings are for reports and for
/// refusals: what is sent is the action alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) action: Action,
    pub(crate) require: Require,
    pub(crate) paths: Vec<FieldPath>,
}

impl Step {
    /// The first of the settings that it is for.
    pub(crate) fn path(&self) -> FieldPath {
        self.paths.first().cloned().unwrap_or_else(FieldPath::root)
    }
}

/// The precondition of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Require {
    /// The tag that the portal gave when the plan was made. If the resource has another one by now,
    /// it was changed elsewhere, and the portal refuses the write.
    Planned(ETag),
    /// The tag in the answer to an earlier step, by its index; for a lunch break after a tick of
    /// its box, the tag of the lunch break in that answer.
    After(usize),
    /// The resource does not exist yet.
    Absent,
    /// The write is idempotent: grants and revocations.
    None,
}
