//! Tags, `If-Match`, `If-None-Match` and repeated requests.

use super::lab::Lab;

const ID: &str = "chat/fr/weekly-schedules/abcdefghijklmnopqrstuvwx01";

#[tokio::test]
async fn a_change_needs_the_current_tag() {
    let lab = Lab::new("boreal").await;
    lab.check(&[
        (
            r#"marie PATCH general {"spid": "A"}"#,
            "428 precondition-required",
        ),
        (
            r#"marie PATCH general if-match="x" {"spid": "A"}"#,
            "412 stale",
        ),
        (r#"marie PATCH general if-match=now {"spid": "A"}"#, "200"),
        (r#"marie PATCH general if-match=* {"spid": "B"}"#, "200"),
        (
            r#"marie PATCH general if-match="x" if-none-match=* {"spid": "A"}"#,
            "400 malformed",
        ),
        (
            r#"marie PATCH general if-none-match=* {"spid": "A"}"#,
            "412 stale",
        ),
        ("marie GET general if-none-match=now", "304"),
        ("marie GET settings if-none-match=now", "304"),
        ("marie GET chat/fr/special-events if-none-match=now", "304"),
        ("marie GET general if-none-match=\"x\"", "200"),
    ])
    .await;
}

#[tokio::test]
async fn a_schedule_is_created_once() {
    let lab = Lab::new("boreal").await;
    let soir = r#"{"name": "Soir", "days": ["thu"], "startTime": "18:00", "endTime": "21:00"}"#;
    let rows = [
        (
            format!("marie PUT {ID} {soir}"),
            "428 precondition-required",
        ),
        (format!("marie PUT {ID} if-match=\"x\" {soir}"), "412 stale"),
        (format!("marie DELETE {ID}"), "404 not-found"),
        (format!("marie PUT {ID} if-none-match=* {soir}"), "201"),
        (
            format!("marie PUT {ID} if-none-match=* {soir}"),
            "412 stale",
        ),
        (format!("marie PUT {ID} if-match=now {soir}"), "200"),
        (format!("marie DELETE {ID}"), "428 precondition-required"),
        (format!("marie DELETE {ID} if-match=\"x\""), "412 stale"),
        (format!("marie DELETE {ID} if-match=now"), "204"),
        (format!("marie GET {ID}"), "410 gone"),
        (format!("marie DELETE {ID} if-match=\"x\""), "410 gone"),
        (format!("marie PUT {ID} if-none-match=* {soir}"), "410 gone"),
        (
            format!("marie PUT chat/fr/weekly-schedules/short if-none-match=* {soir}"),
            "400 malformed",
        ),
    ];
    for (request, expected) in rows {
        assert_eq!(lab.ask(&request).await.verdict(), expected, "{request}");
    }
}

#[tokio::test]
async fn a_tag_is_never_given_twice() {
    let mut lab = Lab::new("boreal").await;
    let mut tags = std::collections::BTreeSet::new();
    for spid in ["A", "B", "A", "B"] {
        let request = format!(r#"marie PATCH general if-match=now {{"spid": "{spid}"}}"#);
        assert!(tags.insert(lab.ask(&request).await.etag()));
        lab = lab.restarted().await;
    }
}

#[tokio::test]
async fn a_write_to_a_part_changes_the_tags_above_it() {
    let lab = Lab::new("schedules").await;
    let lunch = r#"{"days": ["mon"], "startTime": "11:30", "endTime": "12:30"}"#;
    let event = r#"{"name": "E", "availability": "open", "startsAt": "2030-01-01T00:00", "endsAt": "2030-01-02T00:00"}"#;
    let entry = ID.replace("weekly-schedules", "special-events");
    for (request, changed) in [
        (
            r#"marie PATCH chat if-match=now {"enabled": false}"#.to_owned(),
            vec!["chat"],
        ),
        (
            format!("marie PUT chat/fr/lunch-break if-match=now {lunch}"),
            vec![
                "chat/fr/lunch-break",
                "chat/fr/weekly-schedules",
                "chat/fr/working-hours",
            ],
        ),
        (
            format!("marie PUT {entry} if-none-match=* {event}"),
            vec!["chat/fr/special-events", entry.as_str()],
        ),
    ] {
        let before = lab.ask("marie GET settings").await;
        let written = lab.ask(&request).await;
        let after = lab.ask("marie GET settings").await;
        let (old, new) = (&before.body["etags"], &after.body["etags"]);
        let new = new.as_object().unwrap();
        let differ = new.iter().filter(|(key, tag)| old[*key] != **tag);
        let differ: Vec<_> = differ.map(|(key, _)| key.as_str()).collect();
        assert_eq!(differ, changed, "{request}");
        assert_ne!(before.etag(), after.etag(), "{request}");
        assert!(new.values().any(|tag| *tag == written.etag()), "{request}");
        assert!(before.body["revision"].as_u64() < after.body["revision"].as_u64());
    }
}
