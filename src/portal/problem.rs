//! Problem documents (RFC 9457): a stable type, all wrong members at once, and a text for people.

use rusqlite::ErrorCode;
use serde_json::{Value, json};

use super::PortalFault;
use crate::words::{Message, Words};

/// A request that is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) status: u16,
    /// The word of the contract.
    pub(super) kind: &'static str,
    message: &'static str,
    pub(super) errors: Vec<Wrong>,
    /// Methods of a 405.
    pub(super) allow: Option<&'static str>,
    /// Seconds of a 429.
    pub(super) retry_after: Option<u16>,
    /// The schedule that has the name already.
    pub(super) existing: Option<Value>,
}

/// One wrong member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) pointer: String,
    pub(super) code: &'static str,
    pub(super) message: Message,
}

macro_rules! problems {
    ($($name:ident $status:literal $kind:literal $message:literal;)*) => {
        impl Problem {
            $(pub(super) fn $name() -> Self { Self::new($status, $kind, $message) })*
        }
    };
}

problems! {
    malformed 400 "malformed" "portal-malformed";
    unauthenticated 401 "unauthenticated" "portal-unauthenticated";
    wrong_login 401 "unauthenticated" "portal-wrong-login";
    no_session 401 "unauthenticated" "portal-no-session";
    cross_site 403 "cross-site" "portal-cross-site";
    primary_only 403 "primary-only" "portal-primary-only";
    read_only_token 403 "read-only-token" "portal-read-only-token";
    wrong_account 403 "wrong-account" "portal-wrong-account";
    not_found 404 "not-found" "portal-not-found";
    gone 410 "gone" "portal-gone";
    method_not_allowed 405 "method-not-allowed" "portal-method-not-allowed";
    name_taken 409 "name-taken" "portal-name-taken";
    email_taken 409 "email-taken" "portal-email-taken";
    server_managed 409 "server-managed-schedule" "portal-server-managed-schedule";
    chat_not_deployed 409 "chat-not-deployed" "portal-chat-not-deployed";
    stale 412 "stale" "portal-stale";
    too_large 413 "too-large" "portal-too-large";
    media_type 415 "media-type" "portal-media-type";
    unknown_language 422 "unknown-language" "portal-unknown-language";
    not_a_candidate 422 "not-a-candidate" "portal-not-a-candidate";
    password_policy 422 "password-policy" "portal-password-policy";
    wrong_current_password 422 "wrong-current-password" "portal-wrong-current-password";
    precondition_required 428 "precondition-required" "portal-precondition-required";
    too_slow 408 "request-timeout" "portal-request-timeout";
    misdirected 421 "misdirected" "portal-misdirected";
    rate_limited 429 "rate-limited" "portal-rate-limited";
    internal 500 "internal" "portal-internal";
    maintenance 503 "maintenance" "portal-maintenance";
    timed_out 504 "timeout" "portal-timeout";
    storage 507 "storage-full" "portal-storage-full";
}

impl Problem {
    fn new(status: u16, kind: &'static str, message: &'static str) -> Self {
        Self {
            status,
            kind,
            message,
            errors: Vec::new(),
            allow: None,
            retry_after: None,
            existing: None,
        }
    }

    /// 422 with every wrong member; immutable members give the type its name when they are all.
    pub(super) fn fields(errors: Vec<Wrong>) -> Self {
        let immutable = errors.iter().all(|wrong| wrong.code == "immutable-field");
        let kind = if immutable {
            "immutable-field"
        } else {
            "invalid-field"
        };
        Self {
            errors,
            ..Self::new(422, kind, "portal-invalid-field")
        }
    }

    /// A full disk is told as such, and so is another process that keeps writing; nothing else of
    /// a fault leaves the portal.
    pub(super) fn fault(fault: &PortalFault) -> Self {
        match fault {
            PortalFault::Database(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => Self::storage(),
                Some(ErrorCode::DatabaseBusy) => Self::maintenance(),
                Some(_) | None => Self::internal(),
            },
            PortalFault::File(_)
            | PortalFault::Damaged(_)
            | PortalFault::NotADatabase
            | PortalFault::NotOurs
            | PortalFault::ForeignLog(_)
            | PortalFault::Backup(_)
            | PortalFault::BackupOntoItself
            | PortalFault::NewerDatabase(_)
            | PortalFault::Random
            | PortalFault::Hash
            | PortalFault::Seed(_)
            | PortalFault::TokenLine(_)
            | PortalFault::Listen(_) => Self::internal(),
        }
    }

    pub(super) fn body(&self, words: &Words) -> Value {
        let detail = words.text(self.message);
        let errors: Vec<_> = self
            .errors
            .iter()
            .map(|wrong| {
                json!({
                    "pointer": wrong.pointer,
                    "code": wrong.code,
                    "detail": words.say(&wrong.message),
                })
            })
            .collect();
        let mut body = json!({
            "type": self.kind,
            "title": self.kind.replace('-', " "),
            "status": self.status,
            "detail": detail,
        });
        if let Value::Object(members) = &mut body {
            if !errors.is_empty() {
                members.insert("errors".to_owned(), errors.into());
            }
            if let Some(existing) = &self.existing {
                members.insert("existing".to_owned(), existing.clone());
            }
        }
        body
    }
}
