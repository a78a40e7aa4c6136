//! From the PATHs of a command to files in memory.
//!
//! Files come from pull requests, so their author may try to make a run read what it must not: a link to
//! a private key whose content then stands in an error message, a link to `/dev/zero`, a directory that
//! contains itself, a million empty files. Four rules answer that:
//!
//! * *Below the root only.* A link is followed if its real path is below the real path of the directory
//!   that was named, or, when the link itself was named, below the directory that it is in. It is an error
//!   otherwise, and so is one that leads nowhere. It is not skipped in silence, because a file that is
//!   missing from a plan is worse than a run that ends.
//! * *Each file once.* Files are keyed by their real path, so that two links to a file are no second
//!   account. The name in reports is the first, in the order of paths, of those that lead there, so that it
//!   does not depend on the order in which a directory lists its entries.
//! * *Each directory once*, also by its real path: a link to a directory above ends there.
//! * *Limits in files, bytes and depth*, checked while the search runs and not at its end.
//!
//! ```text
//! conf/            root: named by the user
//! ├─ a.yaml        read
//! ├─ b.yaml -> a.yaml      one real path: read once, as conf/a.yaml
//! ├─ loop -> .             walked once
//! ├─ key.yaml -> ~/.ssh/id error: outside of the root
//! └─ .git/         hidden: skipped
//! ```
//!
//! Two callers share this. [`read`] serves a command that runs once: any failure ends it, and all of them
//! are reported together. [`look`] serves a watcher: a failure is a fact about a name, next to the files
//! that could be read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::fault::SourceError;
use super::file::{Input, Limits, bounded, open, share};
use super::link::{named, within};

/// Directories within each other. No configuration is that deep, and a tree that is made to be deep costs
/// the square of its depth.
const DEEPEST: usize = 64;

/// Reads every file of every path, in the order of their names.
///
/// # Errors
///
/// Every failure that was met, at least one. More than `most` files, or more bytes than that many files
/// may have, are a mistake or an attack rather than a configuration.
pub(crate) fn read(paths: &[PathBuf], limits: Limits) -> Result<Vec<Input>, Vec<SourceError>> {
    let most = limits.files;
    let mut search = Search::new(limits);
    // First find all files, then read them: a limit that is exceeded ends the run before any content
    // is in memory. Standard input is the exception, because it cannot be read later.
    let mut inputs = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            match bounded(std::io::stdin().lock()) {
                Ok(bytes) => inputs.push(Input {
                    name: "-".to_owned(),
                    bytes,
                }),
                Err(error) => search.fails(path, SourceError::unreadable(path, error)),
            }
        } else if let Err(failure) = named(path, limits.links) {
            search.fails(path, failure);
        } else if path.is_dir() {
            search.tree(path);
        } else {
            search.file(path.clone());
        }
    }
    // Reading goes on after a failure, so that one run reports everything that is wrong, but not after
    // the limit: the files that follow would fail for that reason alone.
    let mut total = 0;
    for path in search.paths() {
        match open(&path) {
            Ok(_) if total > share(most) => {
                search.fails(&path, SourceError::TooMany { limit: most });
                break;
            }
            Ok(bytes) => {
                total += bytes.len();
                inputs.push(Input {
                    name: path.display().to_string(),
                    bytes,
                });
            }
            Err(failure) => search.fails(&path, failure),
        }
    }
    if search.failures.is_empty() {
        return Ok(inputs);
    }
    let failures = search.failures.into_iter();
    Err(failures.map(|(_, failure)| failure).collect())
}

/// Looks at each name below a directory: a file's bytes, or why they could not be read. A directory that
/// cannot be listed has an entry of its own, which stands for everything below it: files that were there
/// before are then not known to be gone. Beyond the limits the root is the only entry, for that reason.
pub(crate) fn look(root: &Path, limits: Limits) -> BTreeMap<String, Result<Vec<u8>, SourceError>> {
    let most = limits.files;
    let mut search = Search::new(limits);
    // A root that was removed, or is not readable for now, is an entry like any other: the watcher stays.
    match (named(root, limits.links), fs::canonicalize(root)) {
        (Err(failure), _) => search.fails(root, failure),
        (Ok(()), Ok(real)) => search.walk(&real, root, 0),
        (Ok(()), Err(error)) => search.fails(root, SourceError::unreadable(root, error)),
    }
    // Half of a directory would look as if the other half had been removed, so all of it is left out.
    if search.files.len() > most {
        return only_too_many(root, most);
    }
    let (mut seen, mut total) = (BTreeMap::new(), 0);
    for path in search.paths() {
        let bytes = open(&path);
        total += bytes.as_ref().map_or(0, Vec::len);
        if total > share(most) {
            return only_too_many(root, most);
        }
        seen.insert(name(&path), bytes);
    }
    // A failure outweighs bytes that were read under its name.
    let failures = search.failures.into_iter();
    seen.extend(failures.map(|(path, failure)| (name(&path), Err(failure))));
    seen
}

