//! Results in files: the JSON beside a report, saved plans, exports.

use std::path::Path;

use super::Failure;
use super::args::{Format, Output};
use super::environment::Environment;
use super::source::unreadable;
use crate::report::text;
use crate::report::view::View;

impl Output {
    /// Writes the JSON that was asked for beside the result.
    pub(super) fn beside(&self, json: impl FnOnce() -> String) -> Result<(), Failure> {
        let Some(path) = &self.out_json else {
            return Ok(());
        };
        save(path, json().as_bytes()).map_err(|error| unreadable(path, &error))
    }

    /// The report of a plan or of what became of it.
    pub(super) fn show(&self, view: &View, environment: &Environment) -> Result<(), Failure> {
        self.beside(|| view.to_json())?;
        environment.result(&match self.format {
            Format::Text => text::render(view, &environment.words, environment.style),
            Format::Json => view.to_json(),
        });
        Ok(())
    }
}

/// Writes beside the target and renames, so that a crash leaves the old file whole.
pub(super) fn save(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let directory = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(directory.unwrap_or(Path::new(".")))?;
    std::io::Write::write_all(&mut file, bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
