//! A portal process of its own, seeded with accounts, and the few requests a yardstick needs.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use super::files;

/// Serves until it is dropped.
pub(crate) struct Portal {
    process: Child,
    url: String,
}

impl Drop for Portal {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
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

    fn begin(place: &Path, seeds: Vec<Value>, tokens: &str) -> Self {
        let directory = tempfile::tempdir_in(place).unwrap().keep();
        let seed = json!({ "accounts": seeds }).to_string();
        let mut process = Command::new(env!("CARGO_BIN_EXE_consigne"))
            .args(["portal", "serve", "--database", "portal.db", "--seed"])
            .arg(files::write(&directory, "seed.yaml", &seed))
            .arg("--token-file")
            .arg(files::write(&directory, "tokens", tokens))
            .current_dir(&directory)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let out = process.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("listening on ");
        let url = url.expect("the portal says where it listens").to_owned();
        Self { process, url }
    }

    /// With address and token in its environment.
    pub(crate) fn reached_by(&self, mut command: Command, token: &str) -> Command {
        command
            .env("CONSIGNE_PORTAL", &self.url)
            .env("CONSIGNE_TOKEN", token);
        command
    }
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
        let host = url.strip_prefix("http://").unwrap().to_owned();
        let stream = TcpStream::connect(&host).unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            stream: BufReader::new(stream),
            host,
            token: std::env::var("CONSIGNE_TOKEN").unwrap(),
        }
    }

    pub(crate) fn settings(&mut self, account: &str) -> Value {
        let body = self.ask("GET", &format!("accounts/{account}/settings"), "", b"");
        serde_json::from_slice(&body).unwrap()
    }

    pub(crate) fn create(&mut self, path: &str, body: &Value) -> Value {
        let headers = "if-none-match: *\r\ncontent-type: application/json\r\n";
        let body = self.ask("PUT", path, headers, body.to_string().as_bytes());
        serde_json::from_slice(&body).unwrap()
    }

    fn ask(&mut self, method: &str, path: &str, headers: &str, body: &[u8]) -> Vec<u8> {
        let (host, token, length) = (&self.host, &self.token, body.len());
        let mut request = format!(
            "{method} /v1/{path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\n\
             content-length: {length}\r\n{headers}\r\n"
        )
        .into_bytes();
        request.extend_from_slice(body);
        self.stream.get_mut().write_all(&request).unwrap();
        let status = self.line();
        assert!(status.contains(" 20"), "{method} {path}: {status}");
        let mut length = 0;
        loop {
            let header = self.line().to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            if let Some(value) = header.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).unwrap();
        body
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stream.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }
}
