//! The place of the watched directory in the file system.

use std::path::{Path, PathBuf};

/// The watched directory by its name. Two places are watched: everything below the directory, and
/// its parent, where the directory itself may be replaced. Events of the parent's other children
/// are not of interest.
#[derive(Debug, Clone)]
pub(super) struct WatchedPlace {
    /// The absolute path. Its parent is resolved, but its last part may be a link, whose target may
    /// change.
    pub(super) name: PathBuf,
    /// `None` for the root of the file system.
    pub(super) parent: Option<PathBuf>,
}

impl WatchedPlace {
    pub(super) fn of(root: &Path) -> std::io::Result<Self> {
        let absolute = std::path::absolute(root)?;
        let (Some(above), Some(last)) = (absolute.parent(), absolute.file_name()) else {
            let name = root.canonicalize()?;
            let parent = name.parent().map(Path::to_owned);
            return Ok(Self { name, parent });
        };
        let parent = above.canonicalize()?;
        Ok(Self {
            name: parent.join(last),
            parent: Some(parent),
        })
    }

    /// Whether a path is the parent, or a child of the parent other than the directory.
    pub(super) fn is_beside(&self, path: &Path) -> bool {
        let parent = self.parent.as_deref();
        path != self.name
            && parent.is_some_and(|parent| [Some(path), path.parent()].contains(&Some(parent)))
    }
}
