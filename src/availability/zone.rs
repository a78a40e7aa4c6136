//! The clocks that a chat follows.

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::model::Chat;
use crate::zone::Zone;

/// The time zone is not in this tool's copy of the tz database; holds the name as it was written.
/// A file is checked for this long before, so only what a portal holds can still be unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownZone(pub(crate) String);

/// The rules of a chat's `timeZone`.
pub(crate) fn zone(chat: &Chat) -> Result<Zone, UnknownZone> {
    chat.time_zone
        .rules()
        .ok_or_else(|| UnknownZone(chat.time_zone.to_string()))
}

/// What the wall clock of a chat shows at an instant.
pub(crate) fn wall_time(chat: &Chat, at: DateTime<Utc>) -> Result<NaiveDateTime, UnknownZone> {
    Ok(at.with_timezone(&zone(chat)?).naive_local())
}
