//! The line between the tool and the portal, with everything that can happen on it.
//!
//! The requests are those that the client over HTTP would send: the bodies come from the contract, and the
//! portal reads them as it reads those of the network.

use serde_json::Value;

use super::fate::{Answer, ReadFate, WriteFate};
use super::journal;
use super::stage::{Received, Sent};
use super::world::{Asked, Author, Snapshot, World};
use crate::contract::observed::observed;
use crate::contract::request::{WriteMethod, request};
use crate::contract::{
    Access, PortalError, ReadPortal, Rejection, WriteFailure, WritePortal, WriteReceipt, wire,
};
use crate::model::{
    AccountName, Action, Candidate, CandidateRole, ETag, Observed, PersonName, Precondition,
    UserCode,
};

/// The tool's end of it.
pub(super) struct Line<'w> {
    pub(super) world: &'w World,
    /// Where the tool keeps its journals.
    pub(super) state: &'w std::path::Path,
}

fn lost() -> PortalError {
    PortalError::Lost {
        reason: "simulated".to_owned(),
    }
}

fn unreachable() -> PortalError {
    PortalError::Unreachable {
        reason: "simulated".to_owned(),
    }
}

fn refused(status: u16, kind: &str) -> PortalError {
    PortalError::Refused(Rejection {
        status,
        kind: kind.to_owned(),
        detail: String::new(),
        errors: Vec::new(),
    })
}

/// As the client counts: a portal that is busy is asked five times.
fn refusal(status: u16) -> WriteFailure {
    let kind = match status {
        412 => "stale",
        _ => "simulated",
    };
    WriteFailure {
        error: refused(status, kind),
        attempts: if matches!(status, 429 | 503) { 5 } else { 1 },
    }
}

impl Line<'_> {
    fn read_fate(&self) -> ReadFate {
        let mut happened = self.world.lock();
        let weather = happened.weather;
        if !happened.dice.falls(weather) {
            return ReadFate::Answered;
        }
        let fate = ReadFate::draw(&mut happened.dice);
        happened.trace.push(format!("    read: {fate:?}"));
        fate
    }

    /// The settings as the tool gets them.
    async fn settings(&self) -> Result<std::sync::Arc<Snapshot>, PortalError> {
        self.world.before().await;
        let fate = self.read_fate();
        let now = self.world.settings();
        self.world.after().await;
        self.world.lock().was_stale = false;
        match fate {
            ReadFate::Answered => Ok(now),
            ReadFate::Lost => Err(lost()),
            ReadFate::Unreachable => Err(unreachable()),
            ReadFate::Busy => Err(refused(503, "maintenance")),
            ReadFate::Stale => {
                let mut happened = self.world.lock();
                let any = happened.seen.len();
                let old = happened.dice.below(any);
                if old + 1 != any {
                    happened.was_stale = true;
                    let run = happened.run;
                    happened.stale_runs.insert(run);
                }
                Ok(happened.seen[old].clone())
            }
            ReadFate::Torn => {
                let mut body = now.body.clone();
                tear(&mut body, self.world);
                let settings = serde_json::from_value::<wire::Settings>(body.clone());
                let settings =
                    settings.map_err(|error| PortalError::not_the_portal(&error.to_string()))?;
                let etag = now.observed.etag.clone();
                let observed = observed(&now.observed.name, settings, etag)?;
                let at = now.at;
                Ok(std::sync::Arc::new(Snapshot { body, observed, at }))
            }
        }
    }

    fn author(&self) -> (usize, Author) {
        let happened = self.world.lock();
        let run = happened.run;
        let write = happened.asked.iter().filter(|asked| asked.run == run);
        let write = write.count();
        (write, Author::Tool { run, write })
    }

    /// Lets the write meet its fate.
    fn meet(&self, fate: WriteFate, by: Author, sent: &Sent) -> Result<Received, WriteFailure> {
        let world = self.world;
        let pass = || accepted(world.pass(by, sent, None));
        match fate {
            WriteFate::Answered => pass(),
            WriteFate::LostAfter => {
                drop(pass());
                Err(lost().into())
            }
            WriteFate::LostBefore => Err(lost().into()),
            WriteFate::Late(after) => {
                world.post(by, sent, after);
                Err(lost().into())
            }
            WriteFate::Twice(answer) => {
                let first = pass();
                let second = pass();
                match answer {
                    Answer::First => first,
                    Answer::Second => second,
                }
            }
            WriteFate::Echoed(after) => {
                // Nothing keeps a late copy of a grant or a revocation from taking effect.
                if sent.if_match.is_some() || sent.if_none_match.is_some() {
                    world.post(by, sent, after);
                }
                pass()
            }
            WriteFate::Refused(status) => Err(refusal(status)),
            WriteFate::RefusedAfter(status) => {
                drop(pass());
                Err(refusal(status))
            }
            WriteFate::Unreachable => Err(unreachable().into()),
            WriteFate::Altered => {
                let other = altered(sent);
                accepted(world.pass(by, &other, Some(sent)))
            }
            WriteFate::Overtaken => {
                world.person(Some(&sent.key));
                pass()
            }
            WriteFate::LostAndOvertaken => {
                drop(pass());
                world.person(Some(&sent.key));
                Err(lost().into())
            }
        }
    }
}

