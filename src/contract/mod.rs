//! What can be asked of a portal, and what it may answer.
//!
//! A portal is whatever is behind the three traits of `portal.rs`: the HTTP client, the fake of a
//! test, or an operator's adapter. They speak the types of `model`; JSON is known only to `wire.rs`
//! (responses) and `body.rs` (requests), and `observed.rs` and `request.rs` are the two crossings
//! between the two worlds.
//!
//! ```text
//!   model::Action   --request.rs-->   body::*  --HTTP-->  portal
//!   model::Observed <--observed.rs--  wire::*  <--HTTP--  portal
//! ```
//!
//! `route.rs` and `table.rs` hold the same contract as data: each path with its methods, bodies,
//! preconditions and problems. `openapi.rs` writes the OpenAPI document from that table, and the tests
//! of the embedded portal compare its router with it, so the three cannot drift apart.

mod body;
pub(crate) mod document;
mod error;
pub(crate) mod observed;
pub(crate) mod openapi;
mod portal;
pub(crate) mod request;
pub(crate) mod route;
mod shape;
pub(crate) mod table;
pub(crate) mod wire;

#[cfg(test)]
mod tests;

pub(crate) use error::shown;
pub use error::{FieldError, PortalError, Rejection};
pub use portal::{Access, PasswordPortal, ReadPortal, WriteFailure, WritePortal, WriteReceipt};
