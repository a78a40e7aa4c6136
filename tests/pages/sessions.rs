//! Sessions: their end, and what a browser still shows of them.

use crate::control::Kind;
use crate::states::judge;
use crate::visit::{LOGIN, PASSWORD, in_both_languages};

const SECTION: &str = "Informations générales";

#[test]
fn after_a_logout_the_back_button_shows_nothing_of_the_account() {
    in_both_languages("logout", |visit| {
        visit.menu("Paramètres");
        visit.log_out();
        visit.browser.back();
        assert!(
            !visit.text().contains("QC104233"),
            "the CAN:\n{}",
            visit.text()
        );
        visit.open("/settings");
        assert!(visit.has(Kind::Button, "Soumettre"), "a login is asked for");
    });
}

#[test]
fn what_was_typed_survives_a_lost_session() {
    in_both_languages("lost_session", |visit| {
        visit.menu("Paramètres");
        visit.section(SECTION);
        visit.fill("Nom du revendeur", "Boréal Pratique");
        visit.browser.forget_cookies();
        visit.press("Enregistrer");
        judge(visit, "login-session-ended");
        assert_eq!(visit.read("general", "/resellerName"), "Télécom Boréal");
        visit.fill_in_login(LOGIN, PASSWORD);
        visit.press("Soumettre");
        judge(visit, "kept");
        visit.press("Montrer ce que j'ai entré");
        visit.section(SECTION);
        assert_eq!(visit.value("Nom du revendeur"), "Boréal Pratique");
        visit.press("Enregistrer");
        visit.saved();
        assert_eq!(visit.read("general", "/resellerName"), "Boréal Pratique");
    });
}

#[test]
fn a_login_gives_a_session_of_its_own() {
    in_both_languages("fixation", |visit| {
        let before = visit.browser.cookie("consigne-session");
        visit.log_in_as(LOGIN, PASSWORD);
        let after = visit.browser.cookie("consigne-session");
        assert_ne!(before["value"], after["value"]);
        assert_eq!(after["httpOnly"], true);
        assert_eq!(after["sameSite"], "Lax");
    });
}
