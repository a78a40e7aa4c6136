//! What surrounds the tool: the portal, the requests under way, the people who also use the portal, and
//! time.
//!
//! All of it is recorded here, request by request in the order in which the portal dealt with them, so that
//! the judge (`judge.rs`) need not ask the tool what happened.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use tokio::sync::Notify;
use tokio::time::Instant;

use super::dice::Dice;
use super::fate::{Moment, WriteFate};
use super::person::edit;
use super::stage::{Received, Sent, Stage};
use crate::contract::observed::observed;
use crate::contract::wire;
use crate::laws::desk::account;
use crate::laws::file::File;
use crate::laws::now;
use crate::laws::pipeline::left_alone;
use crate::model::{ETag, Observed, Precondition, UserCode};
use crate::portal::AuditEntry;
use crate::reconcile::StopButton;

/// Who sent a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Author {
    /// The tool: which run, and which of its writes.
    Tool {
        run: usize,
        write: usize,
    },
    Person,
}

/// A write that reached the portal.
#[derive(Debug)]
pub(super) struct Passed {
    pub(super) by: Author,
    pub(super) sent: Sent,
    pub(super) status: u16,
    /// The portal was made to store something else than the tool sent.
    pub(super) altered: bool,
    /// What the portal recorded.
    pub(super) changes: Vec<AuditEntry>,
}

impl Passed {
    pub(super) fn is_written(&self) -> bool {
        !self.changes.is_empty()
    }
}

/// A write as the tool asked for it.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) run: usize,
    pub(super) sent: Sent,
    pub(super) condition: Precondition,
    /// What happened to it.
    pub(super) fate: WriteFate,
}

/// The settings at some moment.
#[derive(Debug)]
pub(super) struct Snapshot {
    pub(super) body: Value,
    pub(super) observed: Observed,
    /// How many writes had reached the portal.
    pub(super) at: usize,
}

/// A write that is still under way.
#[derive(Debug)]
struct Late {
    due: Instant,
    by: Author,
    sent: Sent,
}

#[derive(Debug)]
pub(super) struct Happened {
    pub(super) dice: Dice,
    /// Of a hundred requests so many meet a fault; none once the faults have stopped.
    pub(super) weather: usize,
    pub(super) run: usize,
    /// Requests of this run.
    pub(super) requests: usize,
    pub(super) dies: Option<Moment>,
    pub(super) is_stopped_at: Option<usize>,
    pub(super) stop: Option<StopButton>,
    pub(super) seen: Vec<Arc<Snapshot>>,
    /// Whether the last answer to a read was an old one, and runs in which any was.
    pub(super) was_stale: bool,
    pub(super) stale_runs: BTreeSet<usize>,
    late: Vec<Late>,
    pub(super) passed: Vec<Passed>,
    pub(super) asked: Vec<Asked>,
    audited: usize,
    /// Parts that the file does not name, as people left them.
    unmanaged: Value,
    pub(super) trace: Vec<String>,
    /// The first thing that must never be.
    pub(super) wrong: Option<String>,
}

pub(super) struct World {
    stage: Arc<Stage>,
    /// Versions of the file. What they do not name, only people change.
    pub(super) files: Vec<File>,
    begun: Instant,
    happened: Mutex<Happened>,
    pub(super) death: Notify,
}

