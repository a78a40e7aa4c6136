//! The watcher, from outside: files change, and lines appear. Every wait is for a line.

use std::io::{BufRead, BufReader, Read as _, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::symlink;
use std::process::{Child, Command};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::http::{ask, change};
use crate::proxy::message;
use crate::workbench::{TOKEN, Workbench};

const DEADLINE: Duration = Duration::from_secs(60);

const SEED: &str = "
accounts:
  - account: boreal
    can: QC1
    primary: { userCode: '1001', name: Marie, email: marie@boreal.example }
    softwareDeployed: true
    settings:
      general: { spid: SP-1, resellerName: seeded }
      chat:
        fr:
          weeklySchedules: [{ name: Jeudi soir, days: [thu], startTime: '18:00', endTime: '21:00', allDay: false }]
";

/// A watcher that runs.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        drop(self.child.kill());
        self.child.wait().unwrap();
    }
}

impl Watching {
    /// On the directory `conf`, with files looked at quickly and no timer unless the flags say so.
    fn start(bench: &Workbench, portal: &str, flags: &[&str]) -> Self {
        let always = ["watch", "conf", "--portal", portal, "--debounce", "50ms"];
        let mut command = bench.command(&[&always, flags].concat());
        if !flags.contains(&"--interval") {
            command.env("CONSIGNE_INTERVAL", "off");
        }
        if !flags.contains(&"--token-file") {
            command.env("CONSIGNE_TOKEN", TOKEN);
        }
        // One pipe for both, so that lines come in the order in which they were written.
        let (reader, writer) = std::io::pipe().unwrap();
        command.stdout(writer.try_clone().unwrap()).stderr(writer);
        let child = command.spawn().unwrap();
        drop(command);
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(reader).lines() {
                if sender.send(line.unwrap()).is_err() {
                    return;
                }
            }
        });
        Self { child, lines }
    }

    /// All lines until one that holds this, it included.
    fn until(&self, says: &str) -> Vec<String> {
        let end = Instant::now() + DEADLINE;
        let mut seen = Vec::new();
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(line) => seen.push(line),
                Err(error) => panic!("{error} before {says:?}: {seen:#?}"),
            }
            if seen.last().is_some_and(|line| line.contains(says)) {
                return seen;
            }
        }
    }

    /// The lines of one run, which ends with a count.
    fn run(&self) -> String {
        self.until("planned ").join("\n")
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let status = Command::new("kill").args([name, &id]).status().unwrap();
        assert!(status.success());
    }

    /// Processor time so far, of the process and the kernel for it.
    fn processor_time(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let behind_the_name = stat.rsplit(") ").next().unwrap();
        let ticks = behind_the_name.split(' ').skip(11).take(2);
        let ticks: u64 = ticks.map(|ticks| ticks.parse::<u64>().unwrap()).sum();
        Duration::from_millis(ticks * 10)
    }

    /// Exit code after a signal.
    fn end(mut self, name: &str) -> i32 {
        self.signal(name);
        self.until("stopped");
        self.child.wait().unwrap().code().unwrap()
    }
}

fn bench() -> Workbench {
    let bench = Workbench::with_portal(SEED);
    std::fs::create_dir(bench.path().join("conf")).unwrap();
    bench
}

fn file(account: &str, yaml: &str) -> String {
    format!("apiVersion: consigne/v1\naccount: {account}\n{yaml}\n")
}

/// A file of `boreal` that gives it this name.
fn named(name: &str) -> String {
    file("boreal", &format!("general: {{ resellerName: {name} }}"))
}

/// As an editor saves: written beside, then renamed.
fn save(bench: &Workbench, name: &str, text: &str) {
    bench.write("conf/.swap", text);
    let conf = bench.path().join("conf");
    std::fs::rename(conf.join(".swap"), conf.join(name)).unwrap();
}

fn settings(bench: &Workbench) -> Value {
    ask(bench, "GET", "settings", None).body
}

fn reseller_name(bench: &Workbench) -> Value {
    settings(bench)["general"]["resellerName"].clone()
}

