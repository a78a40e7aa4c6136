//! The two sides of a review: files of two paths, or of a revision and the work tree.

use std::path::{Path, PathBuf};

use super::fault::SourceError;
use super::file::Input;
use super::git::{self, Past};
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
}

/// Two paths, of which the old one may be a directory without files: then all files are new.
pub(crate) fn two_sides(old: &Path, new: &Path, most: usize) -> Result<Sides, Vec<SourceError>> {
    Ok(Sides {
        old: read(old, most, Empty::Fine)?,
        new: read(new, most, Empty::Wrong)?,
    })
}

/// The work tree beside a revision. A path that one side alone has was added or removed.
pub(crate) fn since(
    revision: &str,
    paths: &[PathBuf],
    most: usize,
) -> Result<Sides, Vec<SourceError>> {
    let mut sides = Sides::default();
    for path in paths {
        add(&mut sides, revision, path, most)?;
    }
    for side in [&mut sides.old, &mut sides.new] {
        // Paths may hold each other.
        side.sort_by(|a, b| a.inside.cmp(&b.inside));
        side.dedup_by(|a, b| a.inside == b.inside);
        if side.len() > most {
            return Err(vec![SourceError::TooMany { limit: most }]);
        }
    }
    Ok(sides)
}

fn add(
    sides: &mut Sides,
    revision: &str,
    path: &Path,
    most: usize,
) -> Result<(), Vec<SourceError>> {
    if path.as_os_str() == "-" {
        return Err(vec![SourceError::StandardInputOfRevision]);
    }
    let located = git::locate(path).map_err(|error| vec![error])?;
    let past = located.at(revision, most).map_err(|error| vec![error])?;
    if path.symlink_metadata().is_ok() {
        let empty = if past.is_empty() {
            Empty::Wrong
        } else {
            Empty::Fine
        };
        for file in read(path, most, empty)? {
            let inside = if file.inside.is_empty() {
                // Joined with nothing, a file would look like a directory.
                located.inside.clone()
            } else {
                located.inside.join(file.inside)
            };
            sides.new.push(SideFile {
                inside: inside.display().to_string(),
                input: file.input,
            });
        }
    } else if past.is_empty() {
        return Err(vec![SourceError::Nowhere {
            path: path.to_owned(),
            revision: revision.to_owned(),
        }]);
    }
    let past = past.into_iter();
    sides
        .old
        .extend(past.map(|Past { inside, input }| SideFile { inside, input }));
    Ok(())
}

/// What a directory without files is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Empty {
    /// All files are new, or all are gone.
    Fine,
    /// More likely a mistake.
    Wrong,
}

fn read(path: &Path, most: usize, empty: Empty) -> Result<Vec<SideFile>, Vec<SourceError>> {
    let inputs = match search::read(&[path.to_owned()], most) {
        Ok(inputs) => inputs,
        Err(errors) => {
            let mut errors_found = errors.iter();
            let nothing = errors_found.all(|error| matches!(error, SourceError::NoYaml(_)));
            if nothing && empty == Empty::Fine {
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