impl World {
    pub(super) fn new(stage: Arc<Stage>, files: Vec<File>, dice: Dice) -> Self {
        let audited = stage.audited_behind(0).len();
        let world = Self {
            stage,
            files,
            begun: Instant::now(),
            death: Notify::new(),
            happened: Mutex::new(Happened {
                dice,
                weather: 0,
                run: 0,
                requests: 0,
                dies: None,
                is_stopped_at: None,
                stop: None,
                seen: Vec::new(),
                was_stale: false,
                stale_runs: BTreeSet::new(),
                late: Vec::new(),
                passed: Vec::new(),
                asked: Vec::new(),
                audited,
                unmanaged: Value::Null,
                trace: Vec::new(),
                wrong: None,
            }),
        };
        let first = world.settings();
        world.lock().unmanaged = world.unmanaged(&first);
        world
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Happened> {
        self.happened.lock().unwrap()
    }

    pub(super) fn note(&self, line: impl Into<String>) {
        self.lock().trace.push(line.into());
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        let passed = self.begun.elapsed().as_millis();
        now() + TimeDelta::milliseconds(i64::try_from(passed).unwrap())
    }

    /// The settings as they are, without a fault and without the tool's knowledge.
    pub(super) fn settings(&self) -> Arc<Snapshot> {
        let last = self.lock().seen.last().cloned();
        let if_none_match = last.as_ref().map(|last| last.observed.etag.0.clone());
        let received = self.stage.ask(&Sent {
            method: "GET",
            key: "settings".to_owned(),
            if_match: None,
            if_none_match,
            body: None,
        });
        if let (304, Some(last)) = (received.status, last) {
            return last;
        }
        let etag = ETag(received.etag.unwrap());
        let settings: wire::Settings = serde_json::from_value(received.body.clone()).unwrap();
        let mut happened = self.lock();
        let snapshot = Arc::new(Snapshot {
            observed: observed(&account(), settings, etag).unwrap(),
            body: received.body,
            at: happened.passed.len(),
        });
        happened.seen.push(Arc::clone(&snapshot));
        snapshot
    }

    /// The name of a candidate, if the portal has one of that code.
    pub(super) fn candidate(&self, user: &UserCode) -> Option<String> {
        let received = self.stage.ask(&Sent {
            method: "GET",
            key: format!("delegate-candidates/{user}"),
            if_match: None,
            if_none_match: None,
            body: None,
        });
        let name = received.body["name"].as_str();
        name.map(str::to_owned)
    }

    fn unmanaged(&self, snapshot: &Snapshot) -> Value {
        let files = self.files.iter();
        files.fold(snapshot.body.clone(), |rest, file| left_alone(&rest, file))
    }

    /// What no file names is as people left it.
    pub(super) fn compare_unmanaged(&self) {
        let now = self.unmanaged(&self.settings());
        let mut happened = self.lock();
        if now != happened.unmanaged && happened.wrong.is_none() {
            let wrong = format!("I6: not named, and changed: {} {now}", happened.unmanaged);
            happened.wrong = Some(wrong);
        }
    }

    /// Hands a write to the portal.
    pub(super) fn pass(&self, by: Author, sent: &Sent, asked: Option<&Sent>) -> Received {
        let received = self.stage.ask(sent);
        let mut happened = self.lock();
        let changes = match received.status {
            200..=299 => self.stage.audited_behind(happened.audited),
            _ => Vec::new(),
        };
        happened.audited += changes.len();
        let line = format!(
            "    portal: {by:?} {} {} -> {}",
            sent.method, sent.key, received.status
        );
        happened.trace.push(line);
        happened.passed.push(Passed {
            by,
            sent: asked.unwrap_or(sent).clone(),
            status: received.status,
            altered: asked.is_some_and(|asked| asked != sent),
            changes,
        });
        received
    }

    /// Has a write reach the portal after a while.
    pub(super) fn post(&self, by: Author, sent: &Sent, after: Duration) {
        let due = Instant::now() + after;
        let mut happened = self.lock();
        happened.late.push(Late {
            due,
            by,
            sent: sent.clone(),
        });
        happened.late.sort_by_key(|late| late.due);
    }

    /// Time passes, and what is due arrives.
    pub(super) async fn pause(&self, length: Duration) {
        tokio::time::sleep(length).await;
        self.deliver(Instant::now());
    }

    /// Delivers what is due by then.
    fn deliver(&self, until: Instant) {
        loop {
            let mut happened = self.lock();
            if happened.late.first().is_none_or(|late| late.due > until) {
                return;
            }
            let late = happened.late.remove(0);
            drop(happened);
            self.pass(late.by, &late.sent, None);
        }
    }

    /// A person changes something, knowing what is there.
    pub(super) fn person(&self, key: Option<&str>) {
        self.compare_unmanaged();
        let snapshot = self.settings();
        let sent = {
            let mut happened = self.lock();
            edit(&snapshot, key, &mut happened.dice)
        };
        self.pass(Author::Person, &sent, None);
        let after = self.unmanaged(&self.settings());
        self.lock().unmanaged = after;
    }

    /// Every request begins with this: time passes, others act, and the process may die.
    pub(super) async fn before(&self) {
        let (pause, dies, person) = {
            let mut happened = self.lock();
            happened.requests += 1;
            let at = happened.requests;
            if happened.is_stopped_at == Some(at)
                && let Some(stop) = happened.stop.take()
            {
                happened.trace.push("    somebody stops the run".to_owned());
                stop.press();
            }
            let weather = happened.weather;
            let person = happened.dice.falls(weather / 4);
            let pause = 1 + happened.dice.number() % 2_000;
            (pause, happened.dies == Some(Moment::Before(at)), person)
        };
        self.pause(Duration::from_millis(pause)).await;
        if person {
            self.person(None);
        }
        if dies {
            self.die("before").await;
        }
    }

    /// Every request ends with this.
    pub(super) async fn after(&self) {
        let dies = {
            let happened = self.lock();
            happened.dies == Some(Moment::After(happened.requests))
        };
        if dies {
            self.die("after").await;
        }
    }

    async fn die(&self, when: &str) {
        self.note(format!("    the process dies {when} the request"));
        self.death.notify_one();
        std::future::pending().await
    }

    /// The faults stop, and what is under way arrives.
    pub(super) fn calm(&self) {
        self.note("the faults stop");
        self.lock().weather = 0;
        self.deliver(Instant::now() + Duration::from_secs(1_000_000));
    }
}
