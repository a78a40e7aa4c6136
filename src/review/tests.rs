//! Two versions and what they mean.