#[test]
fn an_edit_is_planned_and_nothing_is_written() {
    let bench = bench();
    let before = settings(&bench);
    bench.write("conf/a.yaml", &named("first"));
    let watching = Watching::start(&bench, bench.url(), &[]);
    assert!(watching.run().contains("after: first"));
    bench.write("conf/a.yaml", &named("second"));
    assert!(watching.run().contains("after: second"));
    save(&bench, "a.yaml", &named("third"));
    let text = watching.run();
    assert!(text.contains("after: third"), "{text}");
    assert!(text.contains("planned 1 of 1: 0 in sync, 0 applied, 1 with changes"));
    save(&bench, "a.yaml", &named("seeded"));
    assert!(watching.run().contains("boreal: in sync"));
    assert_eq!(settings(&bench), before);
    assert_eq!(watching.end("-TERM"), 0);
}

#[test]
fn only_the_file_that_changed_is_planned_again() {
    let bench = bench();
    bench.write("conf/a.yaml", &file("austral", ""));
    bench.write("conf/b.yaml", &file("boreal", ""));
    let watching = Watching::start(&bench, "embedded", &[]);
    let first = watching.run();
    assert_eq!(first.matches("embedded portal on").count(), 1, "{first}");
    assert!(first.contains("austral: in sync"), "{first}");
    assert!(first.contains("boreal: in sync"), "{first}");
    bench.write("conf/b.yaml", &named("x"));
    let text = watching.run();
    assert!(text.contains("planned 1 of 1"), "{text}");
    assert!(text.contains("after: x"), "{text}");
    assert!(!text.contains("austral"), "{text}");
    assert!(!text.contains("embedded"), "one portal serves all: {text}");
}

#[test]
fn a_change_of_a_file_is_applied_when_told_so() {
    let bench = bench();
    bench.write("conf/a.yaml", &named("first"));
    let watching = Watching::start(&bench, bench.url(), &["--apply"]);
    let text = watching.run();
    assert!(text.contains("not applied, because"), "{text}");
    assert_eq!(reseller_name(&bench), "seeded");
    save(&bench, "a.yaml", &named("second"));
    let text = watching.run();
    assert!(
        text.contains("boreal: 1 change applied in 1 write, read back"),
        "{text}"
    );
    assert_eq!(reseller_name(&bench), "second");
    let kept = std::fs::read_dir(bench.path().join("state/consigne/boreal"));
    let what = "a journal, the account as it was, and a lock";
    assert_eq!(kept.unwrap().count(), 3, "{what}");
    assert_eq!(watching.end("-INT"), 0);
}

#[test]
fn what_a_policy_refuses_is_told_and_not_applied() {
    let rows = [
        (
            "protected: [general.resellerName]",
            "general.resellerName is protected by the policy (policy.yaml:2, protected[0])",
        ),
        (
            "apply: { timeZone: America/Toronto, windows: [{ days: [sat], allDay: true }] }",
            "the policy allows an apply from 2026-11-28 00:00 on",
        ),
    ];
    for (rule, says) in rows {
        let bench = bench();
        bench.write(
            "policy.yaml",
            &format!("apiVersion: consigne-policy/v1\n{rule}\n"),
        );
        bench.write("conf/a.yaml", &named("seeded"));
        let flags = ["--apply", "--policy", "policy.yaml"];
        let watching = Watching::start(&bench, bench.url(), &flags);
        watching.run();
        save(&bench, "a.yaml", &named("New"));
        watching.until(says);
        watching.run();
        assert_eq!(reseller_name(&bench), "seeded");
        assert_eq!(watching.end("-TERM"), 0);
    }
}

#[test]
fn a_word_of_consent_is_asked_for_and_watching_goes_on() {
    let bench = bench();
    bench.write("conf/a.yaml", &file("boreal", ""));
    let watching = Watching::start(&bench, bench.url(), &["--apply"]);
    watching.run();
    let before = settings(&bench);
    bench.write("conf/a.yaml", &file("boreal", "general: { spid: SP-2 }"));
    let text = watching.run();
    assert!(
        text.contains("boreal: nothing was applied; to give your consent, add --allow spid-change"),
        "{text}"
    );
    assert_eq!(settings(&bench), before);
    bench.write("conf/a.yaml", &file("boreal", "general: { can: QC2 }"));
    assert!(watching.run().contains("! refused immutable-field"));
    assert_eq!(settings(&bench), before);
    bench.write("conf/a.yaml", &named("x"));
    watching.run();
    assert_eq!(reseller_name(&bench), "x");
    drop(watching);
    bench.write("conf/a.yaml", &file("boreal", ""));
    let flags = ["--apply", "--allow", "spid-change"];
    let watching = Watching::start(&bench, bench.url(), &flags);
    watching.run();
    bench.write("conf/a.yaml", &file("boreal", "general: { spid: SP-2 }"));
    watching.run();
    assert_eq!(settings(&bench)["general"]["spid"], "SP-2");
}

