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

/// How much one run reads, and which links it follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Files in one run.
    pub files: usize,
    pub links: Links,
}

/// Symbolic links that are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// Those that stay in their directory: for a path that was named, the directory of the link; for one
    /// that was found, the directory that was named.
    Inside,
    /// All of them, because the user asked for it.
    Everywhere,
}

/// Average number of bytes for each file that a run may read. A real file is far below it, and
/// `--max-files` thereby bounds the memory of a run as well.
const SHARE: usize = 64 << 10;

/// Bytes that all files of a run may have together, for a limit of `most` files.
pub(super) fn share(most: usize) -> usize {
    most.saturating_mul(SHARE)
}

/// Reads a regular file. It is opened once, without waiting, and everything is asked of that handle: a
/// file that is exchanged for a pipe between a check and the read could block the run for ever.
///
/// A saved plan is refused by its first bytes, because it is valid JSON and thus valid YAML: it would
/// otherwise be reported as a configuration full of unknown keys.
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
    let flags = i32::try_from(flags).expect("a flag of `open` is a C int");
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

#[cfg(not(unix))]
fn without_waiting(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

/// Reads at most one byte more than a file may have, which is enough to see that it has too many.
pub(super) fn bounded(from: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
