//! From which side people read a report, and the words that go with it.

/// From which side people read a report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum ReportSide {
    /// What an apply would change: from the portal to the file.
    #[default]
    Plan,
    /// What the portal holds instead: from the file to the portal.
    Drift,
}

/// The catalogue's words for the sides of a change.
pub(super) struct SideWords {
    pub(super) old: &'static str,
    pub(super) new: &'static str,
    pub(super) old_name: &'static str,
    pub(super) new_name: &'static str,
}

pub(super) fn side_words(reading: ReportSide) -> SideWords {
    match reading {
        ReportSide::Plan => SideWords {
            old: "side-old",
            new: "side-new",
            old_name: "side-old-name",
            new_name: "side-new-name",
        },
        ReportSide::Drift => SideWords {
            old: "side-file",
            new: "side-portal",
            old_name: "side-file-name",
            new_name: "side-portal-name",
        },
    }
}

/// The heads of the columns of a table.
pub(super) fn column_heads(reading: ReportSide) -> [&'static str; 2] {
    match reading {
        ReportSide::Plan => ["forms-before", "forms-after"],
        ReportSide::Drift => ["forms-file", "forms-portal"],
    }
}

/// The title above the changes.
pub(super) fn changes_title(reading: ReportSide) -> &'static str {
    match reading {
        ReportSide::Plan => "forms-changes",
        ReportSide::Drift => "forms-differences",
    }
}
