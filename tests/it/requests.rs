//! What a command asks of a portal, request by request: counted by a proxy in between.

use std::io::{BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use crate::proxy::message;
use crate::workbench::{TOKEN, Workbench};

/// Passes everything on, and remembers what was asked. Its threads end with the process.
struct Proxy {
    url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    fn before(bench: &Workbench) -> Self {
        let portal = bench.url().strip_prefix("http://").unwrap().to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = asked.clone();
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let (portal, seen) = (TcpStream::connect(&portal).unwrap(), seen.clone());
                std::thread::spawn(move || pass(client.unwrap(), portal, &seen));
            }
        });
        Self { url, asked }
    }

    /// What was asked since the last time: method, and the path below the account.
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

fn pass(client: TcpStream, portal: TcpStream, seen: &Mutex<Vec<String>>) {
    let (mut client, mut portal) = (BufReader::new(client), BufReader::new(portal));
    let host = portal.get_ref().peer_addr().unwrap().to_string();
    while let Some(request) = message(&mut client, Some(&host)) {
        let head = String::from_utf8_lossy(&request).to_lowercase();
        let mut words = head.split(' ');
        let (method, path) = (words.next().unwrap(), words.next().unwrap());
        let path = path.trim_start_matches("/v1/accounts/boreal/");
        // Ids are hashes, which say nothing here.
        let path = path
            .split_once("-schedules/")
            .map_or(path, |(list, _)| list);
        let conditional = if head.contains("if-none-match: \"") {
            " if changed"
        } else {
            ""
        };
        let asked = format!("{} {path}{conditional}", method.to_uppercase());
        seen.lock().unwrap().push(asked);
        portal.get_mut().write_all(&request).unwrap();
        let answer = message(&mut portal, None).unwrap();
        client.get_mut().write_all(&answer).unwrap();
    }
}

const SEED: &str = "accounts: [{ account: boreal, candidates: [{ userCode: '2041', name: Jean Roy }, { userCode: '2107', name: Aïcha Benali }] }]";
const READ: &str = "GET settings";
const READ_AGAIN: &str = "GET settings if changed";
const CREATE: &str = "PUT chat/fr/weekly";

fn schedules(count: usize) -> String {
    let one = |at| format!("{{ name: Soir {at}, days: [mon], allDay: true }}");
    let all: Vec<_> = (0..count).map(one).collect();
    format!(
        "chat: {{ hours: {{ fr: {{ weeklySchedules: [{}] }} }} }}\n",
        all.join(", ")
    )
}

