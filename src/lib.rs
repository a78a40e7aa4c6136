//! `consigne` keeps a reseller account of the Evatel web portal as a YAML file in Git.
//!
//! Data flows one way: YAML text → document → desired, portal → observed, then
//! target = desired over observed → diff → plan → apply → report. See `src/ARCHITECTURE.md`.

mod model;
mod diagnostic;
mod words;
