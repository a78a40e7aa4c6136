//! A plan against the embedded portal.