/// What happens to the file, what is said, and that nothing happens to the portal.
#[test]
fn a_broken_or_missing_file_harms_nothing() {
    let bench = bench();
    let hours = "chat: { hours: { fr: { weeklySchedules: [{ name: Jeudi soir, days: [thu], startTime: 18:00, endTime: 21:00 }] } } }";
    let whole = file("boreal", hours);
    bench.write("conf/a.yaml", &whole);
    let watching = Watching::start(&bench, bench.url(), &["--apply"]);
    assert!(watching.run().contains("boreal: in sync"));
    let before = settings(&bench);
    let path = bench.path().join("conf/a.yaml");
    let check = |broken: Option<&str>, says: &str| {
        match broken {
            Some(text) => save(&bench, "a.yaml", text),
            None => std::fs::remove_file(&path).unwrap(),
        }
        let text = watching.until(says).join("\n");
        assert!(!text.contains("planned"), "{broken:?}: {text}");
        assert_eq!(settings(&bench), before, "{broken:?}");
        save(&bench, "a.yaml", &whole);
        let text = watching.run();
        assert!(text.contains("boreal: in sync"), "{broken:?}: {text}");
        assert_eq!(settings(&bench), before, "{broken:?}");
    };
    check(
        Some(""),
        "a.yaml is not usable and is skipped until it is fixed",
    );
    check(Some(&whole[..whole.len() / 2]), "a.yaml is not usable");
    check(Some("account: boreal"), "a.yaml is not usable");
    check(Some("{\"planFormat\""), "a.yaml is not usable");
    check(None, "a.yaml was deleted; nothing is deleted on the portal");
    std::fs::remove_file(&path).unwrap();
    symlink("/etc/hostname", &path).unwrap();
    let text = watching.until("is not usable").join("\n");
    assert!(text.contains("outside the directory"), "{text}");
    std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
    watching.until("conf is not usable");
    assert_eq!(settings(&bench), before);
    std::fs::create_dir(path.parent().unwrap()).unwrap();
    bench.write("conf/a.yaml", &named("x"));
    watching.run();
    assert_eq!(reseller_name(&bench), "x", "a directory that came back");
}

#[test]
fn of_two_files_for_one_account_neither_is_acted_upon() {
    let bench = bench();
    bench.write("conf/a.yaml", &named("seeded"));
    bench.write("conf/c.yaml", &file("austral", ""));
    let watching = Watching::start(&bench, "embedded", &["--apply"]);
    watching.run();
    bench.write("conf/b.yaml", &named("x"));
    watching.until("boreal is in both conf/a.yaml and conf/b.yaml; both are skipped");
    bench.write("conf/a.yaml", &named("y"));
    let austral = file("austral", "general: { resellerName: z }");
    bench.write("conf/c.yaml", &austral);
    let text = watching.run();
    assert!(text.contains("austral: 1 change applied"), "{text}");
    assert!(text.contains("planned 1 of 1"), "{text}");
    assert!(text.contains("files skipped: 2"), "{text}");
    // A broken file keeps its claim.
    bench.write("conf/b.yaml", "account: boreal");
    watching.until("conf/b.yaml is not usable");
    std::fs::remove_file(bench.path().join("conf/b.yaml")).unwrap();
    let text = watching.run();
    assert!(text.contains("after: y"), "{text}");
    assert!(text.contains("boreal: 1 change applied"), "{text}");
}

