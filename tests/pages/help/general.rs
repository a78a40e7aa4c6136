//! « Informations générales »

use serde_json::json;

use super::{reach, save};
use crate::control::Kind;
use crate::states::judge;
use crate::visit::each_way;

const SECTION: &str = "Informations générales";

#[test]
fn account_spid() {
    each_way("account_spid", |visit| {
        visit.says("Pour modifier votre numéro de compte SPID:");
        reach(visit, SECTION);
        visit.says(
            "Entrez le code fourni par le système tiers dans le champ Numéro de compte SPID.",
        );
        visit.fill("Numéro de compte SPID", "SP-20417");
        save(visit);
        judge(visit, "settings-saved");
        visit.section(SECTION);
        assert_eq!(visit.value("Numéro de compte SPID"), "SP-20417");
        assert_eq!(visit.read("general", "/spid"), "SP-20417");
    });
}

#[test]
fn reseller_name() {
    each_way("reseller_name", |visit| {
        reach(visit, SECTION);
        visit.says("Entrez votre raison sociale dans le champ Nom du revendeur.");
        visit.fill("Nom du revendeur", "Télécom « Boréal » œ 😀");
        save(visit);
        visit.section(SECTION);
        assert_eq!(visit.value("Nom du revendeur"), "Télécom « Boréal » œ 😀");
        assert_eq!(
            visit.read("general", "/resellerName"),
            "Télécom « Boréal » œ 😀"
        );
    });
}

#[test]
fn billing_can() {
    each_way("billing_can", |visit| {
        visit.says("Le code CAN ne peut être modifié. Pour voir votre code CAN, cliquez sur Paramètres dans le menu principal et allez à la section Informations générales.");
        visit.menu("Paramètres");
        visit.section(SECTION);
        assert!(!visit.has(Kind::Field, "Facturation CAN"));
        visit.says("Cliquez sur le code CAN pour accéder au système de facturation et démarrer une session avec votre compte de revendeur.");
        visit.follow("QC104233");
        judge(visit, "billing");
        assert!(
            visit.browser.url().starts_with(visit.bench.url()),
            "a link out"
        );
    });
}

#[test]
fn language_of_new_customers() {
    each_way("language_of_new_customers", |visit| {
        visit.says("Pour modifier la langue par défaut des nouveaux clients:");
        for (option, code) in [("Anglais", "en"), ("Français", "fr")] {
            reach(visit, SECTION);
            visit.says(
                "Cliquez sur la liste déroulante Langue et sélectionnez l'une des langues disponibles.",
            );
            visit.choose("Langue", option);
            save(visit);
            visit.section(SECTION);
            assert_eq!(visit.chosen("Langue"), visit.word(option));
            assert_eq!(visit.read("general", "/defaultCustomerLanguage"), code);
            // « Pour spécifier la langue de votre propre compte, allez à la page Administrateur du compte. »
            let own = visit.read("administrator", "/language");
            assert_eq!(
                own,
                visit.tongue.code(),
                "the administrator's own is another"
            );
        }
    });
}

#[test]
fn address() {
    each_way("address", |visit| {
        visit.says("Pour afficher et modifier vos coordonnées:");
        reach(visit, SECTION);
        visit.says(
            "Modifiez les champs au besoin (adresse, ville, pays, état/province, code postal).",
        );
        visit.fill("Adresse", "1250, boul. René-Lévesque Ouest");
        visit.fill("Ville", "Montréal");
        visit.choose("Pays", "CA");
        visit.fill("État/province", "QC");
        visit.fill("Code postal", "h3b 4w8");
        save(visit);
        let address = json!({
            "street": "1250, boul. René-Lévesque Ouest",
            "city": "Montréal",
            "country": "CA",
            "province": "QC",
            "postalCode": "H3B 4W8",
        });
        assert_eq!(visit.read("general", "/address"), address);
        visit.section(SECTION);
        assert_eq!(
            visit.value("Code postal"),
            "H3B 4W8",
            "as the portal writes it"
        );
    });
}
