//! Whether a file may be served: it is a SQLite database, the portal's own, whole, and every row is
//! as it was written. A file that fails any check is refused and left untouched; nothing is ever
//! repaired silently, because a repair can lose what a backup would still have.
//!
//! The checks run in this order when a portal opens its database:
//!
//! ```text
//! check_header        before SQLite sees the file: is it a database, and whole enough to try?
//! inspect             before anything is written: is it ours, and is its structure intact?
//!   (WAL mode, migrations)
//! verify              is every row as it was written, and the counter not behind them?
//! renew_after_backup  if it is a restored backup, give it a new epoch
//! ```

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rusqlite::{Connection, ErrorCode, OptionalExtension};

use super::fault::PortalFault;
use super::random::random_hex;
use super::row::{COLUMNS, candidate, resource};

/// The first bytes of every SQLite database.
pub(super) const MAGIC: &[u8] = b"SQLite format 3\0";
/// Size of the smallest page that SQLite has.
const SMALLEST_PAGE: u64 = 512;
/// Where the header has the versions of its format for writing and for reading. Both are 1 unless
/// the database is in WAL mode.
const FORMAT_VERSIONS: std::ops::Range<usize> = 18..20;

/// The row of `meta` that marks a backup.
pub(super) const COPY_MARK: &str = "copy";

/// Checks the first bytes of the file. An empty file becomes a new database. SQLite itself would
/// take a file of a few bytes for an empty database and overwrite it.
pub(super) fn check_header(path: &Path) -> Result<(), PortalFault> {
    let mut header = Vec::new();
    let file = File::open(path).map_err(PortalFault::File)?;
    let read = file.take(SMALLEST_PAGE).read_to_end(&mut header);
    match read.map_err(PortalFault::File)? {
        // A new database.
        0 => Ok(()),
        _ if !header.starts_with(MAGIC) => Err(PortalFault::NotADatabase),
        read if (read as u64) < SMALLEST_PAGE => Err(PortalFault::damaged("its first page is cut")),
        _ if header.get(FORMAT_VERSIONS) == Some(&[1, 1]) => require_no_log(path),
        _ => Ok(()),
    }
}

/// A backup is not in WAL mode. If a write-ahead log lies beside it, that log belongs to the
/// database that the backup replaced, and SQLite would apply it to the backup.
fn require_no_log(path: &Path) -> Result<(), PortalFault> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    match std::fs::metadata(&log) {
        Ok(file) if file.len() > 0 => Err(PortalFault::ForeignLog(log.display().to_string())),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Checks the structure of the database without writing to it. A database with tables but without a
/// version is not the portal's. `integrity_check` includes what `quick_check` checks, and compares
/// the indexes with their tables.
pub(super) fn inspect(connection: &Connection) -> Result<(), PortalFault> {
    let version: i64 = value(connection, "PRAGMA user_version")?;
    let tables: i64 = value(connection, "SELECT count(*) FROM sqlite_schema")?;
    // A new database has neither tables nor a version, and passes.
    if version == 0 && tables > 0 {
        return Err(PortalFault::NotOurs);
    }
    let report: String = value(connection, "PRAGMA integrity_check(1)")?;
    if report == "ok" {
        return Ok(());
    }
    // The report can have many lines; the first one is enough to act.
    let (first_line, _) = report.split_once('\n').unwrap_or((&report, ""));
    Err(PortalFault::damaged(first_line))
}

/// The value of a query that returns one; failures are classified.
fn value<T: rusqlite::types::FromSql>(
    connection: &Connection,
    query: &str,
) -> Result<T, PortalFault> {
    connection
        .query_row(query, [], |row| row.get(0))
        .map_err(classify)
}

/// Checks the seal of every row, and that no row has a revision beyond the counter: the counter
/// would then assign that revision a second time, and two different versions would have one tag.
pub(super) fn verify(connection: &Connection) -> Result<(), PortalFault> {
    let mut latest = 0;
    let mut query = connection.prepare(&format!("SELECT {COLUMNS} FROM resource"))?;
    for row in query.query_map([], resource)? {
        latest = latest.max(row.map_err(classify)?.row.revision);
    }
    // Candidates have a seal but no revision, as they have no tag.
    let mut query = connection.prepare("SELECT account, user_code, body, seal FROM candidate")?;
    for row in query.query_map([], candidate)? {
        row.map_err(classify)?;
    }
    // The rows were read first, since their revisions are what the counter is compared with.
    let counter = "SELECT value FROM meta WHERE name = 'counter'";
    let counter: String = connection.query_row(counter, [], |row| row.get(0))?;
    match counter.parse::<i64>() {
        Ok(counter) if counter >= latest => Ok(()),
        Ok(_) | Err(_) => Err(PortalFault::damaged("the count of writes is behind them")),
    }
}

/// Gives a restored backup a new epoch. Its counter is that of the moment of the backup, so the
/// next writes get revisions that the original had already assigned; with the old epoch their tags
/// would be equal to tags that clients may still hold.
pub(super) fn renew_after_backup(connection: &mut Connection) -> Result<(), PortalFault> {
    let query = "SELECT 1 FROM meta WHERE name = ?1";
    let mark = connection.query_row(query, [COPY_MARK], |_| Ok(()));
    if mark.optional()?.is_none() {
        return Ok(());
    }
    // Mark and epoch change together: otherwise a crash in between would leave a copy that is not
    // marked but has the old epoch.
    let epoch = random_hex(4)?;
    let transaction = connection.transaction()?;
    transaction.execute("UPDATE meta SET value = ?1 WHERE name = 'epoch'", [epoch])?;
    transaction.execute("DELETE FROM meta WHERE name = ?1", [COPY_MARK])?;
    transaction.commit()?;
    Ok(())
}

/// Distinguishes a file that cannot be served from other failures of the database, since the advice
/// to the operator differs.
pub(super) fn classify(error: rusqlite::Error) -> PortalFault {
    // The error of `row::verified` for a seal that does not fit.
    if matches!(error, rusqlite::Error::FromSqlConversionFailure(..)) {
        return PortalFault::damaged("a row is not as it was written");
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => PortalFault::NotADatabase,
        Some(ErrorCode::DatabaseCorrupt) => PortalFault::damaged(&error.to_string()),
        Some(_) | None => PortalFault::Database(error),
    }
}
