//! A YAML file as a tree with places in the text, its shape, and the JSON Schema of that shape.
//!
//! ```text
//! bytes ─ decode ─> text ─ tree ─> Node ─ check ─┬─> Document { root, file, comments, misfits }
//!                                                └─> findings              (wrong shape)
//! ```
//!
//! This room knows which keys a file may have and which kinds of values; limits and the meaning of
//! values are the business of `desired`. Start at [`parse()`], and at [`schema()`] for the schema that
//! editors use.

mod anchor;
mod budget;
mod check;
mod comment;
mod decode;
mod forms;
mod json;
mod key;
mod located;
mod mismatch;
mod node;
mod parse;
mod pattern;
mod pieces;
mod repair;
mod rest;
mod scalar;
mod schema;
pub(crate) mod shape;
mod syntax;
mod tree;
mod typed;
mod unknown;
mod written;
mod wrong;

#[cfg(test)]
mod tests;

pub(crate) use anchor::Anchors;
pub(crate) use comment::{Comment, Stands};
pub(crate) use decode::MAX_BYTES;
pub(crate) use located::Document;
pub(crate) use mismatch::{number_out_of_range, year_out_of_range};
pub(crate) use node::{Member, Node, Value};
pub(crate) use parse::{parse, parse_as};
pub(crate) use rest::Rest;
pub(crate) use scalar::is_plain_text;
pub(crate) use schema::{judge, schema};
pub(crate) use shape::FileShape;
pub(crate) use written::{plain_scalar, text_scalar};
