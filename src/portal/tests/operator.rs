//! Files of the operator: the lock on the database, its mode, leftovers of backups, token files.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::file::put;
use super::lab::Lab;
use super::session::{FIRST, MARIE, log_in};
use crate::portal::{AuditFilter, DatabaseLock, Portal, PortalFault, Sharing, backup};

fn new_portal() -> (tempfile::TempDir, std::path::PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let database = directory.path().join("portal.db");
    drop(Portal::open(&database).unwrap());
    (directory, database)
}

#[test]
fn two_portals_cannot_share_a_database() {
    let (directory, database) = new_portal();
    let (other, lock_file) = (
        directory.path().join("link.db"),
        directory.path().join("portal.db-lock"),
    );
    #[cfg(unix)]
    std::os::unix::fs::symlink(&database, &other).unwrap();
    for (first, second, is_refused) in [
        (Sharing::Exclusive, Sharing::Exclusive, true),
        (Sharing::Exclusive, Sharing::Shared, true),
        (Sharing::Shared, Sharing::Exclusive, true),
        (Sharing::Shared, Sharing::Shared, false),
    ] {
        let held = DatabaseLock::take(&database, first).unwrap();
        let refused = DatabaseLock::take(&other, second);
        assert_eq!(refused.is_err(), is_refused, "{first:?} {second:?}");
        assert!(!is_refused || matches!(refused, Err(PortalFault::InUse)));
        drop(held);
        assert_eq!(
            lock_file.exists(),
            !is_refused,
            "as long as somebody has it"
        );
        drop(refused);
        assert!(!lock_file.exists());
    }
    // One that a killed process has left locks nothing.
    put(&lock_file, b"");
    drop(DatabaseLock::take(&database, Sharing::Exclusive).unwrap());
}

#[test]
fn leftovers_of_killed_backups_are_removed() {
    let (directory, database) = new_portal();
    let place = |name: &str| directory.path().join(name);
    let whole = fs::read(&database).unwrap();
    let files: [(&str, &[u8], bool); 7] = [
        (".consigne-backup-Ab12Cd", &whole, false),
        (".tmpAb12Cd", &whole, false),
        (".tmpAb12Ce", b"", false),
        (".tmpAb12Cd-journal", b"", false),
        (".tmpAb12Cf", b"of another program", true),
        (".tmp-notes", b"", true),
        ("copy.db", &whole, true),
    ];
    let check = |what: &str| {
        for (name, _, stays) in files {
            assert_eq!(place(name).exists(), stays, "{what}: {name}");
        }
    };
    let plant = || {
        for (name, bytes, _) in files {
            put(&place(name), bytes);
        }
    };
    plant();
    drop(DatabaseLock::take(&database, Sharing::Exclusive).unwrap());
    check("at a start");
    plant();
    backup(&database, &place("new.db")).unwrap();
    check("at the next backup");
    // One that is being written stays.
    let busy = fs::File::create(place(".consigne-backup-busy00")).unwrap();
    busy.lock().unwrap();
    drop(DatabaseLock::take(&database, Sharing::Exclusive).unwrap());
    assert!(place(".consigne-backup-busy00").exists());
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(unix)]
#[test]
fn an_existing_database_is_withdrawn_from_others() {
    let (_directory, database) = new_portal();
    for given in [0o666, 0o644, 0o640] {
        set_mode(&database, given);
        let portal = Portal::open(&database).unwrap();
        assert_eq!(mode(&database), 0o600, "{given:o}");
        assert_eq!(mode(&database.with_extension("db-wal")), 0o600);
        drop(portal);
    }
}

#[cfg(unix)]
#[test]
fn a_token_file_that_others_can_write_is_refused() {
    let (directory, database) = new_portal();
    let portal = Portal::open(&database).unwrap();
    let tokens = directory.path().join("tokens");
    put(&tokens, b"system * read tok\n");
    for (given, is_refused) in [
        (0o666, true),
        (0o620, true),
        (0o602, true),
        (0o644, false),
        (0o600, false),
    ] {
        set_mode(&tokens, given);
        let refused = portal.grant_file(&tokens);
        assert_eq!(
            matches!(refused, Err(PortalFault::SharedTokenFile(_))),
            is_refused,
            "{given:o}"
        );
    }
}

#[tokio::test]
async fn tokens_of_a_file_are_audited_by_fingerprint() {
    let lab = Lab::new("delegates").await;
    let rows = || {
        let entries = lab.portal.audited(&AuditFilter::default()).unwrap();
        let rows = entries
            .into_iter()
            .filter(|entry| entry.what == "token file");
        rows.map(|entry| (entry.old.unwrap(), entry.new.unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(rows().len(), 1, "the tokens of the lab");
    let file = "delegate:2041 boreal read a-token # of Jean\n";
    lab.portal.grant(file).unwrap();
    lab.portal.grant(file).unwrap();
    let all = rows();
    assert_eq!(all.len(), 2, "the same file again is no event");
    let expected = json!([{
        "fingerprint": &crate::portal::token::hash("a-token")[..12],
        "role": "delegate", "account": "boreal", "userCode": "2041", "scope": "read",
    }]);
    assert_eq!(all[1], (all[0].1.clone(), expected));
    assert!(!lab.portal.audit_text().contains("a-token"));
}

#[tokio::test]
async fn guessing_from_elsewhere_keeps_the_owner_in() {
    let lab = Lab::behind_proxy("logins").await;
    let log_in_at = async |client: &str, password: &str| {
        let asked = log_in(MARIE, password).replace(" {", &format!(" x-forwarded-for={client} {{"));
        lab.ask(&asked).await.status
    };
    for expected in [401, 401, 401, 429] {
        assert_eq!(log_in_at("203.0.113.9", "Wrong-12345").await, expected);
    }
    assert_eq!(log_in_at("192.0.2.1", FIRST).await, 201);
}
