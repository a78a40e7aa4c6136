//! Logging in, and the session cookie.

use super::lab::Lab;
use crate::portal::{Portal, Seed};

pub(super) const MARIE: &str = "marie.tremblay@boreal.example";
pub(super) const FIRST: &str = "Boréal-01";
pub(super) const HERE: &str = "sec-fetch-site=same-origin";

pub(super) fn log_in(email: &str, password: &str) -> String {
    let body = serde_json::json!({ "email": email, "password": password });
    format!("- POST /v1/sessions {body}")
}

pub(super) fn change(who: &str, current: &str, new: &str) -> String {
    let body = serde_json::json!({ "currentPassword": current, "newPassword": new });
    format!("{who} POST administrator/password {body}")
}

pub(super) async fn verdict(lab: &Lab, request: &str) -> String {
    lab.ask(request).await.verdict()
}

#[tokio::test]
async fn a_login_gives_a_cookie() {
    let lab = Lab::new("logins").await;
    let answer = lab
        .ask(&log_in(" Marie.Tremblay@BOREAL.example", FIRST))
        .await;
    assert_eq!(answer.verdict(), "201");
    let word = |name: &str| answer.body[name].as_str().unwrap_or_default();
    let shown = ["account", "userCode", "role", "scope"].map(word);
    assert_eq!(shown, ["boreal", "1001", "primary", "write"]);
    assert!(word("expiresAt").ends_with('Z'), "{}", answer.body);
    let cookie = answer.header("set-cookie").unwrap();
    let (value, attributes) = cookie.split_once(';').unwrap();
    let expected = " Path=/; Max-Age=43200; HttpOnly; SameSite=Lax";
    assert_eq!(attributes, expected);
    let secret = value.strip_prefix("consigne-session=").unwrap();
    assert_eq!(secret.len(), 64);
    assert!(!answer.body.to_string().contains(secret));
    let stored: String = lab
        .stored()
        .query_row("SELECT hash FROM session", [], |row| row.get(0))
        .unwrap();
    assert_eq!(stored, crate::portal::token::hash(secret));
}

#[tokio::test]
async fn behind_a_proxy_the_cookie_is_limited_to_https() {
    let lab = Lab::behind_proxy("logins").await;
    let answer = lab.ask(&log_in(MARIE, FIRST)).await;
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.ends_with("; SameSite=Lax; Secure"), "{cookie}");
}

#[tokio::test]
async fn every_failed_login_gets_the_same_response() {
    let lab = Lab::new("logins").await;
    let mut bodies = Vec::new();
    for (email, password) in [
        (MARIE, "Boréal-02"),
        (MARIE, ""),
        ("nobody@boreal.example", FIRST),
        ("paul.cote@austral.example", FIRST),
        ("no address", FIRST),
    ] {
        let answer = lab.ask(&log_in(email, password)).await;
        assert_eq!(
            answer.verdict(),
            "401 unauthenticated",
            "{email} {password}"
        );
        assert_eq!(answer.header("set-cookie"), None);
        bodies.push(answer.body.to_string());
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1, "{bodies:?}");
}

#[tokio::test]
async fn an_invalid_form_is_refused_before_the_hash() {
    let lab = Lab::new("logins").await;
    lab.check(&[
        ("- POST /v1/sessions", "415 media-type"),
        (
            r#"- POST /v1/sessions content-type=application/x-www-form-urlencoded {"email": "a"}"#,
            "415 media-type",
        ),
        (
            r#"- POST /v1/sessions {"x": 1}"#,
            "422 invalid-field /password:required /email:required /x:unknown-field",
        ),
        (
            r#"- POST /v1/sessions {"email": 1, "password": 2}"#,
            "422 invalid-field /password:invalid /email:invalid",
        ),
        (
            r#"- POST /v1/sessions {"email": "a", "email": "b", "password": "c"}"#,
            "400 malformed",
        ),
    ])
    .await;
    for site in ["cross-site", "same-site", "none"] {
        let request = log_in(MARIE, FIRST).replace(" {", &format!(" sec-fetch-site={site} {{"));
        assert_eq!(verdict(&lab, &request).await, "403 cross-site", "{site}");
    }
}

