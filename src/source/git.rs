//! Files of a revision, read by the plumbing of `git` alone: no hook, filter, pager or helper that a
//! repository's configuration names is run, nothing is fetched, and nothing is written.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;

use super::fault::{GitError, SourceError};
use super::file::{Input, share};
use crate::document::MAX_BYTES;

/// Bytes of a listing, far above what any number of files that a run reads needs.
const LISTED: u64 = 64 << 20;

/// A path of a work tree, and what its repository calls it.
pub(super) struct Located {
    top: PathBuf,
    /// Below the top; empty for the top itself.
    pub(super) inside: PathBuf,
}

/// A file of a revision.
pub(super) struct Past {
    /// Its path below the top of the work tree.
    pub(super) inside: String,
    pub(super) input: Input,
}

/// Where a path is in its repository, whether or not it is there any more.
pub(super) fn locate(path: &Path) -> Result<Located, SourceError> {
    let (directory, rest) = existing(path)?;
    let mut git = git(&directory);
    git.args(["rev-parse", "--show-toplevel"]);
    let top = output_of(&mut git)?.map_err(|reason| no_repository(path, &reason))?;
    let top = std::fs::canonicalize(path_of(&top))
        .map_err(|error| SourceError::unreadable(path, error))?;
    let outside = || no_repository(path, "");
    let below = directory.strip_prefix(&top).map_err(|_| outside())?;
    let inside = below.join(rest);
    Ok(Located { top, inside })
}