#[test]
fn links_that_change_their_target_are_seen() {
    let bench = bench();
    let conf = bench.path().join("conf");
    let mount = |version: &str, text: &str| {
        std::fs::create_dir(conf.join(version)).unwrap();
        bench.write(&format!("conf/{version}/a.yaml"), text);
        symlink(version, conf.join("..new")).unwrap();
        std::fs::rename(conf.join("..new"), conf.join("..data")).unwrap();
    };
    mount("..1", &named("first"));
    symlink("..data/a.yaml", conf.join("a.yaml")).unwrap();
    let watching = Watching::start(&bench, bench.url(), &["--apply"]);
    assert!(watching.run().contains("after: first"));
    for (version, name) in [("..2", "second"), ("..3", "third")] {
        mount(version, &named(name));
        let text = watching.run();
        assert!(text.contains(&format!("after: {name}")), "{text}");
        assert_eq!(reseller_name(&bench), name);
    }
    drop(watching);
    // The directory itself may be a link.
    std::fs::rename(&conf, bench.path().join("old")).unwrap();
    std::fs::create_dir(bench.path().join("new")).unwrap();
    bench.write("new/a.yaml", &named("fourth"));
    symlink("old", &conf).unwrap();
    let watching = Watching::start(&bench, bench.url(), &["--apply"]);
    watching.run();
    symlink("new", bench.path().join("link")).unwrap();
    std::fs::rename(bench.path().join("link"), &conf).unwrap();
    watching.run();
    assert_eq!(reseller_name(&bench), "fourth");
    bench.write("new/a.yaml", &named("fifth"));
    watching.run();
    assert_eq!(reseller_name(&bench), "fifth");
}

/// Events as fast as memory takes them, from four writers at once.
#[test]
fn ten_thousand_events_cost_at_most_two_runs_and_the_final_content_is_applied() {
    let bench = bench();
    bench.write("conf/a.yaml", &named("seeded"));
    let watching = Watching::start(&bench, bench.url(), &["--apply"]);
    watching.run();
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let bench = &bench;
            scope.spawn(move || {
                for at in 0..1_000 {
                    bench.write(&format!("conf/{writer}-{}.txt", at % 50), "noise");
                }
            });
        }
        for at in 0..1_000 {
            save(&bench, "a.yaml", &named(&format!("burst-{at}")));
        }
    });
    let storm = begun.elapsed();
    save(&bench, "a.yaml", &named("final"));
    let mut text = watching.run();
    while !text.contains("after: final") {
        text.push_str(&watching.run());
    }
    assert_eq!(reseller_name(&bench), "final");
    let runs = text.matches("planned ").count();
    // A slow machine makes a storm of many seconds, in which a run may fall.
    let most = 2 + usize::try_from(storm.as_secs() / 2).unwrap();
    assert!(runs <= most, "{runs} runs in {storm:?}: {text}");
    assert!(
        watching.processor_time() < storm + Duration::from_secs(10),
        "{storm:?}"
    );
}

#[test]
fn at_rest_it_uses_no_processor_time() {
    let bench = bench();
    bench.write("conf/a.yaml", &named("seeded"));
    let watching = Watching::start(&bench, bench.url(), &[]);
    watching.run();
    let before = watching.processor_time();
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(watching.processor_time(), before);
}

#[test]
fn a_hangup_and_a_poll_look_again() {
    let bench = bench();
    bench.write("conf/a.yaml", &named("seeded"));
    let watching = Watching::start(&bench, bench.url(), &["--poll", "--apply"]);
    watching.run();
    rename(&bench, "by hand");
    watching.signal("-HUP");
    watching.until("SIGHUP; planning everything again");
    watching.until("not applied, because");
    save(&bench, "a.yaml", &named("polled"));
    watching.until("boreal: 1 change applied");
    assert_eq!(reseller_name(&bench), "polled");
}

/// A branch with other content in 500 files, in the way in which Git writes them: removed, then made again.
#[test]
fn a_branch_switch_of_five_hundred_files_is_one_run() {
    let bench = bench();
    let file_of =
        |at: usize, spid: &str| file(&format!("a{at}"), &format!("general: {{ spid: {spid} }}"));
    for at in 0..500 {
        bench.write(&format!("conf/{at}.yaml"), &file_of(at, "one"));
    }
    let flags = ["--account", "a7", "--account", "a499"];
    let watching = Watching::start(&bench, "embedded", &flags);
    let text = watching.run();
    assert!(text.contains("planned 2 of 2"), "{text}");
    for at in 0..500 {
        let path = format!("conf/{at}.yaml");
        std::fs::remove_file(bench.path().join(&path)).unwrap();
        bench.write(&path, &file_of(at, "two"));
    }
    let text = watching.run();
    assert!(text.contains("planned 2 of 2"), "{text}");
    assert_eq!(text.matches("after: two").count(), 2, "{text}");
    assert!(!text.contains("was deleted"), "{text}");
    bench.write(
        "conf/7.yaml",
        "<<<<<<< HEAD\napiVersion: consigne/v1\n=======\n",
    );
    watching.until("conf/7.yaml is not usable");
}

