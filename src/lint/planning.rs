//! A plan as rules see it.

use chrono::{DateTime, Utc};

use super::place::place;
use crate::availability::{Period, Sums};
use crate::desired::Desired;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::{Account, FieldPath, PerLanguage};

/// Whether all findings of the file are at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reported {
    Whole,
    /// The others were only counted.
    InPart,
}

/// Two whole accounts, and the facts about going from one to the other.
pub(crate) struct Planning<'a> {
    pub(crate) old: &'a Account,
    pub(crate) new: &'a Account,
    pub(crate) desired: &'a Desired,
    /// Findings of the file alone, silenced or not, which are not reported again.
    pub(crate) reported: Vec<&'a Diagnostic>,
    pub(crate) extent: Reported,
    /// The windows over which minutes are counted.
    pub(crate) windows: &'a [Period],
    pub(crate) minutes: PerLanguage<Sums>,
    /// When the first of these minutes is.
    pub(crate) first: PerLanguage<Option<DateTime<Utc>>>,
    /// Consent that is needed, each with the setting that needs it.
    pub(crate) words: Vec<(Code, FieldPath)>,
    pub(crate) now: DateTime<Utc>,
}

impl Planning<'_> {
    /// Where a setting stands in the file.
    pub(super) fn place(&self, path: &FieldPath) -> Span {
        place(&self.desired.places, path)
    }
}
