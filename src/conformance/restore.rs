//! The account before the checks, and how it is put back after each.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::answer::{Ask, Mismatch, Probe, bare};
use super::{Claim, Fault, Holder, Need, Outcome, text};

/// What was there.
pub(super) struct Baseline {
    settings: Value,
    /// User code of someone who is no delegate yet.
    candidate: Option<String>,
    second: Option<Second>,
}

/// Another account, when the system token sees one.
#[derive(Debug, Clone, Default)]
struct Second {
    account: String,
    login: String,
}

impl Baseline {
    pub(super) async fn read(probe: &Probe) -> Result<Self, Fault> {
        let ask = Ask::read(Holder::Primary, "settings");
        let answer = probe.ask(&ask).await;
        let answer = answer.map_err(|mismatch| Fault::NoSettings(mismatch.got))?;
        if answer.status != 200 || text(&answer.body, "/account") != probe.account {
            return Err(Fault::NoSettings(answer.verdict()));
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
            Need::Token(Holder::Delegate) => {
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
        let of = |pointer| text(&self.settings, pointer).to_owned();
        let deployed = self.settings["chat"]["softwareDeployed"] == true;
        let known = [
            ("account", of("/account")),
            ("can", of("/general/can")),
            ("primary", of("/administrator/primary/userCode")),
            ("person", quoted(&of("/administrator/primary/name"))),
            ("deployed", deployed.to_string()),
            ("contrary", (!deployed).to_string()),
        ];
        let second = self.second.clone().unwrap_or_default();
        let found = [
            ("user", self.candidate.clone().unwrap_or_default()),
            ("second", second.account),
            ("login", second.login),
        ];
        let all = known.into_iter().chain(found);
        all.map(|(name, value)| (name.to_owned(), value)).collect()
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

    /// Puts back what differs. What cannot be put back is told by the last check.
    pub(super) async fn restore(&self, probe: &Probe) {
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

    fn repairs(&self, now: &Value) -> Vec<Ask> {
        let mut asks = self.sections(now);
        for language in ["en", "fr"] {
            for (member, key) in [
                ("workingHours", "working-hours"),
                ("weekendHours", "weekend-hours"),
            ] {
                let part = |settings: &Value| settings["chat"][language][member].clone();
                if part(&self.settings) != part(now) {
                    let path = format!("chat/{language}/{key}");
                    asks.push(changed(now, "PUT", &path).body(&part(&self.settings)));
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

    fn sections(&self, now: &Value) -> Vec<Ask> {
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
            let differs = |name: &&&str| old[**name] != new[**name];
            let back = members.iter().filter(differs);
            let body: Map<_, _> = back
                .map(|name| ((*name).to_owned(), whole(&old[*name])))
                .collect();
            if !body.is_empty() {
                asks.push(changed(now, "PATCH", section).body(&Value::Object(body)));
            }
        }
        asks
    }

    /// Schedules that were not there go, and those that were are as they were.
    fn schedules(&self, now: &Value, language: &str, member: &str, key: &str) -> Vec<Ask> {
        let old = entries(&self.settings["chat"][language][member]);
        let mut asks = Vec::new();
        for entry in entries(&now["chat"][language][member]) {
            let id = text(&entry, "/id");
            let path = format!("chat/{language}/{key}/{id}");
            match old.iter().find(|old| text(old, "/id") == id) {
                None => asks.push(changed(now, "DELETE", &path)),
                Some(old) if *old != entry => asks.push(changed(now, "PUT", &path).body(old)),
                Some(_) => {}
            }
        }
        asks
    }

    fn delegates(&self, now: &Value) -> Vec<Ask> {
        let codes = |settings: &Value| -> Vec<String> {
            let list = entries(&settings["delegates"]);
            list.iter()
                .map(|one| text(one, "/userCode").to_owned())
                .collect()
        };
        let (old, new) = (codes(&self.settings), codes(now));
        let path = |user: &String| format!("delegates/{user}");
        let gone = new.iter().filter(|user| !old.contains(user));
        let back = old.iter().filter(|user| !new.contains(user));
        gone.map(|user| Ask::new(Holder::Primary, "DELETE", &path(user)))
            .chain(back.map(|user| Ask::new(Holder::Primary, "PUT", &path(user))))
            .collect()
    }

    fn lunch_breaks(&self, now: &Value) -> Vec<Ask> {
        let mut asks = Vec::new();
        for language in ["en", "fr"] {
            let part = |settings: &Value| settings["chat"][language]["lunchBreak"].clone();
            let (old, new) = (part(&self.settings), part(now));
            if !old.is_null() && !new.is_null() && old != new {
                asks.push(changed(now, "PUT", &format!("chat/{language}/lunch-break")).body(&old));
            }
        }
        asks
    }

    /// Whether every part of the account is as it was.
    pub(super) async fn as_it_was(&self, probe: &Probe) -> Outcome {
        let now = match settings(probe).await {
            Ok(now) => now,
            Err(mismatch) => return Outcome::Fail(mismatch),
        };
        let parts = [
            "/general",
            "/administrator",
            "/delegates",
            "/chat/enabled",
            "/chat/timeZone",
            "/chat/en",
            "/chat/fr",
        ];
        let part = |settings: &Value, part: &str| settings.pointer(part).map(bare);
        let differs = |at: &&&str| part(&self.settings, at) != part(&now, at);
        let others: Vec<_> = parts.iter().filter(differs).copied().collect();
        if others.is_empty() {
            return Outcome::Pass;
        }
        let got = format!("other: {}", others.join(" "));
        let asked = Ask::read(Holder::Primary, "settings").words();
        Outcome::Fail(Mismatch::new(&asked, "the account as it was", got))
    }
}

async fn settings(probe: &Probe) -> Result<Value, Mismatch> {
    let answer = probe.ask(&Ask::read(Holder::Primary, "settings")).await?;
    Ok(answer.body)
}

/// An address is sent whole, and what it has not as `null`.
fn whole(value: &Value) -> Value {
    let mut value = value.clone();
    if let Value::Object(members) = &mut value {
        for name in ["province", "postalCode"] {
            members.entry(name).or_insert(Value::Null);
        }
    }
    value
}

/// A write to what exists, with the tag that the settings name.
fn changed(now: &Value, method: &str, path: &str) -> Ask {
    let tag = now["etags"][path].as_str().unwrap_or("*");
    Ask::new(Holder::Primary, method, path).with("if-match", tag)
}

fn entries(list: &Value) -> Vec<Value> {
    list.as_array().cloned().unwrap_or_default()
}

async fn free_candidate(probe: &Probe, settings: &Value) -> Option<String> {
    let ask = Ask::read(Holder::Primary, "delegate-candidates?limit=200");
    let listed = probe.ask(&ask).await.ok()?;
    let delegates = entries(&settings["delegates"]);
    let primary = text(settings, "/administrator/primary/userCode");
    let taken = |user: &str| user == primary || delegates.iter().any(|one| one["userCode"] == user);
    let mut codes = listed.entries().iter().map(|one| text(one, "/userCode"));
    codes.find(|user| !taken(user)).map(str::to_owned)
}

async fn second_account(probe: &Probe) -> Option<Second> {
    let ask = Ask::read(Holder::System, "/v1/accounts?limit=200");
    let listed = probe.ask(&ask).await.ok()?;
    let mut names = listed.entries().iter().map(|one| text(one, "/account"));
    let account = names.find(|name| !name.is_empty() && *name != probe.account)?;
    let path = format!("/v1/accounts/{account}/administrator");
    let administrator = probe.ask(&Ask::read(Holder::System, &path)).await.ok()?;
    Some(Second {
        account: account.to_owned(),
        login: administrator.body["email"].as_str()?.to_owned(),
    })
}

/// A text as it stands between the quotes of JSON.
fn quoted(text: &str) -> String {
    let json = Value::from(text).to_string();
    json.trim_matches('"').to_owned()
}
