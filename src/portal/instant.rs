//! Instants as the tables store them.

use std::time::SystemTime;

use chrono::{DateTime, SecondsFormat, Utc};

/// The current instant.
pub(super) fn now() -> String {
    sortable(SystemTime::now().into())
}

/// An instant as an RFC 3339 text in UTC with milliseconds. All have the same length, so the texts
/// sort like the instants, and SQL can compare them.
pub(super) fn sortable(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}
