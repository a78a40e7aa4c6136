//! `consigne` keeps a reseller account of the Evatel web portal as a YAML file in Git.
//!
//! Data flows one way: a file is parsed (`document`), lowered to intent (`desired`), laid over what
//! the portal holds (`client`, `contract`), compared (`diff`), planned (`plan`), applied (`apply`)
//! and told (`report`). The embedded portal (`portal`) is a wing of its own.

mod words;

mod model;

mod holiday;

mod diagnostic;

mod field;

mod contract;

mod client;

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

mod reconcile;

mod review;

mod report;

mod calendar;

mod export;

mod portal;

mod watch;

mod cli;

#[cfg(test)]
mod fixture;

pub use cli::main;
