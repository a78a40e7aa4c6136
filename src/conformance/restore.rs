//! The account before the checks, and how it is put back after each.
//!
//! The repair is a difference, like a plan: the settings are read, compared with those of the
//! beginning member by member, and only what differs is written. It uses nothing of `diff` and `plan`,
//! because a mistake there must not hide in the tool that tests it.
//!
//! Two things need care. A lunch break can be written only once its box is ticked again, so its hours
//! are a second round. And a schedule that a check deleted cannot come back: its id stays known, and
//! the contract answers 410. No check deletes what it did not create.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::claim::{Claim, ConformanceError};
use super::message::{Mismatch, ProbeRequest, bare, text};
use super::need::Need;
use super::probe::Probe;
use super::tokens::Requester;

/// The account as it was before the first check, and who else is there: what checks need to know, and
/// what the account is put back to.
pub(super) struct Baseline {
    settings: Value,
    /// User code of someone who is no delegate yet.
    candidate: Option<String>,
    second: Option<SecondAccount>,
}

/// Another account, when the system token sees one.
#[derive(Debug, Clone)]
struct SecondAccount {
    account: String,
    login: String,
}

impl Baseline {
    pub(super) async fn read(probe: &Probe) -> Result<Self, ConformanceError> {
        let ask = ProbeRequest::read(Requester::Primary, "settings");
        let answer = probe.ask(&ask).await;
        let answer = answer.map_err(|mismatch| ConformanceError::NoSettings(mismatch.got))?;
        if answer.status != 200 || text(&answer.body, "/account") != probe.account {
            return Err(ConformanceError::NoSettings(answer.verdict()));
        }
        let settings = answer.body;
        Ok(Self {
            candidate: free_candidate(probe, &settings).await,
            second: second_account(probe).await,
            settings,
        })
    }

    pub(super) fn has(&self, need: Need, claim: &Claim) -> bool {
        let deployed = self.settings["chat"]["softwareDeployed"] == true;
        match need {
            Need::Token(Requester::Delegate) => {
                let delegates = entries(&self.settings["delegates"]);
                let user = claim.tokens.delegate.as_str();
                delegates.iter().any(|one| one["userCode"] == user)
            }
            Need::Token(holder) => claim.tokens.has(holder),
            Need::Candidate => self.candidate.is_some(),
            Need::Deployed => deployed,
            Need::Undeployed => !deployed,
            Need::SecondAccount => self.second.is_some(),
            Need::NoSchedules => {
                let lists = ["/chat/fr/weeklySchedules", "/chat/fr/specialEvents"];
                lists.iter().all(|list| self.members(list) == 0)
            }
        }
    }

    /// What steps may name of the account.
    pub(super) fn variables(&self) -> BTreeMap<String, String> {
        let settings = &self.settings;
        let deployed = settings["chat"]["softwareDeployed"] == true;
        let second = self.second.as_ref();
        let person = quoted(text(settings, "/administrator/primary/name"));
        // A check that names what is not there has a `Need` that keeps it from running.
        let all = [
            ("account", text(settings, "/account")),
            ("can", text(settings, "/general/can")),
            ("primary", text(settings, "/administrator/primary/userCode")),
            ("person", person.as_str()),
            ("deployed", if deployed { "true" } else { "false" }),
            ("contrary", if deployed { "false" } else { "true" }),
            ("user", self.candidate.as_deref().unwrap_or("")),
            (
                "second",
                second.map_or("", |second| second.account.as_str()),
            ),
            ("login", second.map_or("", |second| second.login.as_str())),
        ];
        let all = all.map(|(name, value)| (name.to_owned(), value.to_owned()));
        BTreeMap::from(all)
    }

    /// Whether a special event in French was there.
    pub(super) fn holds(&self, id: &str) -> bool {
        let events = entries(&self.settings["chat"]["fr"]["specialEvents"]);
        events.iter().any(|event| text(event, "/id") == id)
    }

