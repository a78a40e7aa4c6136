//! PATH arguments to files in memory. Nothing outside the given tree is read, and nothing that is
//! not a plain file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use crate::document::MAX_BYTES;
use crate::words::Message;

/// A file as it was read.
pub(super) struct Input {
    /// As people gave or would give it.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Bytes of all files of a run, for each file that it may have.
const SHARE: usize = 64 << 10;

/// Bytes of all files of a run that may have so many.
pub(super) fn share(most: usize) -> usize {
    most.saturating_mul(SHARE)
}

/// Every file of every path, or everything that keeps one from being read. More than `most` files,
/// or than their share of bytes, are a mistake or an attack rather than a configuration.
pub(super) fn read(paths: &[PathBuf], most: usize) -> Result<Vec<Input>, Vec<Failure>> {
    let mut found = Found {
        most,
        ..Found::default()
    };
    let mut inputs = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            match bounded(std::io::stdin().lock()) {
                Ok(bytes) => inputs.push(Input {
                    name: "-".to_owned(),
                    bytes,
                }),
                Err(error) => found.fails(path, unreadable(path, &error)),
            }
        } else if path.is_dir() {
            found.tree(path);
        } else {
            found.file(path.clone());
        }
    }
    let mut total = 0;
    for path in found.paths() {
        match open(&path) {
            Ok(_) if total > share(most) => {
                found.fails(&path, too_many(most));
                break;
            }
            Ok(bytes) => {
                total += bytes.len();
                inputs.push(Input {
                    name: path.display().to_string(),
                    bytes,
                });
            }
            Err(failure) => found.fails(&path, failure),
        }
    }
    if found.failures.is_empty() {
        return Ok(inputs);
    }
    let failures = found.failures.into_iter();
    Err(failures.map(|(_, failure)| failure).collect())
}

/// Of all that keeps files from being read the last, which ends the command; the others are told.
pub(super) fn last_of(mut failures: Vec<Failure>, environment: &Environment) -> Failure {
    let last = failures.pop();
    for failure in &failures {
        failure.tell(environment);
    }
    last.unwrap_or_else(|| failure("no-yaml", Path::new("")))
}

/// What stands at each name below a directory: a file's bytes, or why there are none. What cannot
/// be listed, or not whole, stands for all that is below it.
pub(super) fn look(root: &Path, most: usize) -> BTreeMap<String, Result<Vec<u8>, Failure>> {
    let mut found = Found {
        most,
        ..Found::default()
    };
    match fs::canonicalize(root) {
        Ok(real) => found.walk(&real, root),
        Err(error) => found.fails(root, unreadable(root, &error)),
    }
    let name = |path: &Path| path.display().to_string();
    let nothing_but_too_many = || BTreeMap::from([(name(root), Err(too_many(most)))]);
    if found.files.len() > most {
        return nothing_but_too_many();
    }
    let (mut seen, mut total) = (BTreeMap::new(), 0);
    for path in found.paths() {
        let bytes = open(&path);
        total += bytes.as_ref().map_or(0, Vec::len);
        if total > share(most) {
            return nothing_but_too_many();
        }
        seen.insert(name(&path), bytes);
    }
    let failures = found.failures.into_iter();
    seen.extend(failures.map(|(path, failure)| (name(&path), Err(failure))));
    seen
}

/// Files to read: each once, however many links lead to it.
#[derive(Default)]
struct Found {
    most: usize,
    /// Real path to the shortest one that was met.
    files: BTreeMap<PathBuf, PathBuf>,
    directories: BTreeSet<PathBuf>,
    failures: Vec<(PathBuf, Failure)>,
}

impl Found {
    fn paths(&self) -> BTreeSet<PathBuf> {
        self.files.values().cloned().collect()
    }

    fn fails(&mut self, path: &Path, failure: Failure) {
        self.failures.push((path.to_owned(), failure));
    }

    fn file(&mut self, path: PathBuf) {
        if self.files.len() > self.most {
            return;
        }
        // A path that leads nowhere is told when it is opened.
        let real = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        let known = self.files.entry(real).or_insert_with(|| path.clone());
        if path < *known {
            known.clone_from(&path);
        }
        if self.files.len() > self.most {
            self.fails(&path, too_many(self.most));
        }
    }

    fn tree(&mut self, root: &Path) {
        let before = (self.files.len(), self.failures.len());
        match fs::canonicalize(root) {
            Ok(real) => self.walk(&real, root),
            Err(error) => self.fails(root, unreadable(root, &error)),
        }
        if before == (self.files.len(), self.failures.len()) {
            self.fails(root, failure("no-yaml", root));
        }
    }

    /// Hidden entries are skipped; links are followed as long as they stay inside the root.
    fn walk(&mut self, root: &Path, directory: &Path) {
        let Ok(real) = fs::canonicalize(directory) else {
            return self.fails(directory, failure("link-outside", directory));
        };
        // A link may lead around in circles.
        if !self.directories.insert(real) || self.files.len() > self.most {
            return;
        }
        let entries = match fs::read_dir(directory) {
            Ok(entries) => entries,
            Err(error) => return self.fails(directory, unreadable(directory, &error)),
        };
        for entry in entries {
            match entry {
                Ok(entry) => self.entry(root, &entry),
                Err(error) => self.fails(directory, unreadable(directory, &error)),
            }
        }
    }

    fn entry(&mut self, root: &Path, entry: &fs::DirEntry) {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            return;
        }
        let link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        let yaml = path
            .extension()
            .is_some_and(|extension| extension == "yaml" || extension == "yml");
        if path.is_dir() {
            if link && !inside(root, &path) {
                self.fails(&path, failure("link-outside", &path));
            } else {
                self.walk(root, &path);
            }
        } else if yaml {
            if link && !inside(root, &path) {
                self.fails(&path, failure("link-outside", &path));
            } else {
                self.file(path);
            }
        }
    }
}

fn inside(root: &Path, path: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|path| path.starts_with(root))
}

/// Opened once and read from that handle; a pipe or a device is never waited for.
pub(super) fn open(path: &Path) -> Result<Vec<u8>, Failure> {
    let file = without_waiting(path).map_err(|error| unreadable(path, &error))?;
    let metadata = file.metadata().map_err(|error| unreadable(path, &error))?;
    if !metadata.is_file() {
        return Err(failure("not-a-file", path));
    }
    let bytes = bounded(file).map_err(|error| unreadable(path, &error))?;
    if bytes.starts_with(b"{\"planFormat\"") {
        return Err(failure("plan-among-paths", path));
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
fn bounded(from: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn failure(id: &'static str, path: &Path) -> Failure {
    Failure::new(Exit::Failed, Message::new(id).text("path", path.display()))
}

pub(super) fn too_many(most: usize) -> Failure {
    let message = Message::new("too-many-files").number("limit", most);
    Failure::new(Exit::Failed, message).help(Message::new("too-many-files-help"))
}

pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let message = Message::new("unreadable")
        .text("path", path.display())
        .text("reason", error);
    Failure::new(Exit::Failed, message)
}
