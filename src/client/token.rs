//! The bearer token: never shown, never in an error.

use std::fs::File;
use std::io::Read;
use std::path::Path;

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
    #[error("find one token on one line in the token file")]
    Form,
}

/// A token file holds one line; more bytes are none.
const MAX_BYTES: u64 = 4096;

/// Room for all of them, and for the test of the end.
const ROOM: usize = 4096 + 64;

impl Token {
    /// Visible ASCII, as a header can carry it.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let fits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        fits.then(|| Self(SecretString::from(text)))
    }

    /// One line, the token.
    ///
    /// A file that others can write is refused, because whoever puts a token of his own there has
    /// the program write to his account. One that others can read is not: secret stores of
    /// pipelines mount files like that.
    pub fn read(path: &Path) -> Result<Self, TokenFault> {
        let file = File::open(path).map_err(TokenFault::Unreadable)?;
        let metadata = file.metadata().map_err(TokenFault::Unreadable)?;
        if !metadata.is_file() {
            return Err(TokenFault::Form);
        }
        refuse_shared(&metadata)?;
        // As large as it may get: a buffer that grows leaves copies behind.
        let mut text = Zeroizing::new(String::with_capacity(ROOM));
        file.take(MAX_BYTES)
            .read_to_string(&mut text)
            .map_err(TokenFault::Unreadable)?;
        Self::parse(&text).ok_or(TokenFault::Form)
    }

    /// The value of the header, whose memory is cleared as well.
    pub(super) fn header(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("Bearer {}", self.0.expose_secret()))
    }
}

#[cfg(unix)]
fn refuse_shared(metadata: &std::fs::Metadata) -> Result<(), TokenFault> {
    use std::os::unix::fs::PermissionsExt;
    match metadata.permissions().mode() & 0o022 {
        0 => Ok(()),
        _ => Err(TokenFault::WritableByOthers),
    }
}

#[cfg(not(unix))]
fn refuse_shared(_: &std::fs::Metadata) -> Result<(), TokenFault> {
    Ok(())
}
