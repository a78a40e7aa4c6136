//! Running the portal: how it is begun, watched, copied and ended.

use std::io::Write;
use std::process::Stdio;

use crate::http::{ask, change};
use crate::wire::{Wire, address, connect};
use crate::workbench::{TOKEN, Workbench};
use serde_json::{Value, json};

const SEED: &str = "
accounts:
  - account: boreal
    primary: { userCode: '1001', name: Marie Tremblay, email: marie@boreal.example, phone: '+15145550142' }
    softwareDeployed: true
";

#[test]
fn a_thousand_open_connections_starve_nobody() {
    let mut limit = rustix::process::getrlimit(rustix::process::Resource::Nofile);
    limit.current = limit.maximum;
    rustix::process::setrlimit(rustix::process::Resource::Nofile, limit).unwrap();
    let bench = Workbench::with_portal(SEED);
    let host = address(&bench);
    let idle: Vec<_> = (0..1_000)
        .map(|at| {
            let mut stream = connect(&host).unwrap();
            let begun = [
                "",
                "GET / HTTP/1.1\r\n",
                "GET /v1/accounts HTTP/1.1\r\nhost: x\r\n",
            ];
            stream.write_all(begun[at % 3].as_bytes()).unwrap();
            stream
        })
        .collect();
    let slow: Vec<_> = (0..300)
        .map(|_| {
            let mut stream = connect(&host).unwrap();
            let head = format!(
                "PATCH /v1/accounts/boreal/chat HTTP/1.1\r\nhost: {host}\r\n\
                 authorization: Bearer {TOKEN}\r\ncontent-length: 20\r\n\r\n{{"
            );
            stream.write_all(head.as_bytes()).unwrap();
            stream
        })
        .collect();
    for _ in 0..20 {
        assert_eq!(ask(&bench, "GET", "settings", None).status, 200);
        let changed = change(&bench, "PATCH", "chat", Some(json!({ "enabled": false })));
        assert_eq!(changed.status, 200);
    }
    drop((idle, slow));
}

#[test]
fn who_may_be_served() {
    let bench = Workbench::seeded(SEED);
    let check = |flags: &[&str], exit: i32, says: &str| {
        let serve = ["portal", "serve", "--database", "none.db"];
        let output = bench.run(&[&serve, flags].concat());
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(exit), "{flags:?}: {text}");
        assert!(text.contains(says), "{flags:?}: {text}");
        assert!(!bench.path().join("none.db").exists(), "{flags:?}");
    };
    check(&["--listen", "0.0.0.0:0"], 64, "--behind-proxy");
    check(&["--listen", "[::]:0"], 64, "--behind-proxy");
    check(
        &["--listen", "192.0.2.1:0", "--token-file", "tokens"],
        64,
        "--behind-proxy",
    );
    check(
        &["--listen", "0.0.0.0:0", "--behind-proxy"],
        64,
        "--token-file",
    );
    check(&["--behind-proxy"], 64, "--token-file");
    check(&["--host", "portal.example"], 64, "--behind-proxy");
    check(&["--chaos", "x"], 64, "--chaos");
    check(&["--log", "loud"], 64, "--log");
}

#[test]
fn behind_a_proxy_it_goes_by_the_names_that_were_given() {
    let mut bench = Workbench::seeded(SEED);
    let names = ["--host", "portal.example", "--host", "portail.example:8443"];
    let flags = ["--log", "off", "--listen", "0.0.0.0:0", "--behind-proxy"];
    bench.serve(&[&flags[..], &names].concat(), Stdio::inherit());
    let port = bench.url().rsplit(':').next().unwrap().to_owned();
    let reached = format!("127.0.0.1:{port}");
    let check = |host: &str, status: u16| {
        let mut stream = connect(&reached).unwrap();
        let request = format!(
            "GET /v1/accounts HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {TOKEN}\r\n\
             connection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        std::io::Read::read_to_string(&mut stream, &mut answer).unwrap();
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{host}: {answer}"
        );
    };
    check("portal.example", 200);
    check("portail.example:8443", 200);
    check("portail.example", 421);
    check("other.example", 421);
    check(&format!("0.0.0.0:{port}"), 421);
    check(&format!("localhost:{port}"), 200);
}

