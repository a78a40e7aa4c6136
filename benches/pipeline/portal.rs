//! A portal process of its own, seeded with accounts, and the few requests a yardstick needs.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use super::files;

/// A process that ends when this is dropped.
pub(crate) struct Ending(pub(crate) Child);

impl Drop for Ending {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// Serves until it is dropped.
pub(crate) struct Portal {
    _process: Ending,
    url: String,
}

impl Portal {
    /// Accounts, each with so many schedules.
    pub(crate) fn serve(place: &Path, accounts: &[(String, usize)]) -> Self {
        let seeds = accounts.iter().map(|(account, size)| {
            json!({ "account": account, "softwareDeployed": true, "settings": files::settings(*size) })
        });
        let token = |(account, _): &(String, usize)| format!("primary {account} write {account}\n");
        let tokens = accounts.iter().map(token).collect::<String>();
        Self::begin(place, seeds.collect(), &tokens)
    }

    /// The accounts of a fleet, and one token that reads them all.
    pub(crate) fn serve_fleet(place: &Path, size: usize) -> Self {
        let seeds = (0..size).map(files::fleet_seed).collect();
        Self::begin(place, seeds, "system * read fleet\n")
    }

    /// One account of a fleet, a token that writes to it, and around it accounts as they are when
    /// they are new: a seed has a limit that 10,000 whole ones exceed.
    pub(crate) fn serve_one_among(place: &Path, size: usize, at: usize) -> Self {
        let account = files::fleet_account(at);
        let seed = |each| match each == at {
            true => files::fleet_seed(at),
            false => json!({ "account": files::fleet_account(each) }),
        };
        let seeds = (0..size).map(seed).collect();
        Self::begin(place, seeds, &format!("primary {account} write writer\n"))
    }

    pub(crate) fn wire(&self, token: &str) -> Wire {
        Wire::to(&self.url, token)
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) fn begin(place: &Path, seeds: Vec<Value>, tokens: &str) -> Self {
        let directory = tempfile::tempdir_in(place).unwrap().keep();
        let seed = json!({ "accounts": seeds }).to_string();
        let log = directory.join("log");
        let mut process = Command::new(env!("CARGO_BIN_EXE_consigne"))
            .args([
                "portal",
                "serve",
                "--log",
                "off",
                "--database",
                "portal.db",
                "--seed",
            ])
            .arg(files::write(&directory, "seed.yaml", &seed))
            .arg("--token-file")
            .arg(files::write(&directory, "tokens", tokens))
            .current_dir(&directory)
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let out = process.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("listening on ");
        let url = url.unwrap_or_else(|| {
            let log = std::fs::read_to_string(&log).unwrap();
            panic!("the portal prints where it listens: {log}")
        });
        let url = url.to_owned();
        let process = Ending(process);
        Self {
            _process: process,
            url,
        }
    }

    /// A command with the address and the token in its environment.
    pub(crate) fn reached_by(&self, mut command: Command, token: &str) -> Command {
        command
            .env("CONSIGNE_PORTAL", &self.url)
            .env("CONSIGNE_TOKEN", token);
        command
    }
}

/// A response, as far as the yardsticks need it.
pub(crate) struct Given {
    pub(crate) tag: String,
    pub(crate) body: Vec<u8>,
}

/// One connection, kept open.
pub(crate) struct Wire {
    stream: BufReader<TcpStream>,
    host: String,
    token: String,
}

impl Wire {
    #[expect(
        clippy::disallowed_methods,
        reason = "a yardstick finds the portal where the tool does"
    )]
    pub(crate) fn open() -> Self {
        let url = std::env::var("CONSIGNE_PORTAL").unwrap();
        Self::to(&url, &std::env::var("CONSIGNE_TOKEN").unwrap())
    }

    pub(crate) fn to(url: &str, token: &str) -> Self {
        let host = url.strip_prefix("http://").unwrap().to_owned();
        let stream = TcpStream::connect(&host).unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            stream: BufReader::new(stream),
            host,
            token: token.to_owned(),
        }
    }

    pub(crate) fn with_token(&mut self, token: String) {
        self.token = token;
    }

    pub(crate) fn settings(&mut self, account: &str) -> Value {
        let given = self.get(&format!("accounts/{account}/settings"), "");
        serde_json::from_slice(&given.body).unwrap()
    }

    pub(crate) fn create(&mut self, path: &str, body: &Value) -> Value {
        let headers = "if-none-match: *\r\ncontent-type: application/json\r\n";
        let given = self.ask("PUT", path, headers, body.to_string().as_bytes());
        serde_json::from_slice(&given.body).unwrap()
    }

    /// Sends the tag with the GET, so that an unchanged resource is answered with 304.
    pub(crate) fn get(&mut self, path: &str, tag: &str) -> Given {
        let condition = match tag {
            "" => String::new(),
            tag => format!("if-none-match: {tag}\r\n"),
        };
        self.ask("GET", path, &condition, b"")
    }

    pub(crate) fn patch(&mut self, path: &str, tag: &str, body: &str) -> Given {
        let headers = format!("if-match: {tag}\r\ncontent-type: application/merge-patch+json\r\n");
        self.ask("PATCH", path, &headers, body.as_bytes())
    }

    fn ask(&mut self, method: &str, path: &str, headers: &str, body: &[u8]) -> Given {
        let (host, token, length) = (&self.host, &self.token, body.len());
        let mut request = format!(
            "{method} /v1/{path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\n\
             content-length: {length}\r\n{headers}\r\n"
        )
        .into_bytes();
        request.extend_from_slice(body);
        self.stream.get_mut().write_all(&request).unwrap();
        let status = self.line();
        let fine = status.contains(" 20") || status.contains(" 304");
        assert!(fine, "{method} {path}: {status}");
        let (mut length, mut tag) = (0, String::new());
        loop {
            let header = self.line();
            if header.is_empty() {
                break;
            }
            let (name, value) = header.split_once(": ").unwrap();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse().unwrap(),
                "etag" => tag = value.to_owned(),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).unwrap();
        Given { tag, body }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stream.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }
}
