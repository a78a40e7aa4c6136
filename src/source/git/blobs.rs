//! The bytes of objects.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{ChildStdout, Stdio};

use super::super::fault::SourceError;
use super::process::{GitProcess, failed, git};
use crate::document::MAX_BYTES;

/// A process that prints the bytes of one object after another, so that a thousand files do not need a
/// thousand processes. Requests and responses alternate, so neither side can fill a pipe and block.
pub(super) struct Blobs {
    running: GitProcess,
    out: BufReader<ChildStdout>,
}

impl Blobs {
    pub(super) fn open(top: &Path) -> Result<Self, SourceError> {
        let mut running =
            GitProcess::begin(git(top).args(["cat-file", "--batch"]), Stdio::piped())?;
        let out = BufReader::new(running.out()?);
        Ok(Self { running, out })
    }

    /// The bytes of an object, at most one more than a file may have: enough to see that it has too many.
    /// `name` is for the error.
    pub(super) fn read(&mut self, id: &str, name: &str) -> Result<Vec<u8>, SourceError> {
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
