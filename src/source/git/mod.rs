//! Files of a revision, read through the plumbing commands of `git`.
//!
//! The repository belongs to whoever wrote the pull request, and `git` runs programs that a repository's
//! configuration names: hooks, filters, pagers, credential helpers, a file system monitor. So only three
//! commands are used, none of which checks anything out, and each is started by [`git`], which switches
//! those programs off, removes the `GIT_*` variables that a hook would inherit, and forbids fetching:
//!
//! ```text
//! rev-parse --show-toplevel   where is the work tree?                  one process a path
//! rev-parse REV^{tree}        which tree does the revision name?       one process a path
//! ls-tree -r -z TREE          which files does it hold?                one process a path
//! cat-file --batch            the bytes of one object after another    one process a path
//! ```
//!
//! A revision is text of the user: `--end-of-options` keeps one that begins with a dash from being an
//! option, and what comes back must look like an object id before it is passed on. Listings and objects
//! are read through limits, and never as a whole before they are measured: a tree may name gigabytes.
//!
//! The result must be the files that [`search`](super::search) would have found in a checkout of that
//! revision, or a review would report files as added that only one of the two readers saw: YAML files,
//! no hidden ones, and a path that is a file itself whatever its name is. Links differ: a checkout could
//! follow one, here its target would have to be looked up in the past as well, so it is an error.
//!
//! A submodule is a repository of its own: the tree names a commit of it, whose files are read there.
//! Where that commit cannot be read (the submodule is not checked out, or its history is shallow), both
//! sides leave the submodule out, and the review says so.

mod blobs;
mod process;

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::fault::{GitError, SourceError};
use super::file::{Input, share};
use blobs::Blobs;
use process::{GitProcess, failed, git, os_string, output_of, path_of};

/// Bytes of a listing, far more than any number of files within the limits needs.
const LISTED: u64 = 64 << 20;

/// A path of a work tree, in two parts: the top of the work tree, and the path below it, by which the
/// repository knows it in every revision.
pub(super) struct Located {
    top: PathBuf,
    /// Below the top; empty for the top itself.
    pub(super) inside: PathBuf,
}

/// A file of a revision.
pub(super) struct PastFile {
    /// Its path below the top of the work tree.
    pub(super) inside: String,
    pub(super) input: Input,
}

/// Finds a path in its repository. The path need not exist any more, because a review has to report a
/// file that was removed: the repository is the one around the nearest directory that still exists.
pub(super) fn locate(path: &Path) -> Result<Located, SourceError> {
    let (directory, rest) = existing(path)?;
    // Git finds the top of the work tree by walking up from the directory.
    let mut git = git(&directory);
    git.args(["rev-parse", "--show-toplevel"]);
    let top = output_of(&mut git)?.map_err(|reason| no_repository(path, &reason))?;
    let top = std::fs::canonicalize(path_of(&top))
        .map_err(|error| SourceError::unreadable(path, error))?;
    // Both paths are real ones, so that a link on the way to the work tree does not matter.
    match directory.strip_prefix(&top) {
        Ok(below) => {
            let inside = below.join(rest);
            Ok(Located { top, inside })
        }
        Err(_) => Err(no_repository(path, "")),
    }
}

/// The commit that is checked out where a path lies; `None` outside a repository, or without Git.
pub(crate) fn commit_of(path: &Path) -> Option<String> {
    let (directory, _) = existing(path).ok()?;
    let mut git = git(&directory);
    git.args(["rev-parse", "--verify", "--quiet", "HEAD"]);
    let out = output_of(&mut git).ok()?.ok()?;
    let commit = String::from_utf8(out).ok()?.trim().to_owned();
    let is_hash = commit.len() >= 40 && commit.chars().all(|digit| digit.is_ascii_hexdigit());
    is_hash.then_some(commit)
}

