//! Comments that speak to this tool: `# consigne: …`.

use crate::diagnostic::Span;

/// Where a comment stands on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stands {
    /// Alone: it is about what follows.
    Alone,
    /// Behind something: it is about that.
    Behind,
}

/// One comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comment {
    /// From the `#` to the end of the line.
    pub(crate) span: Span,
    /// What follows `consigne:`.
    pub(crate) text: String,
    pub(crate) stands: Stands,
    /// Where its line begins.
    pub(crate) line: usize,
}

impl Comment {
    /// `said` is everything after the `#`; nothing when it is for people alone.
    pub(super) fn of(said: &str, span: Span, file: &str) -> Option<Self> {
        let text = said.trim_start().strip_prefix("consigne:")?;
        let before = file[..span.start].rsplit('\n').next().unwrap_or_default();
        let alone = before.trim().is_empty();
        Some(Self {
            span,
            text: text.trim().to_owned(),
            stands: if alone { Stands::Alone } else { Stands::Behind },
            line: span.start - before.len(),
        })
    }
}