    pub(super) fn members(&self, pointer: &str) -> usize {
        let list = self.settings.pointer(pointer).and_then(Value::as_array);
        list.map_or(0, Vec::len)
    }

    /// Puts back what differs, in two rounds. What cannot be put back is reported by the last check,
    /// so nothing that fails here is an error by itself.
    pub(super) async fn restore(&self, probe: &Probe) {
        // A portal that does not even show its settings cannot be repaired.
        let Ok(now) = settings(probe).await else {
            return;
        };
        for ask in self.repairs(&now) {
            drop(probe.ask(&ask).await);
        }
        let Ok(now) = settings(probe).await else {
            return;
        };
        // A ticked box had to be there before its hours could be put back.
        for ask in self.lunch_breaks(&now) {
            drop(probe.ask(&ask).await);
        }
    }

    fn repairs(&self, now: &Value) -> Vec<ProbeRequest> {
        let mut asks = self.sections(now);
        for language in ["en", "fr"] {
            for (member, key) in [
                ("workingHours", "working-hours"),
                ("weekendHours", "weekend-hours"),
            ] {
                let old = &self.settings["chat"][language][member];
                if *old != now["chat"][language][member] {
                    let path = format!("chat/{language}/{key}");
                    asks.push(changed(now, "PUT", &path).body(old));
                }
            }
            for (member, key) in [
                ("weeklySchedules", "weekly-schedules"),
                ("specialEvents", "special-events"),
            ] {
                asks.extend(self.schedules(now, language, member, key));
            }
        }
        asks.extend(self.delegates(now));
        asks
    }

    fn sections(&self, now: &Value) -> Vec<ProbeRequest> {
        let patched: [(&str, &[&str]); 3] = [
            (
                "general",
                &["spid", "resellerName", "defaultCustomerLanguage", "address"],
            ),
            ("administrator", &["email", "phone", "language"]),
            ("chat", &["enabled", "timeZone"]),
        ];
        let mut asks = Vec::new();
        for (section, members) in patched {
            let (old, new) = (&self.settings[section], &now[section]);
            let back = members.iter().filter(|name| old[**name] != new[**name]);
            // What was absent is null here, and null in a merge patch removes it again.
            let body: Map<_, _> = back
                .map(|name| ((*name).to_owned(), whole(&old[*name])))
                .collect();
            if !body.is_empty() {
                asks.push(changed(now, "PATCH", section).body(&Value::Object(body)));
            }
        }
        asks
    }

    /// Requests that delete schedules which were not there before and put back those that were changed.
    /// Schedules are matched by id, because a check may have renamed one.
    fn schedules(&self, now: &Value, language: &str, member: &str, key: &str) -> Vec<ProbeRequest> {
        let old = entries(&self.settings["chat"][language][member]);
        let mut asks = Vec::new();
        for entry in entries(&now["chat"][language][member]) {
            let id = text(entry, "/id");
            let path = format!("chat/{language}/{key}/{id}");
            // Only what is there now is looked at: what a check deleted has no entry, and cannot be
            // created again under its id.
            match old.iter().find(|old| text(old, "/id") == id) {
                None => asks.push(changed(now, "DELETE", &path)),
                Some(old) if old != entry => asks.push(changed(now, "PUT", &path).body(old)),
                Some(_) => {}
            }
        }
        asks
    }

    fn delegates(&self, now: &Value) -> Vec<ProbeRequest> {
        let (old, new) = (delegates(&self.settings), delegates(now));
        let granted = new.iter().filter(|user| !old.contains(user));
        let revoked = old.iter().filter(|user| !new.contains(user));
        let undone = granted.map(|user| ("DELETE", user));
        undone
            .chain(revoked.map(|user| ("PUT", user)))
            .map(|(method, user)| {
                ProbeRequest::new(Requester::Primary, method, &format!("delegates/{user}"))
            })
            .collect()
    }

