//! Symbolic links at the end of a path that was named.
//!
//! A path that was named is trusted no more than one that is found: it may be a link that a pull request
//! brought. Whatever opens a file or a directory by name asks here first, with one of two answers:
//!
//! | what is named | links |
//! |---|---|
//! | files and directories of configuration, the directory of a watcher, policies, seeds | to their own directory; everywhere with `--follow-links` |
//! | tokens, passwords, certificates, saved plans | everywhere: the operator names them, and secret stores mount them as links |
//!
//! Kubernetes mounts a directory of links to `..data/NAME`, and `..data` is a link as well; both stay within
//! the directory. A link that leads nowhere, or in circles, says so instead of "no such file".

use std::fs;
use std::path::Path;

use super::fault::SourceError;
use super::file::Links;

/// Whether the path may be opened. One that is no link may.
pub(crate) fn named(path: &Path, links: Links) -> Result<(), SourceError> {
    if !path.is_symlink() {
        return Ok(());
    }
    let parent = path.parent();
    let parent = parent.filter(|parent| !parent.as_os_str().is_empty());
    let directory = fs::canonicalize(parent.unwrap_or(Path::new(".")));
    let directory = directory.map_err(|error| SourceError::unreadable(path, error))?;
    within(&directory, path, links)
}

/// Whether a link may be followed from below this directory, and leads somewhere.
pub(super) fn within(root: &Path, path: &Path, links: Links) -> Result<(), SourceError> {
    let Ok(real) = fs::canonicalize(path) else {
        // The link of a pipe has no real path and leads somewhere; opening it reports what it is.
        return match fs::metadata(path) {
            Ok(_) => Ok(()),
            Err(_) => Err(SourceError::LinkNowhere(path.to_owned())),
        };
    };
    match links {
        Links::Inside if !real.starts_with(root) => Err(SourceError::LinkOutside(path.to_owned())),
        Links::Inside | Links::Everywhere => Ok(()),
    }
}
