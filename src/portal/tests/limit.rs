//! Requests that are too slow, too large or too many, and others that are served meanwhile.

use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::time::timeout;

use super::lab::{Lab, rest};
use crate::portal::Serving;
use crate::portal::listen::ServeLimits;

const LONG: Duration = Duration::from_secs(20);
const SHORT: Duration = Duration::from_millis(200);

/// Options for serving, with limits that a test can wait for.
fn serving(limits: impl FnOnce(&mut ServeLimits)) -> Serving {
    let mut serving = Serving::default();
    limits(&mut serving.limits);
    serving
}

fn head(lab: &Lab, method: &str, rest: &str) -> String {
    format!(
        "{method} /v1/accounts/boreal/chat HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer marie\r\n\
         Content-Type: application/json\r\n{rest}\r\n",
        lab.address()
    )
}

/// Occupies the only connection that writes, until the result is dropped.
fn hold(lab: &Lab) -> Sender<()> {
    let portal = lab.portal.clone();
    let (held, holds) = channel();
    let (release, released) = channel::<()>();
    std::thread::spawn(move || {
        let store = portal.writer();
        held.send(()).unwrap();
        let _ = released.recv();
        drop(store);
    });
    holds.recv().unwrap();
    release
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or("none")
}

#[tokio::test]
async fn slow_clients_are_disconnected() {
    let serving = serving(|limits| {
        limits.head = SHORT;
        limits.body = SHORT;
    });
    let lab = Lab::with("boreal", serving).await;
    let slow = async |bytes: &str| {
        let mut stream = lab.connect().await;
        stream.write_all(bytes.as_bytes()).await.unwrap();
        let answer = timeout(LONG, rest(&mut stream)).await;
        answer.expect("the connection ends")
    };
    let whole = head(&lab, "GET", "");
    assert_ne!(status(&slow(&whole[..40]).await), "200", "half a head");
    assert_ne!(status(&slow("").await), "200", "nothing");
    assert_eq!(status(&slow(&whole).await), "200", "idle after an answer");
    let half = head(&lab, "PATCH", "Content-Length: 20\r\n") + "{\"ena";
    assert_eq!(status(&slow(&half).await), "408", "half a body");
    let half = head(&lab, "PATCH", "Transfer-Encoding: chunked\r\n") + "5\r\n{\"ena\r\n";
    assert_eq!(status(&slow(&half).await), "408", "half a body of chunks");
}

#[tokio::test]
async fn large_requests_are_refused() {
    let lab = Lab::new("boreal").await;
    let sent = async |length: usize| {
        let body = format!("{{\"enabled\":true{}}}", " ".repeat(length - 16));
        let request = head(
            &lab,
            "PATCH",
            &format!("If-Match: *\r\nConnection: close\r\nContent-Length: {length}\r\n"),
        );
        lab.raw(&(request + &body)).await
    };
    assert_eq!(status(&sent(1 << 20).await), "200");
    assert_eq!(status(&sent((1 << 20) + 1).await), "413");
    assert_eq!(status(&sent(4 << 20).await), "413");
    let announced = head(
        &lab,
        "PATCH",
        "Connection: close\r\nContent-Length: 99999999999\r\n",
    );
    assert_eq!(
        status(&lab.raw(&announced).await),
        "413",
        "before a byte of it"
    );
    let many = head(&lab, "GET", &"X-Odd: 1\r\n".repeat(200));
    assert_eq!(status(&lab.raw(&many).await), "431");
    let long = head(&lab, "GET", &format!("X-Odd: {}\r\n", "1".repeat(64 << 10)));
    assert_eq!(status(&lab.raw(&long).await), "431");
    let target = format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(70_000));
    let answer = lab.raw(&target).await;
    assert!(matches!(status(&answer), "414" | "431"), "{answer}");
}

