//! The invisible comment by which the next run finds the comment of this one and updates it.

use std::collections::BTreeSet;

use super::frame::Job;
use crate::plan::file::sha256;

/// Bytes of names that are written out; a longer list is replaced by its digest.
const MOST: usize = 200;

/// `<!-- consigne:plan:austral,boreal -->`. It follows from the command and the accounts alone, so
/// that it stays whatever changes in the report.
pub(super) fn marker<'a>(job: Job, names: impl Iterator<Item = &'a str>) -> String {
    let names: BTreeSet<_> = names.map(plain).collect();
    let mut names = names.into_iter().collect::<Vec<_>>().join(",");
    if names.len() > MOST {
        names = sha256(names.as_bytes());
    }
    format!("<!-- consigne:{}:{names} -->\n", job.as_str())
}

/// A name with everything escaped that an account's name cannot hold: two hyphens would end the
/// comment, and what follows it would be Markdown.
fn plain(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        match c {
            'a'..='z' | '0'..='9' | '.' | '/' | '_' => out.push(c),
            '-' if !out.is_empty() && !out.ends_with('-') => out.push(c),
            c => out.extend([format!("%{:X}", u32::from(c))]),
        }
    }
    out
}
