//! The tool and the portal are killed, and their disk fails, at one system call after another.
//!
//! `strace` injects the fault into the Nth call of a kind (counted for each thread, which is why there is one
//! worker here). Afterwards everything must still hold: what was said is true, nothing is there twice or half, and
//! two more runs are enough. In a test run some points are tried, with an effort of 2 or more every one until the
//! fault no longer fires. Where `strace` is missing or may not trace, nothing is tried, and the test says so.

use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::effort::times;
use crate::fleet_faults::{APPLY, Fleet, Reference, converges, is_true, reference};
use crate::workbench::traced;

/// Calls on the way of a write, to files and to sockets.
const CALLS: [&str; 10] = [
    "write",
    "pwrite64",
    "writev",
    "sendto",
    "fsync",
    "fdatasync",
    "ftruncate",
    "rename",
    "unlink",
    "openat",
];
const FAULTS: [&str; 3] = ["signal=SIGKILL", "error=ENOSPC", "error=EIO"];

/// Further than any run gets.
const LAST: usize = 400;

/// Which process meets the fault.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Who {
    Apply,
    /// `plan --out`, over a plan that is there.
    Save,
    /// `export --out`, over a file that is there.
    Export,
    Portal,
}

/// One fault.
#[derive(Debug, Clone, Copy)]
struct Point {
    who: Who,
    call: &'static str,
    fault: &'static str,
    at: usize,
}

/// What became of a point.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fired {
    /// The process makes fewer such calls.
    Not,
    /// At a call that is none of the write path, such as waking a thread.
    Elsewhere,
    Here,
}

impl Point {
    fn tracer(self) -> Vec<String> {
        let Self {
            call, fault, at, ..
        } = self;
        let inject = format!("inject={call}:{fault}:when={at}");
        let trace = format!("trace={call}");
        [
            "strace", "-D", "-f", "-y", "-o", "trace", "-e", &trace, "-e", &inject,
        ]
        .map(str::to_owned)
        .to_vec()
    }

    /// What the tracer has seen. A thread that is woken is no write, and a program that cannot be loaded has not
    /// begun.
    fn fired(self, fleet: &Fleet) -> Fired {
        let trace = std::fs::read(fleet.bench.path().join("trace")).unwrap_or_default();
        let trace = String::from_utf8_lossy(&trace);
        if self.fault.starts_with("signal") {
            let killed = trace.contains("+++ killed by SIGKILL");
            return if killed { Fired::Here } else { Fired::Not };
        }
        let mut injected = trace
            .lines()
            .filter(|line| line.contains("(INJECTED)"))
            .peekable();
        if injected.peek().is_none() {
            return Fired::Not;
        }
        let home = fleet.bench.path().to_str().unwrap();
        let counts = |line: &str| line.contains(home) || line.contains("socket:");
        match injected.all(counts) {
            true => Fired::Here,
            false => Fired::Elsewhere,
        }
    }
}

/// Runs a command of the tool under the fault; exit code and what was said. Killed processes have no code.
fn run(fleet: &Fleet, arguments: &[&str], point: Point) -> (Option<i32>, String) {
    let tracer = point.tracer();
    let tracer: Vec<_> = tracer.iter().map(String::as_str).collect();
    let mut command = traced(&fleet.command(arguments, fleet.bench.url()), &tracer);
    let output = command.env("TOKIO_WORKER_THREADS", "1").output().unwrap();
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.code(), text)
}

