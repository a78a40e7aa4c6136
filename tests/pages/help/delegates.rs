//! « Administrateurs délégués (utilisateur) »

use super::reach;
use crate::control::Kind;
use crate::states::judge;
use crate::visit::{DELEGATE_LOGIN, PASSWORD, Visit, each_way};

const SECTION: &str = "Administrateur du compte";

fn delegates(visit: &Visit<'_>) -> Vec<String> {
    let list = visit.read("settings", "/delegates");
    let list = list.as_array().unwrap().iter();
    list.map(|one| one["userCode"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn add_a_delegate() {
    each_way("add_a_delegate", |visit| {
        reach(visit, SECTION);
        visit.says("Cliquez sur le bouton Ajouter administrateur délégué.");
        visit.press("Ajouter administrateur délégué");
        visit.anywhere();
        judge(visit, "delegate-dialog");
        visit.says(
            "Sélectionnez l'utilisateur qui sera le nouvel administrateur délégué du système.",
        );
        visit.choose(
            "Utilisateur qui devient administrateur délégué",
            "2107 Aïcha Benali",
        );
        visit.says("Cliquez sur Enregistrer pour appliquer la modification.");
        visit.press("Enregistrer");
        visit.saved();
        visit.says("L'utilisateur sera ajouté à la liste des administrateurs délégués.");
        visit.section(SECTION);
        visit.reads("2107 Aïcha Benali");
        assert_eq!(delegates(visit), ["2041", "2107"]);
    });
}

#[test]
fn remove_a_delegate() {
    each_way("remove_a_delegate", |visit| {
        reach(visit, SECTION);
        visit.says(
            "Cliquez sur l'icône à côté de l'administrateur délégué que vous souhaitez supprimer.",
        );
        visit.press_icon("Supprimer", "Jean Roy");
        visit.anywhere();
        judge(visit, "delegate-remove-dialog");
        visit.press("Annuler");
        assert_eq!(delegates(visit), ["2041"], "before the confirmation");
        visit.section(SECTION);
        visit.press_icon("Supprimer", "Jean Roy");
        visit.anywhere();
        visit.says("Cliquez sur OK pour confirmer la suppression.");
        visit.press("OK");
        visit.saved();
        visit.says("L'utilisateur sera supprimé de la liste des administrateurs délégués.");
        assert_eq!(delegates(visit), Vec::<String>::new());
    });
}

#[test]
fn a_delegate_has_no_buttons_for_administrators() {
    each_way("a_delegate", |visit| {
        visit.log_out();
        visit.log_in_as(DELEGATE_LOGIN, PASSWORD);
        visit.says("Cependant, un administrateur délégué ne peut pas ajouter ou supprimer des administrateurs.");
        visit.menu("Paramètres");
        visit.section(SECTION);
        judge(visit, "settings-delegate");
        assert!(!visit.has(Kind::Button, "Ajouter administrateur délégué"));
        assert!(!visit.has(Kind::Button, "Supprimer Jean Roy"));
        visit.says("Ce numéro de téléphone demeure confidentiel et est utilisé par l'administrateur-système pour communiquer avec vous");
        assert!(!visit.has(Kind::Field, "Numéro de téléphone"));
        assert!(!visit.text().contains("5550142"), "the telephone number");
    });
}
