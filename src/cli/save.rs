//! The one way to write a file that an argument names.
//!
//! What the name leads to decides how. A regular file is replaced by a rename, so that a crash, or a full
//! disk, leaves the old one whole and a reader never sees half of the new one. A device or a pipe cannot be
//! replaced: it is written through. A link is neither: what it leads to is replaced, and the link stays.

use std::fs::{self, File, OpenOptions};
use std::io::{Error, ErrorKind, Result, Write};
use std::path::{Path, PathBuf};

/// Who may read a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Privacy {
    /// Whoever the umask allows; a file that is replaced keeps its rights.
    Public,
    /// Its owner alone: plans, tokens, telephone numbers.
    Confidential,
}

/// How a name is written.
pub(super) enum Destination {
    /// A file of this name, without links, is made or replaced.
    File(PathBuf),
    /// A device, a pipe or an open descriptor is written through.
    Stream(Box<dyn Write>),
}

/// Links that are followed before a name counts as a circle.
const LINKS: usize = 40;

/// Writes a file whole or not at all.
pub(super) fn save(path: &Path, bytes: &[u8], privacy: Privacy) -> Result<()> {
    match Destination::of(path)? {
        Destination::File(path) => replace(&path, bytes, content),
        Destination::Stream(mut stream) => {
            stream.write_all(bytes)?;
            stream.flush()
        }
    }
}

impl Destination {
    pub(super) fn of(path: &Path) -> Result<Self> {
        if let Some(stream) = descriptor(path) {
            return stream.map(Self::Stream);
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => Ok(Self::File(fs::canonicalize(path)?)),
            Ok(metadata) if metadata.is_dir() => Err(Error::from(ErrorKind::IsADirectory)),
            Ok(_) => {
                let stream = OpenOptions::new().write(true).open(path)?;
                Ok(Self::Stream(Box::new(stream)))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Ok(Self::File(end_of_links(path)?))
            }
            Err(error) => Err(error),
        }
    }
}

/// The stream of `/dev/stdout`, `/dev/fd/N` and the like. They are links on some systems, and what they lead
/// to may be a regular file that is being written: opened again, it would be written from its beginning.
fn descriptor(path: &Path) -> Option<Result<Box<dyn Write>>> {
    let name = path.to_str()?;
    let number = match name {
        "/dev/stdout" => "1",
        "/dev/stderr" => "2",
        _ => ["/dev/fd/", "/proc/self/fd/"]
            .into_iter()
            .find_map(|directory| name.strip_prefix(directory))?,
    };
    Some(match number {
        "1" => Ok(Box::new(std::io::stdout())),
        "2" => Ok(Box::new(std::io::stderr())),
        _ => OpenOptions::new()
            .append(true)
            .open(path)
            .map(|file| Box::new(file) as Box<dyn Write>),
    })
}

/// Where a name without a file leads: itself, or the end of its links.
fn end_of_links(path: &Path) -> Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        match fs::read_link(&path) {
            // A relative link begins in the directory of the link.
            Ok(target) => path = directory_of(&path).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(Error::from(ErrorKind::InvalidInput))
}

fn directory_of(path: &Path) -> &Path {
    let parent = path.parent();
    let parent = parent.filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new("."))
}

/// Writes into a temporary file next to the target and renames it.
fn replace(path: &Path, bytes: &[u8], privacy: Privacy) -> Result<()> {
    let directory = directory_of(path);
    let mut file = temporary(directory, content)?;
    file.write_all(bytes)?;
    if let (Privacy::Public, Ok(old)) = (content, fs::metadata(path)) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(path)?;
    // A disk without this still has the file; its name is only not yet safe from a power cut.
    if let Ok(directory) = File::open(directory) {
        drop(directory.sync_all());
    }
    Ok(())
}

#[cfg(unix)]
fn temporary(directory: &Path, privacy: Privacy) -> Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = match content {
        Privacy::Public => 0o666,
        Privacy::Confidential => 0o600,
    };
    // The umask applies to these.
    tempfile::Builder::new()
        .permissions(fs::Permissions::from_mode(mode))
        .tempfile_in(directory)
}

#[cfg(not(unix))]
fn temporary(directory: &Path, _: Privacy) -> Result<tempfile::NamedTempFile> {
    tempfile::NamedTempFile::new_in(directory)
}
