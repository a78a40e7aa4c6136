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

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;

use super::fault::{GitError, SourceError};
use super::file::{Input, share};
use crate::document::MAX_BYTES;

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

impl Located {
    /// Reads the files of the revision at or below the path, in the order in which Git lists them. A
    /// revision without the path has no files, which is not an error: the path may be new.
    pub(super) fn at(&self, revision: &str, most: usize) -> Result<Vec<PastFile>, SourceError> {
        let tree = self.tree(revision)?;
        let mut blobs = Blobs::open(&self.top)?;
        let (mut past, mut total) = (Vec::new(), 0);
        for entry in self.listed(&tree, most)? {
            let inside = Path::new(&entry.path).display().to_string();
            let name = format!("{revision}:{inside}");
            // 120000 is the mode of a symbolic link.
            if entry.mode == b"120000" {
                return Err(GitError::Link(name).into());
            }
            // Reading by id and not by path: a path would pass through filters and replacements.
            let bytes = blobs.read(&entry.id, &name)?;
            total += bytes.len();
            if total > share(most) {
                return Err(SourceError::TooMany { limit: most });
            }
            past.push(PastFile {
                inside,
                input: Input { name, bytes },
            });
        }
        Ok(past)
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
            if entry.is_file() && self.wants(&entry) {
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

    /// A submodule is a commit, and is not read.
    fn is_file(&self) -> bool {
        self.kind == b"blob"
    }
}

fn is_id(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A process that prints the bytes of one object after another, so that a thousand files do not need a
/// thousand processes. Requests and responses alternate, so neither side can fill a pipe and block.
struct Blobs {
    running: GitProcess,
    out: BufReader<ChildStdout>,
}

impl Blobs {
    fn open(top: &Path) -> Result<Self, SourceError> {
        let mut running =
            GitProcess::begin(git(top).args(["cat-file", "--batch"]), Stdio::piped())?;
        let out = BufReader::new(running.out()?);
        Ok(Self { running, out })
    }

    /// The bytes of an object, at most one more than a file may have: enough to see that it has too many.
    /// `name` is for the error.
    fn read(&mut self, id: &str, name: &str) -> Result<Vec<u8>, SourceError> {
        let read = self
            .answer(id)
            .map_err(|error| SourceError::unreadable(Path::new(name), error))?;
        read.ok_or_else(|| failed(Path::new(name), "cat-file"))
    }

    /// Reads one response: `<id> SP <type> SP <size> LF <bytes> LF`, or a single line if the object does
    /// not exist. Bytes beyond the limit are passed over, so that the next response begins where it is
    /// expected; `None` is an object that is missing, not a file, or cut off.
    fn answer(&mut self, id: &str) -> std::io::Result<Option<Vec<u8>>> {
        if let Some(ask) = &mut self.running.0.stdin {
            writeln!(ask, "{id}")?;
        }
        // A head has an id, a type and a size; a longer line is not one.
        let mut head = String::new();
        (&mut self.out).take(256).read_line(&mut head)?;
        let mut parts = head.split_ascii_whitespace().skip(1);
        let size = match (parts.next(), parts.next()) {
            (Some("blob"), Some(size)) => size.parse::<u64>().ok(),
            (_, _) => None,
        };
        let Some(size) = size else { return Ok(None) };
        // Take what is wanted, then pass over the rest and the line break after it.
        let mut bytes = Vec::new();
        let wanted = size.min(MAX_BYTES as u64 + 1);
        (&mut self.out).take(wanted).read_to_end(&mut bytes)?;
        let rest = &mut (&mut self.out).take(size - wanted + 1);
        std::io::copy(rest, &mut std::io::sink())?;
        Ok((bytes.len() as u64 == wanted).then_some(bytes))
    }
}

/// A running `git` that is killed when its reader is dropped: after an error in the middle, it would
/// otherwise wait for ever to write the rest.
struct GitProcess(Child);

impl GitProcess {
    fn begin(git: &mut Command, input: Stdio) -> Result<Self, SourceError> {
        let child = git
            .stdin(input)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        child.map(Self).map_err(cannot_run)
    }

    fn out(&mut self) -> Result<ChildStdout, SourceError> {
        let out = self.0.stdout.take();
        out.ok_or_else(|| failed(Path::new("git"), ""))
    }

    fn succeeds(&mut self) -> bool {
        self.0.wait().is_ok_and(|status| status.success())
    }
}

impl Drop for GitProcess {
    fn drop(&mut self) {
        // It may have ended by itself, so a failure to kill it is none.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// The output of a short command without its last line break; or, as the inner error, the first line
/// that it wrote to standard error. The outer error is a `git` that could not be started.
fn output_of(git: &mut Command) -> Result<Result<Vec<u8>, String>, SourceError> {
    let output = git.stdin(Stdio::null()).output();
    let mut output = output.map_err(cannot_run)?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        return Ok(Err(reason.lines().next().unwrap_or("").to_owned()));
    }
    if output.stdout.last() == Some(&b'\n') {
        output.stdout.pop();
    }
    Ok(Ok(output.stdout))
}

/// `git` in a directory, with everything switched off that could make it do more than read. The
/// configuration of the user and of the system still counts, because `safe.directory` says there which
/// repositories of other users may be read; that of the repository is overridden, being untrusted.
fn git(directory: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(directory);
    // Replacements could exchange the reviewed bytes, and a path with `*` or `:` in it must be only that.
    git.args(["--no-pager", "--no-replace-objects", "--literal-pathspecs"]);
    // A pull request may contain a directory that looks like a bare repository, with a configuration of
    // its own: it must not be taken for one.
    for setting in [
        "safe.bareRepository=explicit",
        "core.fsmonitor=false",
        "core.hooksPath=/dev/null",
        "protocol.allow=never",
    ] {
        git.args(["-c", setting]);
    }
    // A hook passes `GIT_DIR` and others on, which would point to another repository; what `GIT_CONFIG_*`
    // sets was chosen by whoever started this program, and may declare a directory safe.
    for (name, _) in std::env::vars_os() {
        let name_text = name.to_string_lossy();
        if name_text.starts_with("GIT_") && !name_text.starts_with("GIT_CONFIG_") {
            git.env_remove(&name);
        }
    }
    // No writes to the index, no download of objects that a partial clone lacks, no questions on the
    // terminal, and errors in a language that does not depend on the machine.
    git.env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C");
    git
}

fn cannot_run(error: std::io::Error) -> SourceError {
    GitError::Missing(Arc::new(error)).into()
}

fn no_repository(path: &Path, reason: &str) -> SourceError {
    let (path, reason) = (path.to_owned(), reason.to_owned());
    GitError::NoRepository { path, reason }.into()
}

fn failed(path: &Path, reason: &str) -> SourceError {
    let (path, reason) = (path.to_owned(), reason.to_owned());
    GitError::Failed { path, reason }.into()
}

#[cfg(unix)]
fn os_string(bytes: Vec<u8>) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

#[cfg(not(unix))]
fn os_string(bytes: Vec<u8>) -> OsString {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

fn path_of(bytes: &[u8]) -> PathBuf {
    os_string(bytes.to_vec()).into()
}
