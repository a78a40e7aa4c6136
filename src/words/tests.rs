//! Both languages say the same things, with the same arguments.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;

use super::bundle::entry_sources;
use super::catalogue::sources;
use crate::model::Language;

/// Ids of the messages, and `id.attribute` of their attributes, with the names of the variables
/// they use.
fn entries(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources(language) {
        let (mut current, mut message) = (None, String::new());
        for line in source.lines() {
            if let Some((name, _)) = line.strip_prefix("    .").and_then(|l| l.split_once(" =")) {
                let id = format!("{message}.{name}");
                assert!(
                    !found.contains_key(&id),
                    "{id} is there twice in {language}"
                );
                found.insert(id.clone(), BTreeSet::new());
                current = Some(id);
            }
            if let Some((id, _)) = line.split_once(" =")
                && line.starts_with(|c: char| c.is_ascii_lowercase())
            {
                assert!(!found.contains_key(id), "{id} is there twice in {language}");
                found.insert(id.to_owned(), BTreeSet::new());
                id.clone_into(&mut message);
                current = Some(id.to_owned());
            }
            if let Some(id) = &current {
                let names = line.split('$').skip(1).map(|rest| {
                    rest.chars()
                        .take_while(|c| c.is_ascii_alphanumeric())
                        .collect::<String>()
                });
                found.get_mut(id).unwrap().extend(names);
            }
        }
        let parsed = FluentResource::try_new(source.to_owned());
        assert!(
            parsed.is_ok(),
            "{language}: {:?}",
            parsed.err().map(|e| e.1)
        );
    }
    found
}

#[test]
fn both_languages_say_the_same_things() {
    let (en, fr) = (entries(Language::En), entries(Language::Fr));
    let ids = |map: &BTreeMap<String, _>| map.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(ids(&en), ids(&fr));
    for (id, names) in &en {
        // English shows reasons and zones as they are; French has words of its own for them.
        if id.starts_with("reason-") || id.starts_with("hours-clock") {
            continue;
        }
        assert_eq!(names, &fr[id], "arguments of {id}");
    }
}

/// Each entry of Fluent text, as its own parser sees it.
fn parsed(text: &str) -> BTreeSet<String> {
    let resource = FluentResource::try_new(text.to_owned()).unwrap();
    resource
        .entries()
        .map(|entry| format!("{entry:?}"))
        .collect()
}

/// The program cuts files into entries line by line. Parsing them whole gives the same.
#[test]
fn each_entry_is_cut_out_whole() {
    let english = sources(Language::En);
    let french = sources(Language::Fr);
    for file in [&english[..], &french, &[include_str!("fr/help.ftl")]].concat() {
        let cut = entry_sources(&[file]);
        let cut = cut.into_values().flat_map(parsed);
        assert_eq!(parsed(file), cut.collect());
    }
}
