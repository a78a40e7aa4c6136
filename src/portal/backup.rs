//! A copy of the database while it is served: one moment of it, whole or not there at all.

use std::fs::File;
use std::path::Path;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};
use tempfile::NamedTempFile;

use super::{PortalFault, sound};

/// Writes the copy beside `to` and renames it. Only its owner may read it.
pub(crate) fn backup(database: &Path, to: &Path) -> Result<(), PortalFault> {
    let there = database.canonicalize().map_err(PortalFault::File)?;
    if to.canonicalize().is_ok_and(|to| to == there) {
        return Err(PortalFault::BackupOntoItself);
    }
    let source = Connection::open_with_flags(&there, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    source.execute_batch("PRAGMA busy_timeout = 5000;")?;
    sound::inspect(&source)?;
    let folder = match to.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    let file = NamedTempFile::new_in(folder).map_err(PortalFault::Backup)?;
    copy(&source, file.path())?;
    file.as_file().sync_all().map_err(PortalFault::Backup)?;
    file.persist(to)
        .map_err(|error| PortalFault::Backup(error.error))?;
    let folder = File::open(folder).map_err(PortalFault::Backup)?;
    folder.sync_all().map_err(PortalFault::Backup)
}

/// All pages at once are one moment; writers go on meanwhile. The copy is one file without a log.
fn copy(source: &Connection, to: &Path) -> Result<(), PortalFault> {
    let mut copy = Connection::open(to)?;
    Backup::new(source, &mut copy)?.step(-1)?;
    copy.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;")?;
    copy.execute(
        "INSERT INTO meta VALUES (?1, 'yes') ON CONFLICT DO NOTHING",
        [sound::COPY],
    )?;
    sound::inspect(&copy)
}
