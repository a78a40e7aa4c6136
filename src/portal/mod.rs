//! The embedded portal: it enforces the help page over HTTP and SQLite. It is a wing of its own, and
//! shares the model and the contract with the tool and nothing else.
//!
//! A request passes through these files, in this order:
//!
//! ```text
//! listen, stall          connections, time-outs, graceful stop
//! middleware             id, origin check, injected faults (chaos), metrics, log
//! handler                HTTP to ApiRequest and back; response_cache answers repeated reads
//! front                  limits how many requests are processed at a time
//! dispatch               reads on a read connection (read_pool), writes on the writer
//! authorization          who may do this (authentication, token, session)
//! read, write, rule      the resources and their rules
//! transaction, store     SQLite: revisions, tags, seals (row), checks (integrity)
//! ```
//!
//! `pages` are the portal's own pages for people, over the same requests. `embedded` is the portal itself, `provision` and `admin` are what operators do with it.

mod accounts;
mod admin;
mod audit;
mod authentication;
mod authorization;
mod availability;
mod backup;
mod browser;
mod candidate;
mod chaos;
mod connections;
mod digest;
mod dispatch;
mod embedded;
mod endpoint;
mod etag;
mod exposure;
mod fault;
mod front;
mod handler;
mod headers;
mod health;
mod http_response;
mod in_flight;
mod instant;
mod integrity;
mod invalid_member;
mod json_keys;
mod leftovers;
mod listen;
mod local;
mod lock;
mod login;
mod means;
mod metrics;
mod middleware;
mod migration;
mod new_account;
mod origin;
mod page;
mod pages;
mod password;
mod password_change;
mod percent;
mod problem;
mod provision;
mod random;
mod rate_limit;
mod read;
mod read_pool;
mod request;
mod request_body;
mod resources;
mod response;
mod response_cache;
mod row;
mod rule;
mod seed;
mod seed_rejection;
mod serve;
mod session;
mod stall;
mod store;
mod token;
mod token_file;
mod token_store;
mod transaction;
mod write;

#[cfg(any(test, fuzzing))]
pub(crate) mod fuzzing;
#[cfg(test)]
mod tests;

pub(crate) use admin::{AdminError, NewToken, TokenRole};
pub(crate) use audit::{AuditEntry, AuditFilter};
pub(crate) use backup::backup;
pub(crate) use embedded::Portal;
pub use fault::PortalFault;
pub(crate) use listen::bind;
pub use local::LocalPortal;
pub(crate) use lock::{DatabaseLock, Sharing};
pub(crate) use new_account::{NewAccount, NewCandidate, NewPrimary, NewTelephony};
pub(crate) use pages::{AccountViews, Desk, PageHabits};
pub(crate) use password::Password;
pub(crate) use seed::Seed;
pub use seed_rejection::SeedRejection;
pub(crate) use serve::Serving;
pub(crate) use token_file::read as read_token_file;