/// An apply: read, see that nothing changed, write, read back.
fn whole(writes: &[&'static str]) -> Vec<&'static str> {
    [&[READ, READ_AGAIN], writes, &[READ]].concat()
}

#[test]
fn nothing_is_asked_that_is_not_needed() {
    let bench = Workbench::with_portal(SEED);
    let proxy = Proxy::before(&bench);
    let grants =
        "delegates: [{ user: '2041', name: Jean Roy }, { user: '2107', name: Aïcha Benali }]\n";
    let candidates = [
        READ,
        "GET delegate-candidates/2041",
        "GET delegate-candidates/2107",
    ];
    for (name, yaml, command, expected) in [
        ("a check", schedules(3), "validate", vec![]),
        ("a plan", schedules(3), "plan", vec![READ]),
        ("a plan of many", schedules(100), "plan", vec![READ]),
        (
            "a plan of grants",
            grants.to_owned(),
            "plan",
            candidates.to_vec(),
        ),
        ("three writes", schedules(3), "apply", whole(&[CREATE; 3])),
        ("nothing to write", schedules(3), "apply", vec![READ]),
        ("nothing to find", schedules(3), "drift", vec![READ]),
        ("one more write", schedules(4), "apply", whole(&[CREATE])),
    ] {
        bench.write(
            "a.yaml",
            &format!("apiVersion: consigne/v1\naccount: boreal\n{yaml}"),
        );
        let approve = ["--auto-approve"];
        let arguments = [command, "a.yaml"].into_iter();
        let approve = approve.into_iter().filter(|_| command == "apply");
        let arguments: Vec<_> = arguments.chain(approve).collect();
        let output = bench.run_with("CONSIGNE_PORTAL", &proxy.url, TOKEN, &arguments);
        assert_eq!(output.status.code(), Some(0), "{name}: {output:?}");
        assert_eq!(proxy.take(), expected, "{name}");
    }
}

/// A portal in the way that counts requests and answers each of them with these bytes; with none it
/// accepts and never answers.
fn portal_that_answers(bytes: &'static [u8]) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let seen = asked.clone();
    std::thread::spawn(move || {
        let mut silent = Vec::new();
        for client in listener.incoming() {
            let mut client = BufReader::new(client.unwrap());
            if message(&mut client, None).is_some() {
                seen.fetch_add(1, Ordering::SeqCst);
                client.get_mut().write_all(bytes).unwrap();
            }
            if bytes.is_empty() {
                silent.push(client);
            }
        }
    });
    (url, asked)
}

/// A portal that is busy for good, in every form that says so, or that accepts and never answers: the
/// run ends, says meanwhile why nothing happens, and names the request.
#[test]
fn patience_has_an_end() {
    const BUSY: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 0\r\n\
        content-length: 0\r\nconnection: close\r\n\r\n";
    const OFTEN: &[u8] = b"HTTP/1.1 429 Too Many Requests\r\n\
        retry-after: Wed, 21 Oct 2015 07:28:00 GMT\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    const LATER: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 86400\r\n\
        content-length: 0\r\nconnection: close\r\n\r\n";
    const SHORT: &[&str] = &["--timeout", "50ms"];
    const SHORT_DEADLINE: &[&str] = &["--deadline", "300ms"];
    let row = |answers, flags, requests, says| PortalInTheWay {
        answers,
        flags,
        requests,
        says,
    };
    let rows = [
        row(BUSY, &[], 5, "try 2 of 5"),
        row(OFTEN, &[], 5, "try 2 of 5"),
        row(LATER, SHORT_DEADLINE, 1, "the time of the run is over"),
        row(b"", SHORT, 5, "try 2 of 5"),
        row(b"", SHORT_DEADLINE, 1, "the time of the run is over"),
    ];
    // At once, because what they do most is to wait.
    std::thread::scope(|scope| {
        for row in &rows {
            scope.spawn(move || gives_up(row));
        }
    });
}

/// A portal that never gives what is asked of it.
struct PortalInTheWay {
    answers: &'static [u8],
    flags: &'static [&'static str],
    requests: usize,
    says: &'static str,
}

fn gives_up(portal: &PortalInTheWay) {
    let (flags, says) = (portal.flags, portal.says);
    let (url, asked) = portal_that_answers(portal.answers);
    let bench = Workbench::new();
    bench.write("a.yaml", "apiVersion: consigne/v1\naccount: boreal\n");
    let mut plan = bench.command(&[&["plan", "a.yaml", "--portal", &url], flags].concat());
    let output = plan.env("CONSIGNE_TOKEN", TOKEN).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert_eq!(
        asked.load(Ordering::SeqCst),
        portal.requests,
        "{flags:?}: {errors}"
    );
    assert!(errors.contains(says), "{flags:?}: {errors}");
    let request = format!("GET {url}/v1/accounts/boreal/settings");
    assert!(errors.contains(&request), "{flags:?}: {errors}");
}

/// A portal whose list of accounts goes on for ever: it answers each request with an empty page and the
/// address of the next one, or of always one page. It serves each connection by itself, since a client may
/// have several.
fn portal_without_an_end(next: &'static str) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let seen = asked.clone();
    std::thread::spawn(move || {
        for client in listener.incoming() {
            let (client, seen) = (BufReader::new(client.unwrap()), seen.clone());
            std::thread::spawn(move || give_pages(client, next, &seen));
        }
    });
    (url, asked)
}

fn give_pages(mut client: BufReader<TcpStream>, next: &str, seen: &AtomicUsize) {
    while message(&mut client, None).is_some() {
        let page = seen.fetch_add(1, Ordering::SeqCst);
        let next = match next {
            "" => format!("/v1/accounts?cursor={page}"),
            next => next.to_owned(),
        };
        let answer = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\
             link: <{next}>; rel=\"next\"\r\ncontent-length: 2\r\n\r\n[]"
        );
        client.get_mut().write_all(answer.as_bytes()).unwrap();
    }
}

/// The same page again, or ever new ones.
#[test]
fn a_list_without_an_end_ends() {
    for (next, most) in [("/v1/accounts?limit=200", 1), ("", 1_000)] {
        let (url, asked) = portal_without_an_end(next);
        let bench = Workbench::new();
        let mut whoami = bench.command(&["whoami", "--portal", &url]);
        let output = whoami.env("CONSIGNE_TOKEN", TOKEN).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{errors}");
        assert!(errors.contains("a list has no end"), "{errors}");
        // The HTTP library may send a request again whose connection was closed under it.
        assert!(asked.load(Ordering::SeqCst) <= most + 1, "{next}");
    }
}
