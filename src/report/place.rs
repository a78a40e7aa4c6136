//! Where a file names a setting.

use super::harmless;
use crate::source::Place;

/// A place as the two members that JSON has of it.
pub(crate) fn split(place: Option<Place>) -> (Option<String>, Option<usize>) {
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
