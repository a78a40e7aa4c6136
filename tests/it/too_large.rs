//! A portal whose answer is larger than any that consigne reads.

use std::io::{BufReader, Write as _};
use std::net::TcpListener;

use crate::proxy::message;
use crate::workbench::{TOKEN, Workbench};

/// One byte more than 8 MiB of JSON, to every request.
fn portal() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let stream = stream.unwrap();
            if message(&mut BufReader::new(&stream), None).is_none() {
                continue;
            }
            let size = (8 << 20) + 1;
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\netag: \"1\"\r\ncontent-length: {size}\r\n\r\n"
            );
            let mut stream = &stream;
            // The client need not wait for the end.
            drop(stream.write_all(head.as_bytes()));
            drop(stream.write_all(&vec![b' '; size]));
        }
    });
    format!("http://{address}")
}

#[test]
fn a_response_that_is_too_large_says_so() {
    let bench = Workbench::new();
    bench.write(
        "a.yaml",
        "apiVersion: consigne/v1\naccount: boreal\ngeneral: { spid: SP-1 }\n",
    );
    let url = portal();
    for arguments in [&["plan", "a.yaml"][..], &["export", "boreal"], &["whoami"]] {
        let mut command = bench.command(arguments);
        command
            .env("CONSIGNE_TOKEN", TOKEN)
            .env("CONSIGNE_PORTAL", &url);
        let output = command.output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?} {errors}");
        let says = "more than 8 MiB, the most that is read";
        assert!(errors.contains(says), "{arguments:?} {errors}");
        assert!(
            errors.contains("delete schedules there"),
            "{arguments:?} {errors}"
        );
    }
}
