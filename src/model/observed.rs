//! An account as a portal returns it to one viewer, and candidates for its delegates.

use std::collections::{BTreeMap, BTreeSet};

use super::account::Account;
use super::action::ETag;
use super::schedule::{ScheduleId, ScheduleRef};
use super::text::{AccountName, PersonName, UserCode};

/// The user who owns the token, and what that user may do in this account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    pub user: Option<UserCode>,
    pub role: Role,
    pub scope: Scope,
}

/// The role of a user in an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Primary,
    Delegate,
    System,
}

/// The requests that a token is allowed to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    Read,
    Write,
}

/// An account as a portal showed it to one viewer at one revision, with everything that a plan
/// needs besides the settings: tags for preconditions and identifiers of schedules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observed {
    pub name: AccountName,
    pub account: Account,
    pub software_deployed: bool,
    pub viewer: Viewer,
    pub revision: u64,
    /// Tag of the whole snapshot, for the conditional GET.
    pub etag: ETag,
    /// Tags of the parts, by `Resource::key`.
    pub etags: BTreeMap<String, ETag>,
    /// Identifiers of the named schedules.
    pub ids: BTreeMap<ScheduleRef, ScheduleId>,
    /// Keys of resources whose JSON has members unknown to this version of the tool. Such resources
    /// are never written: a write could drop what a newer portal stores there.
    pub newer: BTreeSet<String>,
}

/// Someone who may become a delegate (« administrateurs-entreprise et leurs délégués »).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub user: UserCode,
    pub name: PersonName,
    pub company: String,
    pub role: CandidateRole,
}

/// The position of a candidate in their own company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CandidateRole {
    CompanyAdministrator,
    CompanyDelegate,
}
