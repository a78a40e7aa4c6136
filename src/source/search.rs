//! From PATHs to files in memory. Nothing outside the given tree is read, and nothing but regular
//! files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::fault::SourceError;
use super::file::{Input, bounded, open, share};

/// Every file of every path, or everything that keeps one from being read. More than `most` files,
/// or than their share of bytes, are a mistake or an attack rather than a configuration.
pub(crate) fn read(paths: &[PathBuf], most: usize) -> Result<Vec<Input>, Vec<SourceError>> {
    let mut search = Search {
        most,
        ..Search::default()
    };
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
        } else if path.is_dir() {
            search.tree(path);
        } else {
            search.file(path.clone());
        }
    }
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

/// What stands at each name below a directory: a file's bytes, or why there are none. What cannot
/// be listed, or not whole, stands for all that is below it.
pub(crate) fn look(root: &Path, most: usize) -> BTreeMap<String, Result<Vec<u8>, SourceError>> {
    let mut search = Search {
        most,
        ..Search::default()
    };
    match fs::canonicalize(root) {
        Ok(real) => search.walk(&real, root),
        Err(error) => search.fails(root, SourceError::unreadable(root, error)),
    }
    let name = |path: &Path| path.display().to_string();
    let nothing_but_too_many =
        || BTreeMap::from([(name(root), Err(SourceError::TooMany { limit: most }))]);
    if search.files.len() > most {
        return nothing_but_too_many();
    }
    let (mut seen, mut total) = (BTreeMap::new(), 0);
    for path in search.paths() {
        let bytes = open(&path);
        total += bytes.as_ref().map_or(0, Vec::len);
        if total > share(most) {
            return nothing_but_too_many();
        }
        seen.insert(name(&path), bytes);
    }
    let failures = search.failures.into_iter();
    seen.extend(failures.map(|(path, failure)| (name(&path), Err(failure))));
    seen
}

/// Files to read: each once, however many links lead to it.
#[derive(Default)]
struct Search {
    most: usize,
    /// Real path to the shortest one that was met.
    files: BTreeMap<PathBuf, PathBuf>,
    directories: BTreeSet<PathBuf>,
    failures: Vec<(PathBuf, SourceError)>,
}

impl Search {
    fn paths(&self) -> BTreeSet<PathBuf> {
        self.files.values().cloned().collect()
    }

    fn fails(&mut self, path: &Path, failure: SourceError) {
        self.failures.push((path.to_owned(), failure));
    }

    fn file(&mut self, path: PathBuf) {
        if self.files.len() > self.most {
            return;
        }
        // A path that leads nowhere is reported when it is opened.
        let real = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        let known = self.files.entry(real).or_insert_with(|| path.clone());
        if path < *known {
            known.clone_from(&path);
        }
        if self.files.len() > self.most {
            self.fails(&path, SourceError::TooMany { limit: self.most });
        }
    }

    fn tree(&mut self, root: &Path) {
        let before = (self.files.len(), self.failures.len());
        match fs::canonicalize(root) {
            Ok(real) => self.walk(&real, root),
            Err(error) => self.fails(root, SourceError::unreadable(root, error)),
        }
        if before == (self.files.len(), self.failures.len()) {
            self.fails(root, SourceError::NoYaml(root.to_owned()));
        }
    }

    /// Hidden entries are skipped; links are followed as long as they stay inside the root.
    fn walk(&mut self, root: &Path, directory: &Path) {
        let Ok(real) = fs::canonicalize(directory) else {
            return self.fails(directory, SourceError::LinkOutside(directory.to_owned()));
        };
        // A link may lead around in circles.
        if !self.directories.insert(real) || self.files.len() > self.most {
            return;
        }
        let entries = match fs::read_dir(directory) {
            Ok(entries) => entries,
            Err(error) => return self.fails(directory, SourceError::unreadable(directory, error)),
        };
        for entry in entries {
            match entry {
                Ok(entry) => self.entry(root, &entry),
                Err(error) => self.fails(directory, SourceError::unreadable(directory, error)),
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
                self.fails(&path, SourceError::LinkOutside(path.clone()));
            } else {
                self.walk(root, &path);
            }
        } else if yaml {
            if link && !inside(root, &path) {
                self.fails(&path, SourceError::LinkOutside(path.clone()));
            } else {
                self.file(path);
            }
        }
    }
}

fn inside(root: &Path, path: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|path| path.starts_with(root))
}
