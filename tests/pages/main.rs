//! The portal's pages in a real browser, as the help page describes them.
//!
//! The tests need chromium and chromedriver, and `.ci/run pages` installs both, with axe-core. What is
//! missing is not checked: the tests say so, and fail where `STRICT` is 1.
//!
//! ```text
//! driver      chromedriver as a process
//! browser     one browser for all tests
//! control     controls by their words and places
//! visit       a user's verbs: fill, press, section …
//! states      what is asked of every page and state: axe, widths, markup, pictures
//! ```

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "this is all test code, also what is not in a function marked so"
)]

#[path = "../it/workbench.rs"]
#[expect(dead_code, reason = "the other tests need more of it")]
mod bench;
mod browser;
mod conflicts;
mod control;
mod driver;
mod harness;
mod help;
mod hostile;
mod http;
mod mistakes;
mod sessions;
mod states;
mod tool;
mod visit;
mod words;
