//! Confidential values, and how much of them may be shown.

/// What is confidential about a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Confidentiality {
    /// Nothing of it is shown.
    Secret,
    /// At most its last four digits are shown.
    Phone,
}

/// A confidential value as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ConfidentialValue {
    pub(crate) kind: Confidentiality,
    pub(crate) text: String,
}