/// Tries a point, and says whether it was one.
fn one(point: Point, reference: &Reference) -> Fired {
    let name = format!("{point:?}");
    let mut fleet = Fleet::of(1);
    match point.who {
        Who::Apply => {
            fleet.bench.serve(&["--log", "off"], Stdio::inherit());
            let (exit, text) = run(&fleet, &APPLY, point);
            let fired = point.fired(&fleet);
            if fired == Fired::Elsewhere {
                return fired;
            }
            is_recorded(&fleet, exit, &text, &name);
            converges(&fleet, reference, &name);
            fired
        }
        Who::Save | Who::Export => {
            fleet.bench.serve(&["--log", "off"], Stdio::inherit());
            is_old_or_new(&fleet, point)
        }
        Who::Portal => {
            let tracer = point.tracer();
            let tracer: Vec<_> = tracer.iter().map(String::as_str).collect();
            let listens = fleet.bench.serve_traced(&tracer);
            if listens {
                let (exit, text) = fleet.apply(fleet.bench.url());
                is_recorded(&fleet, Some(exit), &text, &name);
                fleet.bench.kill();
            }
            let fired = point.fired(&fleet);
            fleet.bench.serve(&["--log", "off"], Stdio::inherit());
            converges(&fleet, reference, &name);
            fired
        }
    }
}

/// What was said is true; of a killed process the journal speaks alone.
fn is_recorded(fleet: &Fleet, exit: Option<i32>, text: &str, name: &str) {
    // Five promises nothing of what was written.
    is_true(fleet, exit.unwrap_or(5), text, name);
}

/// A file that is replaced is the old one or the new one.
fn is_old_or_new(fleet: &Fleet, point: Point) -> Fired {
    let (arguments, file): (&[&str], _) = match point.who {
        Who::Save => (&["plan", "accounts", "--out", "saved"], "saved"),
        Who::Export | Who::Apply | Who::Portal => {
            (&["export", "a000", "--out", "saved", "--force"], "saved")
        }
    };
    let old = "old\n".repeat(1000);
    fleet.bench.write(file, &old);
    let (exit, text) = run(fleet, arguments, point);
    let fired = point.fired(fleet);
    if fired == Fired::Elsewhere {
        return fired;
    }
    let found = fleet.bench.read(file);
    let (is_old, name) = (found == old, format!("{point:?}: {exit:?}: {text}"));
    assert!(
        exit != Some(0) || !is_old,
        "it says that the file is written: {name}"
    );
    if !is_old {
        let reads = match point.who {
            Who::Save => ["show", "saved"],
            Who::Export | Who::Apply | Who::Portal => ["validate", "saved"],
        };
        let output = fleet.bench.run(&reads);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            output.status.code(),
            Some(0),
            "half a file: {name}: {errors}"
        );
    }
    assert!(fleet.writes().is_empty(), "{name}");
    fired
}

/// Whether `strace` is there and may trace.
fn may_trace() -> bool {
    let tried = Command::new("strace")
        .args([
            "-D",
            "-f",
            "-e",
            "inject=getpid:error=EIO",
            "-o",
            "/dev/null",
            "true",
        ])
        .output();
    tried.is_ok_and(|output| output.status.success())
}

/// Every kind of point, each until it no longer fires.
fn every(reference: &Reference) -> (usize, usize) {
    let kinds: Vec<_> = [Who::Apply, Who::Save, Who::Export, Who::Portal]
        .into_iter()
        .flat_map(|who| CALLS.map(|call| (who, call)))
        .flat_map(|(who, call)| FAULTS.map(|fault| (who, call, fault)))
        // A file that cannot be opened is another story, and a program that cannot be loaded is none.
        .filter(|(_, call, fault)| *call != "openat" || fault.starts_with("signal"))
        .collect();
    let (next, here, elsewhere) = (
        AtomicUsize::new(0),
        AtomicUsize::new(0),
        AtomicUsize::new(0),
    );
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some((who, call, fault)) = kinds.get(next.fetch_add(1, Ordering::Relaxed))
                {
                    for at in 1..LAST {
                        let (who, call, fault) = (*who, *call, *fault);
                        match one(
                            Point {
                                who,
                                call,
                                fault,
                                at,
                            },
                            reference,
                        ) {
                            Fired::Not => break,
                            Fired::Elsewhere => elsewhere.fetch_add(1, Ordering::Relaxed),
                            Fired::Here => here.fetch_add(1, Ordering::Relaxed),
                        };
                    }
                }
            });
        }
    });
    (here.into_inner(), elsewhere.into_inner())
}

