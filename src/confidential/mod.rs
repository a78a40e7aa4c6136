//! Confidential values of a file: where they are in its text, and one mask that hides them.
//!
//! A telephone number or a password can leave a file in more ways than its own setting: in the snippet of
//! a neighbour's finding, in a message that quotes what was written, in a comment. So the text of a file is
//! masked once, when it becomes a [`SourceText`](crate::source::SourceText), and every message about the
//! file passes through the same mask. No format can forget it, because none sees the text itself.
//!
//! ```text
//! administrator: { password: "hunter2", emial: y }    what is written
//! administrator: { password: "*******", emial: y }    what reports see: the same bytes, so that places fit
//! ```
//!
//! A file that is to be masked may be no valid YAML, such as one whose quote is never closed. [`scan`]
//! therefore reads the text and not the tree, and hides rather too much than too little: the rest of a line,
//! and the lines below that may belong to it. The tree adds what only YAML knows, such as the value of an
//! alias.

mod extent;
mod key;
mod mask;
mod phone;
mod scan;
mod value;

#[cfg(test)]
mod tests;

/// A text that a portal wrote, such as the reason of a refusal, with what looks confidential hidden:
/// telephone numbers, and what follows the name of a secret. No file says which values to look for there.
pub(crate) fn hidden_in_foreign(text: &str) -> String {
    Mask::of("", Vec::new()).hide(text)
}

pub(crate) use key::kind_of;
pub(crate) use mask::Mask;
pub(crate) use value::{ConfidentialValue, Confidentiality};
