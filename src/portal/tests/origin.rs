//! Which requests are admitted: names and origins, forty ways.

use super::lab::Lab;
use crate::portal::Serving;

const PATCH: &str = "PATCH /v1/accounts/boreal/chat HTTP/1.1";
const GET: &str = "GET /v1/accounts/boreal/chat HTTP/1.1";

/// `LINE | HEADER | HEADER…`, where `PORT` stands for the portal's port, with the expected status.
const ROWS: [(&str, &str); 40] = [
    // Names, for requests that only read.
    ("GET | Host: 127.0.0.1:PORT", "200"),
    ("GET | Host: localhost:PORT", "200"),
    ("GET | Host: LOCALHOST:PORT", "200"),
    ("GET | Host: [::1]:PORT", "200"),
    ("GET | Host: 127.0.0.1", "421"),
    ("GET | Host: localhost", "421"),
    ("GET | Host: localhost.:PORT", "421"),
    ("GET | Host: localhost:1", "421"),
    ("GET | Host: 127.0.0.2:PORT", "421"),
    ("GET | Host: 0.0.0.0:PORT", "421"),
    ("GET | Host: evil.example", "421"),
    ("GET | Host: evil.example:PORT", "421"),
    ("GET | Host: 127.0.0.1.evil.example:PORT", "421"),
    ("GET | Host: evil.example@127.0.0.1:PORT", "421"),
    ("GET | Host: 2130706433:PORT", "421"),
    ("GET | Host:", "421"),
    ("GET", "400"),
    ("GET | Host: 127.0.0.1:PORT | Host: 127.0.0.1:PORT", "400"),
    ("GET | Host: 127.0.0.1:PORT | Host: evil.example", "400"),
    (
        "GET | Host: 127.0.0.1:PORT | X-Forwarded-Host: evil.example",
        "200",
    ),
    (
        "GET | Host: evil.example | X-Forwarded-Host: 127.0.0.1:PORT",
        "421",
    ),
    // The name of a proxy.
    ("GET | Host: portal.example", "200"),
    ("GET | Host: Portal.Example", "200"),
    ("GET | Host: portal.example:443", "421"),
    // Reading changes nothing, and without CORS headers no other site sees the response.
    (
        "GET | Host: 127.0.0.1:PORT | Origin: https://evil.example",
        "200",
    ),
    // Origins, for requests that would change something; 428 comes from behind the check.
    ("PATCH | Host: 127.0.0.1:PORT", "428"),
    (
        "PATCH | Host: 127.0.0.1:PORT | Origin: http://127.0.0.1:PORT",
        "428",
    ),
    (
        "PATCH | Host: localhost:PORT | Origin: http://localhost:PORT",
        "428",
    ),
    (
        "PATCH | Host: localhost:PORT | Origin: http://127.0.0.1:PORT",
        "403",
    ),
    (
        "PATCH | Host: 127.0.0.1:PORT | Origin: https://127.0.0.1:PORT",
        "403",
    ),
    (
        "PATCH | Host: 127.0.0.1:PORT | Origin: http://127.0.0.1:1",
        "403",
    ),
    (
        "PATCH | Host: 127.0.0.1:PORT | Origin: https://evil.example",
        "403",
    ),
    ("PATCH | Host: 127.0.0.1:PORT | Origin: null", "403"),
    (
        "PATCH | Host: 127.0.0.1:PORT | Origin: http://127.0.0.1:PORT | Origin: null",
        "403",
    ),
    (
        "PATCH | Host: portal.example | Origin: https://portal.example",
        "428",
    ),
    (
        "PATCH | Host: portal.example | Origin: http://portal.example",
        "403",
    ),
    (
        "PATCH | Host: 127.0.0.1:PORT | Sec-Fetch-Site: same-origin",
        "428",
    ),
    (
        "PATCH | Host: 127.0.0.1:PORT | Sec-Fetch-Site: same-site",
        "403",
    ),
    (
        "PATCH | Host: 127.0.0.1:PORT | Sec-Fetch-Site: cross-site",
        "403",
    ),
    (
        "PATCH | Host: 127.0.0.1:PORT | Origin: http://127.0.0.1:PORT | Sec-Fetch-Site: cross-site",
        "403",
    ),
];

#[tokio::test]
async fn names_and_origins() {
    let serving = Serving::new(vec!["portal.example".to_owned()], None);
    let lab = Lab::with("boreal", serving).await;
    let port = lab.address().rsplit(':').next().unwrap().to_owned();
    for (row, expected) in ROWS {
        let row = row.replace("PORT", &port);
        let mut parts = row.split(" | ");
        let (line, body) = match parts.next() {
            Some("PATCH") => (PATCH, "{}"),
            _ => (GET, ""),
        };
        let headers: String = parts.map(|header| format!("{header}\r\n")).collect();
        let length = body.len();
        let request = format!(
            "{line}\r\n{headers}Authorization: Bearer marie\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        let answer = lab.raw(&request).await;
        assert_eq!(answer.split(' ').nth(1), Some(expected), "{row}: {answer}");
        let lower = answer.to_ascii_lowercase();
        assert!(!lower.contains("access-control"), "{row}: {answer}");
    }
}

/// A target in absolute form is compared as well. Browsers do not send any.
#[tokio::test]
async fn target_and_host_must_agree() {
    let lab = Lab::new("boreal").await;
    let check = async |target: &str, expected: &str| {
        let request = format!(
            "GET {target} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer marie\r\n\
             Connection: close\r\n\r\n",
            lab.address()
        );
        let answer = lab.raw(&request).await;
        assert_eq!(
            answer.split(' ').nth(1),
            Some(expected),
            "{target}: {answer}"
        );
    };
    check(&format!("{}/v1/accounts", lab.origin), "200").await;
    check("http://evil.example/v1/accounts", "400").await;
    check("http://evil.example@127.0.0.1/v1/accounts", "400").await;
}

/// An HTML form of another site can send these types, but not JSON.
#[tokio::test]
async fn a_write_must_be_json() {
    let lab = Lab::new("boreal").await;
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonp",
    ] {
        let request = format!("marie PATCH chat if-match=now content-type={kind}");
        let kind = lab.ask(&request.replace("; ", ";")).await;
        assert_eq!(kind.verdict(), "415 media-type");
    }
}
