//! What can be asked of a portal: three traits, the wire types and the problems.
//!
//! The traits speak the words of the model; only the wire types know JSON.

mod body;
pub(crate) mod observed;
pub(crate) mod openapi;
pub(crate) mod request;
pub(crate) mod route;
mod shape;
pub(crate) mod table;
pub(crate) mod wire;

#[cfg(test)]
mod tests;

use std::future::Future;

use secrecy::SecretString;

use crate::model::{
    AccountName, Action, Candidate, ETag, Observed, Precondition, Role, Scope, UserCode,
};

/// A problem document (RFC 9457), or its nearest equivalent when the answer had none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// HTTP status.
    pub(crate) status: u16,
    /// Stable word of the contract: `primary-only`, `stale`, `invalid-field`, …
    pub(crate) kind: String,
    /// Already checked for control characters and cut to a length that can be shown.
    pub(crate) detail: String,
    /// JSON pointer, code and text of each wrong member.
    pub(crate) errors: Vec<FieldError>,
}

/// One wrong member of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldError {
    pub(crate) pointer: String,
    pub(crate) code: String,
    pub(crate) detail: String,
}

/// Why a request has no useful answer. Texts are fragments that fit "failed to …".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PortalError {
    /// No connection was made, so nothing was sent.
    #[error("reach the portal: {reason}")]
    Unreachable { reason: String },
    /// The request went out and no whole answer came back: the outcome of a write is unknown.
    #[error("get a whole answer: {reason}")]
    Lost { reason: String },
    /// The portal understood and said no.
    #[error("be let through: {} ({})", .0.kind, .0.status)]
    Refused(Refusal),
    /// Something answered that does not speak the contract: HTML, a redirect, another shape.
    #[error("understand the answer: {reason}")]
    NotThePortal { reason: String },
    /// A value this tool's contract does not have, such as a new role or kind of availability.
    #[error("know {value:?} at {pointer}: the portal is newer than this tool")]
    Newer { pointer: String, value: String },
}

/// Text of an answer as it may be shown: without control characters, and not endless.
pub(crate) fn shown(text: &str) -> String {
    let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    plain.take(300).collect()
}

/// An account that the token may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Access {
    pub(crate) account: AccountName,
    pub(crate) user: Option<UserCode>,
    pub(crate) role: Role,
    pub(crate) scope: Scope,
}

/// What a write left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) status: u16,
    /// Tag of the resource after the write, absent after a deletion.
    pub(crate) etag: Option<ETag>,
    /// Tag of the lunch break that ticking its box created.
    pub(crate) lunch_break: Option<ETag>,
    /// How often the request was sent.
    pub(crate) attempts: u32,
}

/// Reads. Never changes anything, so `plan` may have it.
pub(crate) trait ReadPortal: Sync {
    /// The whole account in one GET.
    fn observe(
        &self,
        account: &AccountName,
    ) -> impl Future<Output = Result<Observed, PortalError>> + Send;

    /// The account again, or `None` when the portal says it is still the one `seen` (304).
    fn observe_again(
        &self,
        seen: &Observed,
    ) -> impl Future<Output = Result<Option<Observed>, PortalError>> + Send;

    /// One candidate; `None` when the user is not on the portal's list.
    fn candidate(
        &self,
        account: &AccountName,
        user: &UserCode,
    ) -> impl Future<Output = Result<Option<Candidate>, PortalError>> + Send;

    /// Everyone who may become a delegate, all pages.
    fn candidates(
        &self,
        account: &AccountName,
    ) -> impl Future<Output = Result<Vec<Candidate>, PortalError>> + Send;

    /// The accounts of this token, all pages.
    fn accounts(&self) -> impl Future<Output = Result<Vec<Access>, PortalError>> + Send;
}

/// Writes. Only `apply` has it.
pub(crate) trait WritePortal: ReadPortal {
    /// One write. A [`PortalError::Lost`] leaves its outcome open: the caller reads again.
    fn write(
        &self,
        account: &AccountName,
        action: &Action,
        precondition: &Precondition,
    ) -> impl Future<Output = Result<Written, PortalError>> + Send;
}

/// The administrator's password. Only `password` has it.
pub(crate) trait PasswordPortal: Sync {
    /// Replaces the current password by a new one, or leaves it. A [`PortalError::Lost`] leaves
    /// open which of the two.
    fn change_password(
        &self,
        account: &AccountName,
        current: &SecretString,
        new: &SecretString,
    ) -> impl Future<Output = Result<(), PortalError>> + Send;
}
