//! The tool and the portal, driven through a history and compared with its model (`history.rs`).

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::ProptestConfig;
use proptest::test_runner::TestRunner;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::dice::Dice;
use super::fate::Moment;
use super::history::{Expectation, Model, Part, Transition, Values};
use super::line::Line;
use super::run::{ApprovedPlan, End, Job, Run, parsed, rules, run};
use super::stage::{Sent, Stage, directory};
use super::world::{Author, World};
use super::{judge, whole};
use crate::apply::{AccountLock, OtherLock, RunAuthor};
use crate::effort::{cases, times};
use crate::fixture::{account, weekly};
use crate::laws::now;
use crate::model::{Account, Kind, Language, ResellerName, ScheduleLists};
use crate::plan::Verdict;
use crate::plan::file::{PlanFile, PlannedFile, sha256};
use crate::reconcile::{ApplyError, Ending, GateError, Limits, Links, SavedPlans, propose};

const ZONES: [&str; 3] = ["America/Toronto", "America/Halifax", "UTC"];
const PEOPLE: [(&str, &str); 2] = [("2041", "Jean Roy"), ("2107", "Aïcha Benali")];

/// The real ones.
struct Machine {
    runtime: Runtime,
    world: World,
    state: TempDir,
    /// The file that is edited.
    path: PathBuf,
    saved: Option<(Vec<u8>, ApprovedPlan)>,
    runs: Vec<Run>,
}

/// The account that the model begins with.
fn first() -> Account {
    let mut account = account();
    account.general.reseller_name = ResellerName::observed("Nom 0");
    account.delegates.clear();
    account.chat.enabled = false;
    let hours = account.chat.hours.get_mut(Language::Fr);
    hours.weekend_hours = weekly("sat 08:00-17:00");
    hours.named = ScheduleLists::default();
    account
}

/// What of an account the model knows.
fn values(account: &Account) -> Values {
    let hours = account.chat.hours.get(Language::Fr);
    let from = |weekly: crate::model::Weekly, first: u8| match weekly.hours {
        Some(crate::model::Hours::Between(window)) => {
            let text = window.start.to_string();
            text[..2].parse::<u8>().unwrap() - first
        }
        other => panic!("no such hours: {other:?}"),
    };
    let zone = account.chat.time_zone.as_str();
    let zone = ZONES.iter().position(|known| *known == zone).unwrap();
    let mut evenings = hours.named.weekly();
    let evening = evenings.next().map_or(0, |(_, weekly)| from(weekly, 17));
    let name = account.general.reseller_name.as_str();
    let spid = account.general.spid.as_ref();
    Values::from([
        (
            Part::Name,
            name.strip_prefix("Nom ").unwrap().parse().unwrap(),
        ),
        (
            Part::Spid,
            spid.map_or(0, |spid| spid.as_str()[1..].parse().unwrap()),
        ),
        (Part::Enabled, u8::from(account.chat.enabled)),
        (Part::Zone, u8::try_from(zone).unwrap()),
        (Part::Weekend, from(hours.weekend_hours, 8)),
        (Part::Evening, evening),
        (
            Part::Delegates,
            u8::try_from(account.delegates.len()).unwrap(),
        ),
    ])
}

fn evening(value: u8) -> Value {
    json!({
        "name": "Soir", "days": ["thu"],
        "startTime": format!("{}:00", 17 + value), "endTime": "22:00",
    })
}

fn weekend(value: u8) -> Value {
    json!({ "days": ["sat"], "startTime": format!("{:02}:00", 8 + value), "endTime": "17:00" })
}

/// The file, as JSON, which is YAML as well.
fn text(file: &Values) -> String {
    let mut root = json!({ "apiVersion": "consigne/v1", "account": "boreal" });
    for (part, value) in file {
        match part {
            Part::Name => root["general"]["resellerName"] = format!("Nom {value}").into(),
            Part::Spid if *value == 0 => root["general"]["spid"] = "".into(),
            Part::Spid => root["general"]["spid"] = format!("S{value}").into(),
            Part::Enabled => root["chat"]["enabled"] = (*value == 1).into(),
            Part::Zone => root["chat"]["timeZone"] = ZONES[usize::from(*value)].into(),
            Part::Weekend => root["chat"]["hours"]["fr"]["weekendHours"] = weekend(*value),
            Part::Evening => {
                let list = (*value > 0).then(|| evening(*value));
                let list: Vec<_> = list.into_iter().collect();
                root["chat"]["hours"]["fr"]["weeklySchedules"] = list.into();
            }
            Part::Delegates => {
                let people = PEOPLE.iter().take(usize::from(*value));
                let people = people.map(|(user, name)| json!({ "user": user, "name": name }));
                root["delegates"] = people.collect();
            }
        }
    }
    root.to_string()
}

