//! A portal as the rest of the program sees it: three powers, each a trait of its own.
//!
//! A function that takes a [`ReadPortal`] cannot write, whatever is behind it, so `plan`, `drift` and
//! `export` need no flag that keeps them from it. Only `apply` takes a [`WritePortal`], and only
//! `password` a [`PasswordPortal`].

use std::future::Future;

use secrecy::SecretString;

use super::error::PortalError;
use crate::model::{
    AccountName, Action, Candidate, ETag, Observed, Precondition, Role, Scope, UserCode,
};

/// An account that the token may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    pub account: AccountName,
    /// Absent for a system token, which belongs to no user.
    pub user: Option<UserCode>,
    pub role: Role,
    pub scope: Scope,
}

/// What a write that the portal acknowledged left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteReceipt {
    /// HTTP status: 200, 201 or 204.
    pub status: u16,
    /// Tag of the resource after the write, absent after a deletion.
    pub etag: Option<ETag>,
    /// Tag of the lunch break that ticking its box created. The help page has the portal create it
    /// along with the working hours, so one write gives two tags.
    pub lunch_break: Option<ETag>,
    /// How often the request was sent.
    pub attempts: u32,
}

/// A write that the portal did not acknowledge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteFailure {
    pub error: PortalError,
    /// How often the request was sent.
    pub attempts: u32,
}

/// Of a request that was sent once.
impl From<PortalError> for WriteFailure {
    fn from(error: PortalError) -> Self {
        Self { error, attempts: 1 }
    }
}

impl From<WriteFailure> for PortalError {
    fn from(failure: WriteFailure) -> Self {
        failure.error
    }
}

/// Reads. Nothing here changes anything.
pub trait ReadPortal: Sync {
    /// The whole account in one GET, so that all its parts are of one revision.
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

/// Writes to an account.
pub trait WritePortal: ReadPortal {
    /// One write, which the portal carries out only if the precondition holds.
    ///
    /// # Errors
    ///
    /// After an error for which [`PortalError::is_lost`] holds, the write may or may not have
    /// happened, and the caller has to read the account to find out. After any other error it has
    /// not happened, unless an earlier attempt of the same write has.
    fn write(
        &self,
        account: &AccountName,
        action: &Action,
        precondition: &Precondition,
    ) -> impl Future<Output = Result<WriteReceipt, WriteFailure>> + Send;
}

/// The administrator's password, which is no part of an account's file.
pub trait PasswordPortal: Sync {
    /// Replaces the current password by a new one, or leaves it. A [`PortalError::Lost`] leaves
    /// open which of the two, and reading cannot settle it: passwords are never shown.
    fn change_password(
        &self,
        account: &AccountName,
        current: &SecretString,
        new: &SecretString,
    ) -> impl Future<Output = Result<(), PortalError>> + Send;
}
