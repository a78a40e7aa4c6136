//! The portal over HTTP: each table is a list of requests and of what comes back, in order.

mod again;
mod contract;
mod direct;
mod door;
mod file;
mod lab;
mod limit;
mod migration;
mod page;
mod password;
mod precondition;
mod role;
mod rule;
mod session;
mod vital;
