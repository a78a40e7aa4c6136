//! Files that may not be served, and how they are distinguished from those that may.

use std::fs;
use std::io::Write;
use std::path::Path;

use rusqlite::Connection;

use super::direct::json_of;
use super::lab::Lab;
use crate::portal::request::ApiRequest;
use crate::portal::store::Purpose;
use crate::portal::{Portal, PortalFault, backup};

/// The outcome of opening a file, as a word.
fn verdict(database: &Path) -> &'static str {
    match Portal::open(database) {
        Ok(_) => "served",
        Err(PortalFault::Damaged(_)) => "damaged",
        Err(PortalFault::NotADatabase) => "no database",
        Err(PortalFault::NotOurs) => "of something else",
        Err(PortalFault::NewerDatabase(_)) => "newer",
        Err(fault) => panic!("{fault:?}"),
    }
}

/// The bytes of a whole database, which nothing serves.
async fn stopped() -> (tempfile::TempDir, Vec<u8>) {
    let lab = Lab::new("schedules").await;
    let directory = tempfile::tempdir().unwrap();
    let copy = directory.path().join("copy.db");
    backup(&lab.database(), &copy).unwrap();
    let bytes = fs::read(&copy).unwrap();
    (directory, bytes)
}

pub(super) fn put(path: &Path, bytes: &[u8]) {
    let mut file = fs::File::create(path).unwrap();
    file.write_all(bytes).unwrap();
}

#[tokio::test]
async fn files_that_are_not_databases() {
    let (directory, whole) = stopped().await;
    let path = directory.path().join("odd.db");
    let check = |what: &str, bytes: &[u8], expected: &str| {
        put(&path, bytes);
        assert_eq!(verdict(&path), expected, "{what}");
        if expected != "served" {
            assert_eq!(fs::read(&path).unwrap(), bytes, "{what} is left as it is");
        }
    };
    check("the copy", &whole, "served");
    check(
        "a text",
        &b"accounts: [] # no database\n".repeat(40),
        "no database",
    );
    check("a few bytes", b"x", "no database");
    check("half a head", &whole[..50], "damaged");
    for pages in 1..whole.len() / 4096 {
        check("a cut one", &whole[..pages * 4096], "damaged");
    }
    // SQLite reads what is missing of a page as zeros, so at least one byte that is none has to go.
    let last = whole.iter().rposition(|byte| *byte != 0).unwrap();
    check("a cut page", &whole[..last], "damaged");
    let other = directory.path().join("other.db");
    let connection = Connection::open(&other).unwrap();
    connection.execute_batch("CREATE TABLE other (x)").unwrap();
    assert_eq!(verdict(&other), "of something else");
    connection
        .execute_batch("PRAGMA user_version = 1000")
        .unwrap();
    assert_eq!(verdict(&other), "newer");
}

/// A flipped byte is refused at the start, or changes nothing in the responses.
#[tokio::test]
async fn flipped_bytes() {
    let (directory, whole) = stopped().await;
    let path = directory.path().join("flipped.db");
    let answers = |bytes: &[u8]| {
        put(&path, bytes);
        let portal = Portal::open(&path).ok()?;
        portal.grant("primary boreal read marie").ok()?;
        let request = |path: &str| ApiRequest {
            method: "GET".to_owned(),
            path: format!("/v1/accounts/boreal/{path}"),
            bearer: Some("marie".to_owned()),
            ..ApiRequest::default()
        };
        let body = |path| {
            portal
                .respond(&request(path))
                .map(|response| strip(response.body.as_ref()))
        };
        Some([
            body("settings"),
            body("delegate-candidates"),
            body("chat/fr/special-events"),
        ])
    };
    let truth = answers(&whole).unwrap();
    let (mut refused, mut failed) = (0, 0);
    for at in (0..whole.len()).step_by(whole.len() / 400) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x15;
        match answers(&bytes) {
            None => refused += 1,
            Some(found) => {
                for (found, truth) in found.into_iter().zip(&truth) {
                    match found {
                        Err(problem) => {
                            assert_eq!(problem.status, 500, "at {at}");
                            failed += 1;
                        }
                        Ok(found) => assert_eq!(Ok(found), *truth, "at {at}"),
                    }
                }
            }
        }
    }
    assert!(refused > 20, "{refused} refused, {failed} failed");
}

