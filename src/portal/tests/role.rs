//! What each role and scope permits.

use super::lab::Lab;

const ENTRY: &str = "chat/fr/weekly-schedules/abcdefghijklmnopqrstuvwx01";

#[tokio::test]
async fn everyone_reads_and_writes_what_the_role_and_the_scope_allow() {
    let lab = Lab::new("delegates").await;
    let soir = r#"{"name": "Soir", "days": ["thu"], "allDay": true}"#;
    let writes = [
        (
            r#"PATCH general if-match=now {"spid": "A"}"#.to_owned(),
            "200",
        ),
        (
            r#"PATCH administrator if-match=now {"language": "en"}"#.to_owned(),
            "primary",
        ),
        ("PUT delegates/2230".to_owned(), "primary"),
        ("DELETE delegates/2230".to_owned(), "primary"),
        (
            r#"PATCH chat if-match=now {"enabled": true}"#.to_owned(),
            "200",
        ),
        (
            r#"PUT chat/en/weekend-hours if-match=now {"days": []}"#.to_owned(),
            "200",
        ),
        (format!("PUT {ENTRY} if-none-match=* {soir}"), "201"),
        (format!("DELETE {ENTRY} if-match=now"), "204"),
    ];
    for (request, expected) in &writes {
        let expected = match *expected {
            "primary" => "403 primary-only",
            open => open,
        };
        let jean = lab.ask(&format!("jean {request}")).await;
        assert_eq!(jean.verdict(), expected, "{request}");
    }
    for (request, _) in &writes {
        for (who, expected) in [
            ("marie-reads", "403 read-only-token"),
            ("system", "403 read-only-token"),
            ("paul", "403 wrong-account"),
            ("nobody", "401 unauthenticated"),
        ] {
            let answer = lab.ask(&format!("{who} {request}")).await;
            assert_eq!(answer.verdict(), expected, "{who} {request}");
        }
    }
    for path in [
        "settings",
        "general",
        "administrator",
        "delegates",
        "delegate-candidates/2230",
    ] {
        for who in ["marie", "marie-reads", "jean", "system"] {
            let answer = lab.ask(&format!("{who} GET {path}")).await;
            assert_eq!(answer.verdict(), "200", "{who} {path}");
            assert_eq!(answer.header("cache-control"), Some("private"));
        }
    }
}

#[tokio::test]
async fn the_phone_is_confidential() {
    let lab = Lab::new("delegates").await;
    for (who, shown) in [
        ("marie", true),
        ("marie-reads", true),
        ("system", true),
        ("jean", false),
    ] {
        for path in ["settings", "administrator"] {
            let answer = lab.ask(&format!("{who} GET {path}")).await;
            let text = answer.body.to_string();
            assert_eq!(text.contains("5145550142"), shown, "{who} {path}");
            assert_eq!(text.contains("phone"), shown, "{who} {path}");
        }
    }
    let asked = r#"marie PATCH administrator if-match=now {"phone": "+15145550199"}"#;
    lab.check(&[(asked, "200")]).await;
    let audit = lab.portal.audit_text();
    assert!(
        audit.contains("•0199") && audit.contains("•0142"),
        "{audit}"
    );
    assert!(!audit.contains("5145550"), "{audit}");
}

#[tokio::test]
async fn delegates_come_from_the_candidates_and_go_when_revoked() {
    let lab = Lab::new("delegates").await;
    lab.check(&[
        ("marie PUT delegates/2230", "201"),
        ("marie PUT delegates/2230", "204"),
        ("marie PUT delegates/1001", "422 not-a-candidate"),
        ("marie PUT delegates/9999", "422 not-a-candidate"),
        ("marie DELETE delegates/9999", "204"),
        ("jean GET settings", "200"),
        ("marie DELETE delegates/2041", "204"),
        ("marie DELETE delegates/2041", "204"),
        ("jean GET settings", "403 wrong-account"),
        (
            r#"jean PATCH general if-match="x" {"spid": "A"}"#,
            "403 wrong-account",
        ),
        ("marie PUT delegates/2041", "201"),
        ("jean GET settings", "200"),
    ])
    .await;
}

#[tokio::test]
async fn a_repeated_grant_changes_nothing() {
    let lab = Lab::new("delegates").await;
    let before = lab.ask("marie GET settings").await.etag();
    lab.check(&[
        ("marie PUT delegates/2041", "204"),
        ("marie DELETE delegates/9999", "204"),
    ])
    .await;
    assert_eq!(lab.ask("marie GET settings").await.etag(), before);
}

#[tokio::test]
async fn the_accounts_are_those_of_the_token() {
    let lab = Lab::new("delegates").await;
    for (who, accounts) in [
        ("marie", vec![("boreal", "primary", "1001")]),
        ("jean", vec![("boreal", "delegate", "2041")]),
        ("paul", vec![("austral", "primary", "3001")]),
        (
            "system",
            vec![("austral", "system", ""), ("boreal", "system", "")],
        ),
    ] {
        let answer = lab.ask(&format!("{who} GET /v1/accounts")).await;
        let rows = answer.body.as_array().unwrap();
        let word =
            |row: &serde_json::Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
        let found: Vec<_> = rows
            .iter()
            .map(|row| {
                (
                    word(row, "account"),
                    word(row, "role"),
                    word(row, "userCode"),
                )
            })
            .collect();
        let accounts: Vec<_> = accounts
            .into_iter()
            .map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned()))
            .collect();
        assert_eq!(found, accounts, "{who}");
    }
}

#[tokio::test]
async fn a_token_lives_as_long_as_its_line() {
    let lab = Lab::new("boreal").await;
    let ephemeral = lab.portal.new_token("boreal").unwrap();
    lab.check(&[
        ("jean GET settings", "200"),
        (&format!("{ephemeral} GET settings"), "200"),
    ])
    .await;
    let lab = lab.restarted().await;
    lab.check(&[
        ("jean GET settings", "200"),
        (&format!("{ephemeral} GET settings"), "401 unauthenticated"),
    ])
    .await;
    lab.portal.grant("primary boreal write marie").unwrap();
    lab.check(&[
        ("marie GET settings", "200"),
        ("jean GET settings", "401 unauthenticated"),
    ])
    .await;
}
