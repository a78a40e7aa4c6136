//! Every sentence for people, in French and in English. No other room contains text for people: it
//! builds a [`Message`], and [`Words`] renders it.

mod bundle;
mod catalogue;
mod civil;
mod french;
mod message;
mod reason;
mod suggest;

#[cfg(test)]
mod tests;

pub(crate) use catalogue::Words;
pub(crate) use civil::{civil, clock, duration, weekday};
pub(crate) use french::FrenchHelp;
pub(crate) use message::Message;
pub(crate) use suggest::{did_you_mean, nearest};
