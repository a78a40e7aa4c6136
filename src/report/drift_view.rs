//! Drift as programs read it.

use serde::{Deserialize, Serialize};

use super::hours_view::HoursView;
use super::json_text::CivilDate;
use super::views;

views! {
    derive(Default, Serialize, Deserialize)
    /// The differences between file and portal, as seen from the file.
    DriftView {
        /// Hours that customers gained and lost because the portal holds something else.
        hours: Option<HoursView>,
        /// Differences that an entry of `--ignore` or of the policy covers. They are no changes.
        ignored: Vec<IgnoredView>,
    }
}

views! {
    derive(Eq, Serialize, Deserialize)
    /// A difference that is known.
    IgnoredView {
        path: String,
        /// Last day of the entry; null if it has none.
        until: Option<CivilDate>,
        /// Where the entry is.
        entry: String,
    }
    /// An entry that is of no use.
    IgnoreFindingView {
        /// `ignored-expired` or `ignored-unused`.
        code: String,
        /// As it is written.
        entry: String,
        /// Where the entry is.
        place: String,
        message: String,
    }
}