/// A transaction in progress blocks writers but no reader.
#[tokio::test]
async fn readers_never_wait_for_writers() {
    let serving = serving(|limits| {
        limits.response = SHORT;
        limits.requests = 2;
    });
    let lab = Lab::with("boreal", serving).await;
    let tag = lab.ask("marie GET chat").await.etag();
    let writer = hold(&lab);
    let write = format!("marie PATCH chat if-match={tag} {{\"enabled\": false}}");
    lab.check(&[
        ("marie GET settings", "200"),
        (
            "marie GET chat/fr/availability?at=2026-03-02T12:00:00Z",
            "200",
        ),
        (&write, "504 timeout"),
        ("marie GET settings", "200"),
        // A client that may not write does not wait either.
        (
            "marie-reads PATCH chat {\"enabled\": false}",
            "403 read-only-token",
        ),
        (
            "nobody PATCH chat {\"enabled\": false}",
            "401 unauthenticated",
        ),
        ("marie ODD chat", "405 method-not-allowed"),
    ])
    .await;
    drop(writer);
}

#[tokio::test]
async fn too_many_at_a_time_get_retry_after() {
    let lab = Lab::with("boreal", serving(|limits| limits.requests = 1)).await;
    let tag = lab.ask("marie GET chat").await.etag();
    let writer = hold(&lab);
    let write = format!("marie PATCH chat if-match={tag} {{\"enabled\": false}}");
    let refused = tokio::select! {
        write = lab.ask(&write) => write,
        read = async {
            // Each is a new request: a cached response comes at any time.
            for at in 0.. {
                let read = lab.ask(&format!("marie GET chat?{at}")).await;
                if read.status == 503 {
                    return read;
                }
            }
            unreachable!()
        } => read,
    };
    assert_eq!(refused.verdict(), "503 maintenance");
    assert_eq!(refused.header("retry-after"), Some("1"));
    drop(writer);
}

/// A client that reads nothing of its responses is disconnected.
#[tokio::test]
async fn a_client_that_does_not_read_is_disconnected() {
    let lab = Lab::with("boreal", serving(|limits| limits.stall = SHORT)).await;
    let mut stream = lab.connect().await;
    let request = head(&lab, "GET", "")
        .replace("/chat", "/settings")
        .repeat(100);
    let sent = timeout(LONG, async {
        while stream.write_all(request.as_bytes()).await.is_ok() {}
    });
    sent.await.expect("the connection ends");
}

#[tokio::test]
async fn a_stop_finishes_what_is_in_flight() {
    let mut lab = Lab::new("boreal").await;
    let mut stream = lab.connect().await;
    let half = head(&lab, "PATCH", "If-Match: *\r\nContent-Length: 18\r\n");
    stream.write_all(half.as_bytes()).await.unwrap();
    while !metrics(&lab).await.contains("consigne_portal_in_flight 2") {}
    lab.stop();
    let not_ready = async {
        loop {
            let host = lab.address();
            let request =
                format!("GET /readyz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
            if status(&lab.raw(&request).await) == "503" {
                return;
            }
        }
    };
    timeout(LONG, not_ready)
        .await
        .expect("it says that it is stopping");
    assert_eq!(lab.ask("marie GET chat").await.verdict(), "503 maintenance");
    stream.write_all(b"{\"enabled\": false}").await.unwrap();
    assert_eq!(status(&rest(&mut stream).await), "200");
    timeout(LONG, lab.stopped()).await.expect("it has stopped");
}

#[tokio::test]
async fn a_stop_has_a_limit() {
    let mut lab = Lab::with("boreal", serving(|limits| limits.stop = SHORT)).await;
    let mut stream = lab.connect().await;
    let half = head(&lab, "PATCH", "Content-Length: 18\r\n");
    stream.write_all(half.as_bytes()).await.unwrap();
    while !metrics(&lab).await.contains("consigne_portal_in_flight 2") {}
    lab.stop();
    timeout(LONG, lab.stopped()).await.expect("it has stopped");
}

async fn metrics(lab: &Lab) -> String {
    let host = lab.address();
    let request = format!("GET /metrics HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    lab.raw(&request).await
}
