//! Forms of values, which the schema of the file describes beyond their types.

/// The form that every valid value of a key has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ValueForm {
    /// It is this text.
    Only(&'static str),
    AccountName,
    /// Letters and digits, compared with their case.
    Code,
    Spid,
    /// One line: a name, or a line of an address.
    Line,
    Email,
    Phone,
    TimeZone,
    /// An address, whose country decides what its other parts must be.
    Address,
    Country,
    Time,
    /// A time at which something begins, which is not the end of a day.
    StartTime,
    Date,
    DateTime,
    /// Days, at least one of them.
    SomeDays,
    /// Holidays of a calendar, which decides which ones there are.
    Holidays,
}