/// The nearest directory that exists, and what is below it.
fn existing(path: &Path) -> Result<(PathBuf, PathBuf), SourceError> {
    let (mut directory, mut rest) = (path.to_owned(), PathBuf::new());
    while !directory.is_dir() {
        let Some(name) = directory.file_name().map(OsStr::to_owned) else {
            return Err(no_repository(path, ""));
        };
        rest = if rest.as_os_str().is_empty() {
            name.into()
        } else {
            Path::new(&name).join(rest)
        };
        let parent = directory.parent().unwrap_or(Path::new(""));
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
    /// Every file of the revision at or below the path that a directory of files would have: hidden
    /// ones and submodules are left out, and no link is followed.
    pub(super) fn at(&self, revision: &str, most: usize) -> Result<Vec<Past>, SourceError> {
        let tree = self.tree(revision)?;
        let mut blobs = Blobs::open(&self.top)?;
        let (mut past, mut total) = (Vec::new(), 0);
        for entry in self.listed(&tree, most)? {
            let inside = Path::new(&entry.path).display().to_string();
            let name = format!("{revision}:{inside}");
            if entry.mode == b"120000" {
                return Err(GitError::Link(name).into());
            }
            let bytes = blobs.read(&entry.id, &name)?;
            total += bytes.len();
            if total > share(most) {
                return Err(SourceError::TooMany { limit: most });
            }
            past.push(Past {
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
        git.arg(format!("{revision}^{{tree}}"));
        let unknown = || SourceError::from(GitError::NoRevision(revision.to_owned()));
        let id = output_of(&mut git)?.map_err(|_| unknown())?;
        let id = String::from_utf8(id).ok();
        id.filter(|id| is_id(id)).ok_or_else(unknown)
    }

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
        if !self.inside.as_os_str().is_empty() {
            git.arg("--").arg(&self.inside);
        }
        let broken = || failed(&self.top, "ls-tree");
        let mut running = Running::begin(&mut git, Stdio::null())?;
        let mut out = BufReader::new(running.out()?.take(LISTED));
        let mut listed = Vec::new();
        loop {
            let mut record = Vec::new();
            let read = out.read_until(0, &mut record);
            read.map_err(|error| SourceError::unreadable(&self.top, error))?;
            match record.pop() {
                None => break,
                // Cut off, or too long to be a listing of files.
                Some(last) if last != 0 => return Err(SourceError::TooMany { limit: most }),
                Some(_) => {}
            }
            let entry = TreeEntry::of(&record).ok_or_else(broken)?;
            if entry.is_file() && self.wants(&entry) {
                listed.push(entry);
            }
            if listed.len() > most {
                return Err(SourceError::TooMany { limit: most });
            }
        }
        if running.succeeds() {
            Ok(listed)
        } else {
            Err(broken())
        }
    }

    /// A path that is a file itself is wanted whatever it is called.
    fn wants(&self, entry: &TreeEntry) -> bool {
        let Ok(below) = Path::new(&entry.path).strip_prefix(&self.inside) else {
            return false;
        };
        let hidden = |part: &OsStr| part.to_string_lossy().starts_with('.');
        let yaml = below
            .extension()
            .is_some_and(|ending| ending == "yaml" || ending == "yml");
        below.as_os_str().is_empty() || (yaml && !below.iter().any(hidden))
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

/// One process that gives the bytes of object after object.
struct Blobs {
    running: Running,
    out: BufReader<ChildStdout>,
}

impl Blobs {
    fn open(top: &Path) -> Result<Self, SourceError> {
        let mut running = Running::begin(git(top).args(["cat-file", "--batch"]), Stdio::piped())?;
        let out = BufReader::new(running.out()?);
        Ok(Self { running, out })
    }

    /// One byte more than a file may have is enough to see that it is too much; the rest is passed
    /// over.
    fn read(&mut self, id: &str, name: &str) -> Result<Vec<u8>, SourceError> {
        let read = self
            .answer(id)
            .map_err(|error| SourceError::unreadable(Path::new(name), error))?;
        read.ok_or_else(|| failed(Path::new(name), "cat-file"))
    }

    /// `<id> SP <type> SP <size> LF <bytes> LF`, or a line that says that there is none.
    fn answer(&mut self, id: &str) -> std::io::Result<Option<Vec<u8>>> {
        if let Some(ask) = &mut self.running.0.stdin {
            writeln!(ask, "{id}")?;
        }
        let mut head = String::new();
        (&mut self.out).take(256).read_line(&mut head)?;
        let mut parts = head.split_ascii_whitespace().skip(1);
        let size = match (parts.next(), parts.next()) {
            (Some("blob"), Some(size)) => size.parse::<u64>().ok(),
            (_, _) => None,
        };
        let Some(size) = size else { return Ok(None) };
        let mut bytes = Vec::new();
        let wanted = size.min(MAX_BYTES as u64 + 1);
        (&mut self.out).take(wanted).read_to_end(&mut bytes)?;
        let rest = &mut (&mut self.out).take(size - wanted + 1);
        std::io::copy(rest, &mut std::io::sink())?;
        Ok((bytes.len() as u64 == wanted).then_some(bytes))
    }
}

/// A process that ends with what reads from it.
struct Running(Child);

impl Running {
    fn begin(git: &mut Command, input: Stdio) -> Result<Self, SourceError> {
        let child = git
            .stdin(input)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        child.map(Self).map_err(cannot_run)
    }

    fn out(&mut self) -> Result<ChildStdout, SourceError> {
        let none = || failed(Path::new("git"), "");
        self.0.stdout.take().ok_or_else(none)
    }

    fn succeeds(&mut self) -> bool {
        self.0.wait().is_ok_and(|status| status.success())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// The output of a short command without its last line break, or the first line of what it says
/// is wrong.
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

/// `git` in a directory, deaf to everything that could make it do more than read. Configuration of
/// the user and the system still counts, because it says which directories are safe; that of the
/// repository is untrusted.
fn git(directory: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(directory);
    git.args(["--no-pager", "--no-replace-objects", "--literal-pathspecs"]);
    // A directory of a pull request that looks like a repository is none.
    for setting in [
        "safe.bareRepository=explicit",
        "core.fsmonitor=false",
        "core.hooksPath=/dev/null",
        "protocol.allow=never",
    ] {
        git.args(["-c", setting]);
    }
    for (name, _) in std::env::vars_os() {
        let name_text = name.to_string_lossy();
        if name_text.starts_with("GIT_") && !name_text.starts_with("GIT_CONFIG_") {
            git.env_remove(&name);
        }
    }
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
