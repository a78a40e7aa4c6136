//! A portal on a loopback port, with tokens for several people.

use reqwest::Method;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use crate::portal::{Portal, Seed, Serving};

/// The tokens of the lab; each is named after its holder.
const TOKENS: &str = "
primary boreal write marie
primary boreal read marie-reads
delegate:2041 boreal write jean
primary austral write paul
system * write system
";

pub(super) struct Lab {
    pub(super) portal: Portal,
    directory: tempfile::TempDir,
    pub(super) origin: String,
    http: reqwest::Client,
    stop: Option<oneshot::Sender<()>>,
    stopped: Option<tokio::task::JoinHandle<()>>,
}

/// A response.
#[derive(Debug)]
pub(super) struct TestResponse {
    pub(super) status: u16,
    pub(super) headers: reqwest::header::HeaderMap,
    pub(super) body: Value,
}

impl TestResponse {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub(super) fn etag(&self) -> String {
        self.header("etag").unwrap_or_default().to_owned()
    }

    /// `200`, or `422 invalid-field /name:required /days:invalid`.
    pub(super) fn verdict(&self) -> String {
        let mut words = vec![self.status.to_string()];
        words.extend(self.body["type"].as_str().map(str::to_owned));
        for error in self.body["errors"].as_array().into_iter().flatten() {
            let word = |name: &str| error[name].as_str().unwrap().to_owned();
            words.push(format!("{}:{}", word("pointer"), word("code")));
        }
        words.join(" ")
    }
}

impl Lab {
    /// A portal with the accounts of `fixtures/portal/SEED.yaml`.
    pub(super) async fn new(seed: &str) -> Self {
        Self::with(seed, Serving::default()).await
    }

    /// Like `new`, with other options for serving.
    pub(super) async fn with(seed: &str, serving: Serving) -> Self {
        let (portal, directory) = seeded(seed);
        Self::serve(portal, directory, serving).await
    }

    /// Like `new`, behind a proxy.
    pub(super) async fn behind_proxy(seed: &str) -> Self {
        let (portal, directory) = seeded(seed);
        Self::serve(portal.behind_proxy(), directory, Serving::default()).await
    }

    /// Logs in and returns the session cookie.
    pub(super) async fn cookie(&self, email: &str, password: &str) -> String {
        let body = serde_json::json!({ "email": email, "password": password });
        let answer = self.ask(&format!("- POST /v1/sessions {body}")).await;
        assert_eq!(answer.status, 201, "{email}: {}", answer.body);
        let cookie = answer.header("set-cookie").unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    pub(super) fn origin(&self) -> &str {
        &self.origin
    }

    pub(super) fn path(&self) -> &std::path::Path {
        self.directory.path()
    }

    /// A connection to the database, for what no request shows.
    pub(super) fn stored(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.database()).unwrap()
    }

    async fn serve(portal: Portal, directory: tempfile::TempDir, serving: Serving) -> Self {
        drop(rustls::crypto::ring::default_provider().install_default());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = portal
            .clone()
            .serve(serving, listener, async { drop(stopped.await) });
        Self {
            portal,
            directory,
            origin,
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
            stop: Some(stop),
            stopped: Some(tokio::spawn(async { serving.await.unwrap() })),
        }
    }

    /// Stops the portal and opens its database again, as a new process would.
    pub(super) async fn restarted(mut self) -> Self {
        drop(self.stop.take());
        self.stopped.take().unwrap().await.unwrap();
        drop(self.portal);
        let portal = Portal::open(&self.directory.path().join("portal.db")).unwrap();
        Self::serve(portal, self.directory, Serving::default()).await
    }

    /// Begins the stop.
    pub(super) fn stop(&mut self) {
        drop(self.stop.take());
    }

    /// Waits until the portal has stopped.
    pub(super) async fn stopped(&mut self) {
        self.stopped.take().unwrap().await.unwrap();
    }

    pub(super) fn database(&self) -> std::path::PathBuf {
        self.directory.path().join("portal.db")
    }

    /// `127.0.0.1:PORT`.
    pub(super) fn address(&self) -> &str {
        self.origin.strip_prefix("http://").unwrap()
    }

    pub(super) async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address()).await.unwrap()
    }

    /// Sends bytes on a new connection, and reads until it is closed.
    pub(super) async fn raw(&self, request: &str) -> String {
        let mut stream = self.connect().await;
        stream.write_all(request.as_bytes()).await.unwrap();
        rest(&mut stream).await
    }

    /// Sends `WHO METHOD PATH [HEADER=VALUE…] [{JSON}]`. WHO is a token, or `-` for none. A path
    /// that does not begin with a slash is below the account `boreal`. The value `now` of a header
    /// stands for the current tag of the resource.
    pub(super) async fn ask(&self, request: &str) -> TestResponse {
        let (head, body) = match request.split_once('{') {
            Some((head, body)) => (head, Some(format!("{{{body}"))),
            None => (request, None),
        };
        let mut words = head.split_whitespace();
        let (who, method, path) = (words.next(), words.next(), words.next().unwrap());
        let url = match path.strip_prefix('/') {
            Some(whole) => format!("{}/{whole}", self.origin),
            None => format!("{}/v1/accounts/boreal/{path}", self.origin),
        };
        let method: Method = method.unwrap().parse().unwrap();
        let mut asked = self.http.request(method, &url);
        if let Some(token) = who.filter(|who| *who != "-") {
            asked = asked.bearer_auth(token);
        }
        if let Some(body) = body {
            if !head.contains(" content-type=") {
                asked = asked.header("content-type", "application/json");
            }
            asked = asked.body(body);
        }
        for header in words {
            let (name, value) = header.split_once('=').unwrap();
            let value = match value {
                "now" => self.tag(&url).await,
                value => value.to_owned(),
            };
            asked = asked.header(name, value);
        }
        answered(asked).await
    }

    async fn tag(&self, url: &str) -> String {
        answered(self.http.get(url).bearer_auth("marie"))
            .await
            .etag()
    }

    /// Sends each request, and compares the verdict with the expected one.
    pub(super) async fn check(&self, rows: &[(&str, &str)]) {
        for (request, expected) in rows {
            assert_eq!(self.ask(request).await.verdict(), *expected, "{request}");
        }
    }
}

fn seeded(seed: &str) -> (Portal, tempfile::TempDir) {
    let path = format!("{}/fixtures/portal/{seed}.yaml", env!("CARGO_MANIFEST_DIR"));
    let seed = Seed::parse(&std::fs::read_to_string(path).unwrap()).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let portal = Portal::open(&directory.path().join("portal.db")).unwrap();
    portal.seed(&seed).unwrap();
    portal.grant(TOKENS).unwrap();
    (portal, directory)
}

async fn answered(request: reqwest::RequestBuilder) -> TestResponse {
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let body = response.bytes().await.unwrap();
    TestResponse {
        status,
        headers,
        body: serde_json::from_slice(&body).unwrap_or_default(),
    }
}

/// Everything until the connection is closed.
pub(super) async fn rest(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    drop(stream.read_to_end(&mut answer).await);
    String::from_utf8_lossy(&answer).into_owned()
}
