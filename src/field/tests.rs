//! The table, the help page and the schema say the same things.

use std::collections::BTreeSet;

use serde_json::Value;

use super::row::Mutability;
use super::{HelpSection, Omitted, TOPICS, ValueKind, fields, find, page};
use crate::document::schema;
use crate::model::Language;
use crate::words::Words;

const HELP_PAGE: &str = include_str!("../../fixtures/portal-help-page.fr.txt");

/// `general.can` and so on with its schema, as the table writes paths.
fn keys(schema: &Value) -> Vec<(String, Value, bool)> {
    fn walk(at: &Value, path: &str, found: &mut Vec<(String, Value, bool)>) {
        if let Some(items) = at
            .get("items")
            .filter(|items| items.get("properties").is_some())
        {
            return walk(items, &format!("{path}[]"), found);
        }
        // The keys of an address are required unless there is none of them.
        let required = at["required"]
            .as_array()
            .or(at["then"]["required"].as_array());
        let required = required.cloned().unwrap_or_default();
        for (key, below) in at["properties"].as_object().into_iter().flatten() {
            let path = if path.is_empty() {
                key.clone()
            } else {
                format!("{path}.{key}")
            };
            found.push((
                path.clone(),
                below.clone(),
                required.contains(&key.as_str().into()),
            ));
            walk(below, &path, found);
        }
    }
    let mut found = Vec::new();
    walk(schema, "", &mut found);
    found
}

/// The path of a key of the schema, where `*` stands for the blocks of hours.
fn general(path: &str) -> String {
    let blocks = ["both", "fr", "en"].map(|block| format!("chat.hours.{block}."));
    let block = blocks.iter().find(|block| path.starts_with(block.as_str()));
    block.map_or(path.to_owned(), |block| {
        path.replacen(block.as_str(), "chat.hours.*.", 1)
    })
}

#[test]
fn every_key_of_the_file_has_one_row_and_every_row_is_a_key() {
    let keys: BTreeSet<_> = keys(&schema(Language::En))
        .iter()
        .map(|(path, ..)| general(path))
        .collect();
    let rows: Vec<_> = fields().map(|field| field.path.to_owned()).collect();
    assert_eq!(keys, rows.iter().cloned().collect());
    assert_eq!(keys.len(), rows.len(), "a row is there twice");
}

#[test]
fn rows_agree_with_the_types() {
    for (path, schema, required) in keys(&schema(Language::En)) {
        let path = general(&path);
        let field = fields().find(|field| field.path == path).unwrap();
        assert_eq!(field.omitted == Omitted::Required, required, "{path}");
        let kind = match (
            schema["type"].as_str(),
            schema.get("enum").map(Value::to_string),
        ) {
            (Some("boolean"), _) => &[ValueKind::Switch][..],
            (Some("object"), _) => &[ValueKind::Mapping],
            (Some("string"), Some(words)) if words.contains("fr") => &[ValueKind::Language],
            (Some("string"), Some(_)) => &[ValueKind::Availability],
            (Some("string"), None) => &[
                ValueKind::Text,
                ValueKind::Time,
                ValueKind::Date,
                ValueKind::DateTime,
            ],
            (Some("array"), _) => match schema["items"]["type"].as_str() {
                Some("object") => &[ValueKind::List],
                Some("integer") => &[ValueKind::Years],
                Some("string") | Some(_) | None => &[ValueKind::Texts],
            },
            (Some(_) | None, _) => &[ValueKind::Days],
        };
        assert!(kind.contains(&field.kind), "{path}: {:?}", field.kind);
    }
}

#[test]
fn quotes_are_in_the_help_page_below_their_heading() {
    let heading_of = |section: &str| format!("\n{section}\n");
    for HelpSection { section, says } in page::ALL {
        let at = HELP_PAGE.find(&heading_of(section));
        let below = &HELP_PAGE[at.unwrap_or_else(|| panic!("no heading {section}"))..];
        for sentence in *says {
            assert!(below.contains(sentence), "{section}: {sentence}");
        }
    }
}