    fn lunch_breaks(&self, now: &Value) -> Vec<ProbeRequest> {
        let mut asks = Vec::new();
        for language in ["en", "fr"] {
            // Where the box was not ticked before, unticking it has removed the lunch break already.
            let old = &self.settings["chat"][language]["lunchBreak"];
            let new = &now["chat"][language]["lunchBreak"];
            if !old.is_null() && !new.is_null() && old != new {
                asks.push(changed(now, "PUT", &format!("chat/{language}/lunch-break")).body(old));
            }
        }
        asks
    }

    /// Whether every part of the account is as it was; otherwise which ones are not. Their values are
    /// not shown, because one of them is the confidential phone.
    pub(super) async fn as_it_was(&self, probe: &Probe) -> Result<(), Mismatch> {
        let now = settings(probe).await?;
        let parts = [
            "/general",
            "/administrator",
            "/delegates",
            "/chat/enabled",
            "/chat/timeZone",
            "/chat/en",
            "/chat/fr",
        ];
        // Tags and the revision have moved on, and may. Ids of deleted schedules do not show.
        let mut others = Vec::new();
        for part in parts {
            if self.settings.pointer(part).map(bare) != now.pointer(part).map(bare) {
                others.push(part);
            }
        }
        if others.is_empty() {
            return Ok(());
        }
        let got = format!("other: {}", others.join(" "));
        let asked = ProbeRequest::read(Requester::Primary, "settings").words();
        Err(Mismatch::new(&asked, "the account as it was", got))
    }
}

async fn settings(probe: &Probe) -> Result<Value, Mismatch> {
    let answer = probe
        .ask(&ProbeRequest::read(Requester::Primary, "settings"))
        .await?;
    Ok(answer.body)
}

/// An address with `null` for the parts that it lacks: it is replaced as a whole, and a part that is only
/// left out might stay behind from the address that a check has written.
fn whole(value: &Value) -> Value {
    let mut value = value.clone();
    if let Value::Object(members) = &mut value {
        for name in ["province", "postalCode"] {
            members.entry(name).or_insert(Value::Null);
        }
    }
    value
}

/// A write to what exists, with the tag that the settings name; `*` where they name none, so that a
/// portal that forgot a tag is still put back.
fn changed(now: &Value, method: &str, path: &str) -> ProbeRequest {
    let tag = now["etags"][path].as_str().unwrap_or("*");
    ProbeRequest::new(Requester::Primary, method, path).with("if-match", tag)
}

/// The entries of a list; a portal whose list is none fails a check of its own.
fn entries(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

/// User codes of the delegates.
fn delegates(settings: &Value) -> Vec<&str> {
    let list = entries(&settings["delegates"]).iter();
    list.map(|delegate| text(delegate, "/userCode")).collect()
}

async fn free_candidate(probe: &Probe, settings: &Value) -> Option<String> {
    let ask = ProbeRequest::read(Requester::Primary, "delegate-candidates?limit=200");
    let listed = probe.ask(&ask).await.ok()?;
    let delegates = delegates(settings);
    let primary = text(settings, "/administrator/primary/userCode");
    // Neither the primary administrator nor who is a delegate already can be granted anything.
    let mut codes = listed.entries().iter().map(|one| text(one, "/userCode"));
    codes
        .find(|user| *user != primary && !delegates.contains(user))
        .map(str::to_owned)
}

async fn second_account(probe: &Probe) -> Option<SecondAccount> {
    let ask = ProbeRequest::read(Requester::System, "/v1/accounts?limit=200");
    let listed = probe.ask(&ask).await.ok()?;
    let mut names = listed.entries().iter().map(|one| text(one, "/account"));
    let account = names.find(|name| !name.is_empty() && *name != probe.account)?;
    let path = format!("/v1/accounts/{account}/administrator");
    let administrator = probe
        .ask(&ProbeRequest::read(Requester::System, &path))
        .await
        .ok()?;
    Some(SecondAccount {
        account: account.to_owned(),
        login: administrator.body["email"].as_str()?.to_owned(),
    })
}

/// A text as it stands between the quotes of JSON.
fn quoted(text: &str) -> String {
    let json = Value::from(text).to_string();
    json.trim_matches('"').to_owned()
}
