//! Portals that never come to an end: every command ends in time, in little memory, with one sentence.
//!
//! A portal is a few lines here: for each connection it reads requests and answers with what a case says. The
//! memory of the process is read from the system while it runs.

use std::io::{BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::proxy::message;
use crate::workbench::{TOKEN, Workbench};

/// What a connection may cost, above what the program takes by itself.
const MOST: u64 = 64 << 20;

/// What a command may take on a busy machine. Its own deadline is 3 seconds, or a size.
const LONGEST: Duration = Duration::from_secs(90);

/// Values of a response that is read.
const MOST_VALUES: usize = 599_990;

const FILE: &str = "apiVersion: consigne/v1\naccount: boreal\ngeneral: { spid: SP-1 }\n";
const OK: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\netag: \"1\"\r\n";

/// What a portal does with one request. The number is that of the request on all connections.
type Answer = fn(&mut TcpStream, usize) -> std::io::Result<()>;

/// Documents that are as large as any that is read, and that take more memory than bytes.
fn crowds() -> [(&'static str, Vec<u8>); 5] {
    let error = |_| r#"{"pointer":"","code":"","detail":""}"#.to_owned();
    let problem = r#"{"type":"x","title":"","status":422,"detail":"","errors":["#;
    [
        ("nests of JSON", vec![b'['; 8 << 20]),
        (
            "numbers of JSON",
            crowd("{\"x\":[", |_| "0".to_owned(), "]}"),
        ),
        (
            "members of JSON",
            crowd("{", |number| format!("\"{number:x}\":0"), "}"),
        ),
        ("lists of JSON", crowd("[", |_| "[]".to_owned(), "]")),
        ("errors of JSON", crowd(problem, error, "]}")),
    ]
}

/// Writes for ever, or until the client has gone.
fn for_ever(to: &mut TcpStream, bytes: &[u8]) -> std::io::Result<()> {
    loop {
        to.write_all(bytes)?;
    }
}

/// One piece each `milliseconds`, for ever.
fn drip(to: &mut TcpStream, piece: &[u8], milliseconds: u64) -> std::io::Result<()> {
    loop {
        to.write_all(piece)?;
        to.flush()?;
        std::thread::sleep(Duration::from_millis(milliseconds));
    }
}

/// A page of the list of accounts, with a next one.
fn page(to: &mut TcpStream, number: usize, size: usize) -> std::io::Result<()> {
    let row = r#"{"account":"a","role":"primary","scope":"read"},"#;
    let rows = row.repeat(size / row.len());
    let text = format!("[{}]", rows.trim_end_matches(','));
    let next = format!("link: </v1/accounts?cursor={number}>; rel=\"next\"\r\n");
    let length = text.len();
    to.write_all(format!("{OK}{next}content-length: {length}\r\n\r\n{text}").as_bytes())
}

/// A document of as many bytes and values as are read, made of one piece again and again.
fn crowd(begin: &str, piece: impl Fn(usize) -> String, end: &str) -> Vec<u8> {
    let mut text = begin.to_owned();
    for number in 0.. {
        let piece = piece(number);
        if text.len() + piece.len() + end.len() + 1 > 8 << 20 || number == MOST_VALUES {
            break;
        }
        if number > 0 {
            text.push(',');
        }
        text.push_str(&piece);
    }
    text.push_str(end);
    text.into_bytes()
}

/// A portal, and what the sentence of the error says.
type Case = (&'static str, Answer, &'static str);

/// Responses that end when the time is over, if nothing ends them before.
const RESPONSES: [Case; 9] = [
    (
        "a head of endless headers",
        |to, _| {
            to.write_all(OK.as_bytes())?;
            for_ever(to, b"x-header: value\r\n")
        },
        "response",
    ),
    (
        "a header without an end",
        |to, _| {
            to.write_all(format!("{OK}x-header: ").as_bytes())?;
            for_ever(to, &[b'x'; 4096])
        },
        "response",
    ),
    (
        "a status line without an end",
        |to, _| {
            to.write_all(b"HTTP/1.1 200 ")?;
            for_ever(to, &[b'x'; 4096])
        },
        "response",
    ),
    (
        "interim responses for ever",
        |to, _| for_ever(to, b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        "response",
    ),
    (
        "an extension of a chunk without an end",
        |to, _| {
            to.write_all(format!("{OK}transfer-encoding: chunked\r\n\r\n1;").as_bytes())?;
            for_ever(to, &[b'x'; 4096])
        },
        "response",
    ),
    (
        "trailers without an end",
        |to, _| {
            to.write_all(
                format!("{OK}transfer-encoding: chunked\r\n\r\n1\r\n \r\n0\r\n").as_bytes(),
            )?;
            for_ever(to, b"x-trailer: value\r\n")
        },
        "response",
    ),
    ("a slow head", |to, _| drip(to, b"H", 50), "response"),
    (
        "a slow body",
        |to, _| {
            to.write_all(format!("{OK}content-length: 100000\r\n\r\n").as_bytes())?;
            drip(to, b" ", 50)
        },
        "response",
    ),
    (
        "silence",
        |_, _| {
            std::thread::sleep(Duration::from_secs(60));
            Ok(())
        },
        "response",
    ),
];

/// Responses that end where they are larger than anything that is read, however slow the machine is.
const LARGE_RESPONSES: [Case; 3] = [
    (
        "a body of 4 GiB",
        |to, _| {
            to.write_all(format!("{OK}content-length: 4294967296\r\n\r\n").as_bytes())?;
            for_ever(to, &[b' '; 1 << 16])
        },
        "more than 8 MiB",
    ),
    (
        "a body until the connection ends",
        |to, _| {
            to.write_all(format!("{OK}\r\n").as_bytes())?;
            for_ever(to, &[b' '; 1 << 16])
        },
        "more than 8 MiB",
    ),
    (
        "chunks without an end",
        |to, _| {
            to.write_all(format!("{OK}transfer-encoding: chunked\r\n\r\n").as_bytes())?;
            for_ever(to, &[&b"10000\r\n"[..], &[b' '; 65536], b"\r\n"].concat())
        },
        "more than 8 MiB",
    ),
];

/// Lists, which only some commands read, that end when the time is over, if nothing ends them before.
const LISTS: [Case; 2] = [
    (
        "small pages for ever",
        |to, number| page(to, number, 100),
        "",
    ),
    (
        "slow pages",
        |to, number| {
            std::thread::sleep(Duration::from_millis(400));
            page(to, number, 1 << 20)
        },
        "",
    ),
];

/// Lists that end where they are larger than anything that is read.
const LARGE_LISTS: [Case; 2] = [
    (
        "pages of a mebibyte",
        |to, number| page(to, number, 1 << 20),
        "a list is too large",
    ),
    (
        "one page again and again",
        |to, _| page(to, 7, 100),
        "a list has no end",
    ),
];

fn portal(
    answer: impl Fn(&mut TcpStream, usize) -> std::io::Result<()> + Send + Sync + 'static,
) -> String {
    let answer = Arc::new(answer);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let count = Arc::new(AtomicUsize::new(0));
        for stream in listener.incoming() {
            let (mut stream, count, answer) = (stream.unwrap(), count.clone(), answer.clone());
            std::thread::spawn(move || {
                let mut requests = BufReader::new(stream.try_clone().unwrap());
                while message(&mut requests, None).is_some() {
                    let number = count.fetch_add(1, Ordering::Relaxed);
                    if answer(&mut stream, number).is_err() {
                        return;
                    }
                }
            });
        }
    });
    url
}

/// What a run took.
struct Cost {
    exit: Option<i32>,
    errors: String,
    /// Bytes that were resident at most.
    memory: u64,
}

fn run(bench: &Workbench, arguments: &[&str], url: &str) -> Cost {
    let mut command = bench.command(arguments);
    let begun = Instant::now();
    let mut child = command
        .env("CONSIGNE_TOKEN", TOKEN)
        .env("CONSIGNE_PORTAL", url)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut memory = 0;
    let exit = loop {
        // The high-water mark only grows, so the last look is nearly the peak.
        memory = resident(child.id()).unwrap_or(memory).max(memory);
        if let Some(exit) = child.try_wait().unwrap() {
            break exit;
        }
        // Without an end of its own it would go on for ever; a slow machine is no fault.
        if begun.elapsed() > LONGEST {
            child.kill().unwrap();
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let mut errors = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut errors).unwrap();
    Cost {
        exit: exit.code(),
        errors,
        memory,
    }
}

/// Bytes that were resident at most. A child that was just made has for a moment the memory of this process, and
/// its own only with its own name.
fn resident(process: u32) -> Option<u64> {
    let name = std::fs::read_to_string(format!("/proc/{process}/comm")).ok()?;
    if name.trim() != "consigne" {
        return None;
    }
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kibibytes << 10)
}

/// Nothing was written, one line says why, and it cost little.
fn is_bounded(name: &str, cost: &Cost, alone: u64, says: &str) {
    let errors = &cost.errors;
    let more = cost.memory.saturating_sub(alone) >> 20;
    assert_eq!(cost.exit, Some(1), "{name}: {errors}");
    assert!(cost.memory < alone + MOST, "{name}: {more} MiB more");
    let said = errors.lines().filter(|line| line.starts_with("error: "));
    let said: Vec<_> = said.collect();
    assert_eq!(said.len(), 1, "{name}: {errors}");
    assert!(errors.contains(says), "{name}: {errors}");
}

#[test]
fn a_portal_without_an_end_costs_little_and_is_said_in_a_sentence() {
    let bench = Workbench::new();
    bench.write("a.yaml", FILE);
    let alone = run(&bench, &["whoami"], "http://127.0.0.1:1").memory;
    let plan = ["plan", "a.yaml"];
    let soon = [&plan[..], &["--timeout", "800ms", "--deadline", "3s"]].concat();
    let list = ["whoami"];
    let list_soon = [&list[..], &["--timeout", "2s", "--deadline", "3s"]].concat();
    std::thread::scope(|scope| {
        for (arguments, cases) in [
            (&soon[..], &RESPONSES[..]),
            (&plan, &LARGE_RESPONSES),
            (&list_soon, &LISTS),
            (&list, &LARGE_LISTS),
        ] {
            for (name, answer, says) in cases {
                let bench = &bench;
                scope.spawn(move || {
                    let cost = run(bench, arguments, &portal(answer));
                    is_bounded(name, &cost, alone, says);
                });
            }
        }
    });
}

#[test]
fn a_document_that_is_crowded_costs_little_and_is_said_in_a_sentence() {
    let bench = Workbench::new();
    bench.write("a.yaml", FILE);
    let alone = run(&bench, &["whoami"], "http://127.0.0.1:1").memory;
    for (name, text) in crowds() {
        let refuses = text.starts_with(b"{\"type");
        let head = match refuses {
            true => "HTTP/1.1 422 No\r\ncontent-type: application/problem+json\r\n",
            false => OK,
        };
        let head = format!("{head}content-length: {}\r\n\r\n", text.len());
        let url = portal(move |to, _| {
            to.write_all(head.as_bytes())?;
            to.write_all(&text)
        });
        let says = if refuses { "422 x" } else { "contract" };
        is_bounded(name, &run(&bench, &["plan", "a.yaml"], &url), alone, says);
    }
}
