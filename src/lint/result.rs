//! The result of linting a file.

use super::silence::Silences;
use crate::diagnostic::{Diagnostic, LeftOut};

/// The findings of a file, and the comments that silence some. The comments are kept because a plan
/// has findings of its own, which they silence as well.
pub(crate) struct LintResult {
    /// Findings that are not silenced, in the order of the file.
    pub(crate) findings: Vec<Diagnostic>,
    /// Findings that comments silenced.
    pub(crate) silenced: Vec<Diagnostic>,
    pub(crate) silences: Silences,
    /// Findings that were only counted.
    pub(crate) left_out: LeftOut,
}

impl LintResult {
    /// A file that is not well formed: its errors are all that is found. Comments are not read
    /// either, because errors cannot be silenced.
    pub(crate) fn wrong(findings: Vec<Diagnostic>) -> Self {
        Self {
            findings,
            silenced: Vec::new(),
            silences: Silences::default(),
            left_out: LeftOut::default(),
        }
    }
}
