//! The bearer token: never shown, never in an error.

use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

/// The bearer token of a user or of the system. The type keeps it out of logs: its `Debug` shows
/// nothing, and its memory is cleared when it is dropped.
#[derive(Debug, Clone)]
pub struct Token(SecretString);

/// Why a token file gives none.
#[derive(Debug, thiserror::Error)]
pub enum TokenFault {
    #[error("read the token file")]
    Unreadable(#[source] std::io::Error),
    #[error("trust the token file: others can write it")]
    WritableByOthers,
    #[error("find a token or lines ACCOUNT TOKEN in the token file")]
    Form,
}

impl Token {
    /// Visible ASCII, as a header can carry it.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let fits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        fits.then(|| Self(SecretString::from(text)))
    }

    /// The value of the header, whose memory is cleared as well.
    pub(super) fn header(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("Bearer {}", self.0.expose_secret()))
    }
}

/// A file that others can write is refused, because whoever puts a token of his own there has the program
/// write to his account. One that others can read is not: secret stores of pipelines mount files like that.
#[cfg(unix)]
pub(super) fn refuse_shared(metadata: &std::fs::Metadata) -> Result<(), TokenFault> {
    use std::os::unix::fs::PermissionsExt;
    match metadata.permissions().mode() & 0o022 {
        0 => Ok(()),
        _ => Err(TokenFault::WritableByOthers),
    }
}

#[cfg(not(unix))]
pub(super) fn refuse_shared(_: &std::fs::Metadata) -> Result<(), TokenFault> {
    Ok(())
}
