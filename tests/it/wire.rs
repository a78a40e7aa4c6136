//! HTTP by hand, on a connection that is kept: a test sees each byte and each cut.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::workbench::{TOKEN, Workbench};

/// Longer than any limit of the portal.
const LONG: Duration = Duration::from_secs(60);

/// One connection to a portal.
pub(crate) struct Wire {
    stream: BufReader<TcpStream>,
    host: String,
    token: String,
}

/// A whole answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

pub(crate) fn address(bench: &Workbench) -> String {
    bench.url().strip_prefix("http://").unwrap().to_owned()
}

/// A plain connection, which waits for no longer than any limit of the portal.
pub(crate) fn connect(host: &str) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(LONG))?;
    stream.set_write_timeout(Some(LONG))?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

impl Wire {
    pub(crate) fn to(host: &str) -> io::Result<Self> {
        Self::as_holder(host, TOKEN)
    }

    pub(crate) fn as_holder(host: &str, token: &str) -> io::Result<Self> {
        Ok(Self {
            stream: BufReader::new(connect(host)?),
            host: host.to_owned(),
            token: token.to_owned(),
        })
    }

    /// Without a token, as a browser is.
    pub(crate) fn as_nobody(host: &str) -> io::Result<Self> {
        Self::as_holder(host, "")
    }

    /// Asks as the holder of the token; `precondition` is a whole header.
    pub(crate) fn ask(
        &mut self,
        method: &str,
        path: &str,
        precondition: &str,
        body: &str,
    ) -> io::Result<Answer> {
        let (host, token, length) = (&self.host, &self.token, body.len());
        let sender = match token.as_str() {
            "" => "content-type: application/x-www-form-urlencoded".to_owned(),
            token => {
                format!("authorization: Bearer {token}\r\ncontent-type: application/json")
            }
        };
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\n{sender}\r\n{precondition}\r\n\
             content-length: {length}\r\n\r\n{body}"
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        self.answer()
    }

    fn answer(&mut self) -> io::Result<Answer> {
        let cut = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let line = self.line()?;
        let status = line.split(' ').nth(1).and_then(|word| word.parse().ok());
        let status = status.ok_or_else(cut)?;
        let mut headers = BTreeMap::new();
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(": ") else {
                break;
            };
            headers.insert(name.to_ascii_lowercase(), value.to_owned());
        }
        let length = headers
            .get("content-length")
            .and_then(|text| text.parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        self.stream.read_exact(&mut body)?;
        Ok(Answer {
            status,
            headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        })
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        match self.stream.read_line(&mut line)? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(line.trim_end().to_owned()),
        }
    }
}

/// A seeded sequence, so that a run can be had again.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end` (xorshift).
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    pub(crate) fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}
