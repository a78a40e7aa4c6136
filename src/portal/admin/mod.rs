//! What only the system administrator can do: work on the database itself, outside the contract,
//! also while a portal serves it.

mod account;
mod act;
mod people;
mod token;

pub(crate) use act::AdminError;
pub(crate) use token::{NewToken, TokenRole};
