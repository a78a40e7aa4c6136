//! Where a file names a setting.

use super::harmless;

/// A file and one of its lines: what a change comes from, or what a refusal points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileLine {
    /// As it was given on the command line.
    pub(crate) file: String,
    /// Counted from 1.
    pub(crate) line: usize,
}

/// A place as the two members that JSON has of it. Both are null for a setting that no file names.
pub(crate) fn split(place: Option<FileLine>) -> (Option<String>, Option<usize>) {
    place.map(|place| (place.file, place.line)).unzip()
}

/// `  boreal.yaml:46`, for the end of a line of text; nothing for what no file names.
pub(super) fn behind(file: Option<&str>, line: Option<usize>) -> String {
    match (file, line) {
        (Some(file), Some(line)) => format!("  {}:{line}", harmless(file)),
        (Some(file), None) => format!("  {}", harmless(file)),
        (None, _) => String::new(),
    }
}
