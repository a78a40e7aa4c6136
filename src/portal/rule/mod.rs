//! The portal's own rules for the bodies of requests.
//!
//! The tool checks the same rules in its own code. The two are written separately on purpose, so
//! that tests can play them off against each other; only the model's types are shared.

mod address;
mod body;
mod hours;
mod text;

pub(super) use address::address;
pub(super) use body::{BodyReader, TextRule};
pub(super) use hours::{
    EmptyDays, LUNCH_BREAK_ID, event, listed_lunch_break, lunch_break_name, named_lunch_break,
    new_lunch_break, weekly,
};
pub(super) use text::{
    candidate_role, code, email, id, language, line, optional_line, phone, spid, time_zone,
};
