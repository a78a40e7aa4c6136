//! What a format needs to know of a report beside its facts: the command, the budget, the paths.

use super::path_base::PathBase;
use crate::words::Words;

/// Format of a report that is neither text nor JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReportFormat {
    Markdown,
    Html,
    Sarif,
    Github,
    Gitlab,
    Junit,
}

/// The command whose report it is. It names the report, and it decides what counts as a failure:
/// pending changes are the purpose of `plan` and the alarm of `drift`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Job {
    Validate,
    Plan,
    Review,
    Drift,
    Apply,
}

impl Job {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Validate => "validate",
            Self::Plan => "plan",
            Self::Review => "review",
            Self::Drift => "drift",
            Self::Apply => "apply",
        }
    }
}

/// What surrounds a report.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) job: Job,
    /// Maximum size of the Markdown in bytes.
    pub(crate) most: usize,
    pub(crate) unchanged: Unchanged,
    pub(crate) base: PathBase,
}

/// Whether Markdown is written when nothing changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unchanged {
    Reported,
    Skipped,
}

/// A report in one of the languages that were asked for. Formats for people show all languages
/// below one another; formats for programs take the first.
pub(crate) struct Localized<'a, T: ?Sized> {
    pub(crate) words: &'a Words,
    pub(crate) content: &'a T,
}