/// Splits a path into the nearest directory that exists, as its real path, and the rest below it.
fn existing(path: &Path) -> Result<(PathBuf, PathBuf), SourceError> {
    let (mut directory, mut rest) = (path.to_owned(), PathBuf::new());
    // Move one part after another from the end of the path to the front of the rest.
    while !directory.is_dir() {
        let Some(name) = directory.file_name().map(OsStr::to_owned) else {
            return Err(no_repository(path, ""));
        };
        // Joined with an empty rest, the name of a file would end in a slash.
        rest = if rest.as_os_str().is_empty() {
            name.into()
        } else {
            Path::new(&name).join(rest)
        };
        let parent = directory.parent().unwrap_or(Path::new(""));
        // The parent of a relative name is empty, and means the working directory.
        directory = if parent.as_os_str().is_empty() {
            PathBuf::from(".")
        } else {
            parent.to_owned()
        };
    }
    let directory =
        std::fs::canonicalize(&directory).map_err(|e| SourceError::unreadable(path, e))?;
    Ok((directory, rest))
}

/// The files of a revision, and the submodules that could not be read.
#[derive(Default)]
pub(super) struct Past {
    pub(super) files: Vec<PastFile>,
    /// Their paths below the top of the work tree.
    pub(super) unread: Vec<PathBuf>,
}

impl Past {
    fn bytes(&self) -> usize {
        self.files.iter().map(|file| file.input.bytes.len()).sum()
    }
}

impl Located {
    /// Reads the files of the revision at or below the path, in the order in which Git lists them. A
    /// revision without the path has no files, which is not an error: the path may be new.
    pub(super) fn at(&self, revision: &str, most: usize) -> Result<Past, SourceError> {
        let tree = self.tree(revision)?;
        let mut blobs = Blobs::open(&self.top)?;
        let mut past = Past::default();
        for entry in self.listed(&tree, most)? {
            let inside = Path::new(&entry.path).display().to_string();
            let name = format!("{revision}:{inside}");
            // 120000 is the mode of a symbolic link.
            if entry.mode == b"120000" {
                return Err(GitError::Link(name).into());
            }
            if entry.is_submodule() {
                self.read_submodule(&entry, &name, most, &mut past)?;
            } else {
                // Reading by id and not by path: a path would pass through filters and replacements.
                let bytes = blobs.read(&entry.id, &name)?;
                past.files.push(PastFile {
                    inside,
                    input: Input { name, bytes },
                });
            }
            if past.files.len() > most || past.bytes() > share(most) {
                return Err(SourceError::TooMany { limit: most });
            }
        }
        Ok(past)
    }

    /// The files of the commit that the tree names of a submodule, by the name that they have here.
    fn read_submodule(
        &self,
        entry: &TreeEntry,
        name: &str,
        most: usize,
        past: &mut Past,
    ) -> Result<(), SourceError> {
        let place = Path::new(&entry.path);
        let there = self.submodule(place).map(|there| there.at(&entry.id, most));
        match there {
            Some(Ok(there)) => {
                let unread = there.unread.iter().map(|below| place.join(below));
                past.unread.extend(unread);
                past.files
                    .extend(there.files.into_iter().map(|file| PastFile {
                        inside: place.join(&file.inside).display().to_string(),
                        input: Input {
                            name: format!("{name}/{}", file.inside),
                            ..file.input
                        },
                    }));
            }
            // Not checked out, or without this commit.
            None | Some(Err(SourceError::Git(GitError::NoRevision(_)))) => {
                past.unread.push(place.to_owned());
            }
            Some(Err(error)) => return Err(error),
        }
        Ok(())
    }

    /// The work tree of a submodule. None when there is none, or when a link leads elsewhere: Git
    /// would look for the repository around a directory that is not one itself.
    fn submodule(&self, place: &Path) -> Option<Self> {
        let top = self.top.join(place);
        if std::fs::canonicalize(&top).ok()? != top {
            return None;
        }
        let there = locate(&top).ok()?;
        (there.top == top).then_some(there)
    }

    /// The id of the tree that a revision names.
    fn tree(&self, revision: &str) -> Result<String, SourceError> {
        let mut git = git(&self.top);
        git.args(["rev-parse", "--verify", "--quiet", "--end-of-options"]);
        // `^{tree}` peels tags and commits, so that the listing is of a tree and nothing else.
        git.arg(format!("{revision}^{{tree}}"));
        // Whatever is wrong with it, a revision that names no tree cannot be compared with.
        let id = output_of(&mut git)?.ok();
        let id = id.and_then(|id| String::from_utf8(id).ok());
        id.filter(|id| is_id(id))
            .ok_or_else(|| GitError::NoRevision(revision.to_owned()).into())
    }

