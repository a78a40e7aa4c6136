//! Doors for fuzzing: arbitrary bytes in, and what must hold of whatever comes out.
//!
//! A target takes bytes and panics when something is wrong. `fuzz/` drives the targets with libFuzzer, which
//! needs a nightly compiler; the test of this room runs every file of `fuzz/corpus` through them on the stable
//! one, so that a fault that was found once stays mended.
//!
//! ```text
//! file       a file, and a plan from it    findings in every format; laid over an account twice is once
//! policy     a policy                      findings
//! settings   what a portal responds        its export plans nothing; its hours in every format
//! plan       a saved plan                  sealed as found, and with a seal that fits
//! journal    what a killed run leaves      the write it left open, by a reading of its own
//! clock      times, dates and zones        there and back; advice is right for its key
//! address    of a portal, and a token table    nowhere that a token must not go
//! request    HTTP handlers                 the portal's answer is one that the client understands
//! terminal, markdown, html, commands, json, calendar    an escaper against a parser of its sink
//! ```
//!
//! What judges an escaper is a program of somebody else wherever there is one: `comrak` reads the Markdown,
//! `scraper` the HTML, `icalendar` the calendar, `roxmltree` the XML. They are dependencies of tests and of
//! fuzzing alone.

mod answers;
mod clocks;
mod files;
mod readers;
mod saved;
mod sinks;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};

use crate::model::AccountName;

/// What is done with the bytes of a case.
pub type Target = fn(&[u8]);

/// Every target by its name, which is also that of its corpus.
pub const TARGETS: [(&str, Target); 14] = [
    ("file", files::file),
    ("policy", files::policy),
    ("settings", answers::settings),
    ("plan", saved::plan),
    ("journal", saved::journal),
    ("clock", clocks::clock),
    ("address", clocks::address),
    ("request", crate::portal::fuzzing::request),
    ("terminal", sinks::terminal),
    ("markdown", sinks::markdown),
    ("html", sinks::html),
    ("commands", sinks::commands),
    ("json", sinks::json),
    ("calendar", sinks::calendar),
];

/// The target of a name.
///
/// # Panics
///
/// When there is none: a run that tries nothing shows nothing.
pub fn target(name: &str) -> Target {
    let found = TARGETS.iter().find(|(known, _)| *known == name);
    found.expect("CONSIGNE_FUZZ_TARGET names a target").1
}

/// When every case takes place.
fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_521_600, 0).expect("a time that chrono has")
}

fn boreal() -> AccountName {
    AccountName::observed("boreal")
}
