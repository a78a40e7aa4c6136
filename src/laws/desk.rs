//! A portal in a directory of its own, asked without a network, and all that was asked of it.

use std::sync::Mutex;

use serde::de::DeserializeOwned;
use serde_json::Value;
use tempfile::TempDir;

use crate::contract::observed::observed;
use crate::contract::request::{WriteMethod, request};
use crate::contract::{
    Access, PortalError, ReadPortal, Rejection, WriteFailure, WritePortal, WriteReceipt, shown,
    wire,
};
use crate::model::{
    AccountName, Action, Candidate, CandidateRole, Chat, ETag, Observed, PersonName, Precondition,
    UserCode,
};
use crate::portal::{NewAccount, Portal, Seed};

pub(super) struct Desk {
    portal: Portal,
    token: String,
    /// Method of every request, in order.
    pub(super) asked: Mutex<Vec<String>>,
    /// What chat was after each write.
    pub(super) chats: Mutex<Vec<Chat>>,
    /// Members that were sent and are not stored as they were sent.
    pub(super) altered: Mutex<Vec<String>>,
    /// Goes with the desk.
    _home: TempDir,
}

struct Answer {
    body: Value,
    etag: Option<ETag>,
    status: u16,
}

impl Desk {
    /// A portal that holds one account.
    pub(super) fn of(account: NewAccount) -> Self {
        let name = account.account.clone();
        let home = tempfile::tempdir().unwrap();
        let portal = Portal::open(&home.path().join("portal.db")).unwrap();
        portal.seed(&Seed::from(vec![account])).unwrap();
        Self {
            token: portal.new_token(&name).unwrap(),
            portal,
            _home: home,
            asked: Mutex::default(),
            chats: Mutex::default(),
            altered: Mutex::default(),
        }
    }

    /// The document of the whole account.
    pub(super) fn settings(&self) -> Value {
        self.ask("GET", "settings", [None, None], None)
            .unwrap()
            .body
    }

    /// Sends a body as anyone could, over what is there or as something new; whether it was taken.
    pub(super) fn send(&self, method: &str, path: &str, body: &Value) -> bool {
        let there = self.ask("GET", path, [None, None], None);
        let etag = there.ok().and_then(|answer| answer.etag);
        let headers = match &etag {
            Some(etag) => [Some(etag.0.as_str()), None],
            None => [None, Some("*")],
        };
        self.ask(method, path, headers, Some(body)).is_ok()
    }

    pub(super) async fn observed(&self) -> Observed {
        self.observe(&account()).await.unwrap()
    }

    fn ask(
        &self,
        method: &str,
        path: &str,
        headers: [Option<&str>; 2],
        body: Option<&Value>,
    ) -> Result<Answer, PortalError> {
        self.asked.lock().unwrap().push(method.to_owned());
        let path = format!("/v1/accounts/{}/{path}", account());
        let answered = self.portal.ask(&self.token, method, &path, headers, body);
        if answered.status < 400 {
            return Ok(Answer {
                body: answered.body,
                etag: answered.etag.map(ETag),
                status: answered.status,
            });
        }
        Err(PortalError::Refused(Rejection {
            status: answered.status,
            kind: answered.body["type"].as_str().unwrap().to_owned(),
            detail: format!("{method} {path}"),
            errors: Vec::new(),
        }))
    }

    /// What was sent is stored as it was sent.
    fn compare(&self, path: &str, sent: &Value) {
        let stored = self.ask("GET", path, [None, None], None).unwrap().body;
        for (name, value) in sent.as_object().into_iter().flatten() {
            if !same(value, &stored[name]) {
                let altered = format!("{path} {name}: {value} became {}", stored[name]);
                self.altered.lock().unwrap().push(altered);
            }
        }
    }
}

/// A member that is absent and one that is null are the same, also within the address.
fn same(sent: &Value, stored: &Value) -> bool {
    match (sent, stored) {
        (Value::Object(sent), Value::Object(stored)) => {
            let mut names = sent.keys().chain(stored.keys());
            let of = |members: &serde_json::Map<String, Value>, name: &String| {
                members.get(name).cloned().unwrap_or_default()
            };
            names.all(|name| of(sent, name) == of(stored, name))
        }
        (sent, stored) => sent == stored,
    }
}

pub(super) fn account() -> AccountName {
    AccountName::observed("boreal")
}

fn typed<T: DeserializeOwned>(answer: Answer) -> T {
    serde_json::from_value(answer.body).unwrap()
}

impl ReadPortal for Desk {
    async fn observe(&self, account: &AccountName) -> Result<Observed, PortalError> {
        let answer = self.ask("GET", "settings", [None, None], None)?;
        let etag = answer.etag.clone().unwrap();
        let settings: wire::Settings = typed(answer);
        observed(account, settings, etag)
    }

    async fn observe_again(&self, seen: &Observed) -> Result<Option<Observed>, PortalError> {
        let headers = [None, Some(seen.etag.0.as_str())];
        let answer = self.ask("GET", "settings", headers, None)?;
        if answer.status == 304 {
            return Ok(None);
        }
        self.observe(&seen.name).await.map(Some)
    }

    async fn candidate(
        &self,
        _: &AccountName,
        user: &UserCode,
    ) -> Result<Option<Candidate>, PortalError> {
        let path = format!("delegate-candidates/{user}");
        match self.ask("GET", &path, [None, None], None) {
            Ok(answer) => {
                let candidate: wire::Candidate = typed(answer);
                Ok(Some(Candidate {
                    user: UserCode::observed(candidate.user_code),
                    name: PersonName::observed(candidate.name),
                    company: shown(&candidate.company),
                    role: CandidateRole::CompanyAdministrator,
                }))
            }
            Err(PortalError::Refused(refusal)) if refusal.status == 404 => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn candidates(&self, _: &AccountName) -> Result<Vec<Candidate>, PortalError> {
        Ok(Vec::new())
    }

    async fn accounts(&self) -> Result<Vec<Access>, PortalError> {
        Ok(Vec::new())
    }
}

impl WritePortal for Desk {
    async fn write(
        &self,
        account: &AccountName,
        action: &Action,
        precondition: &Precondition,
    ) -> Result<WriteReceipt, WriteFailure> {
        let request = request(action);
        let method = match request.method {
            WriteMethod::Patch => "PATCH",
            WriteMethod::Put => "PUT",
            WriteMethod::Delete => "DELETE",
        };
        let headers = match precondition {
            Precondition::Matches(etag) => [Some(etag.0.as_str()), None],
            Precondition::Absent => [None, Some("*")],
            Precondition::None => [None, None],
        };
        let answer = self.ask(method, &request.path, headers, request.body.as_ref())?;
        if let Some(sent) = &request.body {
            self.compare(&request.path, sent);
        }
        let now = self.observe(account).await?;
        self.chats.lock().unwrap().push(now.account.chat);
        let lunch_break = answer.body["lunchBreak"]["etag"].as_str();
        Ok(WriteReceipt {
            status: answer.status,
            lunch_break: lunch_break.map(|etag| ETag(etag.to_owned())),
            etag: answer.etag,
            attempts: 1,
        })
    }
}
