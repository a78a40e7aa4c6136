//! Versions of the tables. Each version is a step from the one before it, and a step that was
//! released is never edited: databases that took it would differ from new ones. Corrections come
//! with the next step.

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::fault::PortalFault;
use super::instant;
use super::random::random_hex;

/// The step to each version, beginning with version 1.
const STEPS: [&str; 5] = [RESOURCES, SEALS, PEOPLE, CANS, DELEGATES];

/// Version 1.
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

/// Version 2: rows carry a seal, which is empty until they are next written (see `row.rs`).
const SEALS: &str = "
ALTER TABLE resource ADD COLUMN seal TEXT NOT NULL DEFAULT '';
ALTER TABLE candidate ADD COLUMN seal TEXT NOT NULL DEFAULT '';
";

/// Version 3: tokens have an id, which is never reused, and an origin; passwords and sessions exist,
/// both stored as hashes only.
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

/// Version 4: the CAN beside the login, to find whether it is taken. It never changes. Two accounts of
/// an earlier version may have the same one, so the index is not unique.
const CANS: &str = "
ALTER TABLE account ADD COLUMN can TEXT NOT NULL DEFAULT '';
UPDATE account SET can = ifnull(
  (SELECT body ->> 'can' FROM resource WHERE account = account.name AND key = 'general'), '');
CREATE INDEX account_by_can ON account (can);
";

/// Version 5: delegates log in as well, with an address and a password of their own; a session belongs to one
/// of them, or without a user code to the primary administrator; and the audit table says by which means.
const DELEGATES: &str = "
CREATE TABLE delegate_login (
  account TEXT NOT NULL REFERENCES account(name),
  user_code TEXT NOT NULL,
  login TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  PRIMARY KEY (account, user_code)
) STRICT;
ALTER TABLE session ADD COLUMN user_code TEXT;
ALTER TABLE audit ADD COLUMN means TEXT NOT NULL DEFAULT '';
";

/// Brings the tables to the current version, in one transaction: if a step fails, the database stays
/// as it was. Tables of a later version are refused.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), PortalFault> {
    if version(connection)? == latest() {
        return Ok(());
    }
    // Another process may be migrating at this moment. The transaction waits for it, and the
    // version is read again inside.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    // A negative or too large version selects no steps.
    let done = usize::try_from(found).ok();
    let Some(steps) = done.and_then(|done| STEPS.get(done..)) else {
        return Err(PortalFault::NewerDatabase(found));
    };
    // SQLite runs schema changes inside transactions, so all steps happen or none.
    for step in steps {
        transaction.execute_batch(step)?;
    }
    // Version 1 on already had an epoch, which must stay: clients hold tags of it.
    if found == 0 {
        start_counting(&transaction)?;
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

/// Chooses the epoch of a new database, so that its tags differ from those of any other.
fn start_counting(transaction: &Transaction<'_>) -> Result<(), PortalFault> {
    let epoch = random_hex(4)?;
    let insert = "INSERT INTO meta VALUES ('epoch', ?1), ('counter', '0')";
    transaction.execute(insert, [epoch])?;
    Ok(())
}

/// Records when the tables reached each version. Version 1 had no such record, so it gets the time
/// of the first migration.
fn record(transaction: &Transaction<'_>) -> Result<(), PortalFault> {
    for version in 1..=latest() {
        transaction.execute(
            "INSERT INTO migration VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            params![version, instant::now()],
        )?;
    }
    Ok(())
}
