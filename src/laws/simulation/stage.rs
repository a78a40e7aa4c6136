//! The portal of a simulation: the real one over a database in memory, without a network.

use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::laws::account::new_account;
use crate::model::Account;
use crate::portal::{AuditEntry, Portal, Seed};

/// Serves many simulations, one after the other: to open a database takes longer than to use it.
pub(super) struct Stage {
    portal: Portal,
    token: OnceLock<String>,
    _home: TempDir,
}

/// A request as the portal gets it, below the account.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sent {
    pub(super) method: &'static str,
    pub(super) key: String,
    pub(super) if_match: Option<String>,
    pub(super) if_none_match: Option<String>,
    pub(super) body: Option<Value>,
}

pub(super) struct Received {
    pub(super) status: u16,
    pub(super) body: Value,
    pub(super) etag: Option<String>,
}

/// In memory where the system has such a directory.
pub(super) fn directory() -> TempDir {
    tempfile::tempdir_in("/dev/shm").unwrap_or_else(|_| tempfile::tempdir().unwrap())
}

impl Stage {
    pub(super) fn new() -> Self {
        let home = directory();
        Self {
            portal: Portal::open(&home.path().join("portal.db")).unwrap(),
            token: OnceLock::new(),
            _home: home,
        }
    }

    /// Holds this account, and nothing of earlier simulations. A number stands for one account.
    pub(super) fn set(&self, number: usize, account: &Account) {
        self.portal.restore(number, |portal| {
            let seed = Seed::from(vec![new_account(account)]);
            portal.seed(&seed).unwrap();
        });
    }

    pub(super) fn ask(&self, sent: &Sent) -> Received {
        let token = || self.portal.new_token("boreal").unwrap();
        let headers = [sent.if_match.as_deref(), sent.if_none_match.as_deref()];
        let path = format!("/v1/accounts/boreal/{}", sent.key);
        let token = self.token.get_or_init(token);
        let body = sent.body.as_ref();
        let answered = self.portal.ask(token, sent.method, &path, headers, body);
        Received {
            status: answered.status,
            body: answered.body,
            etag: answered.etag,
        }
    }

    /// What the portal has recorded behind the first so many changes.
    pub(super) fn audited_behind(&self, count: usize) -> Vec<AuditEntry> {
        self.portal.audited_behind(count)
    }
}
