//! Health endpoints, metrics and request ids.

use super::lab::Lab;
use crate::portal::Serving;

async fn text(lab: &Lab, path: &str, host: &str) -> String {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    lab.raw(&request).await
}

#[tokio::test]
async fn they_need_no_token_and_the_right_name() {
    let serving = Serving::new(vec!["portal.example".to_owned()], None);
    let lab = Lab::with("boreal", serving).await;
    for (path, name, expected) in [
        ("/healthz", "own", "200"),
        ("/readyz", "own", "200"),
        ("/metrics", "own", "200"),
        ("/healthz", "portal.example", "200"),
        ("/readyz", "portal.example", "200"),
        ("/metrics", "portal.example", "404"),
        ("/healthz", "evil.example", "421"),
        ("/readyz", "evil.example", "421"),
        ("/metrics", "evil.example", "421"),
        ("/other", "own", "401"),
        // The pages send whoever has no session to the login.
        ("/", "own", "303"),
    ] {
        let host = if name == "own" { lab.address() } else { name };
        let answer = text(&lab, path, host).await;
        let status = answer.split(' ').nth(1);
        assert_eq!(status, Some(expected), "{path} {name}: {answer}");
    }
}

#[tokio::test]
async fn metrics_have_bounded_labels_and_no_names() {
    let lab = Lab::new("boreal").await;
    lab.ask("marie GET settings").await;
    lab.ask("marie PATCH chat if-match=now {\"enabled\": false}")
        .await;
    for odd in [
        "GET /v1/accounts/boreal/secret-of-marie",
        "ODD /v1/Marie",
        "GET /%00",
    ] {
        lab.ask(&format!("marie {odd}")).await;
    }
    let answer = text(&lab, "/metrics", lab.address()).await;
    let counted = |line: &str| {
        assert!(
            answer.lines().any(|found| found.starts_with(line)),
            "{line}: {answer}"
        );
    };
    let settings = "route=\"/v1/accounts/{account}/settings\",method=\"GET\"";
    counted(&format!(
        "consigne_portal_requests_total{{{settings},status=\"200\"}} 1"
    ));
    counted(&format!(
        "consigne_portal_request_seconds_count{{{settings}}} 1"
    ));
    counted("consigne_portal_requests_total{route=\"other\",method=\"other\",status=\"404\"} 1");
    counted("consigne_portal_writes_total 1");
    counted("consigne_portal_in_flight 1");
    counted("consigne_portal_database_bytes ");
    for name in ["boreal", "marie", "Marie", "secret", "ODD"] {
        assert!(!answer.contains(name), "{name}: {answer}");
    }
}

#[tokio::test]
async fn an_id_is_echoed_or_made() {
    let lab = Lab::new("boreal").await;
    let check = async |given: &str, echoed: bool| {
        let answer = lab
            .ask(&format!("marie GET chat x-request-id={given}"))
            .await;
        let found = answer.header("x-request-id").unwrap();
        assert_eq!(found == given, echoed, "{given}: {found}");
        assert!(!found.is_empty() && found.len() <= 64);
    };
    check("abc-123.x_Y", true).await;
    check("<script>", false).await;
    check(&"x".repeat(65), false).await;
    let one = lab.ask("marie GET chat").await;
    let other = lab.ask("marie GET chat").await;
    assert_ne!(one.header("x-request-id"), other.header("x-request-id"));
}
