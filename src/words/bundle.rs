//! Fluent files of one language, of which an entry is compiled when it is first wanted.
//!
//! A run says a few sentences of the two thousand that the catalogue has, and a portal one for each request
//! that it refuses. Compiling all of them takes longer than most of what a command does, so files are only
//! cut into entries, once in a process, and each entry is parsed when it is said.

use std::cell::RefCell;
use std::collections::HashMap;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

/// The text of each entry by its id.
pub(super) type EntrySources = HashMap<&'static str, &'static str>;

/// Cuts Fluent files into their entries. An entry begins with a lower-case letter in the first column. Nothing
/// else does: what continues an entry is indented or closes a brace, and comments begin with `#`.
pub(super) fn entry_sources(files: &[&'static str]) -> EntrySources {
    let mut entries = EntrySources::new();
    for file in files {
        let mut begun = None;
        let mut at = 0;
        for line in file.split_inclusive('\n') {
            if line.as_bytes()[0].is_ascii_lowercase()
                && let Some(begin) = begun.replace(at)
            {
                insert(&mut entries, &file[begin..at]);
            }
            at += line.len();
        }
        if let Some(begin) = begun {
            insert(&mut entries, &file[begin..]);
        }
    }
    entries
}

fn insert(entries: &mut EntrySources, entry: &'static str) {
    if let Some((id, _)) = entry.split_once(" =") {
        entries.insert(id, entry);
    }
}

/// Entries of one language, compiled as far as they were wanted.
pub(super) struct Entries {
    sources: &'static EntrySources,
    compiled: RefCell<FluentBundle<FluentResource>>,
}

impl Entries {
    /// `tag` is the locale, which decides plurals.
    pub(super) fn new(tag: &str, sources: &'static EntrySources) -> Self {
        let tag = tag.parse();
        let mut bundle = FluentBundle::new(vec![
            tag.expect("the tags of both languages are well-formed"),
        ]);
        // Isolation marks around arguments would end up in copied paths and values.
        bundle.set_use_isolating(false);
        Self {
            sources,
            compiled: RefCell::new(bundle),
        }
    }

    /// The text of an entry, or of an attribute of it; none if there is no such text.
    pub(super) fn text(
        &self,
        id: &str,
        attribute: Option<&str>,
        args: Option<&FluentArgs<'_>>,
    ) -> Option<String> {
        self.compile(id);
        let bundle = self.compiled.borrow();
        let entry = bundle.get_message(id)?;
        let pattern = match attribute {
            None => entry.value()?,
            Some(name) => entry.get_attribute(name)?.value(),
        };
        let text = bundle.format_pattern(pattern, args, &mut Vec::new());
        Some(text.into_owned())
    }

    fn compile(&self, id: &str) {
        let mut bundle = self.compiled.borrow_mut();
        if let Some(source) = self.sources.get(id)
            && !bundle.has_message(id)
        {
            // A malformed entry is left out here; a test of the catalogue fails and names it.
            let resource = FluentResource::try_new((*source).to_owned());
            bundle.add_resource_overriding(resource.unwrap_or_else(|(resource, _)| resource));
        }
    }
}