#[test]
fn a_change_on_the_portal_is_undone_after_its_grace() {
    let bench = bench();
    bench.write("conf/a.yaml", &named("seeded"));
    bench.write(
        "policy.yaml",
        "apiVersion: consigne-policy/v1\ndrift: { ignore: [general.spid] }\n",
    );
    let flags = [
        "--apply=enforce",
        "--grace",
        "3s",
        "--interval",
        "1s",
        "--policy",
        "policy.yaml",
    ];
    let watching = Watching::start(&bench, bench.url(), &flags);
    watching.run();
    let begun = Instant::now();
    let both = json!({ "resellerName": "by hand", "spid": "SP-9" });
    change(&bench, "PATCH", "general", Some(both));
    watching.until("boreal: not undone before 3s are over");
    assert_eq!(reseller_name(&bench), "by hand");
    let text = watching.until("undoing general.resellerName").join("\n");
    assert!(begun.elapsed() >= Duration::from_secs(3), "{text}");
    watching.until("boreal: 1 change applied");
    assert_eq!(reseller_name(&bench), "seeded");
    assert_eq!(settings(&bench)["general"]["spid"], "SP-9", "known");
    // Words of consent that were not given at start are not given by a drift.
    drop(watching);
    bench.write("conf/a.yaml", &file("boreal", "general: { spid: SP-1 }"));
    let flags = ["--apply=enforce", "--grace", "1s", "--interval", "1s"];
    let watching = Watching::start(&bench, bench.url(), &flags);
    watching.until("add --allow spid-change");
    assert_eq!(settings(&bench)["general"]["spid"], "SP-9");
}

/// Status and body of a page of the watcher.
fn page(url: &str, path: &str) -> (u16, String) {
    let address = url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.0\r\nHost: watch\r\n\r\n").unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, body.to_owned())
}

#[test]
fn it_is_seen_from_outside() {
    let mut bench = bench();
    bench.write("conf/a.yaml", &named("seeded"));
    let command = "env > env.txt; cat >> events.txt";
    let flags = [
        "--apply",
        "--interval",
        "1s",
        "--listen",
        "127.0.0.1:0",
        "--format",
        "json",
        "--on-change",
        command,
    ];
    let watching = Watching::start(&bench, bench.url(), &flags);
    let text = watching.until("listening on http://").pop().unwrap();
    let url = text.rsplit(' ').next().unwrap().to_owned();
    let get = |path: &str| page(&url, path);
    let text = watching.run();
    let line = text.lines().find(|line| line.starts_with('{')).unwrap();
    let event: Value = serde_json::from_str(line).unwrap();
    assert_eq!(event["state"], "inSync", "{line}");
    assert_eq!(get("/healthz"), (200, "ok\n".to_owned()));
    assert_eq!(get("/readyz"), (200, "ok\n".to_owned()));
    save(&bench, "a.yaml", &named("second"));
    let text = watching.until("\"applied\"").join("\n");
    assert!(!text.contains("~ update"), "{text}");
    watching.run();
    let (_, metrics) = get("/metrics");
    for says in [
        "controller_runtime_reconcile_total{controller=\"watch\",result=\"success\"}",
        "controller_runtime_reconcile_time_seconds_count{controller=\"watch\"}",
        "consigne_watch_accounts{state=\"failed\"} 0",
    ] {
        assert!(metrics.contains(says), "{says}\n{metrics}");
    }
    let (_, page) = get("/");
    assert!(page.contains("<th scope=\"row\">boreal</th>"), "{page}");
    assert!(!bench.read("env.txt").contains("CONSIGNE_"), "no token");
    let events = bench.read("events.txt");
    assert!(events.contains("\"state\":\"applied\""), "{events}");
    bench.kill();
    watching.until("next attempt in ");
    assert_eq!(get("/readyz"), (503, "portal away\n".to_owned()));
    assert_eq!(get("/healthz").0, 200);
    assert_eq!(watching.end("-TERM"), 0);
}

