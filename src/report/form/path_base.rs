//! Paths of files as programs of a forge expect them: from the root of the repository.

use std::path::{Component, Path, PathBuf};

/// The directories between which paths are translated: files are named from where the process runs,
/// and a forge looks for them from the root of the repository.
#[derive(Debug, Clone)]
pub(crate) struct PathBase {
    /// Of the repository.
    pub(crate) root: PathBuf,
    /// Of the process.
    pub(crate) here: PathBuf,
}

impl PathBase {
    /// The path from the root with `/` between its parts, on every system. A file outside the
    /// repository keeps the path that it was given by.
    pub(super) fn relative(&self, file: &str) -> String {
        let whole = plain(&self.here.join(file));
        let inside = whole
            .strip_prefix(plain(&self.root))
            .unwrap_or(Path::new(file));
        let parts = inside.components().filter_map(|part| match part {
            Component::Normal(part) => Some(part.to_string_lossy()),
            Component::ParentDir => Some("..".into()),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => None,
        });
        parts.collect::<Vec<_>>().join("/")
    }
}

/// Without `.` and `..`. Only the names decide: a link is not followed, since the forge knows the
/// file by the name that the repository has for it.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            Component::Normal(_) | Component::RootDir | Component::Prefix(_) => out.push(part),
        }
    }
    out
}
