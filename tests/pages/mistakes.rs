//! Errors are listed on top and at their fields, in the language of the page, and what was typed stays.

use crate::states::judge;
use crate::visit::{Visit, in_both_languages};

/// A page with a form, what is typed into it, and the fields that are wrong.
type Mistake = (
    &'static str,
    fn(&Visit<'_>),
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
);

fn settings(visit: &Visit<'_>, section: &str) {
    visit.menu("Paramètres");
    visit.section(section);
}

fn new(visit: &Visit<'_>, list: &str) {
    settings(visit, "Clavardage");
    visit.part("Heures de service du clavardage en français");
    visit.part(list);
    visit.follow("Nouveau");
}

const MISTAKES: [Mistake; 4] = [
    (
        "general",
        |visit| settings(visit, "Informations générales"),
        &[
            ("Nom du revendeur", ""),
            ("Ville", "Montréal"),
            ("Code postal", "12"),
        ],
        &["Nom du revendeur"],
    ),
    (
        "administrator",
        |visit| settings(visit, "Administrateur du compte"),
        &[
            ("Courriel de l'administrateur", "marie.tremblay"),
            ("Numéro de téléphone", "five five five"),
        ],
        &["Courriel de l'administrateur", "Numéro de téléphone"],
    ),
    (
        "weekly",
        |visit| {
            new(visit, "Horaires de clavardage hebdomadaires");
            visit.tick("lundi");
        },
        &[
            ("Nom de l'horaire", "Soirées"),
            ("Heure de début", "25:00"),
            ("Heure de fin", "9h"),
        ],
        &["Heure de début"],
    ),
    (
        "event",
        |visit| new(visit, "Horaires d'événements spéciaux"),
        &[
            ("Nom de l'horaire", "Noël"),
            ("Date de début", "2026-02-30"),
            ("Heure de début", "09:00"),
            ("Date de fin", "2026-12-26"),
            ("Heure de fin", "17:00"),
        ],
        &["Date de début"],
    ),
];

#[test]
fn a_summary_takes_the_focus_and_the_fields_keep_what_was_typed() {
    in_both_languages("mistakes", |visit| {
        for (state, open, typed, wrong) in MISTAKES {
            open(visit);
            for (field, text) in typed {
                visit.fill(field, text);
            }
            let before = visit.read("settings", "");
            visit.press("Enregistrer");
            let errors = visit.errors();
            assert!(errors.len() >= wrong.len(), "{state}: {errors:?}");
            assert!(!errors[0].contains("no focus"), "{state}");
            judge(visit, &format!("mistake-{state}"));
            for (field, text) in typed {
                assert_eq!(visit.value(field), *text, "{state}: {field}");
            }
            for field in wrong {
                let found = visit.find(crate::control::Kind::Field, field);
                assert!(found.wrong, "{state}: {field} is marked; {errors:?}");
                let said = visit.browser.script(
                    "const by = (arguments[0].getAttribute('aria-describedby') || '').split(' ');
                     return by.map(id => document.getElementById(id)?.textContent ?? '').join(' ')",
                    vec![found.element],
                );
                let said = said.as_str().unwrap();
                let is_said = errors.iter().any(|error| said.contains(error));
                assert!(is_said, "{state}: {field}: {said} of {errors:?}");
            }
            assert_eq!(
                visit.read("settings", ""),
                before,
                "{state}: nothing is saved"
            );
        }
    });
}

#[test]
fn a_link_of_the_summary_leads_to_its_field() {
    in_both_languages("summary_link", |visit| {
        settings(visit, "Administrateur du compte");
        visit.fill("Numéro de téléphone", "five");
        visit.press("Enregistrer");
        let error = visit.errors().remove(0);
        visit.follow(&error);
        let focused = "return document.activeElement.id";
        let focused = visit.browser.script(focused, Vec::new());
        let field = visit.find(crate::control::Kind::Field, "Numéro de téléphone");
        let id = visit
            .browser
            .script("return arguments[0].id", vec![field.element]);
        assert_eq!(focused, id);
    });
}
