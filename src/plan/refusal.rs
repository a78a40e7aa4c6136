//! Why a plan may not be applied.

use crate::model::FieldPath;
use crate::words::Message;

/// One reason, at the setting that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub code: &'static str,
    /// The setting that it is about.
    pub path: FieldPath,
    pub(crate) message: Message,
    pub(crate) help: Message,
}

/// One reason at least: an account without any is not refused. Reasons keep the order in which they
/// were found, and each is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusals {
    first: Refusal,
    rest: Vec<Refusal>,
}

impl Refusals {
    /// `None` when there is no reason.
    pub(crate) fn of(refusals: impl IntoIterator<Item = Refusal>) -> Option<Self> {
        let mut refusals = refusals.into_iter();
        Some(Self {
            first: refusals.next()?,
            rest: refusals.collect(),
        })
    }

    pub(super) fn extend(&mut self, more: Vec<Refusal>) {
        self.rest.extend(more);
    }

    pub(crate) fn first(&self) -> &Refusal {
        &self.first
    }

    /// All but the first.
    pub(crate) fn rest(&self) -> &[Refusal] {
        &self.rest
    }

    pub fn iter(&self) -> impl Iterator<Item = &Refusal> {
        std::iter::once(&self.first).chain(&self.rest)
    }
}
