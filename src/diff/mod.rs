//! Two whole accounts to changes, in the order of the file's keys.

mod account;
pub(crate) mod blank;
mod change;
mod settings;
#[cfg(test)]
mod tests;

pub(crate) use account::diff;
pub(crate) use change::{Change, ChangeKind, Setting};
pub(crate) use settings::settings;
