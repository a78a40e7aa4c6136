//! `--chaos SEED`: the portal injects faults on purpose, to test clients against an unreliable
//! server.
//!
//! Faults must be reproducible, or a failed test could not be repeated. So they are drawn from a
//! hash instead of a random generator, and the hash depends on nothing but the seed, the method, the
//! pattern of the path, and how many requests with these two came before. A client that repeats
//! its requests meets its faults again, even when other clients send theirs in between.

mod draw;
mod inject;
mod memory;

#[cfg(test)]
mod tests;

pub(super) use inject::inject;
pub(super) use memory::Chaos;
