//! The list of checks, each with the sentence of the contract that it holds a portal to.

mod all;
mod availability;
mod hours;
mod list;
mod people;
mod precondition;
mod read;
mod schedule;
mod section;
mod table;

pub(super) use all::all;