    /// The entries of a tree that are wanted. Records are read one by one and end in a NUL byte, so that
    /// no name, whatever bytes it has, can be taken for two.
    fn listed(&self, tree: &str, most: usize) -> Result<Vec<TreeEntry>, SourceError> {
        let mut git = git(&self.top);
        git.args([
            "ls-tree",
            "-r",
            "-z",
            "--full-tree",
            "--end-of-options",
            tree,
        ]);
        // Git narrows the listing to the path; at the top there is nothing to narrow.
        if !self.inside.as_os_str().is_empty() {
            git.arg("--").arg(&self.inside);
        }
        let mut running = GitProcess::begin(&mut git, Stdio::null())?;
        let mut out = BufReader::new(running.out()?.take(LISTED));
        let mut listed = Vec::new();
        loop {
            let mut record = Vec::new();
            let read = out.read_until(0, &mut record);
            read.map_err(|error| SourceError::unreadable(&self.top, error))?;
            match record.pop() {
                None => break,
                // The limit cut the listing off, so it is too long to be one of configuration files.
                Some(last) if last != 0 => return Err(SourceError::TooMany { limit: most }),
                Some(_) => {}
            }
            let Some(entry) = TreeEntry::of(&record) else {
                return Err(failed(&self.top, "ls-tree"));
            };
            let wanted = if entry.is_submodule() {
                self.holds(&entry)
            } else {
                entry.is_file() && self.wants(&entry)
            };
            if wanted {
                listed.push(entry);
            }
            // Counted while it is read: a listing may be far longer than the files that are wanted.
            if listed.len() > most {
                return Err(SourceError::TooMany { limit: most });
            }
        }
        // Only the exit code says whether the listing ended or broke off.
        if running.succeeds() {
            Ok(listed)
        } else {
            Err(failed(&self.top, "ls-tree"))
        }
    }

    /// Whether a submodule is below the path and not hidden.
    fn holds(&self, entry: &TreeEntry) -> bool {
        let below = Path::new(&entry.path).strip_prefix(&self.inside);
        below.is_ok_and(|below| {
            let mut parts = below.iter();
            !parts.any(|part| part.to_string_lossy().starts_with('.'))
        })
    }

    /// Whether the search in a directory would have found the file. A path that was named and is a file
    /// itself is wanted whatever its name is.
    fn wants(&self, entry: &TreeEntry) -> bool {
        let Ok(below) = Path::new(&entry.path).strip_prefix(&self.inside) else {
            return false;
        };
        let mut parts = below.iter();
        let yaml = below
            .extension()
            .is_some_and(|ending| ending == "yaml" || ending == "yml");
        let hidden = parts.any(|part| part.to_string_lossy().starts_with('.'));
        below.as_os_str().is_empty() || (yaml && !hidden)
    }
}

/// One record of a listing.
struct TreeEntry {
    mode: Vec<u8>,
    kind: Vec<u8>,
    id: String,
    path: OsString,
}

impl TreeEntry {
    /// `<mode> SP <type> SP <id> TAB <path>`.
    fn of(record: &[u8]) -> Option<Self> {
        let tab = record.iter().position(|byte| *byte == b'\t')?;
        let (head, path) = (&record[..tab], &record[tab + 1..]);
        let mut parts = head.splitn(3, |byte| *byte == b' ').map(<[u8]>::to_vec);
        let (mode, kind) = (parts.next()?, parts.next()?);
        let id = String::from_utf8(parts.next()?).ok()?;
        is_id(&id).then_some(Self {
            mode,
            kind,
            id,
            path: os_string(path.to_vec()),
        })
    }

    fn is_file(&self) -> bool {
        self.kind == b"blob"
    }

    /// A submodule is a commit of another repository.
    fn is_submodule(&self) -> bool {
        self.kind == b"commit"
    }
}

fn is_id(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn no_repository(path: &Path, reason: &str) -> SourceError {
    let (path, reason) = (path.to_owned(), reason.to_owned());
    GitError::NoRepository { path, reason }.into()
}
