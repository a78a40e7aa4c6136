//! Files of the state directory: private, and on the disk before the program goes on.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::Path;

use super::author::LockOwner;

/// Bytes of a journal that are read. A plan has at most some thousand steps.
const MAX_JOURNAL: u64 = 16 << 20;

/// The text of a journal. A byte that is no text damages its own line and no other: a line may be cut off
/// in the middle of a letter.
pub(super) fn journal_text(path: &Path) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(MAX_JOURNAL)
        .read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Why there is no journal, and so no write.
#[derive(Debug, thiserror::Error)]
pub enum JournalFault {
    #[error("write the journal {path}")]
    Write {
        path: String,
        #[source]
        source: std::io::Error,
    },
    /// Another apply of the account runs.
    #[error("lock the account: another apply of it is running")]
    Locked {
        /// None when the file does not say.
        owner: Option<LockOwner>,
    },
    /// Another apply took the lock away.
    #[error("keep the lock of the account: another apply broke it")]
    Broken { owner: Option<LockOwner> },
}

pub(super) fn append(
    file: &mut File,
    path: &Path,
    line: &serde_json::Value,
) -> Result<(), JournalFault> {
    // In one write: a line that comes in pieces is one that can be cut between any two of them.
    let text = format!("{line}\n");
    // Written is not enough: it must survive a loss of power before the request goes out.
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_data());
    written.map_err(|error| unwritable(path, error))
}

pub(super) fn unwritable(path: &Path, source: std::io::Error) -> JournalFault {
    JournalFault::Write {
        path: path.display().to_string(),
        source,
    }
}

pub(super) fn private_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

pub(super) fn private_file(path: &Path) -> std::io::Result<File> {
    private_options().create(true).open(path)
}

/// Directories are flushed like files, on systems on which they can be opened.
pub(super) fn sync_directory(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    File::open(path)?.sync_all()?;
    Ok(())
}
