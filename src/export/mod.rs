//! A live account as a file whose plan is empty.
//!
//! Layout and comments are made here, scalars by `serde_yaml`. Every text is quoted, so that no reader
//! of YAML takes a time or a code for a number, and takes one line. Hours that
//! both languages share are written under `both`. A setting that a file cannot express, because the
//! portal holds something that breaks a limit, becomes a comment and stays unmanaged. Start at
//! [`export`].

mod account;
mod flow;
mod hours;
mod standing;
mod unit;
mod writer;

pub(crate) use account::{Phones, export};
pub(crate) use standing::{Standing, primary, software};
pub(crate) use unit::{Unsayable, unit};
pub(crate) use writer::MODELINE;
