//! A run over many accounts: several at a time, in order, with one summary and one exit code.

use std::io::{BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

use crate::proxy::message;
use crate::workbench::Workbench;

/// A request of one account, as it passed.
struct PassedRequest {
    account: String,
    method: String,
    /// How many were under way when it arrived, itself included.
    together: usize,
}

#[derive(Default)]
struct Traffic {
    under_way: usize,
    passed: Vec<PassedRequest>,
}

/// In front of a portal: it refuses requests of more than so many together, as a portal does that is
/// asked too much, and takes its time with each.
struct Gatekeeper {
    url: String,
    traffic: Arc<Mutex<Traffic>>,
}

impl Gatekeeper {
    fn before(bench: &Workbench, most: usize) -> Self {
        let portal = bench.url().strip_prefix("http://").unwrap().to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let traffic = Arc::<Mutex<Traffic>>::default();
        let seen = traffic.clone();
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let (portal, seen) = (TcpStream::connect(&portal).unwrap(), seen.clone());
                std::thread::spawn(move || keep(client.unwrap(), portal, most, &seen));
            }
        });
        Self { url, traffic }
    }

    fn take(&self) -> Vec<PassedRequest> {
        std::mem::take(&mut self.traffic.lock().unwrap().passed)
    }
}

fn keep(client: TcpStream, portal: TcpStream, most: usize, traffic: &Mutex<Traffic>) {
    let (mut client, mut portal) = (BufReader::new(client), BufReader::new(portal));
    let host = portal.get_ref().peer_addr().unwrap().to_string();
    while let Some(request) = message(&mut client, Some(&host)) {
        let head = String::from_utf8_lossy(&request).into_owned();
        let mut words = head.split(' ');
        let method = words.next().unwrap().to_owned();
        let path = words.next().unwrap().to_owned();
        let together = {
            let mut traffic = traffic.lock().unwrap();
            traffic.under_way += 1;
            let together = traffic.under_way;
            traffic.passed.push(PassedRequest {
                account: path.split('/').nth(3).unwrap().to_owned(),
                method,
                together,
            });
            together
        };
        std::thread::sleep(Duration::from_millis(5));
        let answer = if together > most {
            b"HTTP/1.1 429 Too Many\r\nretry-after: 0\r\ncontent-length: 0\r\n\r\n".to_vec()
        } else {
            portal.get_mut().write_all(&request).unwrap();
            message(&mut portal, None).unwrap()
        };
        traffic.lock().unwrap().under_way -= 1;
        client.get_mut().write_all(&answer).unwrap();
    }
}

/// A portal with so many accounts, each with a token of its own, and a file for each.
fn fleet(count: usize) -> (Workbench, Vec<String>) {
    let names: Vec<_> = (1..=count).map(|at| format!("acc{at:03}")).collect();
    let seeds: Vec<_> = names
        .iter()
        .map(|name| format!("{{ account: {name} }}"))
        .collect();
    let mut bench = Workbench::seeded(&format!("accounts: [{}]", seeds.join(", ")));
    let of_all = |line: &dyn Fn(&str) -> String| {
        let lines: Vec<_> = names.iter().map(|name| line(name)).collect();
        lines.join("\n")
    };
    bench.write(
        "tokens",
        &of_all(&|name| format!("primary {name} write token-{name}")),
    );
    bench.write("table", &of_all(&|name| format!("{name} token-{name}")));
    bench.serve(&["--log", "off"], Stdio::inherit());
    std::fs::create_dir(bench.path().join("conf")).unwrap();
    // The order of the files is not the order of the accounts.
    for (at, name) in names.iter().enumerate() {
        let yaml = format!(
            "apiVersion: consigne/v1\naccount: {name}\ngeneral: {{ spid: SP-{at}, resellerName: {name} inc. }}\n"
        );
        bench.write(&format!("conf/{:03}.yaml", count - at), &yaml);
    }
    (bench, names)
}

