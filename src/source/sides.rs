//! The two sides of a review: the files of two paths, or of a revision and of the work tree.
//!
//! Both sides are named relative to what was given, so that a file is found on the other side by its
//! name: `old/a.yaml` and `new/a.yaml` are both `a.yaml`, and with a revision both are the path below the
//! top of the work tree.

use std::path::{Path, PathBuf};

use super::fault::SourceError;
use super::file::{Input, Limits};
use super::git::{self, PastFile};
use super::search;

/// A file of one side.
#[derive(Debug)]
pub(crate) struct SideFile {
    /// Its name inside of what was named: equal on both sides of a review.
    pub(crate) inside: String,
    pub(crate) input: Input,
}

/// The files of the old and of the new side.
#[derive(Debug, Default)]
pub(crate) struct Sides {
    pub(crate) old: Vec<SideFile>,
    pub(crate) new: Vec<SideFile>,
    /// Submodules of the old side that could not be read; neither side has their files.
    pub(crate) unread: Vec<String>,
}

/// Two paths. The old one may be a directory without files, because that is how a review of a first
/// version looks: all files are then new. A new one without files is more likely a wrong path.
pub(crate) fn two_sides(old: &Path, new: &Path, limits: Limits) -> Result<Sides, Vec<SourceError>> {
    Ok(Sides {
        old: read(old, limits, EmptyDirectory::Fine)?,
        new: read(new, limits, EmptyDirectory::Wrong)?,
        unread: Vec::new(),
    })
}

/// The work tree compared with a revision. A path that only one side has was added or removed; one that
/// neither has is an error.
pub(crate) fn since(
    revision: &str,
    paths: &[PathBuf],
    limits: Limits,
) -> Result<Sides, Vec<SourceError>> {
    let mut sides = Sides::default();
    for path in paths {
        add(&mut sides, revision, path, limits)?;
    }
    for side in [&mut sides.old, &mut sides.new] {
        // One of the paths may be below another one, so that a file is found twice.
        side.sort_by(|a, b| a.inside.cmp(&b.inside));
        side.dedup_by(|a, b| a.inside == b.inside);
        if side.len() > limits.files {
            return Err(vec![SourceError::TooMany {
                limit: limits.files,
            }]);
        }
    }
    Ok(sides)
}

fn add(
    sides: &mut Sides,
    revision: &str,
    path: &Path,
    limits: Limits,
) -> Result<(), Vec<SourceError>> {
    if path.as_os_str() == "-" {
        return Err(vec![SourceError::StandardInputOfRevision]);
    }
    let located = git::locate(path).map_err(|error| vec![error])?;
    let past = located
        .at(revision, limits.files)
        .map_err(|error| vec![error])?;
    if path.symlink_metadata().is_ok() {
        let empty = if past.files.is_empty() && past.unread.is_empty() {
            EmptyDirectory::Wrong
        } else {
            EmptyDirectory::Fine
        };
        for file in read(path, limits, empty)? {
            let inside = if file.inside.is_empty() {
                // Joined with nothing, a file would look like a directory.
                located.inside.clone()
            } else {
                located.inside.join(file.inside)
            };
            if past.unread.iter().any(|unread| inside.starts_with(unread)) {
                continue;
            }
            sides.new.push(SideFile {
                inside: inside.display().to_string(),
                input: file.input,
            });
        }
    } else if past.files.is_empty() {
        return Err(vec![SourceError::Nowhere {
            path: path.to_owned(),
            revision: revision.to_owned(),
        }]);
    }
    let unread = past.unread.iter().map(|path| path.display().to_string());
    sides.unread.extend(unread);
    let past = past.files.into_iter();
    sides
        .old
        .extend(past.map(|PastFile { inside, input }| SideFile { inside, input }));
    Ok(())
}

/// The meaning of a directory without files, on one side of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EmptyDirectory {
    /// All files are new, or all were removed.
    Fine,
    /// More likely a wrong path than an empty configuration.
    Wrong,
}

fn read(
    path: &Path,
    limits: Limits,
    empty: EmptyDirectory,
) -> Result<Vec<SideFile>, Vec<SourceError>> {
    let inputs = match search::read(&[path.to_owned()], limits) {
        Ok(inputs) => inputs,
        Err(errors) => {
            let mut errors_found = errors.iter();
            let nothing = errors_found.all(|error| matches!(error, SourceError::NoYaml(_)));
            if nothing && empty == EmptyDirectory::Fine {
                return Ok(Vec::new());
            }
            return Err(errors);
        }
    };
    let root = path.display().to_string();
    let files = inputs.into_iter().map(|input| SideFile {
        inside: below(&root, &input.name),
        input,
    });
    Ok(files.collect())
}

/// The name of a file without the path that was named.
fn below(root: &str, name: &str) -> String {
    let below = name.strip_prefix(root).unwrap_or(name);
    below.trim_start_matches(std::path::is_separator).to_owned()
}
