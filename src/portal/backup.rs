//! A copy of the database, made while it is served.

use std::fs::File;
use std::path::Path;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::fault::PortalFault;
use super::{integrity, leftovers};

/// Copies the database to `to`, readable by its owner only. The copy is written beside the target
/// and renamed, so that a crash leaves either the whole copy or none.
pub(crate) fn backup(database: &Path, to: &Path) -> Result<(), PortalFault> {
    let database = database.canonicalize().map_err(PortalFault::File)?;
    if to.canonicalize().is_ok_and(|to| to == database) {
        return Err(PortalFault::BackupOntoItself);
    }
    let source = Connection::open_with_flags(&database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    source.execute_batch("PRAGMA busy_timeout = 5000;")?;
    integrity::inspect(&source)?;
    // A rename is atomic only within one file system, so the temporary file goes beside the target.
    let directory = match to.parent() {
        Some(directory) if !directory.as_os_str().is_empty() => directory,
        Some(_) | None => Path::new("."),
    };
    leftovers::remove(directory);
    let file = tempfile::Builder::new()
        .prefix(leftovers::PREFIX)
        .tempfile_in(directory)
        .map_err(PortalFault::Backup)?;
    // As long as it is locked it is no leftover.
    file.as_file().lock().map_err(PortalFault::Backup)?;
    copy(&source, file.path())?;
    // First the content must be on the disk, then the name that refers to it.
    file.as_file().sync_all().map_err(PortalFault::Backup)?;
    file.persist(to)
        .map_err(|error| PortalFault::Backup(error.error))?;
    let directory = File::open(directory).map_err(PortalFault::Backup)?;
    directory.sync_all().map_err(PortalFault::Backup)
}

/// Copies all pages in one step, so that they are of one moment; writers are not held up. The copy
/// is switched out of WAL mode to be a single file, and marked as a copy, so that whoever opens it
/// gives it an epoch of its own.
fn copy(source: &Connection, to: &Path) -> Result<(), PortalFault> {
    let mut copy = Connection::open(to)?;
    Backup::new(source, &mut copy)?.step(-1)?;
    copy.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;")?;
    copy.execute(
        "INSERT INTO meta VALUES (?1, 'yes') ON CONFLICT DO NOTHING",
        [integrity::COPY_MARK],
    )?;
    integrity::inspect(&copy)
}