fn only_too_many(root: &Path, most: usize) -> BTreeMap<String, Result<Vec<u8>, SourceError>> {
    BTreeMap::from([(name(root), Err(SourceError::TooMany { limit: most }))])
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

/// A search for files, with everything that it has met so far.
struct Search {
    limits: Limits,
    /// From the real path of each file to the first, in the order of paths, of those that lead to it.
    files: BTreeMap<PathBuf, PathBuf>,
    /// Real paths of the directories that were walked.
    directories: BTreeSet<PathBuf>,
    failures: Vec<(PathBuf, SourceError)>,
}

impl Search {
    fn new(limits: Limits) -> Self {
        Self {
            limits,
            files: BTreeMap::new(),
            directories: BTreeSet::new(),
            failures: Vec::new(),
        }
    }

    fn paths(&self) -> BTreeSet<PathBuf> {
        self.files.values().cloned().collect()
    }

    fn fails(&mut self, path: &Path, failure: SourceError) {
        self.failures.push((path.to_owned(), failure));
    }

    fn file(&mut self, path: PathBuf) {
        // The first file beyond the limit has been reported already.
        if self.files.len() > self.limits.files {
            return;
        }
        // A path without a file is kept: opening it reports the reason.
        let real = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        // Directories are listed in any order, so the least of all paths to a file is its name.
        let known = self.files.entry(real).or_insert_with(|| path.clone());
        if path < *known {
            known.clone_from(&path);
        }
        if self.files.len() > self.limits.files {
            self.fails(
                &path,
                SourceError::TooMany {
                    limit: self.limits.files,
                },
            );
        }
    }

    /// Searches a directory that was named. One without any file is an error: it is more likely a wrong
    /// path than a configuration of nothing.
    fn tree(&mut self, root: &Path) {
        // Nothing found and nothing failed means that there was nothing.
        let before = (self.files.len(), self.failures.len());
        match fs::canonicalize(root) {
            Ok(real) => self.walk(&real, root, 0),
            Err(error) => self.fails(root, SourceError::unreadable(root, error)),
        }
        if before == (self.files.len(), self.failures.len()) {
            self.fails(root, SourceError::NoYaml(root.to_owned()));
        }
    }

    /// Walks a directory. `root` is the real path of the directory that was named, `directory` the path
    /// under which this one was reached, which is the one that people know.
    fn walk(&mut self, root: &Path, directory: &Path, depth: usize) {
        // The real path of each directory is as long as it is deep, so that depth costs its square.
        if depth > DEEPEST {
            let path = directory.to_owned();
            let limit = DEEPEST;
            return self.fails(directory, SourceError::TooDeep { path, limit });
        }
        let real = match fs::canonicalize(directory) {
            Ok(real) => real,
            Err(error) => return self.fails(directory, SourceError::unreadable(directory, error)),
        };
        // A link to a directory above would lead around in circles.
        if !self.directories.insert(real) || self.files.len() > self.limits.files {
            return;
        }
        let entries = match fs::read_dir(directory) {
            Ok(entries) => entries,
            Err(error) => return self.fails(directory, SourceError::unreadable(directory, error)),
        };
        for entry in entries {
            // An entry that cannot be read leaves the rest of the directory readable.
            match entry {
                Ok(entry) => self.entry(root, &entry, depth),
                Err(error) => self.fails(directory, SourceError::unreadable(directory, error)),
            }
        }
    }

    fn entry(&mut self, root: &Path, entry: &fs::DirEntry, depth: usize) {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            return;
        }
        let yaml = path
            .extension()
            .is_some_and(|extension| extension == "yaml" || extension == "yml");
        // What is neither a directory nor named as YAML is not looked at, whatever it links to.
        let is_directory = path.is_dir();
        if !is_directory && !yaml {
            return;
        }
        // `file_type` is that of the entry itself. Only links can lead out of the root, so only they are
        // resolved again.
        let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        let refused = is_link
            .then(|| within(root, &path, self.limits.links).err())
            .flatten();
        match refused {
            Some(failure) => self.fails(&path, failure),
            None if is_directory => self.walk(root, &path, depth + 1),
            None => self.file(path),
        }
    }
}
