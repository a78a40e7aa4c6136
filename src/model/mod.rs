//! The domain: what a reseller account consists of, as plain values in canonical form, without
//! serde and without input or output.
//!
//! Every text type has two constructors. `parse` takes what a person wrote: it brings the text into
//! canonical form and refuses what breaks a limit. `observed` takes what a portal holds and keeps
//! it unchanged, because the portal is the authority on its own contents, even where they break a
//! limit.

mod account;
mod action;
mod civil;
pub(crate) mod country;
mod name;
mod named;
mod observed;
mod path;
mod schedule;
mod text;

#[cfg(test)]
mod tests;

pub use account::{
    Account, Address, Administrator, Chat, ChatHours, Confidential, General, PerLanguage, Primary,
    Telephony,
};
pub use action::{
    Action, AdministratorPatch, ChatPatch, ETag, GeneralPatch, LunchBox, Precondition, Resource,
};
pub use civil::{CIVIL, Day, Days, Hours, Time};
pub use name::{InvalidText, NameKey, canonical_text, is_reserved_weekly_name, name_key};
pub use named::{Named, Pattern, ScheduleList, ScheduleLists};
pub use observed::{Candidate, CandidateRole, Observed, Role, Scope, Viewer};
pub use path::{FieldPath, Segment};
pub use schedule::{
    Availability, Kind, LunchBreak, Renames, ScheduleId, ScheduleRef, SpecialEvent, Tier, Weekly,
};
pub use text::{
    AccountName, Can, Carrier, Email, Language, Pbx, PersonName, Phone, ResellerName, ScheduleName,
    Spid, TimeZone, UserCode,
};
pub(crate) use text::{
    MAX_ACCOUNT, MAX_CODE, MAX_EMAIL, MAX_LINE, MAX_POSTAL_CODE, MAX_SPID, PHONE_DIGITS,
    PHONE_EXTENSION,
};
