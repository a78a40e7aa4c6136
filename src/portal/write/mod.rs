//! Requests that change something, and the changes that follow from others.

mod delegate;
mod dispatch;
mod hours;
mod schedule;
mod section;
mod stored;

pub(super) use dispatch::write;
