//! A save that meets another one, in two tabs of one browser.

use crate::control::{Kind, controls};
use crate::states::judge;
use crate::visit::{Visit, in_both_languages};

const SECTION: &str = "Informations générales";

/// Opens the section, and somebody else saves it before this user does.
fn save_after_another(visit: &Visit<'_>) {
    visit.menu("Paramètres");
    visit.section(SECTION);
    visit.in_another_tab(|| {
        visit.open("/settings");
        visit.section(SECTION);
        visit.fill("Nom du revendeur", "Boréal Théorie");
        visit.fill("Ville", "Québec");
        visit.press("Enregistrer");
        visit.saved();
    });
    visit.section(SECTION);
    visit.fill("Nom du revendeur", "Boréal Pratique");
    visit.fill("Code postal", "H3B 4W8");
    visit.press("Enregistrer");
}

#[test]
fn a_save_on_an_old_state_shows_three_versions_and_chooses_none() {
    in_both_languages("conflict", |visit| {
        save_after_another(visit);
        judge(visit, "conflict");
        for version in ["Télécom Boréal", "Boréal Théorie", "Boréal Pratique"] {
            visit.reads_exactly(version);
        }
        visit.reads_exactly("1001");
        let chosen = controls(visit.browser);
        let chosen = chosen
            .iter()
            .filter(|one| one.kind == Kind::Choice && one.checked);
        assert_eq!(chosen.count(), 0, "nothing is chosen beforehand");
        assert_eq!(visit.read("general", "/resellerName"), "Boréal Théorie");

        visit.press("Enregistrer");
        assert!(!visit.errors().is_empty(), "a field without a choice");
        judge(visit, "conflict-not-chosen");
        assert_eq!(visit.read("general", "/resellerName"), "Boréal Théorie");
    });
}

#[test]
fn what_is_chosen_is_saved_and_the_rest_stays() {
    in_both_languages("conflict_chosen", |visit| {
        save_after_another(visit);
        for (field, choice) in [("Nom du revendeur", "Le vôtre"), ("Ville", "Maintenant")] {
            visit.anywhere();
            visit.part(field);
            visit.pick(choice);
        }
        visit.anywhere();
        if visit.has_part("Code postal") {
            visit.part("Code postal");
            visit.pick("Le vôtre");
            visit.anywhere();
        }
        visit.press("Enregistrer");
        visit.saved();
        for (pointer, value) in [
            ("/resellerName", "Boréal Pratique"),
            ("/address/city", "Québec"),
            ("/address/postalCode", "H3B 4W8"),
        ] {
            assert_eq!(visit.read("general", pointer), value);
        }
    });
}
