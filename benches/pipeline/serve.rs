//! The portal's own speed: requests over one connection that stays open, compared with a server that
//! returns equal bytes from memory, and with a transaction that writes one row.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rusqlite::{Connection, params};
use serde_json::json;

use super::RUNS;
use super::files;
use super::measure::Pair;
use super::portal::{Ending, Given, Portal, Wire};
use super::table::{Row, Table};

/// Accounts in the database.
const ACCOUNTS: [usize; 3] = [1, 100, 10_000];
/// Requests of one run, so that its milliseconds are microseconds of a request.
const REQUESTS: usize = 1_000;

pub(crate) fn measure(place: &Path) {
    let _processor = OneProcessor::take();
    let table = |title, yardstick, goal| Table::new(title, yardstick, Some(goal));
    let server = "a bare server, same bytes";
    let mut unchanged = table("1,000 times 304", server, 2.0);
    let mut settings = table("1,000 times GET of the settings", server, 2.0);
    let mut served = table(
        "1,000 durable writes",
        "a bare server with a bare transaction",
        1.3,
    );
    let mut bare = table(
        "The same, beside the transaction alone",
        "a bare transaction",
        1.3,
    );
    for size in ACCOUNTS {
        let mut portal = Served::new(place, size);
        let tag = portal.tag();
        unchanged.push(row(size, portal.gets(&tag)));
        settings.push(row(size, portal.gets("")));
        served.push(row(size, portal.writes_beside_a_server()));
        bare.push(row(size, portal.writes_beside_a_transaction()));
    }
    for table in [unchanged, settings, served, bare] {
        table.print();
    }
}

/// Keeps this thread, and the threads that it starts, on one processor until it is dropped. A request
/// is so short that waking another processor takes longer than the request itself, and the scheduler
/// decides for each request whether to wake one: without this, the figures vary by that choice.
struct OneProcessor {
    #[cfg(target_os = "linux")]
    before: rustix::thread::CpuSet,
}

#[cfg(target_os = "linux")]
impl OneProcessor {
    fn take() -> Self {
        use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
        let before = sched_getaffinity(None).unwrap();
        let mut one = CpuSet::new();
        let mut mine = (0..CpuSet::MAX_CPU).filter(|at| before.is_set(*at));
        one.set(mine.next().unwrap());
        sched_setaffinity(None, &one).unwrap();
        Self { before }
    }
}

#[cfg(target_os = "linux")]
impl Drop for OneProcessor {
    fn drop(&mut self) {
        rustix::thread::sched_setaffinity(None, &self.before).unwrap();
    }
}

#[cfg(not(target_os = "linux"))]
impl OneProcessor {
    fn take() -> Self {
        Self {}
    }
}

fn row(size: usize, pair: Pair) -> Row {
    Row::new(
        if size == 1 { "1 account" } else { "accounts" },
        size,
        pair,
        None,
    )
}

/// The portal and the bare server, each with its connection.
struct Served {
    wire: Wire,
    bare_wire: Wire,
    rows: Rows,
    account: String,
    _processes: (Portal, Ending),
}

impl Served {
    fn new(place: &Path, size: usize) -> Self {
        let account = files::fleet_account(size / 2);
        let portal = Portal::serve_one_among(place, size, size / 2);
        let mut wire = portal.wire("writer");
        let settings = wire.get(&settings_of(&account), "");
        let directory = tempfile::tempdir_in(place).unwrap().keep();
        let bytes = files::write(
            &directory,
            "bytes",
            &String::from_utf8(settings.body).unwrap(),
        );
        let database = directory.join("bare.db");
        Rows::create(&database, size);
        let (server, url) = serve_bytes(&bytes, &settings.tag, &database);
        Self {
            wire,
            bare_wire: Wire::to(&url, "writer"),
            rows: Rows::open(&database),
            account,
            _processes: (portal, server),
        }
    }

    fn tag(&mut self) -> String {
        self.wire.get(&settings_of(&self.account), "").tag
    }

    fn gets(&mut self, tag: &str) -> Pair {
        let path = settings_of(&self.account);
        let ask = |wire: &mut Wire| (0..REQUESTS).for_each(|_| drop(wire.get(&path, tag)));
        Pair::of(RUNS, |_| ask(&mut self.wire), |_| ask(&mut self.bare_wire))
    }

    fn writes_beside_a_server(&mut self) -> Pair {
        let path = format!("accounts/{}/general", self.account);
        let bare = &mut self.bare_wire;
        let yardstick = |run| write(bare, &path, "\"tag\"", run);
        Pair::of(RUNS, |run| write(&mut self.wire, &path, "", run), yardstick)
    }

