//! One change, and the values on either side of it.

use crate::model::{Address, FieldPath, Named, Phone, Weekly};

/// One change of one setting, entry or unit. A unit is a value that is only ever written whole,
/// such as an address or the hours of one schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) path: FieldPath,
    pub(crate) kind: ChangeKind,
    /// Absent for a create.
    pub(crate) before: Option<Setting>,
    /// Absent for a delete.
    pub(crate) after: Option<Setting>,
}

/// Whether the setting is new, other or gone. Scalars are always updates, also from and to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum ChangeKind {
    Create,
    Update,
    Delete,
    /// `renamedFrom`: one change, whatever else of the entry differs.
    Rename,
}

/// A value on one side of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Text, codes, languages, zones; the empty text is a cleared SPID.
    Text(String),
    /// The administrator's phone: every rendering shows its last four digits.
    Phone(Phone),
    Switch(bool),
    Address(Address),
    /// Default hours and the lunch break.
    Weekly(Weekly),
    /// A named weekly schedule or a special event.
    Named(Named),
}
