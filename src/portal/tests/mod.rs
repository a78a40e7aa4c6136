//! The portal over HTTP. Each table lists requests with the expected responses, in order.

mod bound;
mod contract;
mod direct;
mod file;
mod health;
mod lab;
mod limit;
mod migration;
mod operator;
mod origin;
mod page;
mod password;
mod precondition;
mod response_cache;
mod role;
mod rule;
mod seed;
mod session;
