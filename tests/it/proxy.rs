//! What stands between the tool and a portal reads whole messages and gives the portal its name.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

use crate::workbench::{TOKEN, Workbench};

/// Head and body of the next message, unless the connection ends. `host` is the name under which a
/// request is passed on, because the portal answers to its own alone.
pub(crate) fn message(from: &mut impl BufRead, host: Option<&str>) -> Option<Vec<u8>> {
    let (mut whole, mut length) = (Vec::new(), 0);
    loop {
        let mut line = String::new();
        from.read_line(&mut line).ok().filter(|read| *read > 0)?;
        let name = line.to_lowercase();
        if let Some(value) = name.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if let Some(host) = host.filter(|_| name.starts_with("host:")) {
            line = format!("host: {host}\r\n");
        }
        whole.extend_from_slice(line.as_bytes());
        if line == "\r\n" {
            break;
        }
    }
    let head = whole.len();
    whole.resize(head + length, 0);
    from.read_exact(&mut whole[head..]).ok()?;
    Some(whole)
}

/// The token goes to the portal alone, and people are told that there is something in between.
#[test]
fn a_proxy_that_the_environment_names_is_told_and_sees_no_token() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let heads = std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let head = message(&mut BufReader::new(&stream), None).unwrap();
        (&stream)
            .write_all(b"HTTP/1.1 407 No\r\ncontent-length: 0\r\n\r\n")
            .unwrap();
        String::from_utf8(head).unwrap()
    });
    let rows = [
        ("https://portal.example", 1, "the environment sets a proxy"),
        ("http://127.0.0.1:1", 1, "error: "),
    ];
    for (portal, exit, first) in rows {
        let bench = Workbench::new();
        let mut command = bench.command(&["whoami", "--portal", portal]);
        command.env("CONSIGNE_TOKEN", TOKEN);
        command.env("HTTPS_PROXY", format!("http://{address}"));
        let output = command.output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(exit), "{errors}");
        assert!(errors.starts_with(first), "{errors}");
    }
    let head = heads.join().unwrap();
    assert!(head.starts_with("CONNECT portal.example:443 "), "{head}");
    assert!(!head.contains(TOKEN), "{head}");
}
