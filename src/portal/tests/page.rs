//! Lists, page by page, and the forms of problems.

use super::lab::Lab;

#[tokio::test]
async fn a_walk_visits_every_element_once() {
    let lab = Lab::new("delegates").await;
    let mut next = Some("/v1/accounts/boreal/delegate-candidates?limit=2".to_owned());
    let mut pages = Vec::new();
    while let Some(path) = next {
        let answer = lab.ask(&format!("marie GET {path}")).await;
        let users = answer.body.as_array().unwrap().iter();
        pages.push(
            users
                .map(|user| user["userCode"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>(),
        );
        next = answer.header("link").map(|link| {
            let target = link.strip_suffix(">; rel=\"next\"").unwrap();
            target.strip_prefix('<').unwrap().to_owned()
        });
    }
    assert_eq!(pages, [vec!["2041", "2107"], vec!["2230"]]);
}

/// A request that would be refused does not get a 304 (RFC 9110, 13.2.1).
#[tokio::test]
async fn a_tag_does_not_excuse_a_wrong_limit() {
    let lab = Lab::new("delegates").await;
    let list = "marie GET chat/fr/weekly-schedules";
    lab.check(&[
        (&format!("{list}?limit=1 if-none-match=*"), "304"),
        (&format!("{list}?limit=0 if-none-match=*"), "400 malformed"),
        (&format!("{list}?cursor=x if-none-match=*"), "400 malformed"),
    ])
    .await;
}

#[tokio::test]
async fn pages_have_limits() {
    let lab = Lab::new("delegates").await;
    for (query, expected) in [
        ("", "200"),
        ("?limit=1", "200"),
        ("?limit=200", "200"),
        ("?limit=0", "400 malformed"),
        ("?limit=201", "400 malformed"),
        ("?limit=-1", "400 malformed"),
        ("?limit=9999999999999999999999", "400 malformed"),
        ("?limit=ten", "400 malformed"),
        ("?limit", "400 malformed"),
        ("?limit=%31", "200"),
        ("?limit=5%zz", "400 malformed"),
        ("?limit=1&limit=2", "400 malformed"),
        ("?cursor=%FF%00'%22;--", "400 malformed"),
        ("?cursor=", "400 malformed"),
        ("?cursor=2041", "400 malformed"),
    ] {
        for list in [
            "delegate-candidates",
            "chat/fr/special-events",
            "chat/en/weekly-schedules",
            "/v1/accounts",
        ] {
            let answer = lab.ask(&format!("marie GET {list}{query}")).await;
            assert_eq!(answer.verdict(), expected, "{list}{query}");
        }
    }
}

#[tokio::test]
async fn requests_that_the_contract_does_not_have() {
    let lab = Lab::new("boreal").await;
    lab.check(&[
        ("marie GET nothing", "404 not-found"),
        ("marie GET chat/fr/nothing", "404 not-found"),
        ("marie GET chat/fr/lunch-break", "404 not-found"),
        (
            r#"marie PUT chat/fr/lunch-break if-match=* {"days": ["mon"], "allDay": true}"#,
            "404 not-found",
        ),
        ("system GET /v1/accounts/nobody/settings", "404 not-found"),
        ("marie DELETE general", "405 method-not-allowed"),
        ("marie POST settings {}", "405 method-not-allowed"),
        ("marie DELETE chat/fr/lunch-break", "405 method-not-allowed"),
        (
            "marie DELETE chat/fr/working-hours",
            "405 method-not-allowed",
        ),
        ("marie PATCH general if-match=*", "415 media-type"),
        (
            "marie PATCH general if-match=* content-type=text/plain",
            "415 media-type",
        ),
        (
            "marie PATCH general if-match=* {\"spid\": ",
            "400 malformed",
        ),
        (
            "marie PATCH general if-match=* content-type=application/json",
            "400 malformed",
        ),
        (
            r#"marie PATCH general if-match=* {"spid": "A", "spid": "B"}"#,
            "400 malformed",
        ),
        ("marie GET chat/fr/availability", "400 malformed"),
        (
            "marie GET chat/fr/availability?at=2026-03-10T10:00",
            "400 malformed",
        ),
    ])
    .await;
    let refused = lab.ask("marie PATCH telephony {}").await;
    assert_eq!(refused.header("allow"), Some("GET"));
    let refused = lab.ask("nobody GET settings").await;
    assert_eq!(refused.header("www-authenticate"), Some("Bearer"));
}

#[tokio::test]
async fn too_large_a_body() {
    let lab = Lab::new("boreal").await;
    let spid = "A".repeat(1 << 20);
    let request = format!(r#"marie PATCH general if-match=* {{"spid": "{spid}"}}"#);
    assert_eq!(lab.ask(&request).await.verdict(), "413 too-large");
}

#[tokio::test]
async fn a_problem_is_in_the_language_that_is_accepted() {
    let lab = Lab::new("boreal").await;
    for (accepted, language) in [
        ("fr", "fr"),
        ("fr-CA,en;q=0.5", "fr"),
        ("en;q=0.5,fr;q=0.9", "fr"),
        ("de,fr;q=0.1", "fr"),
        ("fr;q=0,en", "en"),
        ("en-CA", "en"),
        ("de", "en"),
        ("", "en"),
    ] {
        let request =
            format!(r#"marie PATCH general if-match=* accept-language={accepted} {{"x": 1}}"#);
        let answer = lab.ask(&request).await;
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json")
        );
        assert_eq!(
            answer.header("content-language"),
            Some(language),
            "{accepted}"
        );
        let expected = match language {
            "fr" => "/x n'est pas connu",
            _ => "/x is not known",
        };
        assert_eq!(answer.body["errors"][0]["detail"], expected, "{accepted}");
        assert_eq!(answer.body["status"], 422);
    }
}

/// A cursor that was altered or belongs to another list is refused.
#[tokio::test]
async fn a_cursor_is_opaque() {
    let lab = Lab::new("delegates").await;
    let answer = lab.ask("marie GET delegate-candidates?limit=1").await;
    let link = answer.header("link").unwrap();
    let cursor = link
        .split("cursor=")
        .nth(1)
        .unwrap()
        .split('>')
        .next()
        .unwrap();
    assert!(!cursor.contains("2041"), "{cursor}");
    let cut = &cursor[..cursor.len() - 2];
    for (request, expected) in [
        (
            format!("marie GET delegate-candidates?cursor={cursor}"),
            "200",
        ),
        (
            format!("marie GET delegate-candidates?cursor={cut}"),
            "400 malformed",
        ),
        (
            format!("marie GET delegate-candidates?cursor={cursor}00"),
            "400 malformed",
        ),
        (
            format!("marie GET chat/fr/special-events?cursor={cursor}"),
            "400 malformed",
        ),
    ] {
        assert_eq!(lab.ask(&request).await.verdict(), expected, "{request}");
    }
}
