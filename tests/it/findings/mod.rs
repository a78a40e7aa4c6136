//! Findings from outside: what the page of findings promises, and what options make of them.

mod page;
mod policy;
