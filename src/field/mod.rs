//! The field table: one row per key of the file, with the sentences of the help page about it. The
//! texts of the schema, `explain` and the reference page are made from this table, so that they
//! cannot disagree. To add a key, add its row to `table.rs` or `hours.rs` in the order of the file,
//! its texts to both `field.ftl`, and its type to `document::shape`; tests compare the three.

mod facts;
mod find;
mod fold;
mod form;
mod hours;
mod label;
mod page;
mod row;
mod rule;
mod table;
mod topic;

#[cfg(test)]
mod tests;

pub(crate) use facts::label_of;
pub(crate) use find::{Matches, find, keys_of_the_file};
pub(crate) use form::ValueForm;
pub(crate) use label::{key_called, words_for};
pub(crate) use page::HelpSection;
pub(crate) use row::{Field, Omitted, ValueKind};
pub(crate) use rule::{RuleOrigin, rule};
pub(crate) use table::{cleared, fields};
pub(crate) use topic::{TOPICS, Topic, TopicGroup};
