//! What a change means to the people who chat, as a reviewer reads it.

mod lines;
mod phrase;

pub(super) use lines::{all_lines, lines};