/// A body without the tags, which are new each time that a copy is opened.
fn strip(body: Option<&axum::body::Bytes>) -> Option<serde_json::Value> {
    let mut body = json_of(Some(body?));
    if let Some(members) = body.as_object_mut() {
        members.remove("etags");
    }
    Some(body)
}

#[tokio::test]
async fn a_copy_is_private_whole_and_has_tags_of_its_own() {
    let lab = Lab::new("boreal").await;
    let copy = lab.database().with_file_name("copy.db");
    backup(&lab.database(), &copy).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&copy).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let tags = |portal: &Portal| portal.writer().begin(Purpose::Read).unwrap().etag(1);
    let (first, again) = (
        Portal::open(&copy).unwrap(),
        copy.with_file_name("again.db"),
    );
    backup(&copy, &again).unwrap();
    assert_ne!(tags(&lab.portal), tags(&first));
    assert_ne!(tags(&first), tags(&Portal::open(&again).unwrap()));
    assert!(first.knows("boreal").unwrap());
    let onto_itself = backup(&copy, &copy.with_file_name("./copy.db"));
    assert!(matches!(onto_itself, Err(PortalFault::BackupOntoItself)));
    let none = backup(&copy.with_file_name("none.db"), &again);
    assert!(matches!(none, Err(PortalFault::File(_))));
    assert!(!copy.with_file_name("none.db").exists());
}

/// A full disk: nothing is lost, reading goes on, and so does writing once there is room.
#[tokio::test]
async fn a_full_disk() {
    let lab = Lab::new("schedules").await;
    let limit = |pages: i64| {
        let store = lab.portal.writer();
        store.limit_pages(pages);
    };
    let id = |at: usize| format!("{at:0>26}");
    let create = |at: usize| {
        let name = format!("{at} {}", "x".repeat(90));
        format!(
            "marie PUT chat/fr/weekly-schedules/{} if-none-match=* {{\"name\": \"{name}\", \
             \"days\": [\"mon\"], \"startTime\": \"09:00\", \"endTime\": \"10:00\"}}",
            id(at)
        )
    };
    limit(1);
    let mut stored = Vec::new();
    let mut full = 0;
    for at in 0..40 {
        match lab.ask(&create(at)).await.verdict().as_str() {
            "201" => stored.push(at),
            "507 storage-full" => full += 1,
            other => panic!("{other}"),
        }
        assert_eq!(lab.ask("marie GET settings").await.status, 200);
    }
    assert!(full > 0, "the disk is full");
    for at in 0..40 {
        let expected = if stored.contains(&at) { 200 } else { 404 };
        let path = format!("marie GET chat/fr/weekly-schedules/{}", id(at));
        assert_eq!(lab.ask(&path).await.status, expected, "{at}");
    }
    limit(1 << 20);
    assert_eq!(lab.ask(&create(40)).await.verdict(), "201");
    let lab = lab.restarted().await;
    for at in stored {
        let path = format!("marie GET chat/fr/weekly-schedules/{}", id(at));
        assert_eq!(lab.ask(&path).await.status, 200, "{at}");
    }
}

/// A byte that flips while the portal serves is noticed when its row is read.
#[tokio::test]
async fn a_row_that_changes_while_it_is_served() {
    let lab = Lab::new("boreal").await;
    let connection = Connection::open(lab.database()).unwrap();
    let update = "UPDATE resource SET body = replace(body, 'true', 'false') WHERE key = 'chat'";
    assert_eq!(connection.execute(update, []).unwrap(), 1);
    lab.check(&[
        ("marie GET chat", "500 internal"),
        ("marie GET settings", "500 internal"),
        (
            "marie PATCH chat if-match=* {\"enabled\": true}",
            "500 internal",
        ),
        ("marie GET general", "200"),
    ])
    .await;
}
