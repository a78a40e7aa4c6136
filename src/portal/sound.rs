//! Whether the file is one that may be served: a database, ours, whole, and as it was written.
//! What is not is refused with a way out and left as it is; nothing is ever repaired silently.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rusqlite::{Connection, ErrorCode, OptionalExtension};

use super::PortalFault;
use super::row::{COLUMNS, candidate, keyed};

/// How every database of SQLite begins, and its smallest page.
const MAGIC: &[u8] = b"SQLite format 3\0";
const SHORTEST: u64 = 512;

/// Marks a copy in `meta`, so that whoever opens it gives it tags of its own.
pub(super) const COPY: &str = "copy";

pub(super) fn damaged(reason: &str) -> PortalFault {
    PortalFault::Damaged(reason.to_owned())
}

/// SQLite takes a file of a few bytes for an empty database, and would write over it.
pub(super) fn begins_as_one(path: &Path) -> Result<(), PortalFault> {
    let mut head = Vec::new();
    let file = File::open(path).map_err(PortalFault::File)?;
    let read = file.take(SHORTEST).read_to_end(&mut head);
    match read.map_err(PortalFault::File)? {
        0 => Ok(()),
        _ if !head.starts_with(MAGIC) => Err(PortalFault::NotADatabase),
        read if (read as u64) < SHORTEST => Err(damaged("its first page is cut")),
        // The two versions of its format, which are 1 unless it has a log.
        _ if head.get(18..20) == Some(&[1, 1]) => no_log(path),
        _ => Ok(()),
    }
}

/// SQLite would lay the log of the file that was here before over a backup that was put back.
fn no_log(path: &Path) -> Result<(), PortalFault> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    match std::fs::metadata(&log) {
        Ok(file) if file.len() > 0 => Err(PortalFault::ForeignLog(log.display().to_string())),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Before anything is written: `integrity_check` is `quick_check` and the indexes as well.
pub(super) fn inspect(connection: &Connection) -> Result<(), PortalFault> {
    let number = |query| connection.query_row(query, [], |row| row.get::<_, i64>(0));
    let version = number("PRAGMA user_version").map_err(told)?;
    let tables = number("SELECT count(*) FROM sqlite_schema").map_err(told)?;
    if version == 0 && tables > 0 {
        return Err(PortalFault::NotOurs);
    }
    let check = "PRAGMA integrity_check(1)";
    let found: String = connection
        .query_row(check, [], |row| row.get(0))
        .map_err(told)?;
    if found == "ok" {
        Ok(())
    } else {
        let reason = found.lines().next().unwrap_or_default();
        Err(damaged(reason))
    }
}

/// Each row is as it was written, and the count of writes is behind none of them: a tag that was
/// given once would be given again.
pub(super) fn verify(connection: &Connection) -> Result<(), PortalFault> {
    let mut latest = 0;
    let mut query = connection.prepare(&format!("SELECT {COLUMNS} FROM resource"))?;
    for row in query.query_map([], keyed)? {
        latest = latest.max(row.map_err(told)?.1.revision);
    }
    let mut query = connection.prepare("SELECT account, user_code, body, seal FROM candidate")?;
    for row in query.query_map([], candidate)? {
        row.map_err(told)?;
    }
    let counter = "SELECT value FROM meta WHERE name = 'counter'";
    let counter: String = connection.query_row(counter, [], |row| row.get(0))?;
    match counter.parse::<i64>() {
        Ok(counter) if counter >= latest => Ok(()),
        Ok(_) | Err(_) => Err(damaged("the count of writes is behind them")),
    }
}

/// A backup that was put back gets new tags: the ones of writes after it were given already.
pub(super) fn renew_after_backup(connection: &mut Connection) -> Result<(), PortalFault> {
    let query = "SELECT 1 FROM meta WHERE name = ?1";
    let copy = connection.query_row(query, [COPY], |_| Ok(())).optional()?;
    if copy.is_none() {
        return Ok(());
    }
    let epoch = super::random_hex(4)?;
    let transaction = connection.transaction()?;
    transaction.execute("UPDATE meta SET value = ?1 WHERE name = 'epoch'", [epoch])?;
    transaction.execute("DELETE FROM meta WHERE name = ?1", [COPY])?;
    transaction.commit()?;
    Ok(())
}

/// The faults that have a way out, by name.
pub(super) fn told(error: rusqlite::Error) -> PortalFault {
    if matches!(error, rusqlite::Error::FromSqlConversionFailure(..)) {
        return damaged("a row is not as it was written");
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => PortalFault::NotADatabase,
        Some(ErrorCode::DatabaseCorrupt) => damaged(&error.to_string()),
        Some(_) | None => PortalFault::Database(error),
    }
}
