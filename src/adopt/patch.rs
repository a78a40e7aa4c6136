//! Replacements of parts of a text.

use crate::diagnostic::Span;

/// Text that takes the place of a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) span: Span,
    pub(super) with: String,
}

/// Carries edits out. They are in the order of the text and do not overlap.
pub(super) fn applied(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        // An edit inside of one that was carried out has nothing left to change.
        if edit.span.start < at {
            continue;
        }
        out.push_str(&text[at..edit.span.start]);
        out.push_str(&edit.with);
        at = edit.span.end;
    }
    out.push_str(&text[at..]);
    out
}