#[test]
fn every_row_and_topic_is_told_in_both_languages() {
    for words in Language::ALL.map(Words::of) {
        for field in fields() {
            let facts = field.facts(&words);
            assert_ne!(facts.title, field.words, "{}", field.path);
            assert!(
                !facts.what.is_empty() && !facts.omitted.is_empty(),
                "{}",
                field.path
            );
            let ours = facts.reading.or(facts.convention);
            assert!(
                field.page.is_some() || ours.is_some(),
                "{}: who says so?",
                field.path
            );
            assert!(!field.examples.is_empty(), "{}", field.path);
            for topic in field.see {
                assert!(TOPICS.iter().any(|known| known.name == *topic), "{topic}");
            }
        }
        for topic in TOPICS {
            assert_ne!(words.text(topic.words), topic.words);
            assert!(!topic.what(&words).is_empty(), "{}", topic.name);
        }
    }
}

#[test]
fn every_entry_of_the_catalogue_is_used() {
    let sources = concat!(
        include_str!("row.rs"),
        include_str!("facts.rs"),
        include_str!("hours.rs"),
        include_str!("table.rs"),
        include_str!("topic.rs"),
        include_str!("../document/schema.rs"),
        include_str!("../report/explain.rs"),
        include_str!("../cli/explain.rs"),
    );
    let lines = include_str!("../words/en/field.ftl").lines();
    let ids = lines.filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    for id in ids
        .filter_map(|line| line.split_once(" ="))
        .map(|(id, _)| id)
    {
        let topic = TOPICS.iter().any(|topic| topic.words == id);
        assert!(topic || sources.contains(&format!("\"{id}\"")), "{id}");
    }
    let consent = crate::plan::Word::ALL.map(crate::plan::Word::as_str);
    for word in consent {
        assert!(TOPICS.iter().any(|topic| topic.name == word), "{word}");
    }
}

#[test]
fn guards_are_those_that_the_plan_compares() {
    let yaml = "apiVersion: consigne/v1\naccount: a\ngeneral: { can: X }\nadministrator: { primary: X }\ntelephony: { pbx: X, provider: X }\n";
    let document = crate::document::parse(yaml.as_bytes()).document.unwrap();
    let desired = crate::desired::lower(&document).desired.unwrap();
    let compared = desired.guard_differences(&crate::fixture::observed());
    let compared: BTreeSet<_> = compared
        .iter()
        .map(|guard| guard.path.to_string())
        .collect();
    let guards = fields().filter(|field| field.mutability == Mutability::Guard);
    // A section of guards, and a name that is only compared when somebody is granted.
    let others = ["telephony", "delegates[].name"];
    let guards = guards.map(|field| field.path.to_owned());
    assert_eq!(
        compared,
        guards
            .filter(|path| !others.contains(&path.as_str()))
            .collect()
    );
}

/// What a question gives: paths, then names of topics.
fn check(asked: &str, fields: &[&str], topics: &[&str]) {
    let found = find(asked, &Words::of(Language::En));
    let paths: Vec<_> = found.fields.iter().map(|field| field.path).collect();
    let names: Vec<_> = found.topics.iter().map(|topic| topic.name).collect();
    assert_eq!(
        (paths.as_slice(), names.as_slice()),
        (fields, topics),
        "{asked}"
    );
}

#[test]
fn a_key_is_found_by_its_path_or_the_end_of_it() {
    let lunch = "chat.hours.*.workingHours.lunchBreak";
    check("general.can", &["general.can"], &[]);
    check("GENERAL.Can", &["general.can"], &[]);
    check("can", &["general.can"], &[]);
    check("chat", &["chat"], &[]);
    check("lunchBreak", &[lunch], &[]);
    check("lunch-break", &[lunch], &[]);
    check("chat.hours.fr.workingHours.lunchBreak", &[lunch], &[]);
    check("chat.hours.both.workingHours.lunchBreak", &[lunch], &[]);
    check("chat.hours.*.workingHours.lunchBreak", &[lunch], &[]);
    check("chat.hours.es.workingHours.lunchBreak", &[], &[]);
    check("fr.workingHours.lunchBreak", &[lunch], &[]);
    check("chat.hours.fr", &["chat.hours.fr"], &[]);
    check("en", &["chat.hours.en"], &[]);
    check(
        "chat.hours.fr.weeklySchedules[\"Jeudi soir\"]",
        &["chat.hours.*.weeklySchedules"],
        &[],
    );
    check(
        "weeklySchedules[\"a.b] \\\"c\"].days",
        &["chat.hours.*.weeklySchedules[].days"],
        &[],
    );
    check(
        "chat.hours.both.specialEvents[3].name",
        &["chat.hours.*.specialEvents[].name"],
        &[],
    );
    check(
        "chat.hours.both.workingHours.days[0]",
        &["chat.hours.*.workingHours.days"],
        &[],
    );
    check("delegates[\"2041\"]", &["delegates"], &[]);
    check("delegates[].user", &["delegates[].user"], &[]);
    check(
        "enabled",
        &[
            "chat.enabled",
            "chat.hours.*.workingHours.lunchBreak.enabled",
        ],
        &[],
    );
    check("Nom du revendeur", &["general.resellerName"], &[]);
    check("billing code (CAN)", &["general.can"], &[]);
    check("special-events", &["chat.hours.*.specialEvents"], &[]);
}

