//! No token and no password leaves a process by its memory.

use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::MetadataExt as _;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::workbench::Workbench;

/// A portal that listens, with these flags.
fn serving(bench: &Workbench, flags: &[&str]) -> Child {
    let serve = ["portal", "serve", "--listen", "127.0.0.1:0"];
    let database = ["--database", "portal.db", "--log", "off"];
    let mut command = bench.command(&[&serve[..], &database, flags].concat());
    let mut portal = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(portal.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert!(line.starts_with("listening on "), "{line}");
    portal
}

/// The soft and the hard limit of core dumps.
fn limits(process: &str) -> String {
    let limits = std::fs::read_to_string(format!("/proc/{process}/limits")).unwrap();
    let row = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max core file size"));
    let words: Vec<_> = row.unwrap().split_whitespace().take(2).collect();
    words.join(" ")
}

#[test]
fn a_portal_has_no_core_dump_unless_asked() {
    for (flags, expected) in [
        (&[][..], "0 0".to_owned()),
        (&["--allow-core-dumps"], limits("self")),
    ] {
        let bench = Workbench::new();
        let mut portal = serving(&bench, flags);
        let found = limits(&portal.id().to_string());
        portal.kill().unwrap();
        portal.wait().unwrap();
        assert_eq!(found, expected, "{flags:?}");
    }
}

/// What belongs to a process that is not dumpable belongs to root, whoever runs it: neither its environment
/// nor its memory can be read by other processes of the user.
#[test]
fn a_command_cannot_be_looked_into_unless_asked() {
    let own = rustix::process::getuid().as_raw();
    // Root owns everything of its own processes anyway.
    let user = if own == 0 { 65_534 } else { own };
    for (variable, owner) in [("", 0), ("1", user)] {
        let mut command = Workbench::new().command(&["validate", "-"]);
        command.current_dir("/").stdin(Stdio::piped());
        command.env("CONSIGNE_ALLOW_CORE_DUMPS", variable);
        std::os::unix::process::CommandExt::uid(&mut command, user);
        let mut child = command.spawn().unwrap();
        let environment = format!("/proc/{}/environ", child.id());
        let begun = Instant::now();
        // It waits for its input, some time after it began.
        let found = loop {
            let found = std::fs::metadata(&environment).unwrap().uid();
            let waited = begun.elapsed() > Duration::from_secs(if owner == 0 { 20 } else { 1 });
            if found == 0 && owner == 0 || waited {
                break found;
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(found, owner, "{variable:?}");
    }
}

/// A process that is not dumpable can still open its own descriptors by their names.
#[test]
fn its_own_descriptors_remain_open_to_it() {
    let bench = Workbench::new();
    bench.write("a.yaml", "apiVersion: consigne/v1\naccount: boreal\n");
    let output = bench.run(&["validate", "a.yaml", "--out-json", "/dev/stdout"]);
    assert!(output.status.success(), "{output:?}");
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("formatVersion")
    );
}