#[tokio::test]
async fn a_cookie_writes_only_from_pages_of_the_portal() {
    let lab = Lab::new("logins").await;
    let cookie = lab.cookie(MARIE, FIRST).await;
    let own = lab.origin().to_owned();
    let write = |headers: &str| {
        format!(r#"- PATCH general cookie={cookie} {headers} if-match=now {{"spid": "A"}}"#)
    };
    for (headers, expected) in [
        ("", "403 cross-site"),
        ("sec-fetch-site=cross-site", "403 cross-site"),
        ("sec-fetch-site=same-site", "403 cross-site"),
        ("sec-fetch-site=none", "403 cross-site"),
        ("origin=https://evil.example", "403 cross-site"),
        ("origin=null", "403 cross-site"),
        (&format!("origin={own}"), "200"),
        (&format!("origin={own}.evil.example"), "403 cross-site"),
        (
            &format!("sec-fetch-site=cross-site origin={own}"),
            "403 cross-site",
        ),
        (HERE, "200"),
    ] {
        assert_eq!(verdict(&lab, &write(headers)).await, expected, "{headers}");
    }
    let seen = lab
        .ask(&format!("- GET settings cookie=a=b;{cookie}"))
        .await;
    assert_eq!(seen.body["viewer"]["userCode"], "1001");
    assert_eq!(seen.body["viewer"]["role"], "primary");
    lab.check(&[
        (
            &format!("- GET /v1/accounts/austral/settings cookie={cookie}"),
            "403 wrong-account",
        ),
        (
            &format!("nobody GET settings cookie={cookie}"),
            "401 unauthenticated",
        ),
        (
            "- GET settings cookie=consigne-session=00",
            "401 unauthenticated",
        ),
        (
            "- GET settings cookie=consigne-session=",
            "401 unauthenticated",
        ),
        ("- GET settings", "401 unauthenticated"),
    ])
    .await;
}

#[tokio::test]
async fn a_session_ends_with_a_logout_and_with_its_time() {
    let lab = Lab::new("logins").await;
    let (first, second) = (
        lab.cookie(MARIE, FIRST).await,
        lab.cookie(MARIE, FIRST).await,
    );
    lab.check(&[
        ("- DELETE /v1/sessions", "401 unauthenticated"),
        ("marie DELETE /v1/sessions", "401 unauthenticated"),
        (
            &format!("- DELETE /v1/sessions cookie={first}"),
            "403 cross-site",
        ),
        (&format!("- GET general cookie={first}"), "200"),
    ])
    .await;
    let out = lab
        .ask(&format!("- DELETE /v1/sessions {HERE} cookie={first}"))
        .await;
    assert_eq!(out.verdict(), "204");
    assert!(
        out.header("set-cookie")
            .unwrap()
            .starts_with("consigne-session=; Path=/; Max-Age=0;")
    );
    lab.check(&[
        (
            &format!("- GET general cookie={first}"),
            "401 unauthenticated",
        ),
        (
            &format!("- DELETE /v1/sessions {HERE} cookie={first}"),
            "401 unauthenticated",
        ),
        (&format!("- GET general cookie={second}"), "200"),
    ])
    .await;
    lab.stored()
        .execute("UPDATE session SET expires = 1", [])
        .unwrap();
    assert_eq!(
        verdict(&lab, &format!("- GET general cookie={second}")).await,
        "401 unauthenticated"
    );
    lab.cookie(MARIE, FIRST).await;
    let left: i64 = lab
        .stored()
        .query_row("SELECT count(*) FROM session", [], |row| row.get(0))
        .unwrap();
    assert_eq!(left, 1, "sessions that are over are dropped");
}

#[tokio::test]
async fn the_new_address_logs_in_and_the_old_one_does_not() {
    let lab = Lab::new("logins").await;
    let cookie = lab.cookie(MARIE, FIRST).await;
    let moved = r#"marie PATCH administrator if-match=now {"email": "m@Boreal.example"}"#;
    lab.check(&[
        (moved, "200"),
        (&log_in(MARIE, FIRST), "401 unauthenticated"),
        (&log_in("M@boreal.example", FIRST), "201"),
        (&format!("- GET general cookie={cookie}"), "200"),
        ("marie GET general", "200"),
    ])
    .await;
}

#[tokio::test]
async fn guessing_has_to_wait() {
    let lab = Lab::new("logins").await;
    for asked in [
        log_in(MARIE, "Wrong-123"),
        log_in("nobody@boreal.example", "Wrong-123"),
        change("marie", "Wrong-123", "Boréal-02"),
    ] {
        let mut responses = Vec::new();
        for _ in 0..4 {
            responses.push(lab.ask(&asked).await);
        }
        let statuses: Vec<u16> = responses.iter().map(|response| response.status).collect();
        let first = statuses[0];
        assert_eq!(statuses, [first, first, first, 429], "{asked}");
        let last = responses.pop().unwrap();
        assert_eq!(last.verdict(), "429 rate-limited");
        let wait: u64 = last.header("retry-after").unwrap().parse().unwrap();
        assert!((1..=6).contains(&wait), "{wait}");
    }
    // The right password has to wait as well, but the other account does not.
    assert_eq!(
        verdict(&lab, &change("marie", FIRST, "Boréal-02")).await,
        "429 rate-limited"
    );
    let body = r#"{"currentPassword": "x", "newPassword": "Austral-1"}"#;
    let other = format!("paul POST /v1/accounts/austral/administrator/password {body}");
    assert_eq!(verdict(&lab, &other).await, "422 wrong-current-password");
    // Ten failures from one address are enough, whatever the logins.
    assert_eq!(
        verdict(&lab, &log_in("x@boreal.example", "x")).await,
        "429 rate-limited"
    );
}

#[tokio::test]
async fn behind_a_proxy_failures_are_counted_by_forwarded_address() {
    let lab = Lab::behind_proxy("logins").await;
    let ask = async |client: &str, n: usize| {
        let asked = log_in(&format!("{n}@boreal.example"), "x");
        let asked = asked.replace(" {", &format!(" x-forwarded-for={client} {{"));
        lab.ask(&asked).await.status
    };
    for n in 0..10 {
        assert_eq!(ask(&format!("203.0.113.{n},192.0.2.1"), n).await, 401);
    }
    assert_eq!(ask("203.0.113.99,192.0.2.1", 10).await, 429);
    assert_eq!(ask("192.0.2.1,192.0.2.2", 11).await, 401);
}

#[tokio::test]
async fn no_password_is_stored_or_audited() {
    let lab = Lab::new("logins").await;
    let cookie = lab.cookie(MARIE, FIRST).await;
    lab.check(&[(&change("marie", FIRST, "Boréal-02"), "204")])
        .await;
    let audit = lab.portal.audit_text();
    assert!(
        audit.contains("1001 POST administrator/password"),
        "{audit}"
    );
    assert!(audit.contains("1001 POST sessions"), "{audit}");
    let secret = cookie.split_once('=').unwrap().1;
    let secrets = [FIRST, "Boréal-02", secret, "marie-reads"];
    for name in ["portal.db", "portal.db-wal"] {
        let bytes = std::fs::read(lab.path().join(name)).unwrap();
        for secret in secrets {
            let found = bytes
                .windows(secret.len())
                .any(|part| part == secret.as_bytes());
            assert!(!found, "{name} holds {secret}");
        }
    }
    assert!(!audit.contains("argon2"), "{audit}");
}

#[tokio::test]
async fn an_invalid_seed_does_not_reveal_its_passwords() {
    let account =
        |primary: &str| format!("accounts:\n  - account: boreal\n    primary: {primary}\n");
    for seed in [
        account("{ password: Abcdefg-1, email: [] }"),
        account("{ password: [Abcdefg-1] }"),
        account("{ password: { Abcdefg-1: 1 } }"),
        account("{ passwort: Abcdefg-1 }"),
        account("{ password: Abcdefg-1"),
        account("{ password: abcdefg-1 }"),
        account("{ password: Abcdefg-1, password: Abcdefg-1 }"),
        account("\n      password: Abcdefg-1\n     email: x"),
    ] {
        let directory = tempfile::tempdir().unwrap();
        let portal = Portal::open(&directory.path().join("portal.db")).unwrap();
        let applied = Seed::parse(&seed).and_then(|seed| portal.seed(&seed));
        let error = applied.unwrap_err().to_string();
        assert!(!error.to_lowercase().contains("bcdefg"), "{seed}: {error}");
    }
}
