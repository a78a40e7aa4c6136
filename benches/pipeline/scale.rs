//! From ten accounts to ten thousand, each with a token of its own: what one run over all of them costs,
//! beside a bare loop of the same requests by as many connections; on this machine, and with a portal
//! that is 50 ms away.

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::json;

use super::files;
use super::measure::{Pair, peak};
use super::portal::{Portal, Wire};
use super::table::{Row, Table};
use super::{bare, consigne};

const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];
/// With a portal far away the largest size would take an hour and show nothing new.
const FAR_SIZES: [usize; 3] = [10, 100, 1_000];
const RUNS: usize = 7;
/// Accounts in work at a time, as the program does by default.
const TOGETHER: usize = 8;
const AWAY: Duration = Duration::from_millis(50);

pub(crate) fn measure(place: &Path) {
    let mut tables = [
        ("Validate accounts", "bare parse on all cores"),
        ("Plan accounts, nothing to change", "the same requests"),
        ("Plan accounts, 1 % changed", "the same requests"),
        ("Apply accounts, 1 % changed", "the same requests and syncs"),
    ]
    .map(|(title, yardstick)| Table::new(title, yardstick, Some(1.5)));
    for size in SIZES {
        let scene = Scene::of(place, size);
        let [validate, plan, changed, apply] = &mut tables;
        let events = || {
            let mut yardstick = bare(place, "events");
            yardstick.args((0..size).map(|at| path(&scene.same, at)));
            yardstick
        };
        let ours = || scene.ours(&["validate", &scene.same]);
        let pair = Pair::measure(RUNS, |_| (ours(), events()));
        validate.push(Row::new("accounts", size, pair, peak(ours())));
        for (table, folder) in [(plan, &scene.same), (changed, &scene.changed)] {
            let ours = || scene.ours(&["plan", folder]);
            let pair = Pair::measure(RUNS, |_| (ours(), scene.loop_of(0)));
            table.push(Row::new("accounts", size, pair, peak(ours())));
        }
        // The yardstick renames the accounts, and the program gives them their names again.
        let ours = || scene.ours(&["apply", &scene.same, "--auto-approve"]);
        let pair = Pair::measure(RUNS, |_| (ours(), scene.loop_of(hundredth(size))));
        scene.loop_of(hundredth(size)).status().unwrap();
        apply.push(Row::new("accounts", size, pair, peak(ours())));
    }
    tables.iter().for_each(Table::print);
    far(place);
}

/// The same plan when each request takes 50 ms, which as many connections hide as there are accounts in
/// work.
fn far(place: &Path) {
    let mut table = Table::new("Plan accounts, 50 ms away", "the same requests", Some(1.5));
    for size in FAR_SIZES {
        let mut scene = Scene::of(place, size);
        let distance = Distance::before(&scene.url);
        scene.url.clone_from(&distance.url);
        let ours = || scene.ours(&["plan", &scene.same]);
        let before = distance.requests();
        let memory = peak(ours());
        let requests = distance.requests() - before;
        assert_eq!(requests, size, "a plan is one request an account");
        let pair = Pair::measure(3, |_| (ours(), scene.loop_of(0)));
        table.push(Row::new("accounts", size, pair, memory));
    }
    table.print();
}

fn hundredth(size: usize) -> usize {
    size.div_ceil(100)
}

fn path(folder: &str, at: usize) -> String {
    format!("{folder}/{at:05}.yaml")
}

fn account(at: usize) -> String {
    format!("account-{at:05}")
}

fn token(account: &str) -> String {
    format!("token-of-{account}")
}

/// A portal with so many accounts, and two folders with their files: as they are, and with another name
/// for each hundredth.
struct Scene<'p> {
    place: &'p Path,
    _portal: Portal,
    url: String,
    size: usize,
    table: String,
    same: String,
    changed: String,
}

impl<'p> Scene<'p> {
    fn of(place: &'p Path, size: usize) -> Self {
        let seeds = (0..size).map(|at| {
            json!({
                "account": account(at), "softwareDeployed": true,
                "settings": { "general": { "resellerName": format!("Télécom {at} inc.") } },
            })
        });
        let of_all = |line: &dyn Fn(&str) -> String| -> String {
            (0..size).map(|at| line(&account(at))).collect()
        };
        let tokens = of_all(&|name| format!("primary {name} write {}\n", token(name)));
        let portal = Portal::begin(place, seeds.collect(), &tokens);
        let unique = tempfile::tempdir_in(place).unwrap().keep();
        let folder = |name: &str, changed: usize| {
            let folder = unique.join(name);
            fs::create_dir(&folder).unwrap();
            let folder = folder.to_str().unwrap().to_owned();
            for at in 0..size {
                let new = if at < changed { " nouveau" } else { "" };
                files::write(place, &path(&folder, at), &file(at, new));
            }
            folder
        };
        let table = of_all(&|name| format!("{name} {}\n", token(name)));
        let table = files::write(&unique, "table", &table);
        let scene = Self {
            place,
            url: portal.url().to_owned(),
            _portal: portal,
            size,
            table: table.to_str().unwrap().to_owned(),
            same: folder("same", 0),
            changed: folder("changed", hundredth(size)),
        };
        // A seed has a limit that 10,000 whole accounts exceed, so the program itself writes the rest.
        let filled = scene
            .ours(&["apply", &scene.same, "--auto-approve"])
            .output()
            .unwrap();
        assert!(
            filled.status.success(),
            "{}",
            String::from_utf8_lossy(&filled.stderr)
        );
        scene
    }

