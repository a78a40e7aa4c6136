//! `consigne` keeps reseller accounts of the Evatel web portal as YAML files in Git: it checks the
//! files, shows what would change on the portal and which hours customers gain or lose, applies it,
//! and refuses edits of settings that cannot change.
//!
//! # For programs
//!
//! The command line is one front of this library; a program is another. [`reconcile`] is the core:
//! from the bytes of a file to a portal that holds what it says, for one account and for many, with
//! typed results and without printing. [`report`] turns results into text and JSON, [`model`] is
//! what an account is, [`contract`] is what can be requested from a portal, [`client`] speaks it over
//! HTTP, and [`portal`] is a portal that runs inside the process.
//!
//! ```
//! use consigne::client::{HttpPortal, PortalUrl, Token};
//! use consigne::model::Language;
//! use consigne::portal::LocalPortal;
//! use consigne::reconcile::{Input, Occasion, Rules, Verdict, check, propose};
//! use consigne::report::ProposalReport;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! let directory = tempfile::tempdir()?;
//! let portal = LocalPortal::start(&directory.path().join("portal.db")).await?;
//! portal.seed("accounts: [{ account: boreal, primary: { email: marie@boreal.example } }]")?;
//! let token = Token::parse(&portal.token("boreal")?).ok_or("a token has one line")?;
//! let url = PortalUrl::parse(&portal.url()).map_err(|_| "a portal has an address")?;
//! let http = HttpPortal::new(url, token, Language::En, None)?;
//!
//! let bytes = b"apiVersion: consigne/v1\naccount: boreal\ngeneral: { spid: SP-88120 }\n";
//! let input = Input { name: "boreal.yaml".to_owned(), bytes: bytes.to_vec() };
//! let now = std::time::SystemTime::now().into();
//! let rules = Rules::default();
//! let ready = check(input, Occasion::at(now)).ready(&rules.findings).ok_or("it is valid")?;
//! let proposal = propose(&ready, &http, "local", &rules, now).await?;
//!
//! let Verdict::Ready { plan, .. } = &proposal.verdict else { return Err("it differs".into()) };
//! let report = ProposalReport::of([(&ready, &proposal)], Language::En).text();
//! assert!(report.contains("~ update general.spid  boreal.yaml:3"));
//! assert!(report.contains(&plan.digest()));
//! # Ok(()) })
//! # }
//! ```
//!
//! [`reconcile::gate`] decides whether a plan may be written, and only what it approves reaches
//! [`reconcile::carry_out`]. `tests/it/embedded.rs` applies a file with nothing but this.
//!
//! # For those who change it
//!
//! `src/ARCHITECTURE.md` says where to start, which room does what, and how to add a setting, a
//! finding, a command, a format or a rule of the portal.

#[cfg(test)]
mod laws;

mod words;

pub mod model;

mod zone;

mod holiday;

mod confidential;

mod diagnostic;

mod field;

mod advice;

pub mod contract;

pub mod client;

mod conformance;

mod document;

mod source;

mod desired;

mod availability;

mod lint;

mod diff;

mod plan;

mod policy;

mod apply;

mod adopt;

pub mod reconcile;

mod review;

pub mod report;

mod calendar;

mod export;

pub mod portal;

mod watch;

mod cli;

// Public where fuzzing is asked for, and absent from every program.
#[cfg(any(test, fuzzing))]
#[doc(hidden)]
pub mod fuzzing;

#[cfg(test)]
mod effort;

#[cfg(test)]
mod fixture;

pub use cli::main;