/// Points of the test run: of each process, at its files and at its sockets.
const SOME: [(Who, &str, &str, usize); 20] = [
    (Who::Apply, "write", "signal=SIGKILL", 9),
    (Who::Apply, "write", "signal=SIGKILL", 14),
    (Who::Apply, "fdatasync", "signal=SIGKILL", 3),
    (Who::Apply, "fdatasync", "signal=SIGKILL", 6),
    (Who::Apply, "writev", "signal=SIGKILL", 3),
    (Who::Apply, "writev", "signal=SIGKILL", 5),
    (Who::Apply, "fdatasync", "error=ENOSPC", 3),
    (Who::Apply, "fdatasync", "error=EIO", 4),
    (Who::Apply, "writev", "error=EIO", 4),
    (Who::Apply, "ftruncate", "error=ENOSPC", 1),
    (Who::Save, "rename", "error=EIO", 1),
    (Who::Save, "fsync", "error=ENOSPC", 1),
    (Who::Export, "rename", "signal=SIGKILL", 1),
    (Who::Portal, "pwrite64", "signal=SIGKILL", 60),
    (Who::Portal, "pwrite64", "signal=SIGKILL", 75),
    (Who::Portal, "pwrite64", "error=ENOSPC", 66),
    (Who::Portal, "fdatasync", "error=EIO", 6),
    (Who::Portal, "fdatasync", "signal=SIGKILL", 8),
    (Who::Portal, "writev", "signal=SIGKILL", 4),
    (Who::Portal, "writev", "error=EIO", 3),
];

#[test]
#[expect(
    clippy::print_stdout,
    reason = "what was not tried must be seen, and how much was"
)]
fn whoever_is_killed_or_meets_a_full_disk_leaves_nothing_half_done() {
    if !may_trace() {
        println!(
            "NOT RUN: kills and faults of the disk, because strace is missing or may not trace"
        );
        return;
    }
    let reference = reference(1);
    if times(1) > 1 {
        let (here, elsewhere) = every(&reference);
        println!("{here} points, {elsewhere} more at calls that are none of the write path");
        return;
    }
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some((who, call, fault, at)) =
                    SOME.get(next.fetch_add(1, Ordering::Relaxed))
                {
                    let (who, call, fault, at) = (*who, *call, *fault, *at);
                    let point = Point {
                        who,
                        call,
                        fault,
                        at,
                    };
                    one(point, &reference);
                }
            });
        }
    });
}

/// A kill loses nothing that the system has, so only the order of calls shows what a loss of power would lose: each
/// write is recorded and flushed before it is sent, and its outcome before the next one.
#[test]
fn what_is_sent_is_on_the_disk_before() {
    if !may_trace() {
        println!(
            "NOT RUN: the order of flushes and writes, because strace is missing or may not trace"
        );
        return;
    }
    let mut fleet = Fleet::of(1);
    fleet.bench.serve(&["--log", "off"], Stdio::null());
    let command = fleet.command(&APPLY, fleet.bench.url());
    let calls = "trace=fsync,fdatasync,sendto,write,writev";
    let tracer = ["strace", "-f", "-y", "-o", "order", "-e", calls];
    let ended = traced(&command, &tracer).output().unwrap();
    assert_eq!(ended.status.code(), Some(0), "{ended:?}");
    let trace = std::fs::read(fleet.bench.path().join("order")).unwrap();
    let trace = String::from_utf8_lossy(&trace);
    let (mut flushed, mut sent) = (0, 0);
    for call in trace.lines() {
        let writes = ["\"PUT /v1/", "\"PATCH /v1/", "\"DELETE /v1/"];
        if call.contains("sync(") && call.contains(".jsonl") {
            flushed += 1;
        } else if writes.iter().any(|write| call.contains(write)) {
            let needed = if sent == 0 { 1 } else { 2 };
            assert!(flushed >= needed, "after {sent} writes: {call}\n{trace}");
            (flushed, sent) = (0, sent + 1);
        }
    }
    assert!(sent >= 3 && flushed >= 1, "{sent} writes: {trace}");
}
