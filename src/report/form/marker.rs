//! The comment that nobody sees, by which the next run finds what it has to update.

use std::collections::BTreeSet;

use super::Job;
use crate::plan::file::sha256;

/// Names that are longer together are told by their digest.
const MOST: usize = 200;

/// `<!-- consigne:plan:austral,boreal -->`: the same for the same accounts, whatever changes.
pub(super) fn marker<'a>(job: Job, names: impl Iterator<Item = &'a str>) -> String {
    let names: BTreeSet<_> = names.map(plain).collect();
    let mut names = names.into_iter().collect::<Vec<_>>().join(",");
    if names.len() > MOST {
        names = sha256(names.as_bytes());
    }
    format!("<!-- consigne:{}:{names} -->\n", job.as_str())
}

/// Two hyphens would end the comment, and what is no name of an account could do more.
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