#[test]
fn the_log_tells_what_happened_and_nothing_of_people() {
    let mut bench = Workbench::seeded(SEED);
    bench.serve(&["--log", "json"], bench.sink("log"));
    ask(&bench, "GET", "settings", None);
    ask(&bench, "GET", "delegate-candidates?cursor=Tremblay", None);
    let email = Some(json!({ "email": "paul@boreal.example" }));
    assert_eq!(change(&bench, "PATCH", "administrator", email).status, 200);
    ask(
        &bench,
        "GET",
        "/v1/accounts/Marie%20Tremblay/settings",
        None,
    );
    let mut wire = Wire::to(&address(&bench)).unwrap();
    wire.ask("GET", "/v1/accounts", "x-request-id: mine-1", "")
        .unwrap();
    drop(wire);
    assert_eq!(bench.terminate(), Some(0));
    let log = bench.read("log");
    let lines: Vec<Value> = log
        .lines()
        .filter(|line| line.starts_with('{'))
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let messages: Vec<_> = lines
        .iter()
        .filter_map(|line| line["message"].as_str())
        .collect();
    assert_eq!(messages.first(), Some(&"listening"));
    assert_eq!(messages[messages.len() - 2..], ["stopping", "stopped"]);
    let mine = lines
        .iter()
        .find(|line| line["request"] == "mine-1")
        .unwrap();
    assert_eq!(
        (&mine["status"], &mine["route"]),
        (&json!(200), &json!("/v1/accounts"))
    );
    assert!(
        lines.iter().any(|line| line["account"] == "boreal"),
        "{log}"
    );
    for secret in [
        "Tremblay", "Marie", "paul@", "marie@", "5550142", TOKEN, "cursor",
    ] {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
}

#[test]
fn a_log_that_nobody_reads_holds_nothing_up() {
    let mut bench = Workbench::seeded(SEED);
    bench.serve(&["--log", "text"], Stdio::piped());
    let mut wire = Wire::to(&address(&bench)).unwrap();
    for _ in 0..2_000 {
        assert_eq!(
            wire.ask("GET", "/v1/accounts", "x-odd: 1", "")
                .unwrap()
                .status,
            200
        );
    }
}

#[test]
fn a_copy_while_it_serves_is_put_back() {
    let mut bench = Workbench::with_portal(SEED);
    let mut wire = Wire::to(&address(&bench)).unwrap();
    let name = |name: &str| Some(json!({ "resellerName": name }));
    assert_eq!(
        change(&bench, "PATCH", "general", name("Avant")).status,
        200
    );
    let before = ask(&bench, "GET", "general", None).etag();
    let copy = bench.run(&["portal", "backup", "copy.db", "--database", "portal.db"]);
    assert_eq!(
        copy.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&copy.stderr)
    );
    assert_eq!(
        change(&bench, "PATCH", "general", name("Après")).status,
        200
    );
    wire.ask("GET", "/v1/accounts", "x-odd: 1", "").unwrap();
    bench.kill();
    let path = |name: &str| bench.path().join(name);
    std::fs::rename(path("copy.db"), path("portal.db")).unwrap();
    let serve = ["portal", "serve", "--database", "portal.db"];
    let refused = bench.run(&serve);
    let text = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(
        refused.status.code(),
        Some(1),
        "the log of the other one: {text}"
    );
    assert!(text.contains("portal.db-wal"), "{text}");
    std::fs::remove_file(path("portal.db-wal")).unwrap();
    std::fs::remove_file(path("portal.db-shm")).unwrap();
    bench.serve(&["--log", "off"], Stdio::inherit());
    let after = ask(&bench, "GET", "general", None);
    assert_eq!(after.body["resellerName"], "Avant");
    assert_ne!(
        after.etag(),
        before,
        "what was seen in between may have had this tag"
    );
    let none = bench.run(&["portal", "backup", "copy.db", "--database", "none.db"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(!bench.path().join("copy.db").exists());
}

/// So that one file is all there is to copy or to replace.
#[test]
fn a_stop_leaves_one_file() {
    let mut bench = Workbench::with_portal(SEED);
    let mut wire = Wire::to(&address(&bench)).unwrap();
    wire.ask("GET", "/v1/accounts", "x-odd: 1", "").unwrap();
    assert!(bench.path().join("portal.db-wal").exists());
    assert_eq!(bench.terminate(), Some(0));
    for name in ["portal.db-wal", "portal.db-shm"] {
        assert!(!bench.path().join(name).exists(), "{name}");
    }
}

#[test]
fn a_file_that_cannot_be_served_has_a_way_out() {
    let bench = Workbench::seeded(SEED);
    bench.write("text.db", "accounts: []\n");
    let serve = |lang: &str, says: &str| {
        let output = bench.run(&["portal", "serve", "--database", "text.db", "--lang", lang]);
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(
            text.contains("consigne portal backup") && text.contains(says),
            "{text}"
        );
    };
    serve("en", "the file was not modified");
    serve("fr", "le fichier n'a pas été modifié");
    assert_eq!(bench.read("text.db"), "accounts: []\n");
}

#[test]
fn a_database_is_served_once() {
    let mut bench = Workbench::with_portal(SEED);
    let serve = ["portal", "serve", "--database", "portal.db", "--lang"];
    let refused = |lang: &str| {
        let output = bench.run(&[&serve[..], &[lang]].concat());
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    insta::assert_snapshot!(refused("en"), @"
    error: another portal serves this database
    help: stop it first, or use another database; `portal admin` and `portal backup` also work while it serves
    ");
    insta::assert_snapshot!(refused("fr"), @"
    erreur : un autre portail sert cette base de données
    aide : arrêtez-le d'abord, ou utilisez une autre base de données; `portal admin` et `portal backup` fonctionnent aussi pendant qu'il sert
    ");
    // Commands of the system administrator work meanwhile.
    let audit = bench.run(&["portal", "audit", "--database", "portal.db"]);
    assert_eq!(audit.status.code(), Some(0));
    bench.restart();
    assert_eq!(bench.terminate(), Some(0));
    assert!(!bench.path().join("portal.db-lock").exists());
}

#[cfg(unix)]
#[test]
fn a_token_file_that_others_can_write_is_refused() {
    let bench = Workbench::seeded(SEED);
    bench.write_private(
        "tokens",
        "primary boreal write token-of-the-primary\n",
        0o666,
    );
    let refused = |arguments: &[&str], lang: &str| {
        let output = bench.run(&[arguments, &["--token-file", "tokens", "--lang", lang]].concat());
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    let serve = ["portal", "serve", "--database", "portal.db"];
    insta::assert_snapshot!(refused(&serve, "en"), @"
    error: others can write the token file tokens
    help: run `chmod go-w tokens` after checking its lines
    ");
    insta::assert_snapshot!(refused(&serve, "fr"), @"
    erreur : d'autres peuvent écrire dans le fichier de jetons tokens
    aide : lancez `chmod go-w tokens` après avoir vérifié ses lignes
    ");
    let conformance = [
        "portal",
        "conformance",
        "http://127.0.0.1:1",
        "--account",
        "boreal",
    ];
    let conformance = [&conformance[..], &["--disposable"]].concat();
    assert_eq!(refused(&conformance, "en"), refused(&serve, "en"));
}
