//! Comments addressed to this tool: `# consigne: …`.

use crate::diagnostic::Span;

/// The position of a comment on its line, which decides what it applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stands {
    /// On a line of its own: it applies to the key or entry below.
    Alone,
    /// After a key or value: it applies to that.
    Behind,
}

/// One comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comment {
    /// From the `#` to the end of the line.
    pub(crate) span: Span,
    /// The text after `consigne:`, trimmed.
    pub(crate) text: String,
    pub(crate) stands: Stands,
    /// Where its line begins.
    pub(crate) line: usize,
}

impl Comment {
    /// The comment with the text `said` after its `#`; `None` when it is meant for people only.
    pub(super) fn of(said: &str, span: Span, file: &str) -> Option<Self> {
        let text = said.trim_start().strip_prefix("consigne:")?;
        let line = file[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let alone = file[line..span.start].trim().is_empty();
        Some(Self {
            span,
            text: text.trim().to_owned(),
            stands: if alone { Stands::Alone } else { Stands::Behind },
            line,
        })
    }
}
