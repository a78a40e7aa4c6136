//! Fluent resources of one language as a bundle.

use fluent_bundle::{FluentBundle, FluentResource};

/// Compiles the catalogues of one language. `tag` is its locale, which decides plurals.
pub(super) fn bundle<const N: usize>(
    tag: &str,
    sources: [&str; N],
) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new(vec![
        tag.parse()
            .expect("the tags of both languages are well-formed"),
    ]);
    // Isolation marks around arguments would end up in copied paths and values.
    bundle.set_use_isolating(false);
    for source in sources {
        // A malformed entry is left out here; a test of the catalogue fails and names it.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(r, _)| r);
        bundle.add_resource_overriding(resource);
    }
    bundle
}
