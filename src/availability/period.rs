//! A stretch of time, in instants.

use chrono::{DateTime, Utc};

/// Instants `[from, to)`. The windows over which a change is counted are periods, and so are the
/// parts of them that it opens or closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Period {
    pub(crate) from: DateTime<Utc>,
    pub(crate) to: DateTime<Utc>,
}
