//! The portal over HTTP: each table is a list of requests and of what comes back, in order.

mod contract;
mod lab;
mod page;
mod precondition;
mod role;
mod rule;
