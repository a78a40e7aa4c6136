//! What somebody without a token can make the portal do, and what an account can hold.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::time::timeout;

use super::lab::{Lab, rest};
use crate::portal::Serving;

fn unknown_members(count: usize) -> Value {
    let members = (0..count).map(|at| (format!("x{at}"), json!(1)));
    Value::Object(members.collect())
}

#[tokio::test]
async fn a_problem_describes_twenty_members_and_counts_the_others() {
    let lab = Lab::new("boreal").await;
    for (request, more) in [
        (
            format!("- POST /v1/sessions {}", unknown_members(100)),
            Some(82),
        ),
        (
            format!(
                "marie PATCH general if-match=now {}",
                unknown_members(50_000)
            ),
            Some(49_980),
        ),
        (
            format!("marie PATCH general if-match=now {}", unknown_members(20)),
            None,
        ),
    ] {
        let problem = lab.ask(&request).await;
        assert_eq!(problem.status, 422);
        assert_eq!(problem.body["errors"].as_array().unwrap().len(), 20);
        assert_eq!(problem.body["moreErrors"].as_u64(), more);
        let detail = problem.body["detail"].as_str().unwrap();
        let ends = more.map_or("not valid".to_owned(), |more| format!("; and {more} more"));
        assert!(detail.ends_with(&ends), "{detail}");
    }
}

#[tokio::test]
async fn bodies_of_unknown_senders_have_4_kib() {
    let lab = Lab::new("logins").await;
    let body = |bytes: usize| {
        format!(
            r#"{{"email": "{}", "password": "x"}}"#,
            "a".repeat(bytes - 30)
        )
    };
    let large = format!(r#"{{"spid": "{}"}}"#, "a".repeat(5_000));
    for (request, expected) in [
        (
            format!("- POST /v1/sessions {}", body(4 << 10)),
            "401 unauthenticated",
        ),
        (
            format!("- POST /v1/sessions {}", body((4 << 10) + 1)),
            "413 too-large",
        ),
        (
            format!("marie POST /v1/sessions {}", body((4 << 10) + 1)),
            "413 too-large",
        ),
        (format!("- PATCH general {large}"), "401 unauthenticated"),
        (
            format!("nobody PATCH general {large}"),
            "401 unauthenticated",
        ),
        (
            format!("nobody PATCH general {}", unknown_members(20_000)),
            "401 unauthenticated",
        ),
        (
            format!("marie PATCH general if-match=now {large}"),
            "422 invalid-field /spid:invalid",
        ),
    ] {
        assert_eq!(
            lab.ask(&request).await.verdict(),
            expected,
            "{}",
            &request[..40]
        );
    }
}

#[tokio::test]
async fn a_head_of_32_kib_is_the_largest() {
    let lab = Lab::new("boreal").await;
    let head = |bytes: usize, headers: usize| {
        let fixed = format!(
            "GET /v1/accounts HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer marie\r\nConnection: close\r\n{}",
            lab.address(),
            "X-N: 1\r\n".repeat(headers)
        );
        let rest = bytes.saturating_sub(fixed.len() + "X-Odd: \r\n\r\n".len());
        format!("{fixed}X-Odd: {}\r\n\r\n", "1".repeat(rest))
    };
    for (bytes, headers, expected) in [
        (32 << 10, 0, "200"),
        ((32 << 10) + 1, 0, "431"),
        (40 << 10, 0, "431"),
        (0, 60, "200"),
        (0, 61, "431"),
    ] {
        let answer = lab.raw(&head(bytes, headers)).await;
        let what = format!("{bytes} bytes, {headers} headers: {answer}");
        assert_eq!(answer.split(' ').nth(1), Some(expected), "{what}");
        let names_the_rule = answer.contains("\"type\":\"head-too-large\"");
        assert_eq!(names_the_rule, expected == "431", "{what}");
    }
}

#[tokio::test]
async fn idle_connections_make_room_oldest_first() {
    let mut serving = Serving::default();
    serving.limits.connections = 3;
    let lab = Lab::with("boreal", serving).await;
    let request = format!(
        "GET /v1/accounts HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer marie\r\n\r\n",
        lab.address()
    );
    let mut idle = Vec::new();
    for begun in ["", "GET /v1", &request] {
        let mut stream = lab.connect().await;
        stream.write_all(begun.as_bytes()).await.unwrap();
        idle.push(stream);
    }
    // The third has had its response, and is the one that was idle for the shortest time.
    let mut first = [0; 12];
    tokio::io::AsyncReadExt::read_exact(&mut idle[2], &mut first)
        .await
        .unwrap();
    let closed = async |stream: &mut tokio::net::TcpStream| {
        timeout(Duration::from_secs(10), rest(stream)).await.is_ok()
    };
    let answered = timeout(Duration::from_secs(10), lab.ask("marie GET general")).await;
    assert_eq!(answered.expect("a new one does not wait").status, 200);
    assert!(closed(&mut idle[0]).await, "the oldest");
    let mut another = lab.connect().await;
    another.write_all(b"GET").await.unwrap();
    assert!(closed(&mut idle[1]).await, "then the next");
    idle[2].write_all(request.as_bytes()).await.unwrap();
    tokio::io::AsyncReadExt::read_exact(&mut idle[2], &mut first)
        .await
        .unwrap();
}

/// A write that would make the document of an account larger than a client reads is refused, and a
/// deletion never is.
#[tokio::test]
async fn an_account_is_never_too_large_to_be_read() {
    let lab = Lab::new("schedules").await;
    let fill = |bytes: usize| {
        let body = json!({ "id": "a", "name": "x".repeat(bytes), "days": ["mon"], "allDay": true });
        let insert = "INSERT INTO resource (account, key, body, revision)
                      VALUES ('boreal', 'chat/fr/weekly-schedules/a', ?1, 1)
                      ON CONFLICT DO UPDATE SET body = ?1, seal = ''";
        lab.stored().execute(insert, [body.to_string()]).unwrap();
    };
    let create = r#"marie PUT chat/fr/weekly-schedules/aaaaaaaaaaaaaaaaaaaaaaaaaa if-none-match=*
                    {"name": "A", "days": ["mon"], "allDay": true}"#;
    let limit = 8 << 20;
    fill(limit);
    lab.check(&[
        (create, "409 account-full"),
        (
            r#"marie PATCH general if-match=* {"spid": "A"}"#,
            "409 account-full",
        ),
        ("marie PUT delegates/2041", "422 not-a-candidate"),
        ("marie DELETE chat/fr/weekly-schedules/a if-match=*", "204"),
        (create, "201"),
    ])
    .await;
    let problem = lab.ask("marie GET settings").await;
    assert!(problem.body.to_string().len() < limit);
}
