//! Findings about a file: what is wrong, where, and what to do next; and the table of all codes.

pub(crate) mod code;
mod finding;
mod left_out;

pub use code::Code;
pub(crate) use finding::{Diagnostic, Example, MOST, Severity, Shown, Span, Weighed, sort};
pub(crate) use left_out::{Extent, LeftOut, Silenced, trim};
