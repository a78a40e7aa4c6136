//! What is shown and cannot be changed.

use crate::control::{Kind, controls};
use crate::states::judge;
use crate::visit::each_way;

#[test]
fn telephone_system_and_provider() {
    each_way("telephony", |visit| {
        visit.says("Ces champs ne peuvent être modifiés.");
        visit.says("Pour accéder à ces paramètres, cliquez sur Paramètres dans le menu principal et allez à la section Système téléphonique et fournisseur par défaut.");
        visit.menu("Paramètres");
        visit.section("Système téléphonique et fournisseur par défaut");
        visit.reads("BroadSoft-MTL-1");
        visit.reads("Réseau Laurentien");
        let section = visit.word("Système téléphonique et fournisseur par défaut");
        let all = controls(visit.browser);
        let there = all.iter().filter(|one| one.is_in(&section));
        assert_eq!(there.count(), 0, "nothing to fill in or to press");
    });
}

#[test]
fn primary_administrator() {
    each_way("primary", |visit| {
        visit.says("Il est composé d'un préfixe correspondant au code d'utilisateur suivi du nom de l'administrateur-revendeur.");
        visit.menu("Paramètres");
        visit.section("Administrateur du compte");
        visit.reads("1001 Marie Tremblay");
        assert!(!visit.has(Kind::Field, "Administrateur principal"));
    });
}

#[test]
fn order_of_priority() {
    each_way("priority", |visit| {
        visit.says("L'ordre de priorité des horaires est le suivant:");
        visit.menu("Paramètres");
        visit.section("Clavardage");
        let read = "return [...document.querySelectorAll('.priority li')].map(one => one.textContent.trim())";
        let order: Vec<String> =
            serde_json::from_value(visit.browser.script(read, Vec::new())).unwrap();
        let page = [
            "Horaires d'événements spéciaux",
            "Horaires hebdomadaires",
            "Horaires de weekend",
            "Pause-repas",
            "Heures de travail",
        ];
        for kind in page {
            visit.says(kind);
        }
        assert_eq!(order, page.map(|kind| visit.word(kind)));
    });
}

#[test]
fn the_other_pages_of_the_menu() {
    each_way("menu", |visit| {
        for (entry, state) in [
            ("Heures en français", "week-fr"),
            ("Heures en anglais", "week-en"),
            ("En YAML", "yaml"),
            ("Historique", "history"),
            ("Paramètres", "settings"),
        ] {
            visit.menu(entry);
            judge(visit, state);
        }
    });
}
