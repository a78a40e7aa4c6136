//! Bytes with a name: files, directories and revisions of Git, read within limits.
//!
//! Files may come from a pull request, so everything that is read here is untrusted. Nothing outside the
//! directory that was named is opened, no pipe or device is waited for, and the number and the size of
//! files are bounded: a change that someone proposes must not make a run read the secrets of the machine,
//! or never end. `search.rs` and `git.rs` argue how.
//!
//! * [`read`] takes the PATHs of a command: files, directories, `-` for standard input.
//! * [`look`] takes one directory for a watcher, for which a broken file is a fact and not the end.
//! * [`two_sides`] and [`since`] take the two sides of a review.

mod fault;
mod file;
mod git;
mod link;
mod search;
mod sides;
mod text;

pub use fault::{GitError, SourceError};
pub(crate) use file::open;
pub use file::{Input, Limits, Links};
pub(crate) use git::commit_of;
pub(crate) use link::named;
pub(crate) use search::{look, read};
pub(crate) use sides::{SideFile, Sides, since, two_sides};
pub(crate) use text::{Place, SourceText};