    fn ours(&self, arguments: &[&str]) -> Command {
        let mut command = consigne(self.place);
        command.args(arguments).args(["--max-files", "10000"]);
        if arguments[0] != "validate" {
            command
                .env("CONSIGNE_PORTAL", &self.url)
                .env("CONSIGNE_TOKEN_FILE", &self.table)
                .env("CONSIGNE_DEADLINE", "0s");
        }
        command
    }

    /// A GET of every account, and of the first ones a write and what surrounds it.
    fn loop_of(&self, written: usize) -> Command {
        let mut yardstick = bare(self.place, "accounts");
        yardstick.env("CONSIGNE_PORTAL", &self.url);
        yardstick.args([self.size.to_string(), written.to_string()]);
        yardstick
    }
}

fn file(at: usize, new: &str) -> String {
    format!(
        "apiVersion: consigne/v1\naccount: {}\ngeneral:\n  resellerName: Télécom {at} inc.{new}\n\
         chat:\n  enabled: true\n  hours:\n    fr:\n      weeklySchedules:\n        \
         - {{ name: Soir, days: [thu], startTime: \"18:00\", endTime: \"21:00\" }}\n",
        account(at)
    )
}

/// The yardstick: the requests of a plan of so many accounts, and of an apply to the first of them.
#[expect(
    clippy::disallowed_methods,
    reason = "a yardstick finds the portal where the tool does"
)]
pub(crate) fn requests(size: usize, written: usize) {
    let url = std::env::var("CONSIGNE_PORTAL").unwrap();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..TOGETHER.min(size) {
            scope.spawn(|| {
                let mut wire = Wire::to(&url, "");
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= size {
                        return;
                    }
                    one(&mut wire, &account(at), at < written);
                }
            });
        }
    });
}

fn one(wire: &mut Wire, account: &str, write: bool) {
    wire.with_token(token(account));
    wire.settings(account);
    if !write {
        return;
    }
    let settings = format!("accounts/{account}/settings");
    let general = format!("accounts/{account}/general");
    wire.get(&settings, "");
    let tag = wire.get(&general, "").tag;
    let mut journal = fs::File::create(format!("{account}.jsonl")).unwrap();
    for line in ["begin", "intent", "outcome"] {
        writeln!(journal, "{}", json!({ "line": line, "account": account })).unwrap();
        journal.sync_data().unwrap();
    }
    let new = json!({ "resellerName": format!("{account} autrement") });
    wire.patch(&general, &tag, &new.to_string());
    wire.settings(account);
}

/// In front of a portal, and far from it: it keeps each request for a while, and counts it.
struct Distance {
    url: String,
    requests: Arc<AtomicUsize>,
}

impl Distance {
    fn before(portal: &str) -> Self {
        let portal = portal.strip_prefix("http://").unwrap().to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let here = listener.local_addr().unwrap().to_string();
        let requests = Arc::<AtomicUsize>::default();
        let counted = requests.clone();
        let url = format!("http://{here}");
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let (mut client, mut there) =
                    (client.unwrap(), TcpStream::connect(&portal).unwrap());
                there.set_nodelay(true).unwrap();
                client.set_nodelay(true).unwrap();
                let (mut back, mut answers) =
                    (client.try_clone().unwrap(), there.try_clone().unwrap());
                let (portal, here, counted) = (portal.clone(), here.clone(), counted.clone());
                std::thread::spawn(move || {
                    // A small request arrives whole, so that a piece is a request.
                    let mut piece = [0; 16_384];
                    while let Ok(length @ 1..) = client.read(&mut piece) {
                        counted.fetch_add(1, Ordering::Relaxed);
                        std::thread::sleep(AWAY);
                        let request = String::from_utf8_lossy(&piece[..length]);
                        // The portal answers to its own name alone.
                        let request = request.replace(&here, &portal);
                        there.write_all(request.as_bytes()).unwrap();
                    }
                    there.shutdown(Shutdown::Both).ok();
                });
                std::thread::spawn(move || std::io::copy(&mut answers, &mut back));
            }
        });
        Self { url, requests }
    }

    fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }
}
