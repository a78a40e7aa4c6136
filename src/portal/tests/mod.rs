//! The portal over HTTP: each table is a list of requests and of what comes back, in order.

mod direct;
mod lab;
mod page;
mod precondition;
mod role;
mod rule;
