//! Versions of the tables, one after the other. A version that was released is never edited: what
//! it lacks comes with the next.

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::PortalFault;

/// The step to each version, from nothing on.
const STEPS: [&str; 3] = [RESOURCES, SEALS, PEOPLE];

const RESOURCES: &str = "
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE account (name TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE resource (
  account TEXT NOT NULL REFERENCES account(name),
  key TEXT NOT NULL,
  body TEXT NOT NULL,
  revision INTEGER NOT NULL,
  gone INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (account, key)
) STRICT;
CREATE TABLE name (
  account TEXT NOT NULL REFERENCES account(name),
  list TEXT NOT NULL,
  name_key TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (account, list, name_key)
) STRICT;
CREATE TABLE candidate (
  account TEXT NOT NULL REFERENCES account(name),
  user_code TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (account, user_code)
) STRICT;
CREATE TABLE token (
  hash TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  account TEXT NOT NULL,
  user_code TEXT,
  scope TEXT NOT NULL
) STRICT;
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  account TEXT NOT NULL,
  what TEXT NOT NULL,
  old TEXT,
  new TEXT
) STRICT;
";

/// Rows carry a seal.
const SEALS: &str = "
ALTER TABLE resource ADD COLUMN seal TEXT NOT NULL DEFAULT '';
ALTER TABLE candidate ADD COLUMN seal TEXT NOT NULL DEFAULT '';
";

/// Tokens get an id that is never used again and say where they come from; passwords and sessions
/// are kept as hashes alone.
const PEOPLE: &str = "
CREATE TABLE migration (version INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT;
ALTER TABLE token RENAME TO token_of_a_file;
CREATE TABLE token (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hash TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('primary', 'delegate', 'system')),
  account TEXT NOT NULL,
  user_code TEXT,
  scope TEXT NOT NULL CHECK (scope IN ('read', 'write')),
  origin TEXT NOT NULL CHECK (origin IN ('file', 'created')),
  name TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO token (hash, role, account, user_code, scope, origin)
  SELECT hash, role, account, user_code, scope, 'file' FROM token_of_a_file;
DROP TABLE token_of_a_file;
CREATE TABLE password (
  account TEXT PRIMARY KEY REFERENCES account(name),
  hash TEXT NOT NULL
) STRICT;
CREATE TABLE session (
  hash TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account(name),
  expires INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_by_account ON audit (account, id);
";

/// Brings the tables to this version in one transaction, or refuses those of a later one.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), PortalFault> {
    if version(connection)? == latest() {
        return Ok(());
    }
    // Another process may be at it: it is asked again once nobody else writes.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    let steps = usize::try_from(found).ok().and_then(|at| STEPS.get(at..));
    let Some(steps) = steps else {
        return Err(PortalFault::NewerDatabase(found));
    };
    for step in steps {
        transaction.execute_batch(step)?;
    }
    if found == 0 {
        first(&transaction)?;
    }
    record(&transaction)?;
    transaction.pragma_update(None, "user_version", latest())?;
    transaction.commit()?;
    Ok(())
}

fn version(connection: &Connection) -> Result<i64, PortalFault> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

fn latest() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Tags of a new database repeat none of an older one.
fn first(transaction: &Transaction<'_>) -> Result<(), PortalFault> {
    let epoch = super::random_hex(4)?;
    let insert = "INSERT INTO meta VALUES ('epoch', ?1), ('counter', '0')";
    transaction.execute(insert, [epoch])?;
    Ok(())
}

/// Every version that the tables have been through. The first one kept no record of itself.
fn record(transaction: &Transaction<'_>) -> Result<(), PortalFault> {
    for version in 1..=latest() {
        transaction.execute(
            "INSERT INTO migration VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            params![version, super::audit::now()],
        )?;
    }
    Ok(())
}