fn clock(model: &Model) -> DateTime<Utc> {
    now() + TimeDelta::minutes(model.minute.into())
}

impl Machine {
    fn send(&self, method: &'static str, key: String, is_new: bool, body: Option<Value>) {
        let etags = &self.world.settings().observed.etags;
        let if_match = etags.get(&key).map(|etag| etag.0.clone());
        let sent = Sent {
            method,
            if_match: if_match.filter(|_| !key.starts_with("delegates/")),
            key,
            if_none_match: is_new.then(|| "*".to_owned()),
            body,
        };
        let received = self.world.pass(Author::Person, &sent, None);
        assert!(received.status < 300, "{sent:?}: {}", received.status);
    }

    /// A person makes a setting what it is to be.
    fn hand(&self, part: Part, value: u8) {
        let section = |key: &str, body| self.send("PATCH", key.to_owned(), false, Some(body));
        match part {
            Part::Name => section("general", json!({ "resellerName": format!("Nom {value}") })),
            Part::Spid => {
                let spid = (value > 0).then(|| format!("S{value}"));
                section("general", json!({ "spid": spid }));
            }
            Part::Enabled => section("chat", json!({ "enabled": value == 1 })),
            Part::Zone => section("chat", json!({ "timeZone": ZONES[usize::from(value)] })),
            Part::Weekend => {
                let key = "chat/fr/weekend-hours".to_owned();
                self.send("PUT", key, false, Some(weekend(value)));
            }
            Part::Evening => self.hand_evening(value),
            Part::Delegates => {
                for (at, (user, _)) in PEOPLE.iter().enumerate() {
                    let is_granted = at < usize::from(value);
                    let method = if is_granted { "PUT" } else { "DELETE" };
                    self.send(method, format!("delegates/{user}"), false, None);
                }
            }
        }
    }

    fn hand_evening(&self, value: u8) {
        let snapshot = self.world.settings();
        let mut ids = snapshot.observed.ids.iter();
        let found = ids.find(|(at, _)| at.language == Language::Fr && at.kind == Kind::Weekly);
        let key = |id: &str| format!("chat/fr/weekly-schedules/{id}");
        match (found, value) {
            (None, 0) => {}
            (Some((_, id)), 0) => self.send("DELETE", key(&id.0), false, None),
            (Some((_, id)), value) => {
                self.send("PUT", key(&id.0), false, Some(evening(value)));
            }
            (None, value) => {
                let number = self.world.lock().dice.number();
                let letter =
                    |digit: u32| char::from(b'a' + u8::try_from(number >> digit & 15_u64).unwrap());
                let id: String = (0..26).map(letter).collect();
                self.send("PUT", key(&id), true, Some(evening(value)));
            }
        }
    }

    fn plan(&mut self, model: &Model) {
        let text = text(&model.file);
        let ready = parsed(&text);
        let line = Line {
            world: &self.world,
            state: self.state.path(),
        };
        let rules = rules();
        let proposal = propose(&ready, &line, "simulated", &rules, clock(model));
        let proposal = self.runtime.block_on(proposal).unwrap();
        self.saved = None;
        if let Verdict::Ready { plan, .. } = proposal.verdict {
            let file = PlanFile {
                tool: "simulated".to_owned(),
                made_at: clock(model).to_rfc3339(),
                sources: vec![PlannedFile {
                    path: self.path.display().to_string(),
                    sha256: sha256(text.as_bytes()),
                }],
                plans: vec![plan.as_ref().clone()],
                view: Value::Null,
            };
            let approved = ApprovedPlan {
                plan: *plan,
                seen: self.world.settings(),
            };
            self.saved = Some((file.to_bytes(), approved));
        }
    }

    fn apply(&mut self, model: &Model, dies: Option<Moment>) -> Expectation {
        self.world.lock().dies = dies;
        let ready = parsed(&text(&model.file));
        self.run(Job::File(usize::MAX, &ready))
    }

    fn apply_saved(&mut self, model: &Model, max_age: Option<u32>) -> Expectation {
        let Some((bytes, mut approved)) = self.saved.clone() else {
            return Expectation::Nothing;
        };
        let file = PlanFile::from_bytes(&bytes).unwrap();
        let max_age = max_age.map(|minutes| Duration::from_secs(60 * u64::from(minutes)));
        let limits = Limits {
            files: 1,
            links: Links::Everywhere,
        };
        match SavedPlans::of(&file, max_age, clock(model), &[], limits) {
            Err(GateError::TooOld { .. }) => return Expectation::TooOld,
            Err(GateError::OtherFile { .. }) => return Expectation::OtherFile,
            Err(other) => panic!("{other}"),
            Ok(_) => {}
        }
        approved.plan = file.plans[0].clone();
        self.run(Job::Saved(&approved))
    }

