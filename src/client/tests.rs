//! The client against answers that are none of a portal.
