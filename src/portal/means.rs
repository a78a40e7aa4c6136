//! By which means somebody acts, for the audit table.

/// By which means somebody acts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Means {
    /// A session of the web pages.
    Page,
    /// A program that has a token.
    Token,
    /// consigne: with a token, or as the system administrator.
    #[default]
    Tool,
}

impl Means {
    /// Stable word of the audit table.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Token => "token",
            Self::Tool => "tool",
        }
    }
}
