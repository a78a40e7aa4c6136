//! What every page of HTML shares: its style sheet and what a browser may load for it.

/// Written into the page, because a page that is mailed or archived has no other file beside it.
pub(crate) const STYLE: &str = include_str!("page.css");

/// The content security policy: nothing may be loaded, so nothing can be sent anywhere either.
pub(crate) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";
