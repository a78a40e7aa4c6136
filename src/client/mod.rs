//! The contract over HTTP. Everything that a portal answers is checked before it is believed.
//!
//! `http_portal.rs` says what each method of the contract asks; `exchange.rs` sends one request and
//! reads one response; `retry.rs` decides what a failure means and whether the request may be sent
//! again, which is the part to read before changing anything here.

mod exchange;
mod http_portal;
mod limiter;
mod limits;
mod message;
mod portal_url;
mod request_id;
mod retry;
mod token;
mod token_table;

#[cfg(test)]
mod tests;

pub use http_portal::HttpPortal;
pub use limits::{OnRetry, RequestLimits, Retry};
pub use portal_url::{InvalidUrl, PortalUrl};
pub use token::{Token, TokenFault};
pub use token_table::{FaultyTokenLine, TokenLineFault, TokenTable, TokenTableFault};
