//! One file: opened once, and read within a limit.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::path::Path;

use super::fault::SourceError;
use crate::document::MAX_BYTES;

/// A file as it was read.
#[derive(Debug, Clone)]
pub struct Input {
    /// As people gave or would give it.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Bytes of all files of a run, for each file that it may have.
const SHARE: usize = 64 << 10;

/// Bytes of all files of a run that may have so many.
pub(super) fn share(most: usize) -> usize {
    most.saturating_mul(SHARE)
}

/// Opened once and read from that handle; a pipe or a device is never waited for.
pub(crate) fn open(path: &Path) -> Result<Vec<u8>, SourceError> {
    let file = without_waiting(path).map_err(|error| SourceError::unreadable(path, error))?;
    let metadata = file
        .metadata()
        .map_err(|error| SourceError::unreadable(path, error))?;
    if !metadata.is_file() {
        return Err(SourceError::NotAFile(path.to_owned()));
    }
    let bytes = bounded(file).map_err(|error| SourceError::unreadable(path, error))?;
    if bytes.starts_with(b"{\"planFormat\"") {
        return Err(SourceError::PlanAmongPaths(path.to_owned()));
    }
    Ok(bytes)
}

#[cfg(unix)]
fn without_waiting(path: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = rustix::fs::OFlags::NONBLOCK.bits();
    let flags = i32::try_from(flags).unwrap_or_default();
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

#[cfg(not(unix))]
fn without_waiting(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

/// One byte more than is allowed is enough to see that it is too much.
pub(super) fn bounded(from: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