#[test]
fn a_portal_that_is_away_is_asked_again_by_itself() {
    let mut bench = bench();
    bench.write("conf/a.yaml", &named("first"));
    let url = bench.url().to_owned();
    let watching = Watching::start(&bench, &url, &["--apply"]);
    watching.run();
    bench.kill();
    save(&bench, "a.yaml", &named("second"));
    watching.until("boreal: could not reach the portal");
    watching.until("next attempt in ");
    let listen = url.strip_prefix("http://").unwrap();
    bench.serve(
        &["--log", "off", "--listen", listen],
        std::process::Stdio::inherit(),
    );
    watching.until("boreal: 1 change applied");
    assert_eq!(reseller_name(&bench), "second");
}

#[test]
fn a_file_that_never_rests_waits_and_holds_up_no_other() {
    let bench = bench();
    bench.write("conf/a.yaml", &named("seeded"));
    bench.write("conf/b.yaml", &file("austral", ""));
    let watching = Watching::start(&bench, "embedded", &[]);
    watching.run();
    let austral = file("austral", "general: { spid: SP-9 }");
    let (rest, begun) = (AtomicBool::new(false), Instant::now());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut at = 0;
            while !rest.load(Ordering::SeqCst) && begun.elapsed() < DEADLINE * 3 {
                at += 1;
                save(&bench, "a.yaml", &named(&format!("write-{at}")));
            }
            save(&bench, "a.yaml", &named("whole"));
        });
        bench.write("conf/b.yaml", &austral);
        watching.until("conf/a.yaml is still being written; waiting");
        watching.until("after: SP-9");
        rest.store(true, Ordering::SeqCst);
    });
    watching.until("after: whole");
}

#[test]
fn the_timer_shows_drift_once_and_applies_nothing() {
    let bench = bench();
    bench.write("conf/a.yaml", &named("seeded"));
    let flags = ["--apply", "--interval", "1s"];
    let watching = Watching::start(&bench, bench.url(), &flags);
    assert!(watching.run().contains("boreal: in sync"));
    change(
        &bench,
        "PATCH",
        "general",
        Some(json!({ "resellerName": "by hand" })),
    );
    let text = watching.until("not applied, because").join("\n");
    assert!(text.contains("~ update general.resellerName"), "{text}");
    watching.run();
    let text = watching.run() + &watching.run();
    assert!(!text.contains("~ update"), "it is told once: {text}");
    assert!(text.contains("planned 1 of 1: 0 in sync, 0 applied, 1 with changes"));
    assert_eq!(reseller_name(&bench), "by hand");
}

#[test]
fn without_an_answer_watching_goes_on() {
    let bench = bench();
    bench.write("token", "not-the-token");
    bench.write("conf/a.yaml", &named("first"));
    let flags = ["--apply", "--interval", "1s", "--token-file", "token"];
    let watching = Watching::start(&bench, bench.url(), &flags);
    let text = watching.run();
    let told = text.matches("the portal rejected the token").count();
    assert_eq!(told, 1, "one line: {text}");
    assert!(text.contains("planned 0 of 1"), "{text}");
    save(&bench, "a.yaml", &named("second"));
    bench.write("token", TOKEN);
    // The change is not forgotten because the portal did not answer when it was made.
    watching.until("boreal: 1 change applied");
    assert_eq!(reseller_name(&bench), "second");
    drop(watching);
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", nobody.local_addr().unwrap());
    drop(nobody);
    let watching = Watching::start(&bench, &url, &[]);
    watching.until("boreal: could not reach the portal");
    watching.until("planned 0 of 1");
    assert_eq!(watching.end("-TERM"), 0);
}

