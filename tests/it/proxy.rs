//! What stands between the tool and a portal reads whole messages and gives the portal its name.

use std::io::BufRead;

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
