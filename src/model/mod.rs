//! What a reseller account *is*: plain values, canonical forms, no serde, no I/O.
//!
//! Every text type has two doors. `parse` takes what a person wrote: it canonicalises and refuses
//! what breaks a limit. `observed` takes what a portal holds: it is kept as it is, because the
//! portal is the authority on what it holds.

mod account;
mod action;
mod civil;
mod name;
mod path;
mod schedule;
mod text;

pub(crate) use account::{
    Account, Address, Administrator, Chat, ChatHours, Confidential, General, PerLanguage, Primary,
    Telephony,
};
pub(crate) use action::{
    Action, AdministratorPatch, Candidate, CandidateRole, ChatPatch, ETag, GeneralPatch, LunchBox,
    Named, Observed, Pattern, Precondition, Resource, Role, Scope, Viewer,
};
pub(crate) use civil::{Day, Days, Hours, Time};
pub(crate) use name::{NameKey, canonical_text, is_reserved_weekly_name, name_key};
pub(crate) use path::{FieldPath, Segment};
pub(crate) use schedule::{
    Availability, Kind, LunchBreak, Renames, ScheduleId, ScheduleRef, SpecialEvent, Tier, Weekly,
};
pub(crate) use text::{
    AccountName, Can, Carrier, Email, Invalid, Language, Pbx, PersonName, Phone, ResellerName,
    ScheduleName, Spid, TimeZone, UserCode,
};
