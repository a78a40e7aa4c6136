//! The routes of the contract as a table: methods, bodies, preconditions and answers. The OpenAPI
//! document is made from it, and the portal's own routes are compared with it.

/// Method of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Verb {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// Whose token may do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// No token is needed, because this is how one begins.
    Anybody,
    /// Every token of the account, and a system token.
    Reader,
    /// A token with the scope `write`, of the primary administrator or a delegate.
    Writer,
    /// « Un administrateur délégué ne peut pas ajouter ou supprimer des administrateurs. »
    Primary,
}

/// What a request must or may say of the resource as it is (RFC 9110, 13). A change without a tag is
/// refused rather than carried out, so that no client overwrites a state that it
/// has not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Condition {
    None,
    /// `If-None-Match` with a tag: 304 when it is still the one.
    Unless,
    /// `If-Match`: 428 without, 412 when stale.
    Match,
    /// `If-Match` to change, `If-None-Match: *` to create.
    MatchOrNew,
}

/// Parameters of the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Query {
    None,
    /// `limit` and `cursor`.
    Page,
    /// `at`, an instant.
    At,
}

/// What a body or a response holds. `shape.rs` leads from each to its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyShape {
    /// No content.
    Nothing,
    Accesses,
    Settings,
    General,
    GeneralPatch,
    Administrator,
    AdministratorPatch,
    PasswordChange,
    Login,
    Session,
    Telephony,
    Delegates,
    Delegate,
    Candidates,
    Candidate,
    ChatSection,
    ChatPatch,
    WorkingHours,
    PutWorkingHours,
    Hours,
    PutHours,
    PutLunchBreak,
    WeeklySchedules,
    WeeklySchedule,
    PutWeeklySchedule,
    SpecialEvents,
    SpecialEvent,
    PutSpecialEvent,
    Availability,
}

/// One method of a route, with everything that the OpenAPI document says of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Operation {
    pub(crate) verb: Verb,
    pub(crate) id: &'static str,
    /// The sentence of the help page, or of the contract, that it carries out.
    pub(crate) summary: &'static str,
    pub(crate) who: Who,
    pub(crate) condition: Condition,
    pub(crate) query: Query,
    pub(crate) body: BodyShape,
    pub(crate) answers: &'static [(u16, BodyShape)],
    /// Problems beyond those that follow from the rest.
    pub(crate) problems: &'static [&'static str],
}

/// A path with the methods that it has; every other is 405.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Route {
    pub(crate) path: &'static str,
    pub(crate) operations: &'static [Operation],
}

impl Route {
    /// Methods as `Allow` lists them.
    #[cfg(test)]
    pub(crate) fn allow(&self) -> String {
        let verbs = self.operations.iter().map(|o| o.verb.as_str());
        verbs.collect::<Vec<_>>().join(", ")
    }
}

/// Every problem of the contract: status and type. A client decides by the type, never by the text, and
/// by the status where it does not know the type.
pub(crate) const PROBLEMS: [(u16, &str); 29] = [
    (400, "malformed"),
    (401, "unauthenticated"),
    (403, "primary-only"),
    (403, "read-only-token"),
    (403, "wrong-account"),
    (404, "not-found"),
    (405, "method-not-allowed"),
    (409, "name-taken"),
    (409, "email-taken"),
    (409, "server-managed-schedule"),
    (409, "chat-not-deployed"),
    (409, "account-full"),
    (410, "gone"),
    (412, "stale"),
    (413, "too-large"),
    (415, "media-type"),
    (422, "invalid-field"),
    (422, "immutable-field"),
    (422, "not-a-candidate"),
    (422, "unknown-language"),
    (422, "unsupported"),
    (422, "password-policy"),
    (422, "wrong-current-password"),
    (428, "precondition-required"),
    (429, "rate-limited"),
    (431, "head-too-large"),
    (500, "internal"),
    (503, "maintenance"),
    (507, "storage-full"),
];

impl Route {
    /// Every problem that an operation may answer with, in the order of [`PROBLEMS`].
    pub(crate) fn problems(&self, operation: &Operation) -> Vec<(u16, &'static str)> {
        let mut problems = PROBLEMS.to_vec();
        problems
            .retain(|(_, kind)| operation.problems.contains(kind) || self.implies(operation, kind));
        problems
    }

    /// Whether a problem follows from what the table says of the path and the operation, so that the
    /// table need not repeat it: a precondition can fail, a body can be wrong, a token can lack a
    /// right. `method-not-allowed` is of no operation, and is described once for the whole contract.
    fn implies(&self, operation: &Operation, kind: &str) -> bool {
        match kind {
            "malformed" | "too-large" | "rate-limited" | "head-too-large" | "internal"
            | "maintenance" => true,
            "account-full" => matches!(operation.verb, Verb::Patch | Verb::Put),
            "wrong-account" | "not-found" => self.path.contains("{account}"),
            "unknown-language" => self.path.contains("{language}"),
            "unauthenticated" => operation.who != Who::Anybody,
            "read-only-token" => matches!(operation.who, Who::Writer | Who::Primary),
            "primary-only" => operation.who == Who::Primary,
            "stale" | "precondition-required" => {
                matches!(
                    operation.condition,
                    Condition::Match | Condition::MatchOrNew
                )
            }
            "media-type" | "invalid-field" => operation.body != BodyShape::Nothing,
            "storage-full" => operation.verb != Verb::Get,
            _ => false,
        }
    }
}
