//! Facts to text and to the formats of programs.
//!
//! Everything goes through the JSON view: `view::View` holds what was planned, reviewed or
//! applied, and text, Markdown, HTML, SARIF and the rest are written from it. So a person and a
//! program never read different things, and a plan that was saved shows as it did when it was made.
//!
//! ```text
//!   facts of plan, diff, availability, diagnostic
//!     └─> view, impact, hours, diagnostics    members of JSON, typed
//!           ├─> serde                         JSON, the saved plan
//!           ├─> text, impact_text, conflict   a terminal
//!           └─> form/*                        comments, pages, code scanning, pipelines
//! ```
//!
//! Members stay typed (instants, dates, times, severities) until serde writes them; `json_text` has
//! the types whose JSON is a text. Text of a file or a portal passes `escape` before it is shown.

mod account_sentences;
mod assumptions;
mod notable;
mod setting_json;
mod setting_value;
mod style;
mod sums;
mod word_diff;

pub(crate) mod account;
pub(crate) mod account_totals;
pub(crate) mod assumption_view;
pub(crate) mod conflict;
pub(crate) mod diagnostics;
pub(crate) mod drift;
pub(crate) mod drift_view;
pub(crate) mod escape;
pub(crate) mod explain;
pub(crate) mod file_diff;
pub(crate) mod finding;
pub(crate) mod form;
pub(crate) mod holidays;
pub(crate) mod hours;
mod hours_view;
pub(crate) mod impact;
pub(crate) mod impact_text;
pub(crate) mod json_text;
pub(crate) mod ordinary;
pub(crate) mod page;
pub(crate) mod picture;
pub(crate) mod place;
mod proposals;
pub(crate) mod reading;
pub(crate) mod reviewed;
pub(crate) mod schedule_view;
pub(crate) mod snippet;
pub(crate) mod text;
pub(crate) mod view;
pub(crate) mod views;
pub(crate) mod wrap;

#[cfg(test)]
mod tests;

pub(crate) use escape::{harmless, in_ascii};
pub use proposals::{ProposalReport, findings, policy_findings, refusal};
pub(crate) use style::{Style, Tone};
pub(crate) use views::views;
pub(crate) use wrap::LineWidth;