#[test]
fn a_topic_is_found_by_its_name_or_another_word() {
    check("priority", &[], &["priority"]);
    check("PRIORITÉ", &[], &["priority"]);
    check("oublié", &[], &["forgotten-password"]);
    check("Oublié?", &[], &["forgotten-password"]);
    check("Soutien technique", &[], &["support-page"]);
    check("billing", &[], &["billing"]);
    check("mails", &[], &["mails"]);
    check("login-change", &[], &["login-change"]);
    check(
        "out-of-scope",
        &[],
        &["billing", "mails", "support-page", "forgotten-password"],
    );
    check("nonsense", &[], &[]);
    check("", &[], &[]);
    check(".", &[], &[]);
    check("[\"", &[], &[]);
    check("?", &[], &[]);
}

/// A label of the page is found as it stands there, in French: headings, sections and the names of fields
/// and buttons.
#[test]
fn every_label_of_the_page_is_found() {
    let page = include_str!("../../fixtures/portal-help-page.fr.txt");
    let heading = |line: &&str| {
        let step = line.starts_with('-') || line.starts_with("Pour ");
        let sentence = line.chars().count() > 90 || line.ends_with(['.', ':']);
        !(step || sentence || line.is_empty())
    };
    let headings: Vec<_> = page.lines().map(str::trim).filter(heading).collect();
    assert!(headings.len() >= 29, "{headings:?}");
    let labels = [
        "ville",
        "pays",
        "état/province",
        "code postal",
        "Courriel de l'administrateur",
        "Numéro de téléphone",
        "Modifier mot de passe",
        "Changer mot de passe",
        "Oublié?",
        "Ajouter administrateur délégué",
        "Administrateurs délégués",
        "Système téléphonique (PBX)",
        "Fournisseur de service téléphonique",
        "Activer",
        "Événements spéciaux pour les heures de service de clavardage",
        "Horaires d'événements spéciaux",
        "Horaires hebdomadaires",
        "Horaires de weekend",
        "Pause-repas",
        "Heures de travail",
        "En semaine",
        "Weekend",
        "Nom de l'horaire",
        "Tous les jours de la semaine",
        "Toute la journée",
        "heure de début",
        "heure de fin",
        "Ajouter un horaire pour la pause-repas",
        "Ajouter horaire pour la pause-repas",
        "Modifier un événement spécial",
        "Ajouter un événement spécial",
        "Soutien technique",
    ];
    let words = Words::of(Language::Fr);
    for label in headings.into_iter().chain(labels) {
        assert!(!find(label, &words).is_empty(), "{label}");
    }
}

#[test]
fn a_label_of_several_fields_lists_them_all() {
    let words = Words::of(Language::Fr);
    for (label, expect) in [
        (
            "Langue",
            &["general.defaultCustomerLanguage", "administrator.language"][..],
        ),
        (
            "Nom de l'horaire",
            &[
                "chat.hours.*.weeklySchedules[].name",
                "chat.hours.*.specialEvents[].name",
            ],
        ),
        (
            "Paramètres",
            &["general", "administrator", "telephony", "chat"],
        ),
    ] {
        let found = find(label, &words);
        let paths: Vec<_> = found.fields.iter().map(|field| field.path).collect();
        assert_eq!(paths, expect, "{label}");
    }
}
