//! Everything that is tested from outside: the binary, the portal over HTTP, the house rules.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::too_many_lines,
    clippy::wildcard_enum_match_arm,
    reason = "this is all test code, also what is not in a function marked so"
)]

mod accounts;
mod adoption;
mod advice;
mod alike;
mod apply;
mod approved;
#[cfg(unix)]
mod bounds;
mod chaos;
mod conformance;
mod contact;
#[cfg(target_os = "linux")]
mod core_dumps;
mod corpus;
mod corrected;
#[cfg(unix)]
mod crowds;
#[cfg(unix)]
mod documents;
mod drift;
mod durability;
mod edits;
#[path = "../../src/effort.rs"]
mod effort;
mod embedded;
#[cfg(target_os = "linux")]
mod endless;
#[cfg(unix)]
mod every_output;
mod examples;
mod explain;
mod fault_proxy;
mod faults;
mod faulty;
mod faulty_reports;
mod findings;
mod fleet;
#[cfg(unix)]
mod fleet_faults;
mod followed;
mod forms;
#[cfg(unix)]
mod gates;
#[cfg(unix)]
mod git_owner;
#[cfg(unix)]
mod gitlab;
mod help;
mod help_page;
mod holidays;
mod hostile;
mod hostile_names;
mod hours;
mod http;
mod impact;
#[cfg(target_os = "linux")]
mod installation;
mod instants;
#[cfg(target_os = "linux")]
mod interrupted;
mod invalid;
mod json_lines;
mod kills;
mod language;
mod large_export;
mod layers;
#[cfg(unix)]
mod links;
mod lookups;
mod losses;
mod many;
mod masked;
mod masked_everywhere;
mod one_document;
mod operations;
#[cfg(unix)]
mod other_validator;
#[cfg(unix)]
mod pages;
mod password;
mod past;
mod people;
mod pipelines;
mod policy;
mod prose;
mod proxy;
mod public_hours;
#[cfg(unix)]
mod reasons;
mod records;
mod rehearsal;
mod rehearse;
mod repository;
mod requests;
mod review;
mod runner;
mod scenarios;
mod seeds;
mod shares;
mod status;
mod storm;
#[cfg(unix)]
mod streams;
mod tidy;
mod tokens;
mod too_large;
#[cfg(unix)]
mod variables;
mod watch;
mod width;
mod wire;
mod workbench;
mod zone_data;
