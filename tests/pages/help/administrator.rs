//! « Administrateur du compte », without the delegates.

use super::{reach, save};
use crate::control::Kind;
use crate::states::judge;
use crate::visit::{LOGIN, PASSWORD, each_way};
use crate::words::Tongue;

const SECTION: &str = "Administrateur du compte";

#[test]
fn a_hidden_section_is_shown_by_its_arrow() {
    each_way("hidden_section", |visit| {
        visit.menu("Paramètres");
        visit.says("Si les champs de la section sont masqués, cliquez la flèche à côté du titre de la section pour les afficher.");
        let section = visit.find(Kind::Section, SECTION);
        let shown = visit.has(Kind::Field, "Courriel de l'administrateur");
        assert_eq!(shown, section.open);
        visit.toggle(SECTION);
        let shown = visit.has(Kind::Field, "Courriel de l'administrateur");
        assert_eq!(shown, !section.open);
        judge(visit, "settings-one-section-toggled");
    });
}

#[test]
fn language_of_the_pages() {
    each_way("language_of_the_pages", |visit| {
        visit.says("Le champ Langue à la page Paramètres > Administrateur du compte permet de spécifier la langue de l'interface du portail Web.");
        reach(visit, SECTION);
        visit.says(
            "Cliquez sur la liste déroulante Langue et sélectionnez l'une des langues disponibles.",
        );
        let (option, other, title) = match visit.tongue {
            Tongue::French => ("Anglais", "en", "Settings"),
            Tongue::English => ("Français", "fr", "Paramètres"),
        };
        visit.choose("Langue", option);
        visit.says("Cliquez sur Enregistrer pour appliquer les modifications.");
        visit.press("Enregistrer");
        let language = "return document.documentElement.lang";
        assert_eq!(visit.browser.script(language, Vec::new()), other, "at once");
        visit.reads_exactly(title);
        assert_eq!(visit.read("administrator", "/language"), other);
    });
}

#[test]
fn email_is_the_login() {
    each_way("email", |visit| {
        visit.says("Pour modifier votre adresse courriel:");
        reach(visit, SECTION);
        visit.says("Modifiez le champ Courriel de l'administrateur.");
        visit.fill("Courriel de l'administrateur", "m.tremblay@boreal.example");
        save(visit);
        visit.says("La nouvelle adresse courriel deviendra votre identifiant de connexion au portail Web à titre d'administrateur-revendeur.");
        visit.log_out();
        visit.log_in_as(LOGIN, PASSWORD);
        assert!(!visit.errors().is_empty(), "the old address");
        judge(visit, "login-refused");
        visit.log_in_as("m.tremblay@boreal.example", PASSWORD);
        visit.section(SECTION);
        assert_eq!(
            visit.value("Courriel de l'administrateur"),
            "m.tremblay@boreal.example"
        );
    });
}

#[test]
fn telephone() {
    each_way("telephone", |visit| {
        visit.says("Pour modifier le numéro de téléphone associé à votre compte d'administrateur-revendeur:");
        reach(visit, SECTION);
        visit.says("Modifiez le champ Numéro de téléphone.");
        visit.fill("Numéro de téléphone", "+15145550177");
        visit.says("Cliquez sur Enregistrer pour appliquer la modification.");
        visit.press("Enregistrer");
        visit.saved();
        assert_eq!(visit.read("administrator", "/phone"), "+15145550177");
    });
}

#[test]
fn password() {
    each_way("password", |visit| {
        visit.says(
            "Pour modifier votre mot de passe après avoir ouvert une session sur le portail Web:",
        );
        reach(visit, SECTION);
        // Two words for one button: « le bouton Modifier mot de passe » a few lines above.
        visit.says("Cliquez sur le bouton Changer mot de passe. Une fenêtre-éclair s'affichera.");
        visit.press("Modifier mot de passe");
        visit.anywhere();
        judge(visit, "password-dialog");
        visit.says("Entrez votre ancien mot de passe à des fins de vérification.");
        visit.fill("Ancien mot de passe", PASSWORD);
        visit.says("Entrez votre nouveau mot de passe et entrez-le à nouveau pour le confirmer dans les champs appropriés.");
        visit.fill("Nouveau mot de passe", "Laurentien-7!");
        visit.fill("Nouveau mot de passe, à nouveau", "Laurentien-7!");
        visit.says("Cliquez sur OK pour appliquer la modification.");
        visit.press("OK");
        visit.log_in_as(LOGIN, PASSWORD);
        assert!(!visit.errors().is_empty(), "the old password");
        visit.log_in_as(LOGIN, "Laurentien-7!");
        assert!(visit.has(Kind::Section, SECTION));
    });
}

#[test]
fn a_password_against_the_rule_is_refused_and_changes_nothing() {
    each_way("password_refused", |visit| {
        visit.says("Le mot de passe doit comporter au moins 8 caractères alphanumériques, au moins une lettre majuscule, un chiffre et un caractère spécial.");
        for (old, new, again) in [
            (PASSWORD, "court-1A", "court-1B"),
            (PASSWORD, "sans-majuscule-1", "sans-majuscule-1"),
            ("Wrong-one-1", "Laurentien-7!", "Laurentien-7!"),
        ] {
            reach(visit, SECTION);
            visit.press("Modifier mot de passe");
            visit.anywhere();
            visit.fill("Ancien mot de passe", old);
            visit.fill("Nouveau mot de passe", new);
            visit.fill("Nouveau mot de passe, à nouveau", again);
            visit.press("OK");
            assert!(!visit.errors().is_empty(), "{old} {new} {again}");
            judge(visit, "password-refused");
        }
        visit.log_in_as(LOGIN, PASSWORD);
        assert!(visit.has(Kind::Section, SECTION));
    });
}

#[test]
fn lost_password() {
    each_way("lost_password", |visit| {
        visit.log_out();
        visit.says("REMARQUE: Si vous avez perdu votre mot de passe, allez à la page de connexion du portail Web et cliquez sur le lien Oublié?");
        visit.open("/login");
        judge(visit, "login");
        visit.follow("Oublié?");
        judge(visit, "login-forgot");
        visit.reads("Mot de passe perdu");
    });
}
