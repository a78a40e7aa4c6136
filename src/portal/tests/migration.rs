//! Databases of earlier versions are migrated, and those of later versions are not touched.

use rusqlite::Connection;

use crate::portal::{Portal, PortalFault};

/// What version 1 wrote: its tables, an account and a token of its file.
const FIRST: &str = "
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE account (name TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE resource (
  account TEXT NOT NULL REFERENCES account(name), key TEXT NOT NULL, body TEXT NOT NULL,
  revision INTEGER NOT NULL, gone INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (account, key)) STRICT;
CREATE TABLE name (
  account TEXT NOT NULL REFERENCES account(name), list TEXT NOT NULL, name_key TEXT NOT NULL,
  key TEXT NOT NULL, PRIMARY KEY (account, list, name_key)) STRICT;
CREATE TABLE candidate (
  account TEXT NOT NULL REFERENCES account(name), user_code TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (account, user_code)) STRICT;
CREATE TABLE token (
  hash TEXT PRIMARY KEY, role TEXT NOT NULL, account TEXT NOT NULL, user_code TEXT,
  scope TEXT NOT NULL) STRICT;
CREATE TABLE audit (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, account TEXT NOT NULL,
  what TEXT NOT NULL, old TEXT, new TEXT) STRICT;
INSERT INTO meta VALUES ('epoch', 'abcd1234'), ('counter', '41');
INSERT INTO account VALUES ('boreal', 'marie@boreal.example');
INSERT INTO resource VALUES ('boreal', 'settings', 'null', 41, 0);
INSERT INTO token VALUES ('5f', 'delegate', 'boreal', '2041', 'write');
INSERT INTO audit VALUES (1, '2026-11-01T10:00:00+00:00', 'system', 'boreal', 'create', NULL, NULL);
PRAGMA user_version = 1;
";

fn one<T: rusqlite::types::FromSql>(connection: &Connection, query: &str) -> T {
    connection.query_row(query, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_database_of_the_first_version_is_migrated() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("portal.db");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(FIRST).unwrap();
    for _ in 0..2 {
        drop(Portal::open(&path).unwrap());
        let versions = "SELECT group_concat(version) FROM migration";
        assert_eq!(one::<String>(&connection, versions), "1,2,3,4,5");
        assert_eq!(one::<i64>(&connection, "PRAGMA user_version"), 5);
        for (query, expected) in [
            (
                "SELECT hash || role || user_code || scope || origin FROM token",
                "5fdelegate2041writefile",
            ),
            ("SELECT value FROM meta WHERE name = 'epoch'", "abcd1234"),
            ("SELECT value FROM meta WHERE name = 'counter'", "41"),
            ("SELECT what FROM audit", "create"),
        ] {
            assert_eq!(one::<String>(&connection, query), expected, "{query}");
        }
    }
}

#[test]
fn a_migration_that_fails_leaves_everything_as_it_was() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("portal.db");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(FIRST).unwrap();
    // The stricter table of a later version does not accept this row.
    let odd = "INSERT INTO token VALUES ('60', 'stranger', 'boreal', NULL, 'write')";
    connection.execute_batch(odd).unwrap();
    assert!(matches!(Portal::open(&path), Err(PortalFault::Database(_))));
    assert_eq!(one::<i64>(&connection, "PRAGMA user_version"), 1);
    let tables = "SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema
                  WHERE type = 'table' ORDER BY name)";
    let expected = "account,audit,candidate,meta,name,resource,token";
    assert_eq!(one::<String>(&connection, tables), expected);
}

#[test]
fn a_database_of_a_later_version_is_not_opened() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("portal.db");
    drop(Portal::open(&path).unwrap());
    let connection = Connection::open(&path).unwrap();
    for version in [6, 99, -1] {
        connection
            .pragma_update(None, "user_version", version)
            .unwrap();
        let refused = Portal::open(&path).err();
        assert!(
            matches!(refused, Some(PortalFault::NewerDatabase(found)) if found == version),
            "{version}: {refused:?}"
        );
        assert_eq!(one::<i64>(&connection, "PRAGMA user_version"), version);
    }
}
