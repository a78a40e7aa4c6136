//! Hostile requests to every part of the portal: none makes it panic, fail or grow. The
//! sequence is always the same.

use std::io::{Read, Write};

use crate::effort::times;
use crate::wire::{Dice, Wire, address, connect};
use crate::workbench::{DELEGATE_TOKEN, READ_TOKEN, SYSTEM_TOKEN, TOKEN, Workbench};

const SEED: &str = "
accounts:
  - account: boreal
    candidates: [{ userCode: '2041', name: Jean Roy }]
    softwareDeployed: true
    settings:
      delegates: [{ userCode: '2041', name: Jean Roy }]
      chat: { fr: { weeklySchedules: [{ id: aaaaaaaaaaaaaaaaaaaaaaaaaa, name: Soir, days: [thu], startTime: '18:00', endTime: '21:00', allDay: false }] } }
";

const THREADS: u32 = 4;
const KILOBYTES: u64 = 200 << 10;

const METHODS: [&str; 14] = [
    "GET", "GET", "PUT", "PUT", "PATCH", "PATCH", "DELETE", "POST", "HEAD", "OPTIONS", "TRACE",
    "CONNECT", "get", "PROPFIND",
];

const PATHS: [&str; 34] = [
    "/v1/accounts",
    "/v1/accounts/boreal/settings",
    "/v1/accounts/boreal/general",
    "/v1/accounts/boreal/administrator",
    "/v1/accounts/boreal/administrator/password",
    "/v1/accounts/boreal/telephony",
    "/v1/accounts/boreal/delegates",
    "/v1/accounts/boreal/delegates/2041",
    "/v1/accounts/boreal/delegates/%00",
    "/v1/accounts/boreal/delegate-candidates",
    "/v1/accounts/boreal/delegate-candidates/2041",
    "/v1/accounts/boreal/chat",
    "/v1/accounts/boreal/chat/fr/working-hours",
    "/v1/accounts/boreal/chat/fr/weekend-hours",
    "/v1/accounts/boreal/chat/fr/lunch-break",
    "/v1/accounts/boreal/chat/fr/weekly-schedules",
    "/v1/accounts/boreal/chat/fr/weekly-schedules/aaaaaaaaaaaaaaaaaaaaaaaaaa",
    "/v1/accounts/boreal/chat/fr/weekly-schedules/bbbbbbbbbbbbbbbbbbbbbbbbbb",
    "/v1/accounts/boreal/chat/en/special-events/cccccccccccccccccccccccccc",
    "/v1/accounts/boreal/chat/fr/availability",
    "/v1/accounts/boreal/chat/xx/weekly-schedules",
    "/v1/accounts/boreal/chat/fr/weekly-schedules/../../../../etc/passwd",
    "/v1/accounts/boreal/chat/fr/weekly-schedules/%2e%2e%2f%2e%2e",
    "/v1/accounts/boreal/chat/fr/weekly-schedules/%ff%fe",
    "/v1/accounts/boreal/chat/fr/weekly-schedules/'; DROP TABLE resource; --",
    "/v1/accounts/boreal/chat/fr/weekly-schedules/%27%3b%20DROP%20TABLE%20resource",
    "/v1/accounts/%00/settings",
    "/v1/accounts/../boreal/settings",
    "/v1/accounts//settings",
    "/v1/sessions",
    "//v1/accounts",
    "/%",
    "*",
    "http://evil.example/v1/accounts",
];

const QUERIES: [&str; 12] = [
    "",
    "",
    "?limit=0",
    "?limit=99999999999999999999",
    "?limit=-1",
    "?limit=200&cursor=%00",
    "?cursor=%ff%fe%",
    "?cursor=' OR 1=1 --",
    "?at=2026-11-01T01:30:00-04:00",
    "?at=+999999-01-01T00:00:00Z",
    "?at=%E2%88%9E",
    "?&&&=&limit=1&limit=2",
];

const HEADERS: [&str; 22] = [
    "if-match: *",
    "if-match: *",
    "if-none-match: *",
    "if-none-match: *",
    "if-match: \"x\", \"y\", W/\"z\"",
    "if-match: \u{1}",
    "if-none-match: \u{e9}\u{e8}",
    "content-type: text/plain",
    "content-type: application/json; charset=\"",
    "content-type: application/merge-patch+json",
    "accept-language: fr;q=NaN, en;q=inf, *;q=-1",
    "accept-language: ,,,;;;",
    "origin: null",
    "sec-fetch-site: cross-site",
    "host: evil.example",
    "authorization: Bearer other",
    "authorization: Basic eA==",
    "x-request-id: <script>alert(1)</script>",
    "transfer-encoding: chunked",
    "expect: 100-continue",
    "content-length: 5",
    "connection: upgrade",
];

