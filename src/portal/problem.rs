//! Problem documents (RFC 9457): a stable type for programs, all wrong members at once, and a text
//! for people.

use rusqlite::ErrorCode;
use serde_json::{Value, json};

use super::fault::PortalFault;
use super::invalid_member::{InvalidMember, InvalidMembers};
use crate::words::{Message, Words};

/// A refused request: the response other than a success.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) status: u16,
    /// The `type` of the contract, such as `wrong-account`.
    pub(super) kind: &'static str,
    /// Id of the sentence for `detail`.
    message: &'static str,
    pub(super) errors: InvalidMembers,
    /// Methods for the `Allow` header of a 405.
    pub(super) allow: Option<&'static str>,
    /// Seconds for the `Retry-After` header of a 429.
    pub(super) retry_after: Option<u16>,
    /// The schedule that already has the name, for `name-taken`.
    pub(super) existing: Option<Value>,
}

/// Why a request has no successful response: the client is at fault, or the portal is.
pub(super) enum RequestError {
    Problem(Problem),
    Fault(PortalFault),
}

impl From<Problem> for RequestError {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<PortalFault> for RequestError {
    fn from(fault: PortalFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<RequestError> for Problem {
    fn from(error: RequestError) -> Self {
        match error {
            RequestError::Problem(problem) => problem,
            RequestError::Fault(fault) => Self::fault(&fault),
        }
    }
}

macro_rules! problems {
    ($($name:ident $status:literal $kind:literal $message:literal;)*) => {
        impl Problem {
            $(pub(super) fn $name() -> Self { Self::new($status, $kind, $message) })*
        }
    };
}

// One row per problem: constructor, status, type of the contract, id of the sentence. Several
// sentences may share a type; a program needs the type, a person needs to know what to do.
problems! {
    malformed 400 "malformed" "portal-malformed";
    unauthenticated 401 "unauthenticated" "portal-unauthenticated";
    wrong_login 401 "unauthenticated" "portal-wrong-login";
    no_session 401 "unauthenticated" "portal-no-session";
    account_full 409 "account-full" "portal-account-full";
    head_too_large 431 "head-too-large" "portal-head-too-large";
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
            errors: InvalidMembers::default(),
            allow: None,
            retry_after: None,
            existing: None,
        }
    }

    /// 405 with the methods that the resource has.
    pub(super) fn method_not_allowed_but(methods: &'static str) -> Self {
        Self {
            allow: Some(methods),
            ..Self::method_not_allowed()
        }
    }

    /// 409 with the schedule that already has the name.
    pub(super) fn name_taken_by(existing: Option<Value>) -> Self {
        Self {
            existing,
            ..Self::name_taken()
        }
    }

    /// 422 with the parts of the rule of passwords that the new password breaks.
    pub(super) fn weak_password(errors: Vec<InvalidMember>) -> Self {
        Self {
            errors: errors.into(),
            ..Self::password_policy()
        }
    }

    /// 429 with the number of seconds to wait.
    pub(super) fn rate_limited_for(seconds: u64) -> Self {
        Self {
            retry_after: u16::try_from(seconds).ok(),
            ..Self::rate_limited()
        }
    }

    /// 422 with every invalid member. The type is `immutable-field` when nothing but immutable
    /// members is wrong, and `invalid-field` otherwise.
    pub(super) fn fields(errors: impl Into<InvalidMembers>) -> Self {
        let errors = errors.into();
        let mut described = errors.described.iter();
        let immutable = described.all(|member| member.code == "immutable-field");
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

    /// The wrong members within a larger document, of which the body of the refused request is the
    /// part at `pointer`. A problem without members is blamed on the member `blamed` of that part.
    pub(super) fn below(self, pointer: &str, blamed: &str) -> Vec<InvalidMember> {
        if self.errors.is_empty() {
            return vec![self.blamed_on(format!("{pointer}{blamed}"))];
        }
        let errors = self.errors.described.into_iter();
        errors.map(|member| member.below(pointer)).collect()
    }

    /// The problem as one of a member.
    pub(super) fn blamed_on(&self, pointer: String) -> InvalidMember {
        InvalidMember {
            pointer,
            code: self.kind,
            message: Message::new(self.message),
        }
    }

    /// The sentence of the problem, or of its first wrong member.
    pub(super) fn sentence(&self) -> Message {
        let first = self.errors.described.first();
        first.map_or_else(
            || Message::new(self.message),
            |member| member.message.clone(),
        )
    }

    /// The problem that a client sees for a fault of the portal. A full disk is reported as such,
    /// and a database that another process keeps locked as maintenance, since both go away; no
    /// other detail of a fault leaves the portal.
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
            | PortalFault::InUse
            | PortalFault::TokenFile(_)
            | PortalFault::SharedTokenFile(_)
            | PortalFault::Random
            | PortalFault::Hash
            | PortalFault::Seed(_)
            | PortalFault::SeedRules(_)
            | PortalFault::TokenLine(_)
            | PortalFault::Listen(_) => Self::internal(),
        }
    }

    fn detail(&self) -> Message {
        let sentence = Message::new(self.message);
        match self.errors.more {
            0 => sentence,
            more => Message::new("portal-and-more")
                .message("problem", sentence)
                .number("count", more),
        }
    }

    /// The document as JSON, with its sentences in the language of `words`.
    pub(super) fn body(&self, words: &Words) -> Value {
        let mut body = json!({
            "type": self.kind,
            "title": self.kind.replace('-', " "),
            "status": self.status,
            "detail": words.say(&self.detail()),
        });
        if !self.errors.is_empty() {
            let errors = self.errors.described.iter();
            body["errors"] = errors.map(|member| member.row(words)).collect();
        }
        if self.errors.more > 0 {
            body["moreErrors"] = self.errors.more.into();
        }
        if let Some(existing) = &self.existing {
            body["existing"] = existing.clone();
        }
        body
    }
}
