//! The reason for a new look at the files.

/// The reason for a new look at the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trigger {
    /// Some files changed. Their content shows which: events arrive late, arrive twice, or name a
    /// link instead of its target, so their paths are not passed on.
    Files,
    /// Events may have been lost, for the reason that the operating system gives.
    Rescan(String),
    /// The period of the timer is over.
    Timer,
}
