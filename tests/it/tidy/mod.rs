//! The rules of the house, held by tests: cheap ones over every file of the repository (`rules`),
//! and the figures of the product's code (`figures`), which may not get worse than `goals` says.
//!
//! `cargo test --test it -- tidy:: --nocapture` prints the figures, of all rooms and of each.

mod circles;
mod figures;
mod goals;
mod rules;
mod source;

pub(crate) use rules::files;