    fn run(&mut self, job: Job<'_>) -> Expectation {
        let done = run(&self.world, self.state.path(), job);
        let done = self.runtime.block_on(done);
        self.world.lock().dies = None;
        judge::run(&self.world.lock(), &done, &[]).unwrap();
        let came = match &done.end {
            End::Killed => Expectation::Nothing,
            End::InSync => Expectation::InSync,
            End::NotApplied(ApplyError::Stale { .. } | ApplyError::Spent) => Expectation::NoWrite,
            End::NotApplied(ApplyError::NoJournal { .. }) => Expectation::Locked,
            End::Applied(applied) if applied.ending() == Ending::Settled => Expectation::Settled,
            End::Unread
            | End::Refused(_)
            | End::NotPassed(_)
            | End::NotApplied(_)
            | End::Applied(_) => panic!("{:?}", done.end),
        };
        self.runs.push(done);
        came
    }

    /// Killed, a run leaves each setting as it was or as it is to be; the next one completes it.
    fn apply_killed(&mut self, model: &Model, dies: Moment) {
        self.apply(model, Some(dies));
        for (part, value) in values(&self.world.settings().observed.account) {
            let ends = [model.was[&part], model.portal[&part]];
            // Delegates are granted and revoked one by one.
            let is_between = part == Part::Delegates
                && (ends[0].min(ends[1])..=ends[0].max(ends[1])).contains(&value);
            let is_known = is_between || ends.contains(&value);
            assert!(is_known, "{part:?} is {value}, not of {ends:?}");
        }
        self.apply(model, None);
    }
}

impl StateMachineTest for Machine {
    type SystemUnderTest = Self;
    type Reference = Model;

    fn init_test(_: &Model) -> Self {
        thread_local! {
            static STAGE: Arc<Stage> = Arc::new(Stage::new());
        }
        let stage = STAGE.with(Arc::clone);
        stage.set(0, &first());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .unwrap();
        let world = runtime.block_on(async { World::new(stage, Vec::new(), Dice::of(1)) });
        let state = directory();
        let path = state.path().join("reseller.yaml");
        Self {
            runtime,
            world,
            state,
            path,
            saved: None,
            runs: Vec::new(),
        }
    }

    fn apply(mut machine: Self, model: &Model, transition: Transition) -> Self {
        let expect = model.expect;
        let came = match transition {
            Transition::Edit(..) => {
                let mut file = tempfile::NamedTempFile::new_in(machine.state.path()).unwrap();
                let written = std::io::Write::write_all(&mut file, text(&model.file).as_bytes());
                written.unwrap();
                file.persist(&machine.path).unwrap();
                Expectation::Nothing
            }
            Transition::Plan => {
                machine.plan(model);
                Expectation::Nothing
            }
            Transition::Apply => machine.apply(model, None),
            Transition::ApplySaved(max_age) => machine.apply_saved(model, max_age),
            Transition::ApplyLocked => {
                let author = RunAuthor::default();
                let state = machine.state.path();
                let lock = AccountLock::take(state, "boreal", &author, "now", OtherLock::Respect);
                let lock = lock.unwrap();
                let came = machine.apply(model, None);
                drop(lock);
                came
            }
            Transition::ApplyKilled(at, after) => {
                let dies = if after {
                    Moment::After(at)
                } else {
                    Moment::Before(at)
                };
                machine.apply_killed(model, dies);
                expect
            }
            Transition::Hand(part, value) => {
                machine.hand(part, value);
                Expectation::Nothing
            }
            Transition::Clock(minutes) => {
                let length = Duration::from_secs(60 * u64::from(minutes));
                machine.runtime.block_on(machine.world.pause(length));
                Expectation::Nothing
            }
        };
        assert_eq!(came, expect);
        machine
    }

    fn check_invariants(machine: &Self, model: &Model) {
        let account = &machine.world.settings().observed.account;
        assert_eq!(values(account), model.portal);
    }

    fn teardown(machine: Self, _: Model) {
        whole::judge(&machine.world.lock(), &machine.runs).unwrap();
    }
}

/// 20 steps in a test run, and 50 before a release.
#[test]
fn every_history_comes_to_what_the_model_says() {
    let steps = if times(1) >= 10 { 50 } else { 20 };
    let histories = Model::sequential_strategy(steps / 2..=steps);
    let mut runner = TestRunner::new(cases(64));
    let outcome = runner.run(&histories, |(begin, steps, seen)| {
        Machine::test_sequential(ProptestConfig::default(), begin, steps, seen);
        Ok(())
    });
    outcome.unwrap_or_else(|failed| panic!("{failed}"));
}