#[test]
fn what_cannot_be_watched_is_wrong_usage() {
    let bench = Workbench::new();
    bench.write("a.yaml", &file("boreal", ""));
    std::fs::create_dir(bench.path().join("conf")).unwrap();
    let check = |arguments: &[&str], says: &str| {
        let output = bench.run(&[&["watch"], arguments].concat());
        let text = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(64), "{arguments:?}: {text}");
        assert!(text.contains(says), "{arguments:?}: {text}");
    };
    check(&["a.yaml", "--portal", "embedded"], "is not a directory");
    check(&["none", "--portal", "embedded"], "is not a directory");
    check(&["conf"], "--portal embedded");
    check(&["conf", "--portal", "https://portal.example"], "no token");
    for wrong in ["5", "soon", "0s", "10ms"] {
        check(&["conf", "--interval", wrong], "--interval");
    }
    check(&["conf", "--debounce", "1ms"], "from 10ms to 1m");
}

#[test]
fn a_signal_between_two_writes_is_an_interruption() {
    let bench = bench();
    bench.write("conf/a.yaml", &file("boreal", ""));
    let held = Held::before(bench.url());
    let watching = Watching::start(&bench, &held.url, &["--apply"]);
    watching.run();
    let two = "general: { resellerName: x }\nchat: { enabled: true }";
    bench.write("conf/a.yaml", &file("boreal", two));
    held.write.recv_timeout(DEADLINE).unwrap();
    watching.signal("-TERM");
    watching.until("stopping after the current write");
    held.go_on.send(()).unwrap();
    let text = watching.until("stopped").join("\n");
    assert!(text.contains("done: general.resellerName"), "{text}");
    assert!(text.contains("not tried: chat.enabled"), "{text}");
    let mut watching = watching;
    assert_eq!(watching.child.wait().unwrap().code(), Some(130));
    assert_eq!(reseller_name(&bench), "x");
}

/// An edit whose first write meets another state: what the portal holds by then decides whether the
/// edit is still to be written at the next timer.
#[test]
fn an_edit_that_came_too_late_is_written_once_or_not_at_all() {
    let rows = [
        ("wanted", "boreal: 1 change applied", "drifted"),
        ("other", "the portal changed after the plan", "wanted"),
    ];
    for (meanwhile, says, finally) in rows {
        let bench = bench();
        bench.write("conf/a.yaml", &named("seeded"));
        let held = Held::before(bench.url());
        let watching = Watching::start(&bench, &held.url, &["--apply", "--interval", "2s"]);
        watching.run();
        save(&bench, "a.yaml", &named("wanted"));
        held.write.recv_timeout(DEADLINE).unwrap();
        rename(&bench, meanwhile);
        held.go_on.send(()).unwrap();
        watching.until(says);
        if finally == "drifted" {
            rename(&bench, "drifted");
            watching.until("not applied, because");
        } else {
            held.write.recv_timeout(DEADLINE).unwrap();
            held.go_on.send(()).unwrap();
            watching.until("boreal: 1 change applied");
        }
        assert_eq!(reseller_name(&bench), finally, "{meanwhile}");
    }
}

fn rename(bench: &Workbench, name: &str) {
    let name = json!({ "resellerName": name });
    change(bench, "PATCH", "general", Some(name));
}

/// In front of a portal: tells of each write, and lets it through when asked.
struct Held {
    url: String,
    write: Receiver<()>,
    go_on: Sender<()>,
}

impl Held {
    fn before(portal: &str) -> Self {
        let portal = portal.strip_prefix("http://").unwrap().to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (came, write) = channel();
        let (go_on, may) = channel();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let portal = TcpStream::connect(&portal).unwrap();
                pass(&stream.unwrap(), &portal, &came, &may);
            }
        });
        Self { url, write, go_on }
    }
}

/// One connection after the other, which is all that the tool needs.
fn pass(client: &TcpStream, portal: &TcpStream, came: &Sender<()>, may: &Receiver<()>) {
    let (mut requests, mut answers) = (BufReader::new(client), BufReader::new(portal));
    let host = portal.peer_addr().unwrap().to_string();
    while let Some(request) = message(&mut requests, Some(&host)) {
        if !request.starts_with(b"GET") && (came.send(()).is_err() || may.recv().is_err()) {
            return;
        }
        (&*portal).write_all(&request).unwrap();
        let Some(answer) = message(&mut answers, None) else {
            return;
        };
        if (&*client).write_all(&answer).is_err() {
            return;
        }
    }
}
