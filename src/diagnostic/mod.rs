//! Findings about a file: what is wrong, where, and what to do next; and the table of all codes.

pub(crate) mod code;
mod finding;

pub use code::Code;
pub(crate) use finding::{Diagnostic, Example, MOST, Severity, Shown, Span, Weighed, sort};
