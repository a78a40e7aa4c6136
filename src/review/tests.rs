//! Two versions of a file and what they name.

use std::collections::BTreeSet;

use super::named::{managed, names};
use super::reviewed::{Versions, review};
use crate::desired::{Desired, lower};
use crate::document::parse;
use crate::model::FieldPath;

fn desired(text: &str) -> Desired {
    let document = parse(text.as_bytes()).document.unwrap();
    lower(&document).desired.unwrap()
}

fn example() -> String {
    let root = env!("CARGO_MANIFEST_DIR");
    std::fs::read_to_string(format!("{root}/examples/boreal/reseller.yaml")).unwrap()
}

#[test]
fn the_same_file_twice_means_nothing() {
    let desired = desired(&example());
    let versions = Versions {
        old: Some(&desired),
        new: &desired,
    };
    let reviewed = review(versions, chrono::DateTime::UNIX_EPOCH).unwrap();
    assert_eq!(reviewed.changes, []);
    assert_eq!(
        (reviewed.released, reviewed.needs),
        (Vec::new(), BTreeSet::new())
    );
    assert_eq!(reviewed.before, reviewed.after);
}

/// Nothing that a file names may be missed, whatever it says: everything is a change against an
/// account of which nothing is known.
#[test]
fn a_file_without_a_past_shows_all_that_it_names() {
    let desired = desired(&example());
    let versions = Versions {
        old: None,
        new: &desired,
    };
    let reviewed = review(versions, chrono::DateTime::UNIX_EPOCH).unwrap();
    assert!(
        reviewed
            .changes
            .iter()
            .all(|change| change.before.is_none())
    );
    let shown = |path: &FieldPath| reviewed.changes.iter().any(|c| path.holds(&c.path));
    let guards = [
        "general.can",
        "administrator.primary",
        "telephony.pbx",
        "telephony.provider",
    ];
    for path in managed(&desired) {
        let text = path.to_string();
        assert!(names(&desired, &path), "{text}");
        let expected = !guards.contains(&text.as_str()) && !is_empty(&desired, &path);
        assert_eq!(shown(&path), expected, "{text}");
    }
}

/// A list without entries, or a lunch break that is off: there is nothing to show of it.
fn is_empty(desired: &Desired, path: &FieldPath) -> bool {
    crate::model::Language::ALL.into_iter().any(|language| {
        let hours = desired.hours.get(language);
        let base = FieldPath::of("chat.hours").key(language.as_str());
        let lists = hours.lists.iter().filter(|(_, entries)| entries.is_empty());
        let mut lists = lists.map(|(kind, _)| base.key(kind.list()));
        let lunch = base.key("workingHours").key("lunchBreak");
        lists.any(|list| list == *path) || (lunch == *path && hours.lunch_break == Some(None))
    })
}