/// Exit code, standard output and standard error.
fn run(bench: &Workbench, portal: &str, arguments: &[&str]) -> (i32, String, String) {
    let mut command = bench.command(arguments);
    command
        .env("CONSIGNE_PORTAL", portal)
        .env("CONSIGNE_TOKEN_FILE", "table");
    let output = command.env_remove("CONSIGNE_TOKEN").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// The names of the accounts in the order in which lines begin with them.
fn order(text: &str) -> Vec<&str> {
    let starts = text.lines().filter(|line| line.starts_with("acc"));
    starts.map(|line| line.split(':').next().unwrap()).collect()
}

#[test]
fn accounts_are_in_work_together_and_each_in_its_own_order() {
    const ACCOUNTS: usize = 24;
    for (parallelism, least, most) in [
        (&[][..], 3, 8),
        (&["--parallelism", "1"], 1, 1),
        (&["--parallelism", "3"], 2, 3),
    ] {
        let (bench, names) = fleet(ACCOUNTS);
        let gate = Gatekeeper::before(&bench, usize::MAX);
        let (exit, text, errors) = run(
            &bench,
            &gate.url,
            &[&["plan", "conf"], parallelism].concat(),
        );
        assert_eq!(exit, 0, "{errors}");
        assert_eq!(order(&text), names, "{text}");
        assert_eq!(
            gate.take().len(),
            ACCOUNTS,
            "a plan is one request an account"
        );
        let apply = [&["apply", "conf", "--auto-approve"], parallelism].concat();
        let (exit, text, errors) = run(&bench, &gate.url, &apply);
        assert_eq!(exit, 0, "{errors}");
        assert_eq!(order(&text), names);
        assert_eq!(order(&errors), names, "{errors}");
        let passed = gate.take();
        let together = passed.iter().map(|one| one.together).max().unwrap();
        assert!(
            (least..=most).contains(&together),
            "{parallelism:?}: {together}"
        );
        for name in &names {
            let methods = passed.iter().filter(|one| one.account == *name);
            let methods: Vec<_> = methods.map(|one| one.method.as_str()).collect();
            // Planned, looked at again, written, read back.
            assert_eq!(methods, ["GET", "GET", "PATCH", "GET"], "{name}");
        }
    }
}

#[test]
fn a_portal_that_is_asked_too_much_is_asked_less() {
    let (bench, names) = fleet(24);
    let gate = Gatekeeper::before(&bench, 2);
    for arguments in [&["plan", "conf"][..], &["apply", "conf", "--auto-approve"]] {
        let (exit, text, errors) = run(&bench, &gate.url, arguments);
        assert_eq!(exit, 0, "{errors}");
        assert_eq!(order(&text), names);
        let passed = gate.take();
        let refused = passed.iter().filter(|one| one.together > 2).count();
        // A client that goes on with eight would be refused three times in four.
        assert!(
            (1..passed.len() / 2).contains(&refused),
            "{refused} of {}",
            passed.len()
        );
    }
}

/// Refused, not valid, with a token that the portal does not know, and without one: acc003, acc008,
/// acc009 and acc010.
fn mixed_fleet() -> Workbench {
    let (bench, _) = fleet(12);
    let head = "apiVersion: consigne/v1\naccount:";
    bench.write(
        "conf/010.yaml",
        &format!("{head} acc003\ngeneral: {{ can: OTHER1, spid: SP-0 }}\n"),
    );
    bench.write(
        "conf/005.yaml",
        &format!("{head} acc008\ngeneral: {{ spidd: SP-0 }}\n"),
    );
    let table = bench.read("table").replace("token-acc009", "revoked");
    bench.write("table", &table.replace("acc010 token-acc010", "# none"));
    bench
}

#[test]
fn one_summary_and_one_exit_code_say_how_all_accounts_ended() {
    const ALL: &str = "conf";
    const FIVE: &str = "conf/012.yaml conf/011.yaml conf/010.yaml conf/009.yaml conf/008.yaml";
    let plans = json!({ "withChanges": 8, "refused": 1, "failed": 2, "notTried": 1 });
    let bench = mixed_fleet();
    for (command, paths, options, exit, totals) in [
        ("plan", ALL, "", 1, plans.clone()),
        ("drift", ALL, "", 1, plans),
        (
            "plan",
            ALL,
            "--fail-fast",
            1,
            json!({ "failed": 1, "notTried": 11 }),
        ),
        (
            "plan",
            FIVE,
            "",
            3,
            json!({ "withChanges": 4, "refused": 1 }),
        ),
        (
            "plan",
            FIVE,
            "--fail-fast",
            3,
            json!({ "withChanges": 2, "refused": 1, "notTried": 2 }),
        ),
        (
            "apply",
            ALL,
            "",
            1,
            json!({ "refused": 1, "failed": 2, "notTried": 9 }),
        ),
        ("apply", FIVE, "", 3, json!({ "refused": 1, "notTried": 4 })),
        (
            "apply",
            ALL,
            "--keep-going",
            5,
            json!({ "applied": 8, "refused": 1, "failed": 2, "notTried": 1 }),
        ),
        (
            "apply",
            ALL,
            "--keep-going",
            1,
            json!({ "inSync": 8, "refused": 1, "failed": 2, "notTried": 1 }),
        ),
    ] {
        let approve = (command == "apply").then_some("--auto-approve");
        let words = [command, paths, options, "--format json"];
        let words = words.iter().flat_map(|text| text.split_whitespace());
        let words: Vec<_> = words.chain(approve).collect();
        let (code, out, errors) = run(&bench, bench.url(), &words);
        let report: Value = serde_json::from_str(&out).unwrap();
        let found = (code, &report["accountTotals"]);
        assert_eq!(found, (exit, &totals), "{words:?}: {errors}");
    }
    let (_, text, _) = run(&bench, bench.url(), &["plan", "conf"]);
    let last = "Accounts: 8 in sync, 1 refused, 2 failed, 1 not tried.\n";
    assert!(text.ends_with(last), "{text}");
}

#[test]
fn the_end_of_a_report_is_the_plan_the_hours_the_accounts_and_the_digest() {
    let (bench, _) = fleet(3);
    let (exit, text, _) = run(&bench, bench.url(), &["plan", "conf"]);
    assert_eq!(exit, 0);
    let lines: Vec<_> = text.lines().rev().take(6).collect();
    let starts = [
        "Digest of the run: ",
        "Accounts: 3 with changes.",
        "Hours: acc003 ",
        "Hours: acc002 ",
        "Hours: acc001 ",
        "Plan: ",
    ];
    for (line, start) in lines.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}\n{text}");
    }
}