/// Takes a member out of the settings, at the top or somewhere below.
fn tear(body: &mut Value, world: &World) {
    let mut happened = world.lock();
    let mut at = body;
    loop {
        let Value::Object(members) = at else { return };
        let names: Vec<_> = members.keys().cloned().collect();
        let Some(bound) = names.len().checked_sub(1) else {
            return;
        };
        let name = &names[happened.dice.below(bound + 1)];
        let is_deep = members[name].is_object() && happened.dice.falls(70);
        if !is_deep {
            happened.trace.push(format!("    torn: without {name}"));
            members.remove(name);
            return;
        }
        at = members.get_mut(name).unwrap();
    }
}

/// The request with another value in it.
fn altered(sent: &Sent) -> Sent {
    let mut other = sent.clone();
    if let Some(Value::Object(members)) = &mut other.body
        && let Some((_, value)) = members.iter_mut().find(|(_, value)| !value.is_null())
    {
        match value {
            Value::Bool(on) => *on = !*on,
            Value::String(text) if text.contains(':') => "03:17".clone_into(text),
            Value::String(text) if text == "fr" => "en".clone_into(text),
            Value::String(text) if text == "en" => "fr".clone_into(text),
            Value::String(text) => "Autre".clone_into(text),
            Value::Array(days) => *days = vec!["sun".into()],
            Value::Null | Value::Number(_) | Value::Object(_) => {}
        }
    }
    other
}

fn accepted(received: Received) -> Result<Received, WriteFailure> {
    if received.status < 400 {
        return Ok(received);
    }
    let kind = received.body["type"].as_str().unwrap_or_default();
    Err(refused(received.status, kind).into())
}

impl ReadPortal for Line<'_> {
    async fn observe(&self, _: &AccountName) -> Result<Observed, PortalError> {
        self.settings().await.map(|seen| seen.observed.clone())
    }

    async fn observe_again(&self, seen: &Observed) -> Result<Option<Observed>, PortalError> {
        let now = self.settings().await?;
        Ok((now.observed.etag != seen.etag).then(|| now.observed.clone()))
    }

    async fn candidate(
        &self,
        _: &AccountName,
        user: &UserCode,
    ) -> Result<Option<Candidate>, PortalError> {
        self.world.before().await;
        let fate = self.read_fate();
        self.world.after().await;
        match fate {
            ReadFate::Answered | ReadFate::Stale => {}
            ReadFate::Lost | ReadFate::Torn => return Err(lost()),
            ReadFate::Unreachable => return Err(unreachable()),
            ReadFate::Busy => return Err(refused(503, "maintenance")),
        }
        Ok(self.world.candidate(user).map(|name| Candidate {
            user: user.clone(),
            name: PersonName::observed(name),
            company: String::new(),
            role: CandidateRole::CompanyAdministrator,
        }))
    }

    async fn candidates(&self, _: &AccountName) -> Result<Vec<Candidate>, PortalError> {
        Ok(Vec::new())
    }

    async fn accounts(&self) -> Result<Vec<Access>, PortalError> {
        Ok(Vec::new())
    }
}

impl WritePortal for Line<'_> {
    async fn write(
        &self,
        _: &AccountName,
        action: &Action,
        precondition: &Precondition,
    ) -> Result<WriteReceipt, WriteFailure> {
        let sent = on_the_wire(action, precondition);
        let (write, by) = self.author();
        let fate = {
            let mut happened = self.world.lock();
            let weather = happened.weather;
            let fate = match happened.dice.falls(weather) {
                true => WriteFate::draw(&mut happened.dice),
                false => WriteFate::Answered,
            };
            let line = format!("  write {write}: {} {} {fate:?}", sent.method, sent.key);
            happened.trace.push(line);
            let run = happened.run;
            happened.asked.push(Asked {
                run,
                sent: sent.clone(),
                condition: precondition.clone(),
                fate,
            });
            if let Err(wrong) = journal::is_before_the_write(self.state, write, &sent.key) {
                happened.wrong.get_or_insert(wrong);
            }
            fate
        };
        self.world.before().await;
        let met = self.meet(fate, by, &sent);
        self.world.after().await;
        let received = met?;
        let lunch_break = received.body["lunchBreak"]["etag"].as_str();
        Ok(WriteReceipt {
            status: received.status,
            lunch_break: lunch_break.map(|etag| ETag(etag.to_owned())),
            etag: received.etag.map(ETag),
            attempts: 1,
        })
    }
}

fn on_the_wire(action: &Action, precondition: &Precondition) -> Sent {
    let request = request(action);
    let (if_match, if_none_match) = match precondition {
        Precondition::Matches(etag) => (Some(etag.0.clone()), None),
        Precondition::Absent => (None, Some("*".to_owned())),
        Precondition::None => (None, None),
    };
    Sent {
        method: match request.method {
            WriteMethod::Patch => "PATCH",
            WriteMethod::Put => "PUT",
            WriteMethod::Delete => "DELETE",
        },
        key: request.path,
        if_match,
        if_none_match,
        body: request.body,
    }
}
