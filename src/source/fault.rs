//! Why bytes could not be read.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

/// Why a file or a directory was not read. Each names the path as the user gave it or would give it.
#[derive(Debug, Clone, Error)]
pub enum SourceError {
    #[error("read {}", path.display())]
    Unreadable {
        path: PathBuf,
        #[source]
        reason: Arc<std::io::Error>,
    },
    #[error("find a YAML file in {}", .0.display())]
    NoYaml(PathBuf),
    #[error("follow the link {} out of its directory", .0.display())]
    LinkOutside(PathBuf),
    #[error("follow the link {}, which leads nowhere", .0.display())]
    LinkNowhere(PathBuf),
    #[error("read {}, more than {limit} directories deep", path.display())]
    TooDeep { path: PathBuf, limit: usize },
    #[error("read {}, which is not a regular file", .0.display())]
    NotAFile(PathBuf),
    #[error("read the saved plan {} as a configuration", .0.display())]
    PlanAmongPaths(PathBuf),
    /// More files than the limit, or more bytes than that many files may have.
    #[error("read more than {limit} files")]
    TooMany { limit: usize },
    /// Neither the work tree nor the revision has this path.
    #[error("find {} in the work tree or in {revision}", path.display())]
    Nowhere { path: PathBuf, revision: String },
    /// The old side of standard input would have no place in a repository.
    #[error("compare standard input with a revision")]
    StandardInputOfRevision,
    #[error(transparent)]
    Git(#[from] GitError),
}

/// Why Git gave no answer.
#[derive(Debug, Clone, Error)]
pub enum GitError {
    #[error("run git")]
    Missing(#[source] Arc<std::io::Error>),
    #[error("find a repository around {}: {reason}", path.display())]
    NoRepository { path: PathBuf, reason: String },
    #[error("find the revision {0}")]
    NoRevision(String),
    #[error("read {} from Git: {reason}", path.display())]
    Failed { path: PathBuf, reason: String },
    /// The link's target would have to be looked up in the past as well.
    #[error("follow the symbolic link {0} of a past revision")]
    Link(String),
}

impl SourceError {
    pub(crate) fn unreadable(path: &Path, reason: std::io::Error) -> Self {
        Self::Unreadable {
            path: path.to_owned(),
            reason: Arc::new(reason),
        }
    }
}
