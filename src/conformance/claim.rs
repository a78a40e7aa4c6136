//! What is to be tested.

use super::tokens::Tokens;

/// A portal that claims to speak the contract, and how to reach it.
pub(crate) struct Claim {
    /// Address of the portal, without a slash at its end.
    pub(crate) origin: String,
    /// Account to write to; it is restored afterwards.
    pub(crate) account: String,
    pub(crate) tokens: Tokens,
    /// Trust an additional root certificate, in PEM format.
    pub(crate) extra_root: Option<Vec<u8>>,
    /// These checks alone; all when empty.
    pub(crate) only: Vec<String>,
}

/// Why nothing could be checked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConformanceError {
    #[error("prepare a connection")]
    Connection(#[from] reqwest::Error),
    #[error("read the settings as the primary administrator: {0}")]
    NoSettings(String),
}