const BODIES: [&str; 20] = [
    "",
    "{}",
    "[]",
    "null",
    "1e999999",
    "{\"enabled\": 1e400}",
    "{\"enabled\": 123456789012345678901234567890123456789012345678901234567890}",
    "{\"enabled\": true, \"enabled\": false}",
    "{\"timeZone\": \"../../etc/localtime\"}",
    "{\"resellerName\": \"Robert'); DROP TABLE resource;--\"}",
    "{\"resellerName\": \"\\u0000\\ud800\"}",
    "{\"spid\": \"\u{202e}\", \"address\": {\"street\": []}}",
    "{\"email\": \"a@b\", \"phone\": {\"x\": [1]}, \"primary\": null}",
    "{\"days\": [\"mon\", \"mon\", 1], \"startTime\": \"25:61\", \"endTime\": -1, \"lunchBreakEnabled\": \"yes\"}",
    "{\"days\": [\"mon\"], \"startTime\": \"09:00\", \"endTime\": \"17:00\", \"allDay\": false, \"lunchBreakEnabled\": true}",
    "{\"name\": \"x\", \"availability\": \"closed\", \"startsAt\": \"9999-99-99T99:99\", \"endsAt\": \"0000-00-00T00:00\"}",
    "{\"name\": \"x\", \"availability\": \"closed\", \"startsAt\": \"2026-12-24T12:00\", \"endsAt\": \"2027-01-04T00:00\"}",
    "{\"id\": \"aaaaaaaaaaaaaaaaaaaaaaaaaa\", \"name\": \"e\u{301}\u{301}\u{301}\u{200b}\", \"days\": [\"thu\"]}",
    "{\"__proto__\": {}, \"constructor\": {}, \"can\": \"X\"}",
    "\u{feff}{}",
];

/// One request, as bytes that need not be HTTP.
fn request(dice: &mut Dice, host: &str) -> Vec<u8> {
    let token = dice.of(&[
        TOKEN,
        TOKEN,
        TOKEN,
        READ_TOKEN,
        SYSTEM_TOKEN,
        DELEGATE_TOKEN,
        "none",
    ]);
    let (method, path) = (dice.of(&METHODS), dice.of(&PATHS));
    let query = dice.of(&QUERIES);
    let mut head = format!(
        "{method} {path}{query} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\n\
         connection: close\r\n"
    );
    for _ in 0..dice.below(4) {
        head.push_str(dice.of(&HEADERS));
        head.push_str("\r\n");
    }
    let body = match dice.below(12) {
        0 => "[".repeat(100_000),
        1 => "{\"a\":".repeat(50_000),
        2 => format!("{{\"resellerName\": \"{}\"}}", "x".repeat(900_000)),
        3 => format!("{{{}\"z\": 1}}", "\"a\": 1, ".repeat(20_000)),
        _ => dice.of(&BODIES).to_owned(),
    };
    if dice.below(3) > 0 && !head.contains("content-type") {
        head.push_str("content-type: application/json\r\n");
    }
    if !body.is_empty() && !head.contains("transfer-encoding") {
        head = format!("{head}content-length: {}\r\n", body.len());
    }
    let mut bytes = (head + "\r\n" + &body).into_bytes();
    if dice.below(5) == 0 {
        for _ in 0..=dice.below(4) {
            let at = dice.below(bytes.len().min(400));
            bytes[at] = u8::try_from(dice.below(256)).unwrap();
        }
    }
    if dice.below(20) == 0 {
        bytes.truncate(dice.below(bytes.len()));
    }
    bytes
}

/// The status, when there is an answer; a cut request may have none.
fn send(host: &str, bytes: &[u8]) -> Option<u16> {
    let mut stream = connect(host).ok()?;
    drop(stream.write_all(bytes));
    drop(stream.shutdown(std::net::Shutdown::Write));
    let mut answer = Vec::new();
    drop(stream.read_to_end(&mut answer));
    let text = String::from_utf8_lossy(&answer);
    text.split(' ').nth(1)?.parse().ok()
}

fn peak(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
fn hostile_requests_are_answered_and_forgotten() {
    let mut bench = Workbench::seeded(SEED);
    bench.serve(&["--log", "text"], bench.sink("errors"));
    let host = address(&bench);
    let each = times(10_000) / THREADS;
    // Some stay for the whole time, with half a head or half a body.
    let slow: Vec<_> = (0..50)
        .map(|at| {
            let mut stream = connect(&host).unwrap();
            let half = [
                "GET / HT",
                "PATCH /v1/accounts/boreal/chat HTTP/1.1\r\nhost: ",
            ][at % 2];
            stream.write_all(half.as_bytes()).unwrap();
            stream
        })
        .collect();
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let host = host.as_str();
            scope.spawn(move || {
                let mut dice = Dice::new(1 + u64::from(thread));
                for at in 0..each {
                    let bytes = request(&mut dice, host);
                    let status = send(host, &bytes);
                    let shown =
                        String::from_utf8_lossy(&bytes[..bytes.len().min(600)]).into_owned();
                    let fails = status.is_some_and(|status| status >= 500);
                    assert!(!fails, "{thread}.{at}: {status:?} to {shown}");
                }
            });
        }
    });
    drop(slow);
    let mut wire = Wire::to(&host).unwrap();
    let after = wire
        .ask("GET", "/v1/accounts/boreal/settings", "x-odd: 1", "")
        .unwrap();
    assert_eq!(after.status, 200, "{after:?}");
    if let Some(peak) = peak(bench.portal_process()) {
        assert!(peak < KILOBYTES, "the portal grew to {peak} kB");
    }
    assert_eq!(bench.terminate(), Some(0));
    let errors = bench.read("errors");
    assert!(!errors.contains("panicked"), "{errors}");
}