#[test]
fn wrong_numbers_of_accounts_at_a_time_are_refused() {
    let bench = Workbench::new();
    for number in ["0", "-1", "257", "many", ""] {
        let output = bench.run(&["plan", ".", &format!("--parallelism={number}")]);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(64), "{number}: {errors}");
        assert!(errors.contains("from 1 to 256"), "{errors}");
    }
}

#[test]
fn the_first_fault_ends_a_run_that_is_asked_for() {
    let bench = Workbench::new();
    let valid = "apiVersion: consigne/v1\naccount: ";
    bench.write("a.yaml", &format!("{valid}alpha\n"));
    bench.write("b.yaml", &format!("{valid}beta\nbogus: 1\n"));
    bench.write("c.yaml", &format!("{valid}gamma\nbogus: 1\n"));
    for (arguments, both) in [
        (&["validate", "."][..], true),
        (&["validate", ".", "--fail-fast"], false),
        (&["review", ".", "."], true),
        (&["review", ".", ".", "--fail-fast"], false),
        (&["plan", ".", "--portal", "embedded"], true),
        (&["plan", ".", "--portal", "embedded", "--fail-fast"], false),
    ] {
        let output = bench.run(arguments);
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {text}");
        assert!(text.contains("b.yaml:3"), "{arguments:?}: {text}");
        assert_eq!(text.contains("c.yaml:3"), both, "{arguments:?}: {text}");
    }
}

#[test]
fn every_account_that_the_tokens_see_is_exported_and_shown() {
    let (bench, names) = fleet(12);
    let (exit, text, errors) = run(&bench, bench.url(), &["status"]);
    assert_eq!(exit, 0, "{errors}");
    let shown: Vec<_> = text
        .lines()
        .filter(|line| line.starts_with("acc"))
        .collect();
    assert_eq!(shown, names);
    let (exit, _, errors) = run(
        &bench,
        bench.url(),
        &["export", "--all", "--out-dir", "out"],
    );
    assert_eq!(exit, 0, "{errors}");
    assert!(
        errors.ends_with("Accounts: 12 exported, 0 failed.\n"),
        "{errors}"
    );
    let (exit, text, errors) = run(&bench, bench.url(), &["plan", "out", "--detailed-exitcode"]);
    assert_eq!(exit, 0, "what is exported plans empty: {text}{errors}");
    // One file exists by now, and one token is gone.
    std::fs::remove_file(bench.path().join("out/acc002.yaml")).unwrap();
    std::fs::remove_file(bench.path().join("out/acc003.yaml")).unwrap();
    let table = bench.read("table").replace("token-acc003", "revoked");
    bench.write("table", &table);
    let some = ["export", "acc003", "acc002", "acc001", "--out-dir", "out"];
    let (exit, _, errors) = run(&bench, bench.url(), &some);
    assert_eq!(exit, 1, "{errors}");
    assert!(
        errors.ends_with("Accounts: 1 exported, 2 failed.\n"),
        "{errors}"
    );
    assert!(bench.path().join("out/acc002.yaml").exists());
    for wrong in [
        &["export"][..],
        &["export", "--all"],
        &["export", "acc001", "--all", "--out-dir", "out"],
    ] {
        assert_eq!(run(&bench, bench.url(), wrong).0, 64, "{wrong:?}");
    }
}