    fn writes_beside_a_transaction(&mut self) -> Pair {
        let path = format!("accounts/{}/general", self.account);
        let rows = &mut self.rows;
        let yardstick = |run| (0..REQUESTS).for_each(|at| rows.keep(&body(run, at)));
        Pair::of(RUNS, |run| write(&mut self.wire, &path, "", run), yardstick)
    }
}

fn settings_of(account: &str) -> String {
    format!("accounts/{account}/settings")
}

/// Writes that each change something, with the tag that the one before gave.
fn write(wire: &mut Wire, path: &str, tag: &str, run: usize) {
    let mut tag = match tag {
        "" => wire.get(path, "").tag,
        tag => tag.to_owned(),
    };
    for at in 0..REQUESTS {
        let Given { tag: next, .. } = wire.patch(path, &tag, &body(run, at));
        tag = next;
    }
}

fn body(run: usize, at: usize) -> String {
    json!({ "resellerName": format!("Télécom {run} {at}") }).to_string()
}

/// A table with a row of each account.
pub(crate) struct Rows {
    connection: Connection,
}

impl Rows {
    fn create(database: &Path, size: usize) {
        let mut rows = Self::open(database);
        let transaction = rows.connection.transaction().unwrap();
        let create = "CREATE TABLE resource (account TEXT PRIMARY KEY, body TEXT NOT NULL,
                      revision INTEGER NOT NULL) STRICT";
        transaction.execute(create, []).unwrap();
        for at in 0..size {
            let insert = "INSERT INTO resource VALUES (?1, '{}', 0)";
            transaction
                .execute(insert, [files::fleet_account(at)])
                .unwrap();
        }
        transaction.commit().unwrap();
    }

    /// As durable as the portal's.
    fn open(database: &Path) -> Self {
        let connection = Connection::open(database).unwrap();
        let pragmas =
            "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
        connection.execute_batch(pragmas).unwrap();
        Self { connection }
    }

    fn keep(&mut self, body: &str) {
        let transaction = self.connection.transaction().unwrap();
        let update = "UPDATE resource SET body = ?1, revision = revision + 1 WHERE account = ?2";
        let account = files::fleet_account(0);
        let changed = transaction
            .prepare_cached(update)
            .unwrap()
            .execute(params![body, account]);
        assert_eq!(changed.unwrap(), 1);
        transaction.commit().unwrap();
    }
}

/// A process of its own, as the portal is.
fn serve_bytes(bytes: &Path, tag: &str, database: &Path) -> (Ending, String) {
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["yardstick", "serve-bytes"])
        .args([bytes, Path::new(tag), database])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let out = process.stdout.take().unwrap();
    BufReader::new(out).read_line(&mut line).unwrap();
    (Ending(process), format!("http://{}", line.trim()))
}

type Shared = std::sync::Arc<std::sync::Mutex<Rows>>;

/// Returns the bytes, or 304 to a request with the current tag; a PATCH stores its body as one row.
pub(crate) fn bytes(arguments: &[String]) {
    let [path, tag, database] = arguments else {
        panic!("bytes, tag and database are needed");
    };
    let bytes: &'static str = std::fs::read_to_string(path).unwrap().leak();
    let tag: &'static str = tag.clone().leak();
    let rows = std::sync::Arc::new(std::sync::Mutex::new(Rows::open(Path::new(database))));
    let read = move |headers: HeaderMap| async move { given(&headers, bytes, tag) };
    let keep = move |State(rows): State<Shared>, body: String| async move {
        tokio::task::spawn_blocking(move || rows.lock().unwrap().keep(&body))
            .await
            .unwrap();
        ([(header::ETAG, tag)], "{}")
    };
    let router = Router::new()
        .route("/v1/accounts/{account}/settings", get(read))
        .route("/v1/accounts/{account}/general", axum::routing::patch(keep))
        .with_state(rows);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        println!("{}", listener.local_addr().unwrap());
        axum::serve(listener, router).await.unwrap();
    });
}

fn given(headers: &HeaderMap, bytes: &'static str, tag: &'static str) -> Response {
    let known = headers.get(header::IF_NONE_MATCH);
    let tagged = [
        (header::ETAG, tag),
        (header::CONTENT_TYPE, "application/json"),
    ];
    match known.is_some_and(|known| known == tag) {
        true => (StatusCode::NOT_MODIFIED, tagged).into_response(),
        false => (tagged, bytes).into_response(),
    }
}
