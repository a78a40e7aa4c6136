//! PATH arguments to files in memory. Nothing outside the given tree is read, and nothing that is
//! not a plain file.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::{Exit, Failure};
use crate::document::MAX_BYTES;
use crate::words::Message;

/// A file as it was read.
pub(super) struct Source {
    /// As people gave or would give it.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Every file of every path, or everything that keeps one from being read.
pub(super) fn read(paths: &[PathBuf]) -> Result<Vec<Source>, Vec<Failure>> {
    let mut files = BTreeSet::new();
    let mut failures = Vec::new();
    let mut sources = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            match bounded(std::io::stdin().lock()) {
                Ok(bytes) => sources.push(Source {
                    name: "-".to_owned(),
                    bytes,
                }),
                Err(error) => failures.push(unreadable(path, &error)),
            }
        } else if path.is_dir() {
            let before = files.len();
            walk(path, path, &mut files, &mut failures);
            if files.len() == before && failures.is_empty() {
                failures.push(failure("no-yaml", path));
            }
        } else {
            files.insert(path.clone());
        }
    }
    for path in files {
        match open(&path) {
            Ok(bytes) => sources.push(Source {
                name: path.display().to_string(),
                bytes,
            }),
            Err(failure) => failures.push(failure),
        }
    }
    if failures.is_empty() {
        Ok(sources)
    } else {
        Err(failures)
    }
}

fn walk(root: &Path, directory: &Path, files: &mut BTreeSet<PathBuf>, failures: &mut Vec<Failure>) {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) => return failures.push(unreadable(directory, &error)),
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        if link && !inside(root, &path) {
            failures.push(failure("link-outside", &path));
        } else if path.is_dir() {
            // A link to a directory could lead around in circles; its files are found elsewhere.
            if !link {
                walk(root, &path, files, failures);
            }
        } else if path
            .extension()
            .is_some_and(|extension| extension == "yaml" || extension == "yml")
        {
            files.insert(path);
        }
    }
}

fn inside(root: &Path, path: &Path) -> bool {
    match (fs::canonicalize(root), fs::canonicalize(path)) {
        (Ok(root), Ok(path)) => path.starts_with(root),
        (Err(_), _) | (_, Err(_)) => false,
    }
}

fn open(path: &Path) -> Result<Vec<u8>, Failure> {
    // Asked before opening: opening a FIFO would wait for a writer.
    let metadata = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if !metadata.is_file() {
        return Err(failure("not-a-file", path));
    }
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    let bytes = bounded(file).map_err(|error| unreadable(path, &error))?;
    if bytes.starts_with(b"{\"planFormat\"") {
        return Err(failure("plan-among-paths", path));
    }
    Ok(bytes)
}

/// One byte more than is allowed is enough to see that it is too much.
fn bounded(from: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn failure(id: &'static str, path: &Path) -> Failure {
    Failure::new(Exit::Failed, Message::new(id).text("path", path.display()))
}

pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let message = Message::new("unreadable")
        .text("path", path.display())
        .text("reason", error);
    Failure::new(Exit::Failed, message)
}
